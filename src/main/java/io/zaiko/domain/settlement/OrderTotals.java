package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.MoneyAlert;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sales and returns whose total is not what its parts come to. The total stands. */
final class OrderTotals {

  private OrderTotals() {}

  static void mismatches(List<OrderEntry> entries, OrderTerms terms, List<MoneyAlert> alerts) {
    for (OrderEntry entry : entries) {
      Bill bill = entry.bill();
      if (bill == null || bill.partsMinor() == Bill.NOT_STATED) {
        continue;
      }
      long off = Math.abs(bill.totalMinor() - bill.partsMinor());
      if (off > terms.payments().toleranceOf(bill.currency())) {
        alerts.add(mismatch(entry, bill, off));
      }
    }
  }

  private static MoneyAlert mismatch(OrderEntry entry, Bill bill, long off) {
    Map<String, Long> facts =
        new TreeMap<>(Map.of("total", bill.totalMinor(), "parts", bill.partsMinor()));
    return new MoneyAlert(
        new Alert(
            Check.TOTAL_MISMATCH,
            entry.eventId(),
            0,
            0,
            Status.CONFIRMED,
            Severity.LOW,
            facts,
            List.of(new Alert.Evidence(entry.eventId(), entry.kind().name())),
            "%s says a total of %s, its lines and adjustments come to %s: the total is taken; mend how the channel adds up."
                .formatted(
                    entry.eventId(),
                    Amounts.text(bill.totalMinor(), bill.currency()),
                    Amounts.text(bill.partsMinor(), bill.currency())),
            entry.occurredAtMicros()),
        off,
        bill.currency());
  }
}
