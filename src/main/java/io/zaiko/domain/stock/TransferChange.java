package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.Collection;
import java.util.List;

/**
 * What a record, or time, did to a transfer.
 *
 * @param next the transfer after it
 * @param items those of its items that are other than before
 * @param movements what is to happen on the shelves, one at least for each line of a record
 * @param alerts what is to be said of it
 */
public record TransferChange(
    Transfer next, Collection<TransferItem> items, List<Movement> movements, List<Alert> alerts) {}
