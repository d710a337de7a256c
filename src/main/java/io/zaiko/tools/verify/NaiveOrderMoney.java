package io.zaiko.tools.verify;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.Money;
import io.zaiko.tools.verify.MoneyMatter.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the money of one order, as docs/payment-checks.md says: all of it is summed up
 * anew as of each time at which something was.
 */
final class NaiveOrderMoney {
  private static final String EXCESS = "excess";

  private final String orderRef;
  private final NaiveOrder order;
  private final OrderTotal total;
  private final OrderTenders tenders;
  private final PaymentMeasures measures;
  private final @Nullable String currency;
  private final boolean isLinked;
  private final SortedMap<Long, OrderMoment> moments = new TreeMap<>();

  /**
   * @param latestMicros business time has come no further
   */
  NaiveOrderMoney(String orderRef, NaiveOrder order, PaymentMeasures measures, long latestMicros) {
    this.orderRef = orderRef;
    this.order = order;
    this.measures = measures;
    this.total = new OrderTotal(order.sales());
    this.tenders = new OrderTenders(order, total, measures.orders());
    this.currency = amounts().stream().map(Money::getCurrency).findFirst().orElse(null);
    this.isLinked =
        total.parts().stream().allMatch(part -> measures.orders().isLinked(part.sale().channel()));
    SortedSet<Long> times = order.times(false);
    times.addAll(order.times(true).headSet(latestMicros));
    long madeGood = 0;
    for (long at : times) {
      OrderMoment now = new OrderMoment(order, total, tenders, measures, tolerance(), madeGood, at);
      moments.put(at, now);
      madeGood = now.staysMadeGood();
    }
  }

  /** Of its sales and then of its returns; the currency of the first is the order's. */
  private List<Money> amounts() {
    List<Money> all = new ArrayList<>();
    total.parts().forEach(part -> all.addAll(StatedTotal.of(part.sale().said()).amounts()));
    order.returns().forEach(back -> all.addAll(StatedTotal.of(back.said()).amounts()));
    return all;
  }

  /** Whether all amounts are known, and of one currency. */
  private boolean isAllKnown() {
    return currency != null
        && total.isKnown()
        && moments.values().stream().allMatch(OrderMoment::isReturnKnown)
        && amounts().stream().allMatch(amount -> amount.getCurrency().equals(currency))
        && order.payments().values().stream()
            .noneMatch(life -> OrderPayment.isForeign(life, currency));
  }

  /** All that may be wrong with it; nothing where nobody sold it here. */
  List<MoneyMatter> matters() {
    List<MoneyMatter> matters = new ArrayList<>();
    if (order.sales().isEmpty()) {
      return matters;
    }
    matters.add(unsold("RETURN_NOT_SOLD", false));
    matters.add(unsold("EXCESS_RETURN", true));
    matters.add(doubleBooked());
    if (!isAllKnown()) {
      return matters;
    }
    matters.add(new MoneyMatter("DUPLICATE_CHARGE", orderRef, EXCESS, List.of(paidTwice(false))));
    matters.add(acrossAccounts());
    long lateness = latenessMicros(); // a capture may be yet to be told
    matters.add(
        later("OVER_REFUND", AlertSeverity.CRITICAL, OrderMoment::refundedTooMuch, lateness));
    matters.add(later("DOUBLE_LOSS", AlertSeverity.CRITICAL, OrderMoment::lostTwice, lateness));
    if (isLinked) {
      OrderMeasures orders = measures.orders();
      matters.add(
          held(
              "REFUND_WITHOUT_RETURN",
              AlertSeverity.HIGH,
              now -> isSeen(now) ? now.refundedWithoutReturn() : 0,
              orders.returnWindow()));
      matters.add(held("MONEY_KEPT", AlertSeverity.MEDIUM, OrderMoment::kept, orders.refundDue()));
      matters.add(withoutCapture());
    }
    return matters;
  }

  /** By payments at one account or at several, as which it is no more than the other. */
  private Way paidTwice(boolean isAcross) {
    long tolerance = tolerance();
    Lasting lasting =
        Lasting.of(
            moneyHistory(
                now ->
                    now.paidTwice() <= tolerance || now.isAcrossAccounts(tolerance) == isAcross
                        ? Lasting.Point.of(now.paidTwice())
                        : Lasting.Point.ANOTHER),
            tolerance,
            latenessMicros());
    return new Way(
        AlertSeverity.CRITICAL, true, latenessMicros(), lasting, Map.of(EXCESS, lasting.fact()));
  }

  private MoneyMatter later(
      String check, AlertSeverity severity, ToLongFunction<OrderMoment> amount, long waitMicros) {
    Way way = way(severity, false, amount, waitMicros, 0);
    return new MoneyMatter(check, orderRef, EXCESS, List.of(way));
  }

  /** Something is missing, of which a source that is silent may be yet to tell. */
  private MoneyMatter held(
      String check, AlertSeverity severity, ToLongFunction<OrderMoment> amount, Duration wait) {
    Way way = way(severity, false, amount, HoldSettings.micros(wait), holdMicros());
    return new MoneyMatter(check, orderRef, EXCESS, List.of(way));
  }

  private long holdMicros() {
    return HoldSettings.micros(measures.orders().holdMax());
  }

  private Way way(
      AlertSeverity severity,
      boolean isToldAtOnce,
      ToLongFunction<OrderMoment> amount,
      long waitMicros,
      long holdMicros) {
    Lasting lasting =
        Lasting.of(
            moneyHistory(now -> Lasting.Point.of(amount.applyAsLong(now))),
            tolerance(),
            waitMicros,
            holdMicros);
    return new Way(
        severity, isToldAtOnce, waitMicros + holdMicros, lasting, Map.of(EXCESS, lasting.fact()));
  }

  private MoneyMatter acrossAccounts() {
    Way authorised =
        way(
            AlertSeverity.LOW,
            false,
            now -> now.authorisedTwice(tolerance()),
            HoldSettings.micros(measures.orders().reversalWindow()),
            0);
    return new MoneyMatter(
        "CROSS_PROVIDER_DUPLICATE", orderRef, EXCESS, List.of(paidTwice(true), authorised));
  }

  private MoneyMatter withoutCapture() {
    long wait = captureWindowMicros();
    Lasting lasting =
        Lasting.of(
            moneyHistory(now -> Lasting.Point.of(isAsked(now) ? now.missing() : 0)),
            tolerance(),
            wait,
            holdMicros());
    Way way =
        new Way(
            last().isKnown() ? last().severityOfMissing() : AlertSeverity.MEDIUM,
            false,
            wait + holdMicros(),
            lasting,
            Map.of("missing", lasting.fact()));
    return new MoneyMatter("SALE_WITHOUT_CAPTURE", orderRef, "missing", List.of(way));
  }

  /** Whether nothing that was taken for it may be from before the start. */
  private boolean isSeen(OrderMoment now) {
    return now.isCovered()
        || order.payments().values().stream().noneMatch(life -> life.isUnseen(measures));
  }

  private boolean isAsked(OrderMoment now) {
    long complete = ChronoUnit.MICROS.between(Instant.EPOCH, measures.completeFrom());
    return isSeen(now) && order.sales().get(0).atMicros() >= complete;
  }

  private long captureWindowMicros() {
    OrderMeasures.CaptureWindow window = measures.orders().captureWindow();
    long wait = 0;
    if (moments.values().stream().anyMatch(now -> now.hasLeft(true))) {
      wait = HoldSettings.micros(window.carriedOut());
    }
    if (moments.values().stream().anyMatch(now -> now.hasLeft(false))) {
      wait = Math.max(wait, HoldSettings.micros(window.shipped()));
    }
    if (tenders.isAnyOffline()) {
      wait = Math.max(wait, HoldSettings.micros(window.offline()));
    }
    return wait;
  }

  private MoneyMatter unsold(String check, boolean isAnySold) {
    Lasting lasting =
        Lasting.of(
            history(now -> Lasting.Point.of(now.unsold(isAnySold).excess())), 0, latenessMicros());
    OrderMoment.Unsold unsold = last().unsold(isAnySold);
    Map<String, Long> facts = Map.of("sold", unsold.sold(), "returned", unsold.returned());
    Way way = new Way(AlertSeverity.HIGH, true, latenessMicros(), lasting, facts);
    return new MoneyMatter(check, orderRef, null, List.of(way));
  }

  private MoneyMatter doubleBooked() {
    Lasting lasting =
        Lasting.of(history(now -> Lasting.Point.of(now.doubled())), 0, latenessMicros());
    Map<String, Long> facts = Map.of("doubled", lasting.fact());
    Way way = new Way(AlertSeverity.HIGH, true, latenessMicros(), lasting, facts);
    return new MoneyMatter("DOUBLE_BOOKED", orderRef, "doubled", List.of(way));
  }

  private SortedMap<Long, Lasting.Point> history(Function<OrderMoment, Lasting.Point> number) {
    SortedMap<Long, Lasting.Point> history = new TreeMap<>();
    moments.forEach((at, moment) -> history.put(at, number.apply(moment)));
    return history;
  }

  /** While it is not known what is cancelled, nothing of it is. */
  private SortedMap<Long, Lasting.Point> moneyHistory(Function<OrderMoment, Lasting.Point> number) {
    return history(now -> now.isKnown() ? number.apply(now) : Lasting.Point.ANOTHER);
  }

  private OrderMoment last() {
    OrderMoment last = moments.get(moments.lastKey());
    if (last == null) {
      throw new IllegalStateException("an order that was sold was sold at some time");
    }
    return last;
  }

  private long tolerance() {
    return currency == null ? 0 : measures.toleranceOf(currency);
  }

  /** As late as the latest of its providers may be; where it has none, as is usual. */
  private long latenessMicros() {
    return order.payments().values().stream()
        .mapToLong(life -> measures.latenessMicros(life.statements().get(0).event().getProvider()))
        .max()
        .orElse(HoldSettings.micros(measures.lateness()));
  }
}
