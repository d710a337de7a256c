package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which counts may be settled, so that nothing that came after restates their variances: those that
 * are older than the late horizon on a shelf that was counted again, and those beyond the number
 * that the job keeps apart, with all of their time.
 */
final class SettledFindings {
  private final Map<ShelfKey, Long> standingAt = new HashMap<>();
  private final Map<ShelfKey, Long> boundAt = new HashMap<>();
  private final long beforeMicros;

  /**
   * @param findings of all counts, those of a shelf in the order of their times
   * @param beforeMicros counts for times before this may be settled
   */
  SettledFindings(List<CountedShelf.Finding> findings, long beforeMicros) {
    this.beforeMicros = beforeMicros;
    Map<ShelfKey, Integer> later = new HashMap<>();
    for (int i = findings.size() - 1; i >= 0; i--) {
      Counted count = findings.get(i).count();
      standingAt.putIfAbsent(count.shelf(), count.atMicros());
      if (later.merge(count.shelf(), 1, Integer::sum) > CountedLedger.COUNTS_AT_MOST) {
        boundAt.putIfAbsent(count.shelf(), count.atMicros());
      }
    }
  }

  /** Whether a count may be one of them. */
  boolean mayHold(CountedShelf.Finding finding) {
    Counted count = finding.count();
    boolean isStanding = count.atMicros() == standingAt.getOrDefault(count.shelf(), Long.MIN_VALUE);
    return count.atMicros() <= boundAt.getOrDefault(count.shelf(), Long.MIN_VALUE)
        || (count.atMicros() < beforeMicros && !isStanding);
  }
}
