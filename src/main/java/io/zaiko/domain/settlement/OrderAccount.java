package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All that was said of the money of one order. What is wrong with it, a function of the set, is in
 * {@link OrderChecks}.
 *
 * @param entries of its goods, in {@link OrderEntry#ORDER}, the first {@link #MAX_ENTRIES}
 * @param payments what each payment brings, in order of their keys, at most {@link #MAX_PAYMENTS}
 * @param told alerts that are not taken back
 * @param dueMicros when it is to be judged again; {@link #NOT_DUE} where it is not
 * @param spokenOfMicros business time of what was last said
 * @param beyond how many records and payments were too many to be kept
 */
public record OrderAccount(
    List<OrderEntry> entries,
    List<PaymentPart> payments,
    List<Told> told,
    long dueMicros,
    long spokenOfMicros,
    long beyond) {
  /** The most records of goods that add up. */
  public static final int MAX_ENTRIES = 1_000;

  /** The most payments that add up. */
  public static final int MAX_PAYMENTS = 200;

  /** Stands for no time at which it is to be judged again. */
  public static final long NOT_DUE = Long.MAX_VALUE;

  /** Nothing was said yet. */
  public static final OrderAccount EMPTY =
      new OrderAccount(List.of(), List.of(), List.of(), NOT_DUE, Long.MIN_VALUE, 0);

  /** An alert that was told. */
  public record Told(Check check, String key) {}

  /**
   * What hearing something, or time, brought about.
   *
   * @param next what is known from now on
   * @param alerts all that there is to tell of it, said before or not, and what is taken back
   * @param held how many checks are due, and wait for somebody who is silent
   */
  public record Step(OrderAccount next, List<MoneyAlert> alerts, int held) {}

  public OrderAccount {
    entries = entries == null ? List.of() : entries;
    payments = payments == null ? List.of() : payments;
    told = told == null ? List.of() : told;
  }

  /**
   * Hears what a record that was accepted, once, says of its goods.
   *
   * @param asOfMicros its business time, never ahead of the broker's clock
   */
  public OrderAccount heard(OrderEntry said, long asOfMicros) {
    List<OrderEntry> inOrder = new ArrayList<>(entries);
    inOrder.add(said);
    inOrder.sort(OrderEntry.ORDER);
    boolean isFull = inOrder.size() > MAX_ENTRIES;
    if (isFull) {
      inOrder.remove(MAX_ENTRIES);
    }
    return with(List.copyOf(inOrder), payments, asOfMicros, beyond + (isFull ? 1 : 0));
  }

  /**
   * Hears what a payment brings: all that it does, and what it brought before no more.
   *
   * @param isOfIt false where it turns out to be of another order
   */
  public OrderAccount heard(PaymentPart part, boolean isOfIt) {
    List<PaymentPart> all = new ArrayList<>();
    for (PaymentPart each : payments) {
      if (!each.paymentKey().equals(part.paymentKey())) {
        all.add(each);
      }
    }
    boolean isFull = isOfIt && all.size() == MAX_PAYMENTS;
    if (isOfIt && !isFull) {
      all.add(part);
      all.sort(Comparator.comparing(PaymentPart::paymentKey));
    }
    return with(entries, List.copyOf(all), part.last().atMicros(), beyond + (isFull ? 1 : 0));
  }

  private OrderAccount with(
      List<OrderEntry> nextEntries, List<PaymentPart> nextPayments, long asOf, long nextBeyond) {
    return new OrderAccount(
        nextEntries, nextPayments, told, dueMicros, Math.max(spokenOfMicros, asOf), nextBeyond);
  }

  /**
   * Judges it, as of a time.
   *
   * @param ears until when each is heard of whom something may be missing
   */
  public Step judged(String orderRef, OrderTerms terms, Heard.Ears ears, long nowMicros) {
    OrderChecks checks = new OrderChecks(orderRef, entries, payments, terms, ears, nowMicros);
    List<MoneyAlert> alerts = new ArrayList<>(checks.alerts());
    if (beyond > 0) {
      alerts.add(MoneyAlert.withoutAmount(full(orderRef)));
    }
    List<Told> standing =
        alerts.stream().map(each -> new Told(each.alert().check(), each.alert().key())).toList();
    for (Told before : told) {
      if (!standing.contains(before)) {
        alerts.add(MoneyAlert.takenBack(before.check(), before.key(), spokenOfMicros));
      }
    }
    return new Step(
        new OrderAccount(entries, payments, standing, checks.dueMicros(), spokenOfMicros, beyond),
        alerts,
        checks.held());
  }

  private Alert full(String orderRef) {
    return new Alert(
        Check.ORDER_FULL,
        orderRef,
        0,
        0,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("beyond", beyond),
        List.of(),
        "Order %s has more than %d records or %d payments; %d add up no more: look at it by hand."
            .formatted(orderRef, MAX_ENTRIES, MAX_PAYMENTS, beyond),
        spokenOfMicros);
  }
}
