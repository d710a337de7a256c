package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of counts: every variance as it is at the end, and nothing else.
 *
 * <p>A count that {@linkplain SettledFindings may be settled} is believed where it differs, for
 * what comes late does not restate it any more.
 */
final class CountAlertAudit {
  private final NaiveStock stock;
  private final AlertAudit alerts;
  private final Differences differences;
  private final CountedLedger ledger;
  private final FromArrival fromArrival;
  private final LongPredicate isCertain;
  private final Set<ShelfKey> beyondMemory;
  private final Receipts receipts;
  private final ImpreciseTimes imprecise;

  /**
   * @param isCertain whether late records of before a count of this time had time to come
   */
  CountAlertAudit(
      NaiveStock stock,
      AlertAudit alerts,
      Differences differences,
      CountedLedger ledger,
      FromArrival fromArrival,
      LongPredicate isCertain) {
    this.stock = stock;
    this.alerts = alerts;
    this.differences = differences;
    this.ledger = ledger;
    this.fromArrival = fromArrival;
    this.isCertain = isCertain;
    this.beyondMemory = ledger.beyondMemory();
    this.receipts = new Receipts(stock);
    this.imprecise = new ImpreciseTimes(stock);
  }

  /**
   * Compares. A count is told of whatever its item is: somebody counted it.
   *
   * @param findings of all counts
   * @return how many of the differences time alone may still settle
   */
  long compare(List<CountedShelf.Finding> findings) {
    long pending = 0;
    Map<String, AlertAudit.Said> standing = alerts.standing("COUNT_VARIANCE");
    SettledFindings settled =
        new SettledFindings(findings, stock.newestMicros() - ledger.lateHorizonMicros());
    for (CountedShelf.Finding finding : findings) {
      AlertAudit.Said said = standing.remove(finding.count().key());
      if (!beyondMemory.contains(finding.count().shelf())) {
        List<String> otherwise = otherwise(finding, said);
        if (settled.mayHold(finding)) {
          otherwise.stream().limit(1).forEach(any -> fromArrival.add("settled COUNT_VARIANCE"));
        } else {
          otherwise.forEach(sentence -> differences.add(Check.ALERTS, sentence));
          pending += awaitsCertainty(finding, said) ? 1 : 0;
        }
      }
    }
    new CountConflicts(findings, settled, beyondMemory).compare(alerts, differences);
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
    return pending;
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

  /** Time alone confirms it, so a job that just caught up may be about to. */
  private boolean awaitsCertainty(CountedShelf.Finding finding, AlertAudit.@Nullable Said said) {
    if (said == null
        || said.status() == AlertStatus.CONFIRMED
        || !isCertain.test(finding.count().atMicros())) {
      return false;
    }
    differences.add(
        Check.ALERTS,
        finding.count().key()
            + ": COUNT_VARIANCE is "
            + said.status()
            + ", and late records had time");
    return true;
  }

  /** What is told of a count and is not so, or should be; empty where all of it is right. */
  private List<String> otherwise(CountedShelf.Finding finding, AlertAudit.@Nullable Said said) {
    String key = finding.count().key();
    if (said == null) {
      return finding.mustBeTold()
          ? List.of(
              "%s: the books differ by %d, but no COUNT_VARIANCE stands"
                  .formatted(key, finding.variance()))
          : List.of();
    }
    List<String> otherwise = new ArrayList<>(0);
    if (!finding.mayBeTold()) {
      otherwise.add(key + ": COUNT_VARIANCE stands, but there is none to tell");
    }
    Map<String, Long> facts = new TreeMap<>();
    facts.put("variance", finding.variance());
    facts.put("expected", finding.expected());
    facts.put("counted", finding.counted());
    if (finding.count().atMicros() >= receipts.newestMicros() - ledger.lateHorizonMicros()) {
      ImpreciseTimes.Around around = imprecise.around(finding.count());
      boolean mayBePassedOver =
          receipts.areBeyondSearch(finding.count().shelf())
              && !said.facts().containsKey("unbooked_receipt");
      if (!mayBePassedOver) {
        facts.put("unbooked_receipt", receipts.explaining(finding));
      }
      facts.put("uncertain_units", around.units());
      facts.put("time_precision_micros", around.widestMicros());
    }
    facts.forEach(
        (fact, recomputed) -> {
          // A fact that is 0 may be left out.
          if (said.facts().getOrDefault(fact, 0L) != (long) recomputed) {
            otherwise.add(
                "%s: COUNT_VARIANCE says %s of %s, recomputed %d"
                    .formatted(key, said.facts().get(fact), fact, recomputed));
          }
        });
    return otherwise;
  }
}
