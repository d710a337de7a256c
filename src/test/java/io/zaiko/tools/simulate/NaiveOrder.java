package io.zaiko.tools.simulate;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Tender;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One order as payments.md sections 2 and 3 judge it: T, K, V, C, R, B and the checks. */
final class NaiveOrder {
  private static final long TOL = 1;

  private final boolean isLinked;
  private final List<Sale> sales = new ArrayList<>();
  private final List<Return> returns = new ArrayList<>();
  private final Set<Integer> gone = new HashSet<>();
  private final List<NaivePayment> payments = new ArrayList<>();
  private boolean handedOver;

  NaiveOrder(boolean isLinked) {
    this.isLinked = isLinked;
  }

  void add(Sale sale) {
    sales.add(sale);
    handedOver |=
        sale.getLines().stream().anyMatch(at -> at.getFulfilment() == FulfilmentKind.CARRY_OUT);
  }

  void add(Void voided) {
    voided.getLines().stream().map(VoidLine::getLineNo).forEach(gone::add);
  }

  void add(Return back) {
    returns.add(back);
  }

  void add(NaivePayment payment) {
    payments.add(payment);
  }

  void add(Fulfilment step) {
    FulfilmentAct act = step.getAct();
    if (act == FulfilmentAct.CANCELLED || act == FulfilmentAct.SHORT_PICKED) {
      step.getLines().stream().map(FulfilmentLine::getLineNo).forEach(gone::add);
    }
    handedOver |= act == FulfilmentAct.SHIPPED || act == FulfilmentAct.PICKED_UP;
  }

  private long total() {
    return sales.stream().mapToLong(sale -> sale.getTotal().getMinor()).sum();
  }

  /** All of the total where no line stands, so that a fee for delivery is not owed either. */
  private long cancelled() {
    long value = 0;
    boolean anyStands = false;
    for (Sale sale : sales) {
      for (SaleLine line : sale.getLines()) {
        boolean isGone = gone.contains(line.getLineNo());
        value += isGone ? line.getAmount().getMinor() : 0;
        anyStands |= !isGone;
      }
    }
    return anyStands ? value : total();
  }

  private long returned() {
    long value = payments.stream().mapToLong(NaivePayment::refundedWithReason).sum();
    return value + returns.stream().mapToLong(back -> back.getTotal().getMinor()).sum();
  }

  /** Tenders that no provider settles are settled by themselves. */
  private static long bySelf(List<Tender> tenders) {
    return tenders.stream()
        .filter(tender -> tender.getProvider() == null)
        .mapToLong(tender -> tender.getAmount().getMinor())
        .sum();
  }

  private long captured() {
    long value = payments.stream().mapToLong(NaivePayment::captured).sum();
    return value + sales.stream().mapToLong(sale -> bySelf(sale.getTenders())).sum();
  }

  private long refunded() {
    long value = payments.stream().mapToLong(NaivePayment::refunded).sum();
    return value + returns.stream().mapToLong(back -> bySelf(back.getTenders())).sum();
  }

  private long chargedBack() {
    return payments.stream().mapToLong(NaivePayment::chargedBack).sum();
  }

  /** The checks whose condition the whole set of events satisfies. */
  Set<String> findings() {
    Set<String> found = new TreeSet<>();
    if (sales.isEmpty()) {
      if (payments.stream().anyMatch(payment -> payment.captured() > 0)) {
        found.add("PAYMENT_WITHOUT_SALE");
      }
      return found;
    }
    if (isLinked) {
      judgeMoney(found);
    }
    judgeGoods(found);
    if (payments.stream().anyMatch(NaivePayment::violatesItsLifecycle)) {
      found.add("LIFECYCLE_VIOLATION");
    }
    return found;
  }

  /** Whether it was charged twice before any refund. */
  boolean wasChargedTwice() {
    return paidBy().size() > 1 && captured() - total() > TOL;
  }

  private List<NaivePayment> paidBy() {
    return payments.stream().filter(payment -> payment.captured() > 0).toList();
  }

  private void judgeMoney(Set<String> found) {
    long t = total();
    long k = cancelled();
    long v = returned();
    long c = captured();
    long r = refunded();
    long b = chargedBack();
    if (paidBy().size() > 1 && c - t - Math.max(0, r - v - k) > TOL) {
      long providers = paidBy().stream().map(at -> at.any().getProvider()).distinct().count();
      found.add(providers > 1 ? "CROSS_PROVIDER_DUPLICATE" : "DUPLICATE_CHARGE");
    }
    if (r > c + TOL) {
      found.add("OVER_REFUND");
    }
    if (b > 0 && r + b > c + TOL) {
      found.add("DOUBLE_LOSS");
    }
    if (r > v + Math.max(0, c - (t - k)) + TOL) {
      found.add("REFUND_WITHOUT_RETURN");
    }
    if (Math.max(0, c - (t - k)) + v - r > TOL) {
      found.add("MONEY_KEPT");
    }
    if (handedOver && c < t - k - TOL) {
      found.add("SALE_WITHOUT_CAPTURE");
    }
  }

  private void judgeGoods(Set<String> found) {
    Map<String, Long> sold = new HashMap<>();
    for (Sale sale : sales) {
      sale.getLines().forEach(line -> sold.merge(line.getSku(), line.getQuantity(), Long::sum));
    }
    Map<String, Long> back = new HashMap<>();
    for (Return one : returns) {
      for (ReturnLine line : one.getLines()) {
        back.merge(line.getSku(), line.getQuantity(), Long::sum);
      }
    }
    back.forEach(
        (sku, units) -> {
          if (units > sold.getOrDefault(sku, 0L)) {
            found.add(sold.containsKey(sku) ? "EXCESS_RETURN" : "RETURN_NOT_SOLD");
          }
        });
    if (sales.stream().map(sale -> sale.getSource().getId()).distinct().count() > 1) {
      found.add("DOUBLE_BOOKED");
    }
  }
}
