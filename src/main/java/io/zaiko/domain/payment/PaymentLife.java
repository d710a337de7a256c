package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was said of one payment. What it comes to is in {@link Payment}, what is wrong with it
 * in {@link PaymentChecks}; both are functions of the set.
 *
 * @param statements in {@link PaymentFold#ORDER}, the first {@link #MAX_STATEMENTS}
 * @param events how many were accepted
 * @param revision of the state that was told last
 * @param told checks of which there is an alert that is not taken back
 * @param dueMicros when it is to be judged again; {@link #NOT_DUE} where it is not
 * @param spokenOfMicros business time of what was last said
 */
public record PaymentLife(
    List<PaymentStatement> statements,
    long events,
    long revision,
    List<Check> told,
    long dueMicros,
    long spokenOfMicros) {
  /** The most statements that a payment is made of: later ones are counted and add up no more. */
  public static final int MAX_STATEMENTS = 1_000;

  /** Stands for no time at which it is to be judged again. */
  public static final long NOT_DUE = Long.MAX_VALUE;

  /** Nothing was said yet. */
  public static final PaymentLife UNHEARD =
      new PaymentLife(List.of(), 0, 0, List.of(), NOT_DUE, Long.MIN_VALUE);

  public PaymentLife {
    statements = statements == null ? List.of() : statements;
    told = told == null ? List.of() : told;
  }

  /**
   * Hears a statement that was accepted. One that is heard again, long after it was first accepted,
   * says nothing new.
   *
   * @param asOfMicros its business time, never ahead of the broker's clock
   * @param nowMicros how far business time has come
   */
  public PaymentLifeStep heard(
      PaymentStatement said, long asOfMicros, PaymentTerms terms, long nowMicros) {
    List<PaymentStatement> inOrder = new ArrayList<>(statements);
    inOrder.removeIf(said::saysTheSameAs);
    inOrder.add(said);
    inOrder.sort(PaymentFold.ORDER);
    if (inOrder.size() > MAX_STATEMENTS) {
      inOrder.remove(MAX_STATEMENTS);
    }
    PaymentLife next =
        new PaymentLife(
            List.copyOf(inOrder),
            events + 1,
            revision + 1,
            told,
            dueMicros,
            Math.max(spokenOfMicros, asOfMicros));
    return next.judged(terms, nowMicros, said);
  }

  /**
   * What it brings to its order, once something was said of it.
   *
   * @param excuses values of {@code reason_code} for which a refund needs no return
   */
  public PaymentPart part(PaymentTerms terms, Set<String> excuses) {
    return PaymentPart.of(statements, terms, excuses);
  }

  /** Whether it names a gift card or points account, which is known longer than payments. */
  public boolean isOfAccount() {
    return statements.stream().anyMatch(said -> said.means().valueAccount() != null);
  }

  /** Judges again, because time has come so far. */
  public PaymentLifeStep timeCame(PaymentTerms terms, long nowMicros) {
    return judged(terms, nowMicros, null);
  }

  private PaymentLifeStep judged(
      PaymentTerms terms, long nowMicros, @Nullable PaymentStatement cause) {
    boolean isUnseen = Beginning.isUnseen(statements, terms);
    List<MoneyAlert> alerts = new ArrayList<>();
    long due = NOT_DUE;
    if (!isUnseen) {
      PaymentChecks checks = new PaymentChecks(statements, terms, nowMicros);
      alerts.addAll(checks.alerts());
      due = checks.dueMicros();
    }
    if (events > MAX_STATEMENTS) {
      alerts.add(MoneyAlert.withoutAmount(full()));
    }
    List<Check> standing = alerts.stream().map(each -> each.alert().check()).toList();
    List<Check> takenBack = told.stream().filter(check -> !standing.contains(check)).toList();
    PaymentLife next = new PaymentLife(statements, events, revision, standing, due, spokenOfMicros);
    PaymentStanding told =
        cause == null ? null : new PaymentStanding(statements, isUnseen, events, revision, cause);
    return new PaymentLifeStep(next, told, alerts, takenBack);
  }

  private Alert full() {
    PaymentStatement first = statements.get(0);
    return new Alert(
        Check.PAYMENT_FULL,
        first.paymentKey(),
        0,
        0,
        Status.CONFIRMED,
        Severity.HIGH,
        Map.of("kept", (long) MAX_STATEMENTS),
        List.of(new Alert.Evidence(first.eventId(), "the first")),
        "Payment %s of %s has more than %d events; later ones are counted and add up no more: look at it by hand."
            .formatted(first.paymentId(), first.provider(), MAX_STATEMENTS),
        spokenOfMicros);
  }
}
