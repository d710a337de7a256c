package io.zaiko.tools.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people are told of counts that say different numbers of one time: each pair of such counts,
 * and no other.
 */
final class CountConflicts {
  private static final String CHECK = "EVENT_CONFLICT";

  /**
   * The number of the count that stands: what is told of two records names their places instead.
   */
  private static final String STANDING = "standing";

  private final Set<String> certain = new HashSet<>();
  private final Set<String> possible = new HashSet<>();

  /**
   * @param findings of all counts, those of a shelf in the order of their times
   * @param settled of which it is not known what was told and stayed
   * @param beyondMemory shelves of which the job did not keep all counts
   */
  CountConflicts(
      List<CountedShelf.Finding> findings, SettledFindings settled, Set<ShelfKey> beyondMemory) {
    Map<String, Counted> ofTime = new HashMap<>();
    for (CountedShelf.Finding finding : findings) {
      Counted count = finding.count();
      String key = count.shelf().toString() + '|' + count.atMicros();
      Counted earlier = ofTime.put(key, count);
      boolean isOther = earlier != null && earlier.quantity() != count.quantity();
      boolean isOfOtherScope = earlier != null && earlier.sellableOnly() != count.sellableOnly();
      boolean isKept = !beyondMemory.contains(count.shelf());
      if (isOther && !isOfOtherScope && isKept) {
        certain.add(key);
      }
      if (isOther || isOfOtherScope || !isKept || settled.mayHold(finding)) {
        possible.add(key);
      }
    }
  }

  /** Whether an alert is of counts, and not of records that were refused. */
  static boolean isTold(AlertAudit.Said said) {
    return said.check().equals(CHECK) && said.facts().containsKey(STANDING);
  }

  /** Compares. */
  void compare(AlertAudit alerts, Differences differences) {
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    standing.values().removeIf(said -> !isTold(said));
    for (String key : certain) {
      differences.expect(
          standing.containsKey(key),
          Check.ALERTS,
          () -> key + ": two counts of one time differ, but no EVENT_CONFLICT stands");
    }
    standing.keySet().removeAll(possible);
    for (String key : standing.keySet()) {
      differences.add(
          Check.ALERTS, key + ": EVENT_CONFLICT stands, but no two counts of that time differ");
    }
  }
}
