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
 * All that was said of the money of one order, or of one payment of which nobody knows the order.
 * What is wrong with it, a function of the set, is in {@link OrderChecks}.
 *
 * @param entries of its goods, in {@link OrderEntry#ORDER}, the first {@link #MAX_ENTRIES}
 * @param payments what each payment brings, in order of their keys, at most {@link #MAX_PAYMENTS}
 * @param told alerts that are not taken back
 * @param dueMicros when it is to be judged again; {@link #NOT_DUE} where it is not
 * @param spokenOfMicros business time of what was last said
 * @param beyond how many records and payments were too many to be kept
 * @param findings by which paths each payment was found to be of it
 * @param waits for whom its checks wait, as it was last told
 */
public record OrderAccount(
    List<OrderEntry> entries,
    List<PaymentPart> payments,
    List<Told> told,
    long dueMicros,
    long spokenOfMicros,
    long beyond,
    List<Finding> findings,
    List<Wait> waits) {
  /** The most records of goods that add up. */
  public static final int MAX_ENTRIES = 1_000;

  /** The most payments that add up. */
  public static final int MAX_PAYMENTS = 200;

  /** Stands for no time at which it is to be judged again. */
  public static final long NOT_DUE = Long.MAX_VALUE;

  /** Nothing was said yet. */
  public static final OrderAccount EMPTY =
      new OrderAccount(
          List.of(), List.of(), List.of(), NOT_DUE, Long.MIN_VALUE, 0, List.of(), List.of());

  /**
   * That a payment is of the order, by one path.
   *
   * @param paymentKey the payment
   * @param path how it was found
   */
  public record Finding(String paymentKey, OrderNews.Path path) {}

  /** An alert that was told. */
  public record Told(Check check, String key) {}

  /**
   * What hearing something, or time, brought about.
   *
   * @param next what is known from now on
   * @param alerts all that there is to tell of it, said before or not, and what is taken back
   * @param held that more or fewer of its checks wait for somebody who is silent
   */
  public record Step(OrderAccount next, List<MoneyAlert> alerts, List<HeldNews> held) {}

  public OrderAccount {
    entries = entries == null ? List.of() : entries;
    payments = payments == null ? List.of() : payments;
    told = told == null ? List.of() : told;
    findings = findings == null ? List.of() : findings;
    waits = waits == null ? List.of() : waits;
  }

  /**
   * Hears what a record that was accepted says of its goods. One that is heard again, long after it
   * was first accepted, says nothing new.
   *
   * @param asOfMicros its business time, never ahead of the broker's clock
   */
  public OrderAccount heard(OrderEntry said, long asOfMicros) {
    List<OrderEntry> inOrder = new ArrayList<>(entries);
    inOrder.removeIf(said::isSameRecordAs);
    inOrder.add(said);
    inOrder.sort(OrderEntry.ORDER);
    boolean isFull = inOrder.size() > MAX_ENTRIES;
    if (isFull) {
      inOrder.remove(MAX_ENTRIES);
    }
    return new OrderAccount(
        List.copyOf(inOrder),
        payments,
        told,
        dueMicros,
        Math.max(spokenOfMicros, asOfMicros),
        beyond + (isFull ? 1 : 0),
        findings,
        waits);
  }

  /**
   * Hears what a payment brings: all that it does, and what it brought before no more. It is of the
   * order as long as one path says so: what one takes back, another may have said meanwhile.
   *
   * @param isOfIt false where that path leads to another order now
   */
  public OrderAccount heard(PaymentPart part, OrderNews.Path path, boolean isOfIt) {
    Finding finding = new Finding(part.paymentKey(), path);
    List<Finding> next = new ArrayList<>(findings);
    next.remove(finding);
    if (isOfIt) {
      next.add(finding);
    }
    PaymentPart newest = part;
    List<PaymentPart> all = new ArrayList<>();
    for (PaymentPart each : payments) {
      if (!each.paymentKey().equals(part.paymentKey())) {
        all.add(each);
      } else if (each.moves().size() > part.moves().size()) {
        newest = each; // a longer path brings older news
      }
    }
    boolean isFound = next.stream().anyMatch(by -> by.paymentKey().equals(part.paymentKey()));
    boolean isFull = isFound && all.size() == MAX_PAYMENTS;
    if (isFull) {
      next.remove(finding);
    } else if (isFound) {
      all.add(newest);
      all.sort(Comparator.comparing(PaymentPart::paymentKey));
    }
    next.sort(Comparator.comparing(Finding::paymentKey).thenComparing(Finding::path));
    return new OrderAccount(
        entries,
        List.copyOf(all),
        told,
        dueMicros,
        Math.max(spokenOfMicros, part.last().atMicros()),
        beyond + (isFull ? 1 : 0),
        List.copyOf(next),
        waits);
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
        new OrderAccount(
            entries,
            payments,
            standing,
            checks.dueMicros(),
            spokenOfMicros,
            beyond,
            findings,
            checks.holds().waits()),
        alerts,
        checks.holds().since(waits));
  }

  private Alert full(String orderRef) {
    return new Alert(
        Check.ORDER_FULL,
        orderRef,
        0,
        0,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("kept", (long) MAX_ENTRIES),
        List.of(),
        "Order %s has more than %d records or %d payments; the rest adds up no more: look at it by hand."
            .formatted(orderRef, MAX_ENTRIES, MAX_PAYMENTS),
        spokenOfMicros);
  }
}
