package io.zaiko.domain.stock;

/**
 * Units sent to one place that are expected there at one time.
 *
 * @param expectedAtMicros when they should have arrived
 * @param units of one item
 * @param shipmentEventId the shipment; of several due at that time, the greatest id
 */
public record TransferDue(long expectedAtMicros, long units, String shipmentEventId) {

  /** These and those of another shipment, which is due at the same time or later. */
  TransferDue with(TransferDue other) {
    boolean isAnotherName =
        other.expectedAtMicros == expectedAtMicros
            && other.shipmentEventId.compareTo(shipmentEventId) > 0;
    return new TransferDue(
        expectedAtMicros,
        units + other.units,
        isAnotherName ? other.shipmentEventId : shipmentEventId);
  }

  TransferDue of(long someUnits) {
    return new TransferDue(expectedAtMicros, someUnits, shipmentEventId);
  }
}
