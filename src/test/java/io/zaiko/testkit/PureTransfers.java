package io.zaiko.testkit;

import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Transfer;
import io.zaiko.domain.stock.TransferChange;
import io.zaiko.domain.stock.TransferHead;
import io.zaiko.domain.stock.TransferItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** All transfers by plain maps, at a time at which nothing is overdue yet. */
final class PureTransfers {

  private static final long LATENESS_MICROS = 24 * 3_600_000_000L;

  private final Map<String, Transfer> transfers = new HashMap<>();
  private final Map<String, Map<String, TransferItem>> items = new HashMap<>();

  /** Takes in a step of a transfer. */
  TransferChange receive(GoodsEvent event) {
    TransferHead head = Objects.requireNonNull(event.transfer());
    Map<String, TransferItem> known =
        items.computeIfAbsent(head.transferRef(), first -> new HashMap<>());
    TransferChange change =
        transfers
            .getOrDefault(head.transferRef(), Transfer.UNKNOWN)
            .apply(event, known, 0, LATENESS_MICROS);
    transfers.put(head.transferRef(), change.next());
    change.items().forEach(item -> known.put(item.sku(), item));
    return change;
  }

  void rewrite(PureShelves.Rewriting through) {
    transfers.replaceAll((ref, transfer) -> through.rewritten(Transfer.class, transfer));
    items
        .values()
        .forEach(of -> of.replaceAll((sku, item) -> through.rewritten(TransferItem.class, item)));
  }
}
