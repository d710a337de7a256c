package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * What one line did to one shelf, also when it changed nothing.
 *
 * @param orderRef the order; null where there is none
 * @param occurredAtMicros when the units moved
 * @param deltas the change
 * @param balances the state after
 * @param epoch of the attempt that wrote it
 * @param version of the image that first shows it, or of the last image
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 */
public record LedgerEntry(
    String locationId,
    String sku,
    String eventId,
    int lineNo,
    RecordKind kind,
    Outcome outcome,
    @Nullable String orderRef,
    long occurredAtMicros,
    Buckets deltas,
    Buckets balances,
    long epoch,
    long version,
    long clockSkewMillis) {

  /** An entry of a record whose times are as its source told them. */
  public LedgerEntry(
      String locationId,
      String sku,
      String eventId,
      int lineNo,
      RecordKind kind,
      Outcome outcome,
      @Nullable String orderRef,
      long occurredAtMicros,
      Buckets deltas,
      Buckets balances,
      long epoch,
      long version) {
    this(
        locationId,
        sku,
        eventId,
        lineNo,
        kind,
        outcome,
        orderRef,
        occurredAtMicros,
        deltas,
        balances,
        epoch,
        version,
        0);
  }
}
