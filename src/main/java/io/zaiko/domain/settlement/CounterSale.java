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
 * @param isTakenBack whether all of it came back, or was voided too late to be undone
 */
public record CounterSale(String id, String eventId, long atMicros, boolean isTakenBack) {

  /** A sale and where and for how much it is, as payments of a counter are named. */
  record Placed(CounterKey key, CounterSale sale) {}

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
        add(entry, isTakenBack(entry, account.entries()), sales);
      }
    }
    return sales;
  }

  private static boolean isTakenBack(OrderEntry sale, List<OrderEntry> entries) {
    long back = 0;
    for (OrderEntry entry : entries) {
      boolean isBack =
          entry.kind() == OrderEntry.Kind.RETURN ? isPaidByProvider(entry) : isVoidOf(sale, entry);
      back += isBack ? units(entry) : 0;
    }
    return back > 0 && back >= units(sale);
  }

  /** Whether what it gives back may come from the payment of the sale. */
  private static boolean isPaidByProvider(OrderEntry back) {
    Bill bill = back.bill();
    return bill == null
        || bill.tenders().isEmpty()
        || bill.tenders().stream().anyMatch(tender -> tender.settlement().isByProvider());
  }

  private static boolean isVoidOf(OrderEntry sale, OrderEntry entry) {
    return entry.kind() == OrderEntry.Kind.VOID
        && (entry.originalEventId() == null || entry.originalEventId().equals(sale.eventId()));
  }

  private static boolean isUndone(OrderEntry sale, List<OrderEntry> entries, OrderTerms terms) {
    long undone = 0;
    for (OrderEntry entry : entries) {
      if (isVoidOf(sale, entry)
          && entry.occurredAtMicros() - sale.occurredAtMicros() <= terms.reversalMicros()) {
        undone += units(entry);
      }
    }
    return undone > 0 && undone >= units(sale);
  }

  private static long units(OrderEntry entry) {
    return entry.lines().stream().mapToLong(OrderEntry.Line::units).sum();
  }

  private static void add(OrderEntry entry, boolean isTakenBack, List<Placed> sales) {
    Bill bill = entry.bill();
    if (bill == null || bill.currency().isEmpty()) {
      return;
    }
    List<Long> amounts = new ArrayList<>();
    if (bill.tenders().isEmpty()) {
      amounts.add(bill.totalMinor());
    }
    for (Bill.Tender tender : bill.tenders()) {
      if (!tender.isNamed() && tender.settlement().isByProvider()) {
        amounts.add(tender.minor());
      }
    }
    String place = entry.shop() == null ? entry.channel() : entry.shop();
    for (int number = 0; number < amounts.size(); number++) {
      String id = number == 0 ? entry.eventId() : entry.eventId() + '#' + number;
      if (amounts.get(number) > 0) {
        sales.add(
            new Placed(
                new CounterKey(place, bill.currency(), amounts.get(number)),
                new CounterSale(id, entry.eventId(), entry.occurredAtMicros(), isTakenBack)));
      }
    }
  }

  /** In order of time; the rest only makes every order one order. */
  static void sort(List<CounterSale> sales) {
    sales.sort(Comparator.comparingLong(CounterSale::atMicros).thenComparing(CounterSale::id));
  }
}
