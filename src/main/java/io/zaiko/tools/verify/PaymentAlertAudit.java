package io.zaiko.tools.verify;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.AlertHandling;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.PaymentAlert;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is told to be wrong with payments by themselves against what was accepted of them:
 * refunds beyond captures, losses beyond captures, what their state did not permit, and what people
 * made of each alert.
 */
final class PaymentAlertAudit {
  private static final String OVER_REFUND = "OVER_REFUND";
  private static final String DOUBLE_LOSS = "DOUBLE_LOSS";
  private static final String LIFECYCLE = "LIFECYCLE_VIOLATION";

  private final Differences differences;
  private final PaymentMeasures measures;
  private final Map<String, PaymentAlert> last = new HashMap<>();
  private final Map<String, PaymentAlert> byMatter = new HashMap<>();
  private final Map<String, Acted> newest = new HashMap<>();
  private final Map<String, String> alertOfAction = new HashMap<>();

  /** An action and when it was. */
  private record Acted(AlertAction action, long atMicros) {
    boolean isNewerThan(@Nullable Acted other) {
      return other == null
          || atMicros > other.atMicros
          || (atMicros == other.atMicros
              && action.getEventId().compareTo(other.action.getEventId()) > 0);
    }
  }

  PaymentAlertAudit(Differences differences, PaymentMeasures measures) {
    this.differences = differences;
    this.measures = measures;
  }

  void action(AlertAction action, long atMicros) {
    Acted acted = new Acted(action, atMicros);
    alertOfAction.put(action.getEventId(), action.getAlertId());
    if (acted.isNewerThan(newest.get(action.getAlertId()))) {
      newest.put(action.getAlertId(), acted);
    }
  }

  /** The alert that an accepted action names. */
  String alertOf(String eventId) {
    return alertOfAction.getOrDefault(eventId, "");
  }

  void alert(PaymentAlert alert) {
    PaymentAlert before = last.put(alert.getAlertId(), alert);
    byMatter.put(alert.getCheck() + ' ' + alert.getKey(), alert);
    differences.expect(
        before == null || alert.getRevision() == before.getRevision() + 1,
        Check.PAYMENTS,
        () -> alert.getAlertId() + ": a revision is missing or repeated");
  }

  void compare(Map<String, NaiveLife> payments, ProvenTime time) {
    payments.forEach(
        (id, life) -> {
          boolean isUnseen = life.isUnseen(measures);
          compare(
              OVER_REFUND,
              id,
              life,
              isUnseen ? all -> 0 : PaymentAlertAudit::refundedTooMuch,
              time);
          compareLife(id, isUnseen ? Map.of() : NaiveLifecycle.of(life, measures), life, time);
          compare(DOUBLE_LOSS, id, life, isUnseen ? all -> 0 : PaymentAlertAudit::lostTwice, time);
        });
    last.values().forEach(this::compareActions);
  }

  private static long refundedTooMuch(NaivePayment all) {
    NaivePayment.Sums sums = all.sums();
    return sums.isForeignCaptured() ? 0 : sums.refunded() - sums.captured();
  }

  private static long lostTwice(NaivePayment all) {
    NaivePayment.Sums sums = all.sums();
    return sums.chargedBack() == 0 || sums.isForeignCaptured()
        ? 0
        : sums.refunded() + sums.chargedBack() - sums.captured();
  }

  private void compare(
      String check,
      String id,
      NaiveLife life,
      ToLongFunction<NaivePayment> excess,
      ProvenTime time) {
    PaymentAlert said = byMatter.get(check + ' ' + id);
    NaivePayment whole = life.whole();
    String provider = life.statements().get(0).event().getProvider();
    long lasting = measures.latenessMicros(provider);
    NaiveLife.Stretch stretch =
        life.tooMuch(excess, measures.toleranceOf(whole.currency()), lasting);
    Set<AlertStatus> expected;
    if (stretch.stands()) {
      expected =
          time.hasPassed(stretch.sinceMicros() + lasting)
              ? Set.of(AlertStatus.CONFIRMED)
              : Set.of(AlertStatus.SUSPECTED, AlertStatus.CONFIRMED);
      long minor = excess.applyAsLong(whole);
      differences.expect(
          said == null || said.getFacts().getOrDefault("excess", -1L) == minor,
          Check.PAYMENTS,
          () -> id + ": " + check + " should tell of " + minor);
    } else {
      expected = Set.of(stretch.wasLong() ? AlertStatus.RESOLVED : AlertStatus.RETRACTED);
    }
    compareStatus(check, id, said, expected);
  }

  private void compareStatus(
      String check, String id, @Nullable PaymentAlert said, Set<AlertStatus> expected) {
    AlertStatus status = said == null ? AlertStatus.RETRACTED : said.getStatus();
    differences.expect(
        expected.contains(status),
        Check.PAYMENTS,
        () ->
            id
                + ": "
                + check
                + " is "
                + (said == null ? "not told" : status)
                + ", expected "
                + expected);
  }

  private void compareLife(
      String id, Map<String, Lasting> faults, NaiveLife life, ProvenTime time) {
    long lateness = measures.latenessMicros(life.statements().get(0).event().getProvider());
    Set<String> due = new TreeSet<>();
    Set<String> perhaps = new TreeSet<>();
    Set<String> past = new TreeSet<>();
    faults.forEach(
        (name, fault) -> {
          if (fault.stands()) {
            (time.hasPassed(fault.sinceMicros() + lateness) ? due : perhaps).add(name);
          }
          if (fault.wasLong()) {
            past.add(name);
          }
        });
    Set<AlertStatus> expected = EnumSet.noneOf(AlertStatus.class);
    if (!due.isEmpty() || !perhaps.isEmpty()) {
      expected.add(AlertStatus.CONFIRMED);
    }
    if (due.isEmpty()) {
      expected.add(past.isEmpty() ? AlertStatus.RETRACTED : AlertStatus.RESOLVED);
    }
    PaymentAlert said = byMatter.get(LIFECYCLE + ' ' + id);
    compareStatus(LIFECYCLE, id, said, expected);
    if (said == null || !expected.contains(said.getStatus())) {
      return;
    }
    faults.forEach(
        (name, fault) -> {
          long minor =
              due.contains(name) ? fault.fact() : past.contains(name) ? fault.mostFact() : 0;
          differences.expect(
              perhaps.contains(name)
                  || said.getStatus() == AlertStatus.RETRACTED
                  || said.getFacts().getOrDefault(name, 0L) == minor,
              Check.PAYMENTS,
              () -> id + ": " + LIFECYCLE + " should tell of " + minor + " as " + name);
        });
  }

  private void compareActions(PaymentAlert alert) {
    AlertHandling said = alert.getDisposition();
    Acted acted = newest.get(alert.getAlertId());
    String expected = acted == null ? null : acted.action().getEventId();
    differences.expect(
        (said == null ? "" : said.getEventId()).equals(expected == null ? "" : expected),
        Check.PAYMENTS,
        () -> alert.getAlertId() + ": its disposition is not the newest action, " + expected);
  }
}
