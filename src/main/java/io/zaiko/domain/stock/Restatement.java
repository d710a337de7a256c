package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said anew of a shelf on which nothing moved: the ledger has no part in it.
 *
 * @param next the shelf after it
 * @param image what the channels are told; null where nothing is new to them
 * @param alerts what people are told
 */
public record Restatement(Shelf next, @Nullable Image image, List<Alert> alerts) {}
