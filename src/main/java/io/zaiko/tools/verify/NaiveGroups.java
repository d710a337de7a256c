package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up, from the shelves and the locations as last stated, what each group has, and what orders
 * ask of it under its own name.
 */
final class NaiveGroups {
  private final ControlAudit control;
  private final RuleAudit rules;
  private final ImageAudit images;
  private final Map<ShelfKey, AsOf> times;
  private final Set<String> names;
  private final Map<String, List<GroupTotal.Member>> members = new HashMap<>();
  private final Map<String, GroupTotal.Asked> asked = new HashMap<>();
  private final Set<String> undecided = new HashSet<>();

  /**
   * Groups.
   *
   * @param times of the events of shelves, for those that need no image; empty where not known
   */
  NaiveGroups(ControlAudit control, RuleAudit rules, ImageAudit images, Map<ShelfKey, AsOf> times) {
    this.control = control;
    this.rules = rules;
    this.images = images;
    this.times = times;
    this.names = control.groups();
  }

  /** Adds a shelf that is known. */
  void add(ShelfKey shelf, Units units) {
    String location = shelf.location();
    if (control.isNonStock(shelf.sku()) || control.isClosed(location)) {
      return;
    }
    List<String> groups = control.openGroupsOf(location);
    boolean isOfGroup = names.contains(location);
    AsOf asOf = isOfGroup ? time(shelf) : shown(shelf);
    for (String group : groups) {
      add(group + '|' + shelf.sku(), shelf, units, asOf);
    }
    if (isOfGroup && !groups.contains(location) && units.allocated() != 0) {
      asked.put(shelf.toString(), new GroupTotal.Asked(units.allocated(), time(shelf)));
    }
  }

  private void add(String key, ShelfKey shelf, Units units, @Nullable AsOf asOf) {
    Terms terms = rules.terms(shelf.toString());
    if (terms == null || asOf == null) {
      undecided.add(key); // what is wrong with the shelf is told elsewhere
      return;
    }
    long ats = units.availableToSell() - terms.safetyStock();
    members
        .computeIfAbsent(key, first -> new ArrayList<>())
        .add(new GroupTotal.Member(units, terms.safetyStock(), terms.channels(ats), asOf));
  }

  /** Of a shelf that tells a group of its orders the image need not say when it last did. */
  private AsOf time(ShelfKey shelf) {
    return times.getOrDefault(shelf, AsOf.UNKNOWN);
  }

  private @Nullable AsOf shown(ShelfKey shelf) {
    ImageAudit.Shown image = images.shown(shelf);
    return image == null || image.units() == null ? null : AsOf.exactly(image.asOfMicros());
  }

  /** What each group has, by key. */
  Map<String, GroupTotal> totals() {
    Set<String> keys = new HashSet<>(members.keySet());
    keys.addAll(asked.keySet());
    Map<String, GroupTotal> totals = new HashMap<>();
    for (String key : keys) {
      totals.put(
          key,
          GroupTotal.of(
              members.getOrDefault(key, List.of()),
              asked.getOrDefault(key, GroupTotal.Asked.NOTHING)));
    }
    return totals;
  }

  /** Keys of groups of which too little is known. */
  Set<String> undecided() {
    return undecided;
  }
}
