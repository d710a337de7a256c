package io.zaiko.domain.stock;

/**
 * When a sale of an order line moved its units: a mis-ring of them moved them back then.
 *
 * @param eventId the sale
 * @param atMicros when, by its source's clock set right
 */
public record SoldAt(String eventId, long atMicros) {

  /** Sales of which an old savepoint knows that there were some, and not when. */
  static final SoldAt UNTIMED = new SoldAt("", Long.MIN_VALUE);

  boolean isBefore(SoldAt other) {
    return atMicros != other.atMicros
        ? atMicros < other.atMicros
        : eventId.compareTo(other.eventId) < 0;
  }
}
