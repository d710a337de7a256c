package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.Excess;
import io.zaiko.domain.money.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong with one payment by itself: a function of the set of what was said of it, and of
 * how far time has come.
 *
 * <pre>
 *   nothing -> SUSPECTED while money is too much -> CONFIRMED when it has been for as long as its
 *              provider may be late -> RESOLVED when that was made good
 *   SUSPECTED, CONFIRMED -> RETRACTED by what happened before and came late
 * </pre>
 *
 * <p>A life out of order is told when confirmed, and not suspected before: records overtake each
 * other all day.
 */
final class PaymentChecks {
  /** So much of an alert's evidence is kept, the newest. */
  private static final int MAX_EVIDENCE = 50;

  /** What an exchange rate may do between a payment and its refund, in percent of the payment. */
  private static final long RATE_PERCENT = 3;

  /** No check is to be looked at again. */
  static final long NEVER = Long.MAX_VALUE;

  private final List<PaymentStatement> inOrder;
  private final PaymentWalk walk;
  private final Payment payment;
  private final long nowMicros;
  private final List<MoneyAlert> alerts = new ArrayList<>();
  private long dueMicros = NEVER;

  /**
   * Judges.
   *
   * @param inOrder at least one statement, in {@link PaymentFold#ORDER}, of a payment whose
   *     beginning is known
   * @param nowMicros how far business time has come
   */
  PaymentChecks(List<PaymentStatement> inOrder, PaymentTerms terms, long nowMicros) {
    this.inOrder = inOrder;
    this.walk = PaymentWalk.through(inOrder, terms);
    this.payment = walk.payment();
    this.nowMicros = nowMicros;
    life();
    overRefund();
    doubleLoss();
  }

  /** What there is to tell. */
  List<MoneyAlert> alerts() {
    return alerts;
  }

  /** When to judge again though nothing more is said; {@link #NEVER} if it makes no difference. */
  long dueMicros() {
    return dueMicros;
  }

  private void life() {
    Map<String, Excess> faults = new LinkedHashMap<>();
    faults.put("over_captured", walk.overCaptured);
    faults.put("captured_after_release", walk.capturedAfterRelease);
    faults.put("refunded_uncaptured", walk.refundedUncaptured);
    faults.put("begun_again", walk.begunAgain);
    Map<String, Long> facts = sums();
    boolean isSettled = false;
    long risk = 0;
    for (Map.Entry<String, Excess> fault : faults.entrySet()) {
      Excess excess = fault.getValue();
      boolean isNow = excess.isSettled(nowMicros);
      awaits(excess);
      isSettled |= isNow;
      if (isNow) {
        facts.put(fault.getKey(), excess.minor());
        risk = Math.max(risk, excess.minor());
      } else if (excess.onceLasted()) { // be it that it has just begun again
        facts.put(fault.getKey(), excess.peakMinor());
      }
    }
    List<String> names = faults.keySet().stream().filter(facts::containsKey).toList();
    if (names.isEmpty()) {
      return;
    }
    tell(
        Check.LIFECYCLE_VIOLATION,
        isSettled ? Status.CONFIRMED : Status.RESOLVED,
        Severity.HIGH,
        facts,
        risk,
        "%s: %s. %s"
            .formatted(
                name(),
                String.join("; ", names.stream().map(PaymentChecks::inWords).toList()),
                isSettled
                    ? "Ask the provider which of its records stands, and give back what was taken"
                        + " without leave."
                    : "It was made good."));
  }

  private static String inWords(String fault) {
    return switch (fault) {
      case "over_captured" -> "more was captured than authorised";
      case "captured_after_release" -> "it was captured after it was voided or had expired";
      case "refunded_uncaptured" -> "it was refunded though nothing had been captured";
      default -> "it was begun again after it had come to its end";
    };
  }

  private void overRefund() {
    Excess excess = walk.overRefunded;
    if (!isToTell(excess)) {
      return;
    }
    Map<String, Long> facts = sums();
    facts.put("excess", excess.stands() ? excess.minor() : excess.peakMinor());
    tell(
        Check.OVER_REFUND,
        status(excess),
        severity(excess),
        facts,
        excess.minor(),
        excess.stands()
            ? "%s gave back %s of %s captured, %s too much: stop its refunds, and see who asked for the last."
                .formatted(
                    name(),
                    text(payment.refundedMinor()),
                    text(payment.capturedMinor()),
                    text(excess.minor()))
            : "%s had given back %s too much; that was made good."
                .formatted(name(), text(excess.peakMinor())));
  }

  private void doubleLoss() {
    Excess excess = walk.lostTwice;
    if (!isToTell(excess)) {
      return;
    }
    Map<String, Long> facts = sums();
    facts.put("excess", excess.stands() ? excess.minor() : excess.peakMinor());
    tell(
        Check.DOUBLE_LOSS,
        status(excess),
        severity(excess),
        facts,
        excess.minor(),
        excess.stands()
            ? "%s was refunded by %s and charged back by %s, of %s captured: %s is lost twice. Dispute the chargeback with the proof of the refund."
                .formatted(
                    name(),
                    text(payment.refundedMinor()),
                    text(payment.chargedBackMinor()),
                    text(payment.capturedMinor()),
                    text(excess.minor()))
            : "%s had lost %s twice; that was made good."
                .formatted(name(), text(excess.peakMinor())));
  }

  private boolean isToTell(Excess excess) {
    if (!excess.isSettled(nowMicros)) {
      awaits(excess);
    }
    return excess.stands() || excess.wasMadeGood();
  }

  private void awaits(Excess excess) {
    if (excess.stands() && !excess.isSettled(nowMicros)) {
      dueMicros = Math.min(dueMicros, excess.settlesAtMicros());
    }
  }

  private Status status(Excess excess) {
    if (!excess.stands()) {
      return Status.RESOLVED;
    }
    return excess.isSettled(nowMicros) ? Status.CONFIRMED : Status.SUSPECTED;
  }

  /** Where two currencies met, a little too much is the exchange rate. */
  private Severity severity(Excess excess) {
    long minor = excess.stands() ? excess.minor() : excess.peakMinor();
    boolean isRate =
        walk.isMixed() && minor <= PaymentTerms.percent(payment.capturedMinor(), RATE_PERCENT);
    return isRate ? Severity.LOW : Severity.CRITICAL;
  }

  private Map<String, Long> sums() {
    Map<String, Long> facts = new TreeMap<>();
    if (payment.authorisedMinor() != PaymentStatement.NO_AMOUNT) {
      facts.put("authorised", payment.authorisedMinor());
    }
    facts.put("captured", payment.capturedMinor());
    facts.put("refunded", payment.refundedMinor());
    facts.put("charged_back", payment.chargedBackMinor());
    return facts;
  }

  private void tell(
      Check check,
      Status status,
      Severity severity,
      Map<String, Long> facts,
      long risk,
      String sentence) {
    PaymentStatement newest = inOrder.get(inOrder.size() - 1);
    alerts.add(
        new MoneyAlert(
            new Alert(
                check,
                newest.paymentKey(),
                0,
                0,
                status,
                severity,
                facts,
                evidence(),
                sentence,
                newest.occurredAtMicros()),
            risk,
            payment.currency()));
  }

  private List<Alert.Evidence> evidence() {
    return inOrder.stream()
        .skip(Math.max(0, inOrder.size() - MAX_EVIDENCE))
        .map(said -> new Alert.Evidence(said.eventId(), said.type().name()))
        .toList();
  }

  private String name() {
    PaymentStatement first = inOrder.get(0);
    return "Payment %s of %s".formatted(first.paymentId(), first.provider());
  }

  private String text(long minor) {
    return Amounts.text(minor, payment.currency());
  }
}
