package io.zaiko.domain.settlement;

import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.Bill.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an order was sold for, over all of its sales: it holds for all times, as a sale is often
 * booked after its payment.
 *
 * <p>A line that several sales tell belongs to the earliest of them, so that an order which two
 * sources book is owed once.
 */
final class SoldGoods {
  private final Map<Integer, SoldLine> lines = new TreeMap<>();
  private final List<Bill.Tender> deferred = new ArrayList<>();
  private final Set<String> channels = new TreeSet<>();
  private final Set<String> providers = new TreeSet<>();
  private final Map<String, String> payers = new TreeMap<>();
  private String currency = "";
  private boolean isPriced = true;
  private boolean isLinked = true;
  private boolean isOffline;
  private boolean isSold;
  private boolean isFromBefore;
  private long totalMinor;
  private long paidMinor;
  private long paidUnlessToldMinor;

  /**
   * Adds up.
   *
   * @param inOrder of one order, in {@link OrderEntry#ORDER}
   */
  SoldGoods(List<OrderEntry> inOrder, OrderTerms terms) {
    for (OrderEntry entry : inOrder) {
      if (entry.kind() == OrderEntry.Kind.SALE) {
        add(entry, terms);
      }
    }
  }

  private void add(OrderEntry sale, OrderTerms terms) {
    isSold = true;
    isFromBefore |= sale.occurredAtMicros() < terms.payments().completeFromMicros();
    payers.put(Heard.payer(sale.channel(), sale.shop()), Heard.payer(sale.channel(), null));
    channels.add(sale.channel());
    List<OrderEntry.Line> own = new ArrayList<>();
    for (OrderEntry.Line line : sale.lines()) {
      SoldLine before = lines.get(line.lineNo());
      if (before == null) {
        own.add(line);
      } else {
        before.isToldAgain(sale, line);
      }
    }
    if (own.isEmpty()) {
      return;
    }
    boolean isWhole = own.size() == sale.lines().size();
    Bill bill = sale.bill();
    boolean isOfLinked = terms.isLinked(sale.channel());
    isLinked &= isOfLinked;
    long stated = 0;
    boolean hasAmounts = true;
    for (OrderEntry.Line line : own) {
      hasAmounts &= line.amountMinor() != Bill.NOT_STATED;
      stated = Amounts.sum(stated, hasAmounts ? line.amountMinor() : 0);
    }
    long shared = bill == null || !isWhole ? 0 : bill.sharedMinor(); // else it is no part of T
    for (OrderEntry.Line line : own) {
      lines.put(line.lineNo(), new SoldLine(sale, line, hasAmounts, stated, shared));
    }
    long before = totalMinor;
    price(bill, isWhole, hasAmounts, own);
    if (bill != null && isPriced) {
      pay(bill, isOfLinked, totalMinor - before);
    }
  }

  private void price(
      @Nullable Bill bill, boolean isWhole, boolean hasAmounts, List<OrderEntry.Line> own) {
    if (bill == null || bill.currency().isEmpty()) {
      isPriced = false;
      return;
    }
    if (currency.isEmpty()) {
      currency = bill.currency();
    }
    isPriced &= currency.equals(bill.currency());
    if (isWhole) {
      isPriced &= bill.totalMinor() != Bill.NOT_STATED;
      totalMinor = Amounts.sum(totalMinor, bill.totalMinor());
    } else {
      isPriced &= hasAmounts;
      for (OrderEntry.Line line : own) {
        totalMinor = Amounts.sum(totalMinor, line.amountMinor());
      }
    }
  }

  private void pay(Bill bill, boolean isOfLinked, long ownMinor) {
    if (bill.tenders().isEmpty() && !isOfLinked) {
      paidUnlessToldMinor = Amounts.sum(paidUnlessToldMinor, Math.max(0, ownMinor));
    }
    for (Bill.Tender tender : bill.tenders()) {
      isOffline |= tender.isOffline();
      if (tender.provider() != null) {
        providers.add(tender.provider());
      }
      if (!settlesByItself(tender, isOfLinked)) {
        if (tender.isDeferred()) {
          deferred.add(tender);
        }
      } else if (tender.settlement() == Settlement.BY_ITSELF) {
        paidMinor = Amounts.sum(paidMinor, tender.minor());
      } else {
        paidUnlessToldMinor = Amounts.sum(paidUnlessToldMinor, tender.minor());
      }
    }
  }

  /** Whether no provider tells of a tender. */
  static boolean settlesByItself(Bill.Tender tender, boolean isOfLinked) {
    return !tender.isNamed() && (!isOfLinked || !tender.settlement().isByProvider());
  }

  /** Whether it was sold before all was known: what was paid for it may never have been told. */
  boolean isFromBefore() {
    return isFromBefore;
  }

  /** Whether there is a sale at all. */
  boolean isSold() {
    return isSold;
  }

  /** Whether every sale states, in one currency, what is owed. */
  boolean isPriced() {
    return isSold && isPriced && !currency.isEmpty();
  }

  /** Whether the payments of all its sales are known. */
  boolean isLinked() {
    return isSold && isLinked;
  }

  /** Whether some of it was paid without a connection. */
  boolean isOffline() {
    return isOffline;
  }

  /** Where it was sold. */
  Set<String> channels() {
    return channels;
  }

  /** Who is to settle its tenders. */
  Set<String> providers() {
    return providers;
  }

  /** Voices that tell of payments where it was sold: of the shop, and by it of its channel. */
  Map<String, String> payers() {
    return payers;
  }

  /** ISO 4217; empty where nothing is priced. */
  String currency() {
    return currency;
  }

  /** What the customer owes before anything was cancelled. */
  long totalMinor() {
    return totalMinor;
  }

  /** What settles by itself. */
  long paidMinor() {
    return paidMinor;
  }

  /** What settles by itself as far as no provider tells of it. */
  long paidUnlessToldMinor() {
    return paidUnlessToldMinor;
  }

  /** What providers are to settle later. */
  List<Bill.Tender> deferred() {
    return deferred;
  }

  /** Its lines as they were sold, for their fates to be noted in. */
  Map<Integer, SoldLine> lines() {
    return new HashMap<>(lines);
  }
}
