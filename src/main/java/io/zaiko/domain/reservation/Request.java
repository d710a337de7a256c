package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.RequestAct;
import io.zaiko.domain.stock.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of a reservation.
 *
 * @param head what it asks
 * @param eventId its record
 * @param occurredAtMicros when it was asked, microseconds since 1970 UTC
 * @param asOfMicros the same, never ahead of the broker's clock
 * @param locationId for PLACE, where all units lie; null for other acts
 * @param units for PLACE, one for each item; empty for other acts
 */
public record Request(
    RequestHead head,
    String eventId,
    long occurredAtMicros,
    long asOfMicros,
    @Nullable String locationId,
    List<AskedUnits> units) {
  public Request {
    units = units == null ? List.of() : units;
  }

  /** The reservation it speaks of. */
  public String reservationId() {
    return head.reservationId();
  }

  boolean isPlace() {
    return head.act() == RequestAct.PLACE;
  }

  boolean isExtend() {
    return head.act() == RequestAct.EXTEND;
  }

  /** When units that it asks for or prolongs are given up. */
  long endsMicros() {
    return occurredAtMicros + head.timeToLiveMicros();
  }

  /** Whether it places the same, in whatever order of its lines and for however long. */
  boolean placesTheSameAs(Request other) {
    return head.channel().equals(other.head.channel())
        && String.valueOf(locationId).equals(String.valueOf(other.locationId))
        && bySku().equals(other.bySku());
  }

  private List<String> bySku() {
    return units.stream().map(asked -> asked.sku() + '\n' + asked.quantity()).sorted().toList();
  }
}
