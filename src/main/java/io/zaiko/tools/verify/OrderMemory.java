package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.tools.verify.NaiveOrderLine.Sale;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * For how long the job knows an order after a sale of it, as docs/state-of-orders.md says: ten
 * times as long while units are yet to be handed over. These surely are where all that was ever
 * said of a line, but for what waits, takes less than the sale promised.
 */
final class OrderMemory {
  private static final int OPEN_FACTOR = 10;

  private final long retentionMicros;
  private final Predicate<AppliedLine> isWaiting;
  private final NaiveOrders orders;
  private final Map<String, List<NaiveOrderLine>> lines = new HashMap<>();

  /**
   * @param retentionMicros {@code order.retention}
   * @param isWaiting whether the ledger says that a void or a fulfilment waits for its sale
   */
  OrderMemory(NaiveOrders orders, long retentionMicros, Predicate<AppliedLine> isWaiting) {
    this.retentionMicros = Math.min(retentionMicros, Long.MAX_VALUE / 2 / OPEN_FACTOR);
    this.isWaiting = isWaiting;
    this.orders = orders;
  }

  /** The lines of an order, which are sought only where something waits. */
  private List<NaiveOrderLine> of(String orderRef) {
    if (lines.isEmpty()) {
      orders
          .lines()
          .forEach(
              (name, line) ->
                  lines.computeIfAbsent(name.orderRef(), first -> new ArrayList<>(1)).add(line));
    }
    return lines.getOrDefault(orderRef, List.of());
  }

  /** Until when it is known after a sale, if nothing else is said of it. */
  long keptUntilMicros(String orderRef, AppliedEvent sale) {
    boolean isOpen = of(orderRef).stream().anyMatch(line -> isOpen(line, sale));
    return sale.asOfMicros() + (isOpen ? OPEN_FACTOR : 1) * retentionMicros;
  }

  private boolean isOpen(NaiveOrderLine line, AppliedEvent sale) {
    long promised =
        line.sales().stream()
            .filter(each -> each.event() == sale && NaiveFulfilment.isAllocated(each.place()))
            // An earlier release may have forgotten it at once.
            .filter(each -> !each.line().isFromBeforeFulfilments())
            .mapToLong(Sale::units)
            .sum();
    long taken =
        line.steps().stream()
            .filter(step -> mayTake(step) && !isWaiting.test(step.line()))
            .mapToLong(Step::units)
            .sum();
    return promised > taken;
  }

  private static boolean mayTake(Step step) {
    FulfilmentAct act = step.act();
    if (act == null) {
      return step.isAllocated();
    }
    return switch (act) {
      case ASSIGNED, READY -> false;
      case SHIPPED, PICKED_UP, CANCELLED, SHORT_PICKED -> true;
    };
  }
}
