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
    long version) {}
