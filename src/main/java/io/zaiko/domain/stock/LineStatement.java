package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A void or a fulfilment in the order in which those of one line take effect: by time, ties by
 * event id.
 *
 * @param place of a void, which of the line's sold lines it is of; -1 for a fulfilment
 * @param voiding null for a fulfilment
 * @param fulfilling null for a void
 */
record LineStatement(
    int place, @Nullable VoidStatement voiding, @Nullable FulfilmentStatement fulfilling) {

  static final Comparator<LineStatement> IN_ORDER =
      Comparator.comparingLong(LineStatement::occurredAtMicros)
          .thenComparing(LineStatement::eventId)
          .thenComparingInt(LineStatement::place);

  /** What makes it known within its line. */
  record Name(int place, String eventId) {}

  static LineStatement of(int place, VoidStatement statement) {
    return new LineStatement(place, statement, null);
  }

  static LineStatement of(FulfilmentStatement statement) {
    return new LineStatement(-1, null, statement);
  }

  Name name() {
    return new Name(place, eventId());
  }

  RecordKind kind() {
    return voiding != null ? RecordKind.VOID : RecordKind.FULFILMENT;
  }

  String eventId() {
    return voiding != null ? voiding.eventId() : fulfilment().eventId();
  }

  long occurredAtMicros() {
    return voiding != null ? voiding.occurredAtMicros() : fulfilment().occurredAtMicros();
  }

  long asOfMicros() {
    return voiding != null ? voiding.asOfMicros() : fulfilment().asOfMicros();
  }

  long clockSkewMillis() {
    return voiding != null ? voiding.clockSkewMillis() : fulfilment().clockSkewMillis();
  }

  long timePrecisionMicros() {
    return voiding != null ? voiding.timePrecisionMicros() : fulfilment().timePrecisionMicros();
  }

  long quantity() {
    return voiding != null ? voiding.quantity() : fulfilment().quantity();
  }

  /**
   * When a change it makes happened. A mis-ring frees what was promised as of its sale; units that
   * were set aside by then were so until it was voided.
   */
  long atMicros(Buckets deltas) {
    return voiding != null && deltas.staged() == 0
        ? voiding.effectiveAtMicros()
        : occurredAtMicros();
  }

  private FulfilmentStatement fulfilment() {
    if (fulfilling == null) {
      throw new IllegalStateException("neither a void nor a fulfilment");
    }
    return fulfilling;
  }
}
