package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.Bill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sale, or a tender of one, of which nobody says by which payment it was paid.
 *
 * @param id the record; with its number behind it where the sale has several such tenders
 * @param eventId the record
 * @param atMicros when it was sold, microseconds since 1970 UTC
 */
public record CounterSale(String id, String eventId, long atMicros) {

  /** A sale and where and for how much it is, as payments of a counter are named. */
  record Placed(String key, CounterSale sale) {}

  /**
   * The sales of an order that a payment without an order may have paid. A second source that books
   * the order sells nothing more, what a partner sells a partner collects, and what is voided
   * within the reversal window was never sold.
   */
  static List<Placed> of(OrderAccount account, OrderTerms terms) {
    List<Placed> sales = new ArrayList<>();
    if (account.payments().stream().anyMatch(each -> each.last().capturedMinor() > 0)) {
      return sales;
    }
    String source = null;
    for (OrderEntry entry : account.entries()) {
      if (entry.kind() != OrderEntry.Kind.SALE) {
        continue;
      }
      source = source == null ? entry.sourceId() : source;
      boolean isOurs = terms.profiles().get(entry.channel()) != Profile.PARTNER;
      if (isOurs && source.equals(entry.sourceId()) && !isUndone(entry, account.entries(), terms)) {
        add(entry, sales);
      }
    }
    return sales;
  }

  private static boolean isUndone(OrderEntry sale, List<OrderEntry> entries, OrderTerms terms) {
    long undone = 0;
    for (OrderEntry entry : entries) {
      boolean isOfIt =
          entry.kind() == OrderEntry.Kind.VOID
              && (entry.originalEventId() == null
                  || entry.originalEventId().equals(sale.eventId()));
      if (isOfIt && entry.occurredAtMicros() - sale.occurredAtMicros() <= terms.reversalMicros()) {
        undone += units(entry);
      }
    }
    return undone > 0 && undone >= units(sale);
  }

  private static long units(OrderEntry entry) {
    return entry.lines().stream().mapToLong(OrderEntry.Line::units).sum();
  }

  private static void add(OrderEntry entry, List<Placed> sales) {
    Bill bill = entry.bill();
    if (bill == null || bill.currency().isEmpty()) {
      return;
    }
    String place = entry.shop() == null ? entry.channel() : entry.shop();
    if (bill.tenders().isEmpty()) {
      add(entry, place, bill.currency(), bill.totalMinor(), 0, sales);
    }
    int number = 0;
    for (Bill.Tender tender : bill.tenders()) {
      if (!tender.isNamed() && tender.settlement().isByProvider()) {
        add(entry, place, bill.currency(), tender.minor(), number, sales);
        number++;
      }
    }
  }

  private static void add(
      OrderEntry entry, String place, String currency, long minor, int number, List<Placed> sales) {
    if (minor > 0) {
      String id = number == 0 ? entry.eventId() : entry.eventId() + '#' + number;
      sales.add(
          new Placed(
              CounterNews.key(place, currency, minor),
              new CounterSale(id, entry.eventId(), entry.occurredAtMicros())));
    }
  }

  /** In order of time; the rest only makes every order one order. */
  static void sort(List<CounterSale> sales) {
    sales.sort(Comparator.comparingLong(CounterSale::atMicros).thenComparing(CounterSale::id));
  }
}
