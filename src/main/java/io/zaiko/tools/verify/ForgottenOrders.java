package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Voids that wait, by the ledger, for a sale that was told: the job forgets an order some time
 * after it was last spoken of, and then takes sale and void for those of two orders. See {@link
 * OrderMemory}. Believed only where so much time lies between the two; then the ledger says what
 * the voids of the line undo, as it does where the name of the order was used again.
 */
final class ForgottenOrders {
  private final FromArrival fromArrival;
  private final long retentionMicros;

  /** When the ledger was written, of voids that wait. */
  private final Map<AppliedLine, Long> waiting = new HashMap<>();

  private final Set<ShelfKey> shelves = new HashSet<>();

  /** When the ledger was written, of sales that came after a void waited on their shelf. */
  private final Map<String, Long> soldLater = new HashMap<>();

  /**
   * @param retention {@code order.retention}
   */
  ForgottenOrders(FromArrival fromArrival, Duration retention) {
    this.fromArrival = fromArrival;
    this.retentionMicros = retention.toSeconds() * 1_000_000L;
  }

  /** Takes an entry of the ledger, in the order of its shelf. */
  void entry(StockLedgerEntry entry, AppliedEvent event, AppliedLine line) {
    long writtenMicros = NaiveStock.micros(entry.getEmittedAt());
    if (event.kind().equals("SALE") && shelves.contains(line.shelf())) {
      soldLater.put(event.eventId(), writtenMicros);
    } else if (event.isVoid() && entry.getOutcome().equals("AWAITS_SALE")) {
      waiting.put(line, writtenMicros);
      shelves.add(line.shelf());
    } else if (event.isVoid()) {
      waiting.remove(line);
    }
  }

  /**
   * Lets the voids wait that may; once the whole ledger is read.
   *
   * @param agrees whether the ledger says of a void what it should
   */
  void settle(
      NaiveStock stock, BiPredicate<AppliedEvent, AppliedLine> agrees, Differences differences) {
    NaiveOrders orders = stock.orders();
    OrderMemory memory =
        new OrderMemory(orders, retentionMicros, waiting::containsKey, line -> Long.MIN_VALUE);
    orders
        .soldLines()
        .forEach(
            (name, line) -> {
              boolean isFulfilled = orders.isFulfilled(name); // then see FulfilmentAudit
              if (!isFulfilled
                  && (isForgotten(name, line, memory)
                      || (line.anyVoid(agrees.negate())
                          && !memory.isKept(name.whole(), orders.lineOf(name))))) {
                believe(name, line, differences);
              }
            });
  }

  private boolean isForgotten(SoldLine.Name name, SoldLine sold, OrderMemory memory) {
    return !waiting.isEmpty()
        && sold.anyVoid(
            (event, line) ->
                waiting.containsKey(line)
                    && sold.sales().stream()
                        .anyMatch(
                            sale ->
                                isApart(
                                    sale,
                                    memory.keptUntilMicros(name.orderRef(), sale),
                                    event,
                                    line)));
  }

  private void believe(SoldLine.Name name, SoldLine sold, Differences differences) {
    fromArrival.add(
        sold.anyVoid((event, line) -> waiting.containsKey(line))
            ? "AWAITS_SALE"
            : "forgotten order line");
    String objection = sold.takeFromLedger(name.fulfilment());
    differences.expect(
        objection == null,
        Check.LINES,
        () -> name.orderRef() + " line " + name.lineNo() + ": " + objection);
  }

  /** Whether the order may have been forgotten between the two, whichever came first. */
  private boolean isApart(
      AppliedEvent sale, long keptUntilMicros, AppliedEvent undone, AppliedLine line) {
    long voidWritten = waiting.getOrDefault(line, Long.MIN_VALUE);
    long saleWritten = soldLater.getOrDefault(sale.eventId(), Long.MIN_VALUE);
    return voidWritten >= keptUntilMicros
        || (saleWritten != Long.MIN_VALUE && saleWritten - retentionMicros >= undone.asOfMicros());
  }
}
