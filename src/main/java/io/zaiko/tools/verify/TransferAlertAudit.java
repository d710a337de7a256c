package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What people are told of transfers: every discrepancy as it is at the end, and nothing else. */
final class TransferAlertAudit {
  private final NaiveTransfers transfers;
  private final AlertAudit alerts;
  private final Differences differences;

  /** The items of each transfer. */
  private final Map<String, Set<NaiveTransfers.Course>> courses = new HashMap<>();

  TransferAlertAudit(NaiveTransfers transfers, AlertAudit alerts, Differences differences) {
    this.transfers = transfers;
    this.alerts = alerts;
    this.differences = differences;
  }

  /**
   * Compares.
   *
   * @param lateness for so long a discrepancy may be suspected after its newest receipt
   * @return how many differences a job that has only just caught up may be about to mend
   */
  long compare(ProvenTime time, Duration lateness) {
    compareDiscrepancies();
    long before = differences.differentBy(Check.ALERTS);
    compareConfirmed(time, TimeUnit.MILLISECONDS.toMicros(lateness.toMillis()));
    compareOverdueUnits(time);
    long pending = differences.differentBy(Check.ALERTS) - before;
    compareOverdue(time.atMostMicros());
    return pending;
  }

  private void compareDiscrepancies() {
    Map<String, AlertAudit.Said> standing = alerts.standing("TRANSFER_DISCREPANCY");
    transfers
        .courses()
        .forEach(
            (name, course) -> {
              courses.computeIfAbsent(name.ref(), first -> new HashSet<>()).add(course);
              AlertAudit.Said said = standing.remove(name.key());
              if (course.isTakenFromLedger()) {
                return;
              }
              differences.expect(
                  (said != null) == (course.discrepancy() != 0),
                  Check.ALERTS,
                  () -> discrepancy(name, course, said != null));
              if (said != null) {
                compare(name, course, said);
              }
            });
    for (String key : standing.keySet()) {
      differences.add(
          Check.ALERTS, key + ": TRANSFER_DISCREPANCY stands, but there is no such transfer");
    }
  }

  private void compare(
      NaiveTransfers.Name name, NaiveTransfers.Course course, AlertAudit.Said said) {
    Map<String, Long> recomputed =
        Map.of(
            "shipped", course.shipped(),
            "received", course.received(),
            "damaged", course.damaged(),
            "missing", Math.max(0, course.discrepancy()),
            "over", Math.max(0, -course.discrepancy()));
    differences.expect(
        said.facts().entrySet().containsAll(recomputed.entrySet()),
        Check.ALERTS,
        () ->
            "%s: TRANSFER_DISCREPANCY says %s, recomputed %s"
                .formatted(name.key(), new TreeMap<>(said.facts()), new TreeMap<>(recomputed)));
  }

  /** What is missing of a closed item is sure at once, what is over when time has passed. */
  private void compareConfirmed(ProvenTime time, long latenessMicros) {
    Map<String, AlertAudit.Said> standing = alerts.standing("TRANSFER_DISCREPANCY");
    transfers
        .courses()
        .forEach(
            (name, course) -> {
              AlertAudit.Said said = standing.get(name.key());
              boolean isSuspected = said != null && said.status() == AlertStatus.SUSPECTED;
              boolean isSure =
                  course.isClosed() || time.hasPassed(course.receivedAsOfMicros() + latenessMicros);
              differences.expect(
                  !isSuspected || course.isTakenFromLedger() || !isSure,
                  Check.ALERTS,
                  () -> name.key() + ": TRANSFER_DISCREPANCY is still SUSPECTED");
            });
  }

  private void compareOverdue(long atMostMicros) {
    for (String ref : alerts.standing("TRANSFER_OVERDUE").keySet()) {
      differences.expect(
          isUnsure(ref) || overdueAt(ref, atMostMicros) > 0,
          Check.ALERTS,
          () -> ref + ": TRANSFER_OVERDUE stands, but nothing is overdue");
    }
  }

  /** Nobody knows which of the units due in the last minutes are told of. */
  private void compareOverdueUnits(ProvenTime time) {
    if (time.micros() == Long.MIN_VALUE) {
      return;
    }
    alerts
        .standing("TRANSFER_OVERDUE")
        .forEach(
            (ref, said) -> {
              long most = overdueAt(ref, time.atMostMicros());
              Long missing = said.facts().get("missing");
              boolean agrees =
                  missing != null && missing >= overdueAt(ref, time.micros()) && missing <= most;
              differences.expect(
                  agrees || isUnsure(ref) || most == 0,
                  Check.ALERTS,
                  () ->
                      "%s: TRANSFER_OVERDUE says %d missing, recomputed %d"
                          .formatted(ref, missing, most));
            });
  }

  private boolean isUnsure(String ref) {
    return courses.getOrDefault(ref, Set.of()).stream()
        .anyMatch(NaiveTransfers.Course::isTakenFromLedger);
  }

  private long overdueAt(String ref, long micros) {
    return courses.getOrDefault(ref, Set.of()).stream()
        .mapToLong(course -> course.overdueAt(micros))
        .sum();
  }

  private static String discrepancy(
      NaiveTransfers.Name name, NaiveTransfers.Course course, boolean stands) {
    return name.key()
        + ": "
        + course.shipped()
        + " shipped, "
        + course.received()
        + " received, "
        + course.discrepancy()
        + " missing, but "
        + (stands ? "" : "no ")
        + "TRANSFER_DISCREPANCY stands";
  }
}
