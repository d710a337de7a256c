package io.zaiko.domain.stock;

/**
 * A place that a transfer speaks of, over all its items. An old savepoint says of it by when all
 * that was sent there was expected; since then {@link TransferPlace} says so of each shipment.
 *
 * @param locationId where units were sent to or arrived
 * @param inTransit units on their way there, of all items
 * @param expectedAtMicros in an old savepoint, when the last of its shipments should arrive; else 0
 * @param shipmentEventId in an old savepoint, the shipment that is expected last; else empty
 * @param isJudged in an old savepoint, whether that time had come and was spoken of
 */
public record TransferDestination(
    String locationId,
    long inTransit,
    long expectedAtMicros,
    String shipmentEventId,
    boolean isJudged) {

  static TransferDestination unknown(String locationId) {
    return new TransferDestination(locationId, 0, 0, "", false);
  }

  /** This place with more or fewer units underway. */
  TransferDestination plus(long moreInTransit) {
    return new TransferDestination(
        locationId, inTransit + moreInTransit, expectedAtMicros, shipmentEventId, isJudged);
  }
}
