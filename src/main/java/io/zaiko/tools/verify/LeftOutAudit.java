package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockLedgerEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people are told of lines that the ledger leaves out for their size: each, and no other. */
final class LeftOutAudit {
  private static final String OUT_OF_RANGE = "OUT_OF_RANGE";
  private static final String TRANSFER_FULL = "TRANSFER_FULL";

  private final Set<String> outOfRange = new HashSet<>();
  private final Map<String, Unfollowed> transfers = new HashMap<>();

  /**
   * Lines of a transfer, by event and number, of which nothing is in transit.
   *
   * @param full whose goods moved alone
   * @param outOfRange whose shelf refused them, so that it is not known whether they were full, too
   */
  private record Unfollowed(Set<String> full, Set<String> outOfRange) {}

  /**
   * Takes from the ledger what it leaves out.
   *
   * @param transferRef the transfer that it is a step of; null for another kind
   */
  void entry(ShelfKey shelf, StockLedgerEntry entry, @Nullable String transferRef) {
    boolean isOutOfRange = entry.getOutcome().equals(OUT_OF_RANGE);
    boolean isFull = entry.getOutcome().equals(TRANSFER_FULL);
    String line = entry.getEventId() + '|' + entry.getLineNo();
    if (isOutOfRange) {
      outOfRange.add(shelf.toString() + '|' + line);
    }
    if (transferRef != null && (isFull || isOutOfRange)) {
      Unfollowed unfollowed =
          transfers.computeIfAbsent(
              transferRef, first -> new Unfollowed(new HashSet<>(), new HashSet<>()));
      (isFull ? unfollowed.full() : unfollowed.outOfRange()).add(line);
    }
  }

  /** Compares, once ledger and alerts are read. */
  void compare(NaiveTransfers naive, AlertAudit alerts, Differences differences) {
    Map<String, AlertAudit.Said> told = alerts.standing(OUT_OF_RANGE);
    for (String line : outOfRange) {
      AlertAudit.Said said = told.remove(line);
      differences.expect(
          said != null && said.status() == AlertStatus.CONFIRMED,
          Check.ALERTS,
          () -> line + " took no effect, but no OUT_OF_RANGE is confirmed");
    }
    for (String line : told.keySet()) {
      differences.add(Check.ALERTS, line + ": OUT_OF_RANGE stands, but the line took effect");
    }
    Map<String, AlertAudit.Said> full = alerts.standing(TRANSFER_FULL);
    transfers.forEach(
        (ref, unfollowed) -> {
          AlertAudit.Said said = full.remove(ref);
          differences.expect(
              naive.isUsedAgain(ref) || isSo(said, unfollowed),
              Check.ALERTS,
              () ->
                  "%s: TRANSFER_FULL says %s, but %d lines are not followed"
                      .formatted(
                          ref,
                          said == null ? "nothing" : said.status() + " " + said.facts(),
                          unfollowed.full().size()));
        });
    for (String ref : full.keySet()) {
      differences.add(Check.ALERTS, ref + ": TRANSFER_FULL stands, but all lines are followed");
    }
    for (String check : Set.of(OUT_OF_RANGE, TRANSFER_FULL)) {
      for (AlertAudit.Said said : alerts.closed(check)) {
        differences.add(Check.ALERTS, said.key() + ": " + check + " ended, and nothing ends it");
      }
    }
  }

  /** A line that both its transfer and its shelf refuse shows in the ledger as the shelf's. */
  private static boolean isSo(AlertAudit.@Nullable Said said, Unfollowed unfollowed) {
    if (said == null) {
      return unfollowed.full().isEmpty();
    }
    Set<String> atMost = new HashSet<>(unfollowed.full());
    atMost.addAll(unfollowed.outOfRange());
    long lines = said.facts().getOrDefault("lines", 0L);
    return said.status() == AlertStatus.CONFIRMED
        && lines >= Math.max(1, unfollowed.full().size())
        && lines <= atMost.size();
  }
}
