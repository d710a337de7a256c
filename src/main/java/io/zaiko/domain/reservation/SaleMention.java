package io.zaiko.domain.reservation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sale says of one reservation that its lines name.
 *
 * @param reservationId the reservation
 * @param eventId the sale
 * @param occurredAtMicros when it was made, microseconds since 1970 UTC
 * @param asOfMicros the same, never ahead of the broker's clock
 * @param orderRef the order it makes; null where it names none
 * @param units what its lines take under the reservation's name
 */
public record SaleMention(
    String reservationId,
    String eventId,
    long occurredAtMicros,
    long asOfMicros,
    @Nullable String orderRef,
    List<SoldUnits> units) {
  public SaleMention {
    units = units == null ? List.of() : units;
  }

  /** Units it takes at one shelf. */
  long at(String locationId, String sku) {
    return units.stream()
        .filter(sold -> sold.locationId().equals(locationId) && sold.sku().equals(sku))
        .mapToLong(SoldUnits::quantity)
        .sum();
  }
}
