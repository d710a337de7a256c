package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One payment, told in words: seconds and minor units of EUR. The provider is 900 s late at most.
 */
final class Judged {
  static final long SECOND = 1_000_000;
  static final long LATENESS = 900;
  static final long ALL_TIME = Long.MAX_VALUE;

  /** All is known from the beginning, but for a day of what may have begun before. */
  static final PaymentTerms TERMS = terms(0, -1_000_000);

  private final PaymentTerms terms;
  private final Set<Check> standing = new HashSet<>();
  private final List<String> told = new ArrayList<>();
  private PaymentLife life = PaymentLife.UNHEARD;
  private List<MoneyAlert> alerts = List.of();
  private int events;

  Judged() {
    this(TERMS);
  }

  Judged(PaymentTerms terms) {
    this.terms = terms;
  }

  static PaymentTerms terms(long overCapturePercent, long completeFromSecond) {
    return new PaymentTerms(
        LATENESS * SECOND,
        Map.of(),
        1,
        Map.of(),
        overCapturePercent,
        Map.of(),
        completeFromSecond * SECOND,
        86_400 * SECOND);
  }

  /** What happened at a second and is heard then. */
  Judged at(long second, PaymentType type, String operation, long minor) {
    return late(second, second, type, operation, minor);
  }

  /** What happened at a second and is heard at another. */
  Judged late(long second, long heardAt, PaymentType type, String operation, long minor) {
    return hear(said(second, type, operation, minor, "EUR"), heardAt);
  }

  Judged in(String currency, long second, PaymentType type, String operation, long minor) {
    return hear(said(second, type, operation, minor, currency), second);
  }

  Judged hear(PaymentStatement said, long heardAtSecond) {
    step(life.heard(said, said.occurredAtMicros(), terms, heardAtSecond * SECOND));
    return this;
  }

  /** Time comes to a second. */
  Judged until(long second) {
    return untilMicros(second * SECOND);
  }

  Judged untilMicros(long micros) {
    step(life.timeCame(terms, micros));
    return this;
  }

  /** All timers have fired. */
  Judged toTheEnd() {
    return untilMicros(ALL_TIME);
  }

  private void step(PaymentLifeStep step) {
    life = step.next();
    alerts = step.alerts();
    alerts.forEach(found -> tell(found.alert()));
    step.takenBack("psp|shop|pay-1").forEach(found -> tell(found.alert()));
  }

  private void tell(Alert alert) {
    String word = alert.check() + " " + alert.status();
    boolean wasStanding = standing.contains(alert.check());
    boolean isTakenBack = alert.status() == Status.RETRACTED;
    if (isTakenBack && !wasStanding) {
      throw new AssertionError(word + " though it did not stand");
    }
    if (isTakenBack) {
      standing.remove(alert.check());
    } else {
      standing.add(alert.check());
    }
    String last =
        told.stream().filter(each -> each.startsWith(alert.check() + " ")).reduce("", (a, b) -> b);
    if (!last.equals(word)) {
      told.add(word);
    }
  }

  private PaymentStatement said(
      long second, PaymentType type, String operation, long minor, String currency) {
    PaymentStatement euros =
        Statements.statement(
            "e" + events++,
            second,
            PaymentStatement.NO_SEQUENCE,
            type,
            operation,
            minor,
            AmountKind.TOTAL);
    return Statements.in(currency, euros);
  }

  /** What stands now, as check and status. */
  List<String> standing() {
    return alerts.stream().map(a -> a.alert().check() + " " + a.alert().status()).toList();
  }

  /** All that was told, each status of a check once in a row. */
  List<String> told() {
    return List.copyOf(told);
  }

  /** The one alert that stands. */
  MoneyAlert only() {
    if (alerts.size() != 1) {
      throw new AssertionError("not one alert: " + alerts);
    }
    return alerts.get(0);
  }

  PaymentLife life() {
    return life;
  }
}
