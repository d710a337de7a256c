package io.zaiko.tools.verify;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.tools.verify.MoneyMatter.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is told to be wrong with the money of orders, and with gift cards and points accounts,
 * against all that was accepted of them.
 */
final class OrderMoneyAudit {
  private static final String WITHOUT_SALE = "PAYMENT_WITHOUT_SALE";
  private static final String MISMATCH = "TOTAL_MISMATCH";
  private static final Set<String> CHECKS =
      Set.of(
          "DUPLICATE_CHARGE",
          "CROSS_PROVIDER_DUPLICATE",
          "OVER_REFUND",
          "DOUBLE_LOSS",
          "REFUND_WITHOUT_RETURN",
          "MONEY_KEPT",
          WITHOUT_SALE,
          "SALE_WITHOUT_CAPTURE",
          "RETURN_NOT_SOLD",
          "EXCESS_RETURN",
          "DOUBLE_BOOKED",
          NaiveAccounts.CHECK,
          MISMATCH);

  private final Differences differences;
  private final PaymentMeasures measures;
  private final Map<String, NaiveOrder> orders = new TreeMap<>();
  private final Map<String, MoneyMatter> mismatches = new HashMap<>();
  private final Map<Matter, PaymentAlert> told = new HashMap<>();
  private final CounterAudit counters;

  /** What an alert speaks of. */
  private record Matter(String check, String key) {}

  OrderMoneyAudit(Differences differences, PaymentMeasures measures) {
    this.differences = differences;
    this.measures = measures;
    this.counters = new CounterAudit(differences, measures.orders());
  }

  /** Takes a record of sold goods that was accepted; others say nothing of money. */
  void goods(SpecificRecord record, String channel, long atMicros) {
    if (record instanceof Sale sale) {
      total(StatedTotal.of(sale), sale.getEventId(), atMicros);
    } else if (record instanceof Return back) {
      total(StatedTotal.of(back), back.getEventId(), atMicros);
    }
    String ref = NaiveOrder.refOf(record);
    if (ref != null) {
      order(ref).hear(record, channel, atMicros);
    }
  }

  private NaiveOrder order(String ref) {
    return orders.computeIfAbsent(ref, first -> new NaiveOrder());
  }

  private void total(StatedTotal stated, String eventId, long atMicros) {
    if (stated.isMismatch(measures)) {
      Map<String, Long> facts =
          Map.of(
              "total", Objects.requireNonNull(stated.total()).getMinor(),
              "parts", Objects.requireNonNull(stated.parts()));
      Lasting lasting = new Lasting(atMicros, 0, false, false, 0);
      Way way = new Way(AlertSeverity.LOW, true, 0, lasting, facts);
      mismatches.put(eventId, new MoneyMatter(MISMATCH, eventId, null, List.of(way)));
    }
  }

  /** Takes a revision of an alert. */
  void alert(PaymentAlert alert) {
    if (CounterAudit.isOfCounter(alert)) {
      counters.alert(alert);
    } else if (CHECKS.contains(alert.getCheck())) {
      told.put(new Matter(alert.getCheck(), alert.getKey()), alert);
    }
  }

  /** Compares, once everything is read. */
  void compare(Map<String, NaiveLife> payments, ProvenTime time) {
    Map<Matter, MoneyMatter> expected = new HashMap<>();
    NaiveAccounts accounts = new NaiveAccounts(payments, measures);
    List<MoneyMatter> matters = new ArrayList<>(matters(payments, time.atMostMicros()));
    matters.addAll(accounts.matters(time));
    for (MoneyMatter matter : matters) {
      expected.put(new Matter(matter.check(), matter.key()), matter);
    }
    counters.compare(new NaiveCounters(atCounters(payments), measures.orders()), time);
    told.keySet().removeIf(each -> isOfAccount(each) && accounts.isUndecided(each.key(), time));
    Set<Matter> all = new HashSet<>(expected.keySet());
    all.addAll(told.keySet());
    for (Matter matter : all) {
      MoneyMatter due = expected.get(matter);
      if (due != null) {
        compare(due, told.get(matter), time);
      } else if (!isOfPayment(matter, payments)) {
        boolean isKnown =
            matter.check().equals(MISMATCH)
                || orders.containsKey(matter.key())
                || (isOfAccount(matter) && accounts.knows(matter.key()))
                || (matter.check().equals(WITHOUT_SALE) && payments.containsKey(matter.key()));
        compareUnexpected(matter, Objects.requireNonNull(told.get(matter)), isKnown);
      }
    }
  }

  /** What is of a counter, once the payments of orders are known. */
  Map<String, CounterThings.Counter> atCounters(Map<String, NaiveLife> payments) {
    Map<String, NaiveLife> withoutOrder = new HashMap<>(payments);
    orders.values().forEach(order -> withoutOrder.keySet().removeAll(order.payments().keySet()));
    return new CounterThings(orders, withoutOrder, measures).counters();
  }

  private static boolean isOfAccount(Matter matter) {
    return matter.check().equals(NaiveAccounts.CHECK);
  }

  /** These are held against the payment by itself. */
  private static boolean isOfPayment(Matter matter, Map<String, NaiveLife> payments) {
    return isOfBoth(matter.check()) && payments.containsKey(matter.key());
  }

  private static boolean isOfBoth(String check) {
    return check.equals("OVER_REFUND") || check.equals("DOUBLE_LOSS");
  }

  /**
   * All that may be wrong, once everything is read.
   *
   * @param latestMicros business time has come no further
   */
  List<MoneyMatter> matters(Map<String, NaiveLife> payments, long latestMicros) {
    OrdersOfPayments join = new OrdersOfPayments(orders);
    Map<String, String> orderOf = new HashMap<>();
    payments.forEach(
        (id, life) -> {
          String ref = join.of(life);
          if (ref != null) {
            orderOf.put(id, ref);
          }
        });
    orderOf.forEach((id, ref) -> order(ref).hear(id, Objects.requireNonNull(payments.get(id))));
    List<MoneyMatter> matters = new ArrayList<>(mismatches.values());
    payments.forEach(
        (id, life) -> {
          String ref = orderOf.get(id);
          NaiveOrder order = ref == null ? null : orders.get(ref);
          matters.add(withoutSale(id, life, soldAt(order)));
        });
    orders.forEach(
        (ref, order) ->
            matters.addAll(new NaiveOrderMoney(ref, order, measures, latestMicros).matters()));
    return matters;
  }

  private static long soldAt(@Nullable NaiveOrder order) {
    return order == null || order.sales().isEmpty()
        ? Long.MAX_VALUE
        : order.sales().get(0).atMicros();
  }

  /** A payment of an order that nobody has sold yet, or of none. */
  private MoneyMatter withoutSale(String id, NaiveLife life, long soldAtMicros) {
    List<NaivePayment.Said> inOrder = NaivePayment.inOrder(life.statements());
    String channel = inOrder.get(0).event().getChannel();
    boolean isSilent = life.isUnseen(measures) || !measures.orders().isLinked(channel);
    SortedMap<Long, Lasting.Point> history = new TreeMap<>();
    for (NaivePayment.Said said : isSilent ? List.<NaivePayment.Said>of() : inOrder) {
      NaivePayment then = NaivePayment.of(OrderPayment.until(life, said.atMicros()));
      history.put(said.atMicros(), new Lasting.Point(then.netMinor(), then.sums().captured()));
    }
    history.tailMap(soldAtMicros).clear();
    if (!history.isEmpty() && soldAtMicros != Long.MAX_VALUE) {
      history.put(soldAtMicros, Lasting.Point.of(0));
    }
    long wait =
        measures
            .orders()
            .saleWindowMicros(
                life.first(PaymentEvent::getLocationId) != null,
                inOrder.stream().anyMatch(said -> said.event().getOffline()));
    long tolerance = measures.toleranceOf(life.whole().currency());
    long hold = HoldSettings.micros(measures.orders().holdMax());
    Lasting lasting = Lasting.of(history, tolerance, wait, hold);
    Map<String, Long> facts = Map.of("captured", lasting.fact());
    Way way = new Way(AlertSeverity.HIGH, false, wait + hold, lasting, facts);
    return new MoneyMatter(WITHOUT_SALE, id, null, List.of(way));
  }

  private void compare(MoneyMatter due, @Nullable PaymentAlert said, ProvenTime time) {
    AlertStatus status = said == null ? AlertStatus.RETRACTED : said.getStatus();
    Set<AlertStatus> statuses = due.expected(time);
    expect(
        statuses.contains(status),
        due,
        "is " + (said == null ? "not told" : status) + ", expected " + statuses);
    if (said == null || !statuses.contains(status)) {
      return;
    }
    Way way = due.standing(time);
    boolean isOpen = status == AlertStatus.SUSPECTED || status == AlertStatus.CONFIRMED;
    if (isOpen && way != null) {
      way.facts().forEach((fact, number) -> compare(due, said, fact, number));
      expect(
          said.getSeverity() == way.severity(),
          due,
          "is " + said.getSeverity() + ", expected " + way.severity());
    } else if (status == AlertStatus.RESOLVED && due.mainFact() != null) {
      compare(due, said, due.mainFact(), due.most());
    }
  }

  private void compare(MoneyMatter due, PaymentAlert said, String fact, long number) {
    Long saidNumber = said.getFacts().get(fact);
    expect(
        saidNumber != null && saidNumber == number,
        due,
        "tells of " + fact + ' ' + saidNumber + ", expected " + number);
  }

  /** Nothing is wrong there; what was told may only have been taken back. */
  private void compareUnexpected(Matter matter, PaymentAlert said, boolean isKnown) {
    boolean isTakenBack = said.getStatus() == AlertStatus.RETRACTED;
    differences.expect(
        isKnown && isTakenBack,
        Check.PAYMENTS,
        () ->
            matter.key()
                + ": "
                + matter.check()
                + " is "
                + said.getStatus()
                + ", expected "
                + (isKnown ? "nothing" : "nothing of what nobody spoke of"));
  }

  private void expect(boolean holds, MoneyMatter matter, String otherwise) {
    differences.expect(
        holds, Check.PAYMENTS, () -> matter.key() + ": " + matter.check() + ' ' + otherwise);
  }
}
