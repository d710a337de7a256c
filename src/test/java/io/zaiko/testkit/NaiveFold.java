package io.zaiko.testkit;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What shelves must come to: all that happened sorted by time and gone through once. It knows
 * nothing of how the job does it, and takes each order to have one line and one void at most, of no
 * more than was sold, or fulfilments as {@link NaiveSteps} does.
 */
public final class NaiveFold {

  /** on_hand, damaged, quality_control, on_hold, not_found, allocated, staged. */
  static final int BUCKETS = 7;

  private static final int ALLOCATED = 5;

  private static final int STAGED = 6;

  private static final long DAY = 86_400_000_000L;

  private record Happened(String shelf, long at, long[] change, RecordKind kind, long width) {
    /** It may have happened up to a time, or later than that. */
    boolean isEitherSideOf(long time) {
      return at <= time && at + width - 1 > time && change[0] != 0;
    }
  }

  private record Said(GoodsEvent event, GoodsLine line) {
    static final Comparator<Said> LATER =
        Comparator.comparingLong(Said::at)
            .thenComparing(said -> said.event.source().id())
            .thenComparingLong(said -> said.event.source().epoch())
            .thenComparingLong(said -> said.event.source().sequence())
            .thenComparing(said -> said.event.eventId())
            .thenComparingInt(said -> said.line.lineNo());

    /** What a sensor sees, it saw before the broker had it. */
    long at() {
      long counted = event.count().countedAtMicros();
      boolean isLook = event.count().countId() == null;
      return isLook ? Math.min(counted, event.origin().timestampMicros()) : counted;
    }
  }

  private record Count(
      String shelf,
      String countId,
      long at,
      long quantity,
      CountScope scope,
      Long[] stated,
      GoodsEvent by) {}

  private final List<Happened> happened = new ArrayList<>();
  private final Map<String, List<GoodsEvent>> sessions = new TreeMap<>();
  private final Map<String, List<GoodsEvent>> sales = new HashMap<>();
  private final Map<String, List<GoodsEvent>> steps = new HashMap<>();
  private final Map<String, long[]> balances = new TreeMap<>();
  private final Map<String, List<Long>> variances = new TreeMap<>();
  private final Set<String> conflicts = new HashSet<>();
  private final Map<String, Said> looks = new TreeMap<>();
  private final Map<String, List<Long>> seen = new TreeMap<>();

  /** Folds a set of events; an event that is there twice counts once. */
  public static NaiveFold of(List<GoodsEvent> events) {
    NaiveFold fold = new NaiveFold();
    Map<String, GoodsEvent> once = new TreeMap<>();
    events.forEach(event -> once.put(event.eventId(), event));
    once.values().stream()
        .filter(event -> event.kind() == RecordKind.SALE)
        .forEach(
            sale -> fold.sales.computeIfAbsent(sale.orderRef(), k -> new ArrayList<>()).add(sale));
    once.values().forEach(fold::sort);
    fold.steps.forEach(
        (order, steps) ->
            NaiveSteps.of(fold.sales.getOrDefault(order, List.of()), steps, fold::happened));
    fold.run();
    return fold;
  }

  /** Units by bucket of each shelf. */
  public Map<String, long[]> balances() {
    return balances;
  }

  /**
   * Expected and counted of each count that differs, units of a receipt of the day after that would
   * explain it, units whose times may lie on either side of it, and the widest of these, by {@code
   * location|sku|count_id}.
   */
  public Map<String, List<Long>> variances() {
    return variances;
  }

  /** {@code location|sku|time} of counts that contradict each other. */
  public Set<String> conflicts() {
    return conflicts;
  }

  /**
   * Units seen and on hand, where a sensor sees more than there is or nothing of what there is, by
   * {@code location|sku|area}.
   */
  public Map<String, List<Long>> seen() {
    return seen;
  }

  private void sort(GoodsEvent event) {
    if (event.kind() == RecordKind.COUNT) {
      for (GoodsLine line : event.lines()) {
        balances.putIfAbsent(shelf(line), new long[BUCKETS]);
      }
      if (event.count().countId() == null) {
        for (GoodsLine line : event.lines()) {
          looks.merge(
              shelf(line) + "|" + line.area(),
              new Said(event, line),
              (a, b) -> Said.LATER.compare(a, b) > 0 ? a : b);
        }
      } else {
        sessions
            .computeIfAbsent(
                event.count().locationId() + "|" + event.count().countId(), k -> new ArrayList<>())
            .add(event);
      }
      return;
    }
    if (event.kind() == RecordKind.FULFILMENT) {
      balances.putIfAbsent(shelf(event.lines().get(0)), new long[BUCKETS]);
      steps.computeIfAbsent(event.orderRef(), k -> new ArrayList<>()).add(event);
      return;
    }
    for (GoodsLine line : event.lines()) {
      balances.putIfAbsent(shelf(line), new long[BUCKETS]);
      boolean isVoid = event.kind() == RecordKind.VOID;
      if (isVoid && !sales.containsKey(event.orderRef())) {
        continue;
      }
      long at = event.goodsNeverLeft() ? soldAt(event) : event.occurredAtMicros();
      long width = event.goodsNeverLeft() ? 0 : event.timePrecisionMicros();
      happened.add(
          new Happened(shelf(line), at, change(line, isVoid ? -1 : 1), event.kind(), width));
    }
  }

  private void happened(GoodsEvent step, long[] change) {
    String shelf = shelf(step.lines().get(0));
    long width = step.timePrecisionMicros();
    happened.add(new Happened(shelf, step.occurredAtMicros(), change, step.kind(), width));
  }

  /** When the sale was made that a mis-ring names; where there is none, the first of its order. */
  private long soldAt(GoodsEvent misRing) {
    List<GoodsEvent> all = sales.get(misRing.orderRef());
    return all.stream()
        .filter(sale -> sale.eventId().equals(misRing.originalEventId()))
        .mapToLong(GoodsEvent::occurredAtMicros)
        .findFirst()
        .orElseGet(() -> all.stream().mapToLong(GoodsEvent::occurredAtMicros).min().orElseThrow());
  }

  private static String shelf(GoodsLine line) {
    return line.locationId() + "|" + line.sku();
  }

  private static long[] change(GoodsLine line, long sign) {
    long[] change = new long[BUCKETS];
    long units = sign * line.quantity();
    switch (line.act()) {
      case CARRIED_OUT -> change[0] = -units;
      case ORDERED_TO_SHIP, ORDERED_FOR_PICKUP -> change[5] = units;
      case RECEIVED -> change[0] = units;
      case RETURNED -> {
        change[0] = units;
        unavailable(change, line.to().name(), units);
      }
      case ADJUSTED -> {
        change[0] = units;
        unavailable(change, line.from().name(), units);
      }
      case MOVED -> {
        unavailable(change, line.from().name(), -units);
        unavailable(change, line.to().name(), units);
      }
      default -> throw new AssertionError(line.act() + " is not folded here");
    }
    return change;
  }

  private static void unavailable(long[] change, String reason, long units) {
    switch (reason) {
      case "DAMAGED" -> change[1] += units;
      case "QUALITY_CONTROL" -> change[2] += units;
      case "ON_HOLD" -> change[3] += units;
      case "NOT_FOUND" -> change[4] += units;
      default -> {}
    }
  }

  private void run() {
    Map<String, List<Count>> counts = new HashMap<>();
    for (List<GoodsEvent> session : sessions.values()) {
      if (session.stream().anyMatch(event -> event.count().complete())) {
        for (Count count : counts(session)) {
          counts.computeIfAbsent(count.shelf, k -> new ArrayList<>()).add(count);
        }
      }
    }
    for (String shelf : balances.keySet()) {
      balances.put(shelf, fold(shelf, counts.getOrDefault(shelf, List.of())));
    }
    looks.forEach(
        (area, said) -> look(area, said, counts.getOrDefault(shelf(said.line), List.of())));
  }

  private void look(String area, Said said, List<Count> counts) {
    long at = said.at();
    NaiveFold then = new NaiveFold();
    happened.stream().filter(h -> h.at <= at).forEach(then.happened::add);
    List<Count> before = counts.stream().filter(count -> count.at <= at).toList();
    long onHand = then.fold(shelf(said.line), before)[0];
    long units = said.line.quantity();
    if (units > onHand || (units == 0 && onHand > 0)) {
      seen.put(area, List.of(units, onHand));
    }
  }

  private static List<Count> counts(List<GoodsEvent> session) {
    long at = session.stream().mapToLong(e -> e.count().countedAtMicros()).min().orElseThrow();
    Map<String, List<Said>> bySku = new TreeMap<>();
    Said latest = null;
    for (GoodsEvent event : session) {
      for (GoodsLine line : event.lines()) {
        Said said = new Said(event, line);
        bySku.computeIfAbsent(line.sku(), k -> new ArrayList<>()).add(said);
        latest = latest == null || Said.LATER.compare(said, latest) > 0 ? said : latest;
      }
    }
    CountScope scope = latest.event.count().scope();
    List<Count> counts = new ArrayList<>();
    for (List<Said> lines : bySku.values()) {
      lines.sort(Said.LATER);
      Said last = lines.get(lines.size() - 1);
      Map<String, Said> areas = new TreeMap<>();
      for (Said said : lines) {
        if ((said.line.area() == null) == (last.line.area() == null)) {
          areas.put(String.valueOf(said.line.area()), said);
        }
      }
      long quantity = 0;
      Long[] stated = new Long[4];
      for (Said said : areas.values()) {
        quantity += said.line.quantity();
        var found = said.line.stated();
        if (found != null) {
          add(stated, 0, found.damaged());
          add(stated, 1, found.qualityControl());
          add(stated, 2, found.onHold());
          add(stated, 3, found.notFound());
        }
      }
      counts.add(
          new Count(
              shelf(last.line),
              last.event.count().countId(),
              at,
              quantity,
              scope,
              stated,
              last.event));
    }
    return counts;
  }

  private static void add(Long[] stated, int reason, Long units) {
    if (units != null) {
      stated[reason] = (stated[reason] == null ? 0 : stated[reason]) + units;
    }
  }

  private long[] fold(String shelf, List<Count> all) {
    List<Happened> moved =
        new ArrayList<>(happened.stream().filter(h -> h.shelf.equals(shelf)).toList());
    moved.sort(Comparator.comparingLong(Happened::at));
    List<Count> counts = new ArrayList<>(all);
    counts.sort(
        Comparator.comparingLong(Count::at)
            .thenComparing(count -> count.by.source().id())
            .thenComparingLong(count -> count.by.source().epoch())
            .thenComparingLong(count -> count.by.source().sequence())
            .thenComparing(count -> count.by.eventId()));
    long[] units = new long[BUCKETS];
    int next = 0;
    boolean isTouched = false;
    Count previous = null;
    long[] before = units;
    boolean isTouchedBefore = false;
    for (Count count : counts) {
      while (next < moved.size() && moved.get(next).at <= count.at) {
        isTouched |= add(units, moved.get(next++).change);
      }
      boolean isOfOneTime = previous != null && previous.at == count.at;
      if (!isOfOneTime) {
        before = units.clone();
        isTouchedBefore = isTouched;
      }
      for (int reason = 0; reason < 3; reason++) {
        units[1 + reason] = count.stated[reason] == null ? units[1 + reason] : count.stated[reason];
      }
      units[4] = count.stated[3] == null ? 0 : count.stated[3];
      units[0] = count.quantity;
      if (count.scope == CountScope.SELLABLE) {
        units[0] += units[1] + units[2] + units[3] + units[4] + units[STAGED];
      }
      if (isOfOneTime) {
        variances.remove(shelf + "|" + previous.countId);
      }
      if (isTouchedBefore && before[0] != units[0]) {
        long more = units[0] - before[0];
        boolean isReceived =
            moved.stream()
                .filter(h -> h.kind == RecordKind.RESTOCK || h.kind == RecordKind.TRANSFER)
                .filter(h -> h.at > count.at && h.at <= count.at + DAY)
                .anyMatch(h -> more > 0 && h.change[0] == more);
        List<Happened> around = moved.stream().filter(h -> h.isEitherSideOf(count.at)).toList();
        variances.put(
            shelf + "|" + count.countId,
            List.of(
                before[0],
                units[0],
                isReceived ? more : 0,
                around.stream().mapToLong(h -> Math.abs(h.change[0])).sum(),
                around.stream().mapToLong(h -> h.width).max().orElse(0)));
      }
      isTouched = true;
      if (isOfOneTime && (previous.quantity != count.quantity || previous.scope != count.scope)) {
        conflicts.add(shelf + "|" + count.at);
      }
      previous = count;
    }
    while (next < moved.size()) {
      add(units, moved.get(next++).change);
    }
    return units;
  }

  /** Adds a change up; tells whether it is one of goods that are there, in whatever condition. */
  private static boolean add(long[] units, long[] change) {
    boolean isOfGoodsHere = false;
    for (int i = 0; i < BUCKETS; i++) {
      units[i] += change[i];
      isOfGoodsHere |= change[i] != 0 && i != ALLOCATED && i != STAGED;
    }
    return isOfGoodsHere;
  }
}
