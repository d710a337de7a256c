package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a movement did to a shelf.
 *
 * @param next the shelf after it
 * @param entry its witness in the ledger
 * @param image what the channels are told; null where nothing is new to them
 * @param alerts what people are told
 * @param posting what is to be remembered beside the shelf
 */
public record Step(
    Shelf next, LedgerEntry entry, @Nullable Image image, List<Alert> alerts, Posting posting) {}
