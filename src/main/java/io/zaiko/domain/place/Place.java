package io.zaiko.domain.place;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * What is known of a location.
 *
 * @param locationId which one
 * @param open whether it trades at all
 * @param timeZone an IANA name that this Java knows
 * @param hours when it trades, in order, without overlaps; empty: always
 * @param groups names of the location groups it belongs to, each once. A group is a name and holds
 *     locations only, so groups cannot go round in a circle
 */
public record Place(
    String locationId, boolean open, String timeZone, List<OpenSpan> hours, List<String> groups)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The zone of a location that states none. */
  public static final String UTC = "UTC";

  /** Spans that a location may state. */
  public static final int MAX_SPANS = 100;

  /** Groups that a location may belong to. */
  public static final int MAX_GROUPS = 100;

  /** A location of which nothing is known: it is always open and in no group. */
  public static Place unknown(String locationId) {
    return new Place(locationId, true, UTC, List.of(), List.of());
  }

  public Place {
    hours = hours.stream().sorted(OpenSpan.IN_ORDER).toList();
    groups = List.copyOf(groups);
    for (int i = 1; i < hours.size(); i++) {
      if (hours.get(i).overlaps(hours.get(i - 1))) {
        throw new IllegalArgumentException(hours.get(i) + " overlaps " + hours.get(i - 1));
      }
    }
    if (new HashSet<>(groups).size() < groups.size()) {
      throw new IllegalArgumentException("a group is named twice in " + groups);
    }
  }

  /** All that its clock needs. */
  public Place withoutGroups() {
    return new Place(locationId, open, timeZone, hours, List.of());
  }

  /** Whether an {@link OpeningClock} runs alike at both: without hours the zone changes nothing. */
  public boolean tradesLike(Place other) {
    return open == other.open
        && hours.equals(other.hours)
        && (hours.isEmpty() || timeZone.equals(other.timeZone));
  }
}
