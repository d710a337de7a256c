package io.zaiko.domain.stock;

import io.zaiko.domain.identity.SourceRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of the fulfilment of an order line, as remembered until the order is forgotten.
 *
 * @param eventId the record
 * @param occurredAtMicros when it happened to the goods: see {@link LineStatement#IN_ORDER}
 * @param asOfMicros business time, never ahead of the broker's clock
 * @param act what happened
 * @param quantity units of this step, 1 or more
 * @param locationId where; for ASSIGNED, who is to supply them
 * @param fromLocationId for ASSIGNED, who was to; null for whoever was
 * @param collectUntilMicros for READY; null for without end
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 * @param timePrecisionMicros width of the interval that begins at {@code occurredAtMicros} and
 *     holds the true time; 0 where it is exact
 * @param numbered who wrote it, under which number; null where the source does not number its
 *     records, so that the event id alone names it
 */
public record FulfilmentStatement(
    String eventId,
    long occurredAtMicros,
    long asOfMicros,
    FulfilmentAct act,
    long quantity,
    String locationId,
    @Nullable String fromLocationId,
    @Nullable Long collectUntilMicros,
    long clockSkewMillis,
    long timePrecisionMicros,
    @Nullable SourceRef numbered) {

  static FulfilmentStatement of(GoodsEvent event, GoodsLine line) {
    FulfilmentTerms terms = Objects.requireNonNull(line.terms(), "a fulfilment says what happened");
    return new FulfilmentStatement(
        event.eventId(),
        event.occurredAtMicros(),
        event.asOfMicros(),
        terms.act(),
        line.quantity(),
        line.locationId(),
        terms.fromLocationId(),
        terms.collectUntilMicros(),
        event.clockSkewMillis(),
        event.timePrecisionMicros(),
        event.source().isNumbered() ? event.source() : null);
  }
}
