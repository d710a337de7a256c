package io.zaiko.domain.stock;

/**
 * A place that a transfer speaks of, over all its items.
 *
 * @param locationId where units were sent to or arrived
 * @param inTransit units on their way there, of all items
 * @param expectedAtMicros when the last of its shipments should arrive; 0 where none is known
 * @param shipmentEventId the shipment that is expected last; empty where none is known
 * @param isJudged whether that time has come and was spoken of
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

  /** This place with more or fewer units underway; of more it is spoken again. */
  TransferDestination plus(long moreInTransit) {
    return new TransferDestination(
        locationId,
        inTransit + moreInTransit,
        expectedAtMicros,
        shipmentEventId,
        isJudged && moreInTransit <= 0);
  }

  /** This place after one more shipment to it, which is judged when it is due. */
  TransferDestination awaiting(String eventId, long atMicros) {
    boolean isLast =
        atMicros > expectedAtMicros
            || (atMicros == expectedAtMicros && eventId.compareTo(shipmentEventId) > 0);
    return new TransferDestination(
        locationId,
        inTransit,
        isLast ? atMicros : expectedAtMicros,
        isLast ? eventId : shipmentEventId,
        false);
  }

  TransferDestination judgedAt(long nowMicros) {
    return expectedAtMicros == 0 || expectedAtMicros > nowMicros
        ? this
        : new TransferDestination(locationId, inTransit, expectedAtMicros, shipmentEventId, true);
  }

  /** Units that should have arrived by now and did not. */
  long overdueAt(long nowMicros) {
    boolean isDue = expectedAtMicros != 0 && expectedAtMicros <= nowMicros;
    return isDue || isJudged ? inTransit : 0;
  }

  /** Whether a time lies ahead at which it is to be judged. */
  boolean isAwaited() {
    return expectedAtMicros != 0 && inTransit != 0 && !isJudged;
  }
}
