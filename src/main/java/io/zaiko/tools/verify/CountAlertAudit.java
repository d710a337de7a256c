package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people are told of counts: every variance as it is at the end, and nothing else. */
final class CountAlertAudit {
  private final NaiveStock stock;
  private final AlertAudit alerts;
  private final Differences differences;
  private final CountedLedger ledger;
  private final Set<ShelfKey> beyondMemory;
  private final Receipts receipts;

  CountAlertAudit(
      NaiveStock stock, AlertAudit alerts, Differences differences, CountedLedger ledger) {
    this.stock = stock;
    this.alerts = alerts;
    this.differences = differences;
    this.ledger = ledger;
    this.beyondMemory = ledger.beyondMemory();
    this.receipts = new Receipts(stock);
  }

  /**
   * Compares. A count is told of whatever its item is: somebody counted it.
   *
   * @param findings of all counts
   */
  void compare(List<CountedShelf.Finding> findings) {
    Map<String, AlertAudit.Said> standing = alerts.standing("COUNT_VARIANCE");
    Map<ShelfKey, Integer> later = new HashMap<>();
    for (int i = findings.size() - 1; i >= 0; i--) {
      CountedShelf.Finding finding = findings.get(i);
      ShelfKey shelf = finding.count().shelf();
      AlertAudit.Said said = standing.remove(finding.count().key());
      boolean isKept = later.merge(shelf, 1, Integer::sum) <= CountedLedger.COUNTS_AT_MOST;
      if (isKept && !beyondMemory.contains(shelf)) {
        compare(finding, said);
      }
    }
    compareConflicts(findings);
    Map<String, AlertAudit.Said> ofSensors = new HashMap<>();
    standing.forEach(
        (key, said) -> {
          if (key.startsWith("|")) { // no location's id is empty
            ofSensors.put(key, said);
          } else {
            differences.add(Check.ALERTS, key + ": COUNT_VARIANCE stands, but no count says so");
          }
        });
    ledger.sensors().compare(alerts.standing("LOW_SHELF"), ofSensors, beyondMemory);
    compareFull();
    for (String key : alerts.standing("COUNT_NEVER_COMPLETED").keySet()) {
      differences.expect(
          stock.counts().isOpen(key),
          Check.ALERTS,
          () -> key + ": COUNT_NEVER_COMPLETED stands, but no such session is open");
    }
  }

  /** A session that lines were left out of is told of, and no other. */
  private void compareFull() {
    Map<String, AlertAudit.Said> standing = alerts.standing("COUNT_SESSION_FULL");
    for (String key : ledger.fullSessions()) {
      AlertAudit.Said said = standing.remove(key);
      differences.expect(
          said != null
              && Objects.equals(said.facts().get("limit"), (long) CountedLedger.SESSION_AT_MOST),
          Check.ALERTS,
          () ->
              key
                  + " left out lines as SESSION_FULL, but "
                  + (said == null
                      ? "no COUNT_SESSION_FULL stands"
                      : "COUNT_SESSION_FULL says " + said.facts()));
    }
    for (String key : standing.keySet()) {
      differences.add(
          Check.ALERTS, key + ": COUNT_SESSION_FULL stands, but no line of it was left out");
    }
  }

  /** Counts of one time that say different numbers are told. */
  private void compareConflicts(List<CountedShelf.Finding> findings) {
    Map<String, AlertAudit.Said> standing = alerts.standing("EVENT_CONFLICT");
    for (int i = 1; i < findings.size(); i++) {
      Counted earlier = findings.get(i - 1).count();
      Counted count = findings.get(i).count();
      boolean isOneTime =
          earlier.shelf().equals(count.shelf()) && earlier.atMicros() == count.atMicros();
      boolean isConflict =
          earlier.quantity() != count.quantity() && earlier.sellableOnly() == count.sellableOnly();
      boolean isTold = !beyondMemory.contains(count.shelf());
      String key = count.shelf().toString() + '|' + count.atMicros();
      differences.expect(
          !isOneTime || !isConflict || !isTold || standing.containsKey(key),
          Check.ALERTS,
          () -> key + ": two counts of one time differ, but no EVENT_CONFLICT stands");
    }
  }

  private void compare(CountedShelf.Finding finding, AlertAudit.@Nullable Said said) {
    String key = finding.count().key();
    if (said == null) {
      differences.expect(
          !finding.mustBeTold(),
          Check.ALERTS,
          () ->
              key
                  + ": the books differ by "
                  + finding.variance()
                  + ", but no COUNT_VARIANCE stands");
      return;
    }
    differences.expect(
        finding.mayBeTold(),
        Check.ALERTS,
        () -> key + ": COUNT_VARIANCE stands, but there is none to tell");
    differences.expect(
        Objects.equals(said.facts().get("variance"), finding.variance()),
        Check.ALERTS,
        () ->
            key
                + ": COUNT_VARIANCE says "
                + said.facts().get("variance")
                + ", recomputed "
                + finding.variance());
    long received = receipts.explaining(finding);
    boolean isSettled =
        finding.count().atMicros() < receipts.newestMicros() - ledger.lateHorizonMicros();
    differences.expect(
        isSettled || said.facts().getOrDefault("unbooked_receipt", 0L) == received,
        Check.ALERTS,
        () ->
            key
                + ": COUNT_VARIANCE says "
                + said.facts().get("unbooked_receipt")
                + " of unbooked_receipt, recomputed "
                + received);
  }
}
