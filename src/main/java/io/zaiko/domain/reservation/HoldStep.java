package io.zaiko.domain.reservation;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a word or a sale did to a hold.
 *
 * @param next the hold after it
 * @param outcome what the ledger says of it
 * @param orderRef the order under which units are allocated, or were; null where none were
 * @param deltas the change of the shelf
 */
public record HoldStep(Hold next, Outcome outcome, @Nullable String orderRef, Buckets deltas) {}
