package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * A change of one shelf by one line of one event.
 *
 * @param locationId the location
 * @param sku the item
 * @param eventId the record behind it
 * @param lineNo the line of the record
 * @param kind the kind of the record
 * @param outcome what became of the line
 * @param orderRef the order; null where there is none
 * @param occurredAtMicros when the units moved
 * @param asOfMicros business time of the record, never ahead of the broker's clock
 * @param deltas the change
 */
public record Movement(
    String locationId,
    String sku,
    String eventId,
    int lineNo,
    RecordKind kind,
    Outcome outcome,
    @Nullable String orderRef,
    long occurredAtMicros,
    long asOfMicros,
    Buckets deltas) {

  /** Separates location and SKU in a shelf's key; no location id holds it. */
  public static final char KEY_SEPARATOR = '|';

  /** The movement of a line that takes effect in full. */
  public static Movement of(GoodsEvent event, GoodsLine line) {
    Outcome outcome = line.quantity() == 0 ? Outcome.ZERO_LINE : Outcome.APPLIED;
    return of(event, line, outcome, line.effectOf(line.quantity()));
  }

  static Movement of(GoodsEvent event, GoodsLine line, Outcome outcome, Buckets deltas) {
    return new Movement(
        line.locationId(),
        line.sku(),
        event.eventId(),
        line.lineNo(),
        event.kind(),
        outcome,
        event.orderRef(),
        event.effectiveAtMicros(),
        event.asOfMicros(),
        deltas);
  }

  /** The key of the shelf it changes. */
  public String shelfKey() {
    return locationId + KEY_SEPARATOR + sku;
  }
}
