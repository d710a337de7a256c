package io.zaiko.domain.place;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a location was at earlier times, as far as its clock is concerned. Before the oldest that is
 * kept it is taken to have been as then.
 *
 * @param earlier ascending by when it changed, at most {@link #MAX_EARLIER}
 */
public record PlaceHistory(List<PastPlace> earlier) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Changes of one location that are kept; beyond them the oldest are forgotten. */
  public static final int MAX_EARLIER = 16;

  /** A location that never changed. */
  public static final PlaceHistory NONE = new PlaceHistory(List.of());

  /** Absent in an old savepoint means empty. */
  public PlaceHistory {
    earlier = earlier == null ? List.of() : earlier;
  }

  /**
   * After a change.
   *
   * @param before what the location was until then
   * @param atMicros when it changed; where that lies before an earlier change, then too
   * @param keptMicros what changed so long before is forgotten
   */
  public PlaceHistory with(Place before, long atMicros, long keptMicros) {
    long until = Math.max(atMicros, newestMicros());
    List<PastPlace> next = new ArrayList<>(earlier);
    next.removeIf(past -> past.untilMicros() <= until - keptMicros);
    next.add(new PastPlace(before, until));
    int tooMany = Math.max(0, next.size() - MAX_EARLIER);
    return new PlaceHistory(List.copyOf(next.subList(tooMany, next.size())));
  }

  /** When it changed last; {@link Long#MIN_VALUE} where it never did. */
  public long newestMicros() {
    return earlier.isEmpty() ? Long.MIN_VALUE : earlier.get(earlier.size() - 1).untilMicros();
  }
}
