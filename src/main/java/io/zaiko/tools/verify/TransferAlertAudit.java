package io.zaiko.tools.verify;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What people are told of transfers: every discrepancy as it is at the end, and nothing else. */
final class TransferAlertAudit {
  private final NaiveTransfers transfers;
  private final AlertAudit alerts;
  private final Differences differences;

  TransferAlertAudit(NaiveTransfers transfers, AlertAudit alerts, Differences differences) {
    this.transfers = transfers;
    this.alerts = alerts;
    this.differences = differences;
  }

  /**
   * Compares.
   *
   * @param newestMicros business time has come no further
   */
  void compare(long newestMicros) {
    Map<String, AlertAudit.Said> standing = alerts.standing("TRANSFER_DISCREPANCY");
    Set<String> overdue = new HashSet<>();
    transfers
        .courses()
        .forEach(
            (name, course) -> {
              AlertAudit.Said said = standing.remove(name.key());
              if (course.isTakenFromLedger() || course.overdueAt(newestMicros) > 0) {
                overdue.add(name.ref());
              }
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
    for (String ref : alerts.standing("TRANSFER_OVERDUE").keySet()) {
      differences.expect(
          overdue.contains(ref),
          Check.ALERTS,
          () -> ref + ": TRANSFER_OVERDUE stands, but nothing is overdue");
    }
  }

  private void compare(
      NaiveTransfers.Name name, NaiveTransfers.Course course, AlertAudit.Said said) {
    boolean agrees =
        Objects.equals(said.facts().get("shipped"), course.shipped())
            && Objects.equals(said.facts().get("received"), course.received());
    differences.expect(
        agrees,
        Check.ALERTS,
        () ->
            name.key()
                + ": TRANSFER_DISCREPANCY says "
                + said.facts()
                + ", recomputed shipped "
                + course.shipped()
                + ", received "
                + course.received());
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
