package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up, from the shelves and the locations as last stated, what each group has. */
final class NaiveGroups {
  private final Map<String, List<GroupTotal.Member>> members = new HashMap<>();
  private final Set<String> undecided = new HashSet<>();

  /**
   * Groups.
   *
   * @param balances of every shelf that a line spoke of
   */
  NaiveGroups(
      Map<ShelfKey, Units> balances, ControlAudit control, RuleAudit rules, ImageAudit images) {
    balances.forEach(
        (shelf, units) -> {
          List<String> groups = control.openGroupsOf(shelf.location());
          if (!groups.isEmpty() && !control.isNonStock(shelf.sku())) {
            add(shelf, units, groups, rules, images);
          }
        });
  }

  private void add(
      ShelfKey shelf, Units units, List<String> groups, RuleAudit rules, ImageAudit images) {
    Terms terms = rules.terms(shelf.toString());
    ImageAudit.Shown image = images.shown(shelf);
    for (String group : groups) {
      String key = group + '|' + shelf.sku();
      if (terms == null || image == null || image.units() == null) {
        undecided.add(key); // what is wrong with the shelf is told elsewhere
        continue;
      }
      long ats = units.availableToSell() - terms.safetyStock();
      members
          .computeIfAbsent(key, first -> new ArrayList<>())
          .add(
              new GroupTotal.Member(
                  units, terms.safetyStock(), terms.channels(ats), image.asOfMicros()));
    }
  }

  /** What each group has, by key. */
  Map<String, GroupTotal> totals() {
    Map<String, GroupTotal> totals = new HashMap<>();
    members.forEach((key, all) -> totals.put(key, GroupTotal.of(all)));
    return totals;
  }

  /** Keys of groups of which too little is known. */
  Set<String> undecided() {
    return undecided;
  }
}
