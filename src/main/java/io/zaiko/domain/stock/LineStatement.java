package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A void or a fulfilment in the order in which those of one line take effect: by time; of one
 * instant, as of a till whose clock shows whole seconds, the goods are found before they are handed
 * over; then by name.
 *
 * @param place of a void, which of the line's sold lines it is of; -1 for a fulfilment
 * @param voiding null for a fulfilment
 * @param fulfilling null for a void
 */
record LineStatement(
    int place, @Nullable VoidStatement voiding, @Nullable FulfilmentStatement fulfilling) {

  /** Event ids are unique, but for those of sources that number their records. */
  private static final Comparator<SourceRef> BY_NUMBER =
      Comparator.comparing(SourceRef::id)
          .thenComparingLong(SourceRef::epoch)
          .thenComparingLong(SourceRef::sequence);

  static final Comparator<LineStatement> IN_ORDER =
      Comparator.comparingLong(LineStatement::occurredAtMicros)
          .thenComparingInt(LineStatement::turn)
          .thenComparing(LineStatement::eventId)
          .thenComparing(LineStatement::numbered, Comparator.nullsFirst(BY_NUMBER))
          .thenComparingInt(LineStatement::place);

  /**
   * What makes it known within its line.
   *
   * @param again how many of this name come before it: a name that was forgotten may be used again
   */
  record Name(int place, String eventId, @Nullable SourceRef numbered, int again) {
    Name next() {
      return new Name(place, eventId, numbered, again + 1);
    }
  }

  static LineStatement of(int place, VoidStatement statement) {
    return new LineStatement(place, statement, null);
  }

  static LineStatement of(FulfilmentStatement statement) {
    return new LineStatement(-1, null, statement);
  }

  Name name() {
    return new Name(place, eventId(), numbered(), 0);
  }

  RecordKind kind() {
    return voiding != null ? RecordKind.VOID : RecordKind.FULFILMENT;
  }

  String eventId() {
    return voiding != null ? voiding.eventId() : fulfilment().eventId();
  }

  private @Nullable SourceRef numbered() {
    return voiding != null ? voiding.numbered() : fulfilment().numbered();
  }

  /** Whose turn it is of those of one instant. */
  private int turn() {
    if (voiding != null) {
      return 4;
    }
    return switch (fulfilment().act()) {
      case SHORT_PICKED -> 0; // what one location could not find another supplies at once
      case ASSIGNED -> 1;
      case READY -> 2;
      case CANCELLED -> 3;
      case SHIPPED, PICKED_UP -> 5;
    };
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
