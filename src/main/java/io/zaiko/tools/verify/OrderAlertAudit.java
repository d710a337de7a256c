package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people are told of order lines: what is so at the end, with its numbers, nothing else. */
final class OrderAlertAudit {
  private static final String EXCESS = "EXCESS_FULFILMENT";
  private static final String DOUBLED = "DOUBLE_BOOKED";
  private static final String UNCOLLECTED = "UNCOLLECTED";

  private final AlertAudit alerts;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final Map<String, JudgedLine> lines = new HashMap<>();

  /** Keys that two lines share; what is told under them is of either. */
  private final Set<String> ambiguous = new HashSet<>();

  /**
   * @param lines of which there may be something to tell
   */
  OrderAlertAudit(
      Iterable<JudgedLine> lines,
      AlertAudit alerts,
      Differences differences,
      FromArrival fromArrival) {
    this.alerts = alerts;
    this.differences = differences;
    this.fromArrival = fromArrival;
    for (JudgedLine line : lines) {
      if (this.lines.put(line.key(), line) != null) {
        ambiguous.add(line.key());
      }
    }
    this.lines.keySet().removeAll(ambiguous);
  }

  /**
   * Compares.
   *
   * @param isReplay whether the job's time may have come to its end
   * @return how many differences a job that has only just caught up may be about to mend
   */
  long compare(ProvenTime time, boolean isReplay) {
    each(EXCESS, AlertStatus.RETRACTED, "excess", JudgedLine::mayHaveHadExcess, this::excess);
    each(DOUBLED, AlertStatus.RESOLVED, "doubled", JudgedLine::mayHaveBeenDoubled, this::doubled);
    long atMost = isReplay ? Long.MAX_VALUE : time.atMostMicros();
    AtomicLong pending = new AtomicLong();
    each(
        UNCOLLECTED,
        AlertStatus.RESOLVED,
        "uncollected",
        line -> line.mayHaveWaited(atMost),
        (line, said) -> pending.addAndGet(uncollected(line, said, time.micros(), atMost)));
    return pending.get();
  }

  /**
   * Goes through all lines with what stands of them, and through what was told of no line.
   *
   * @param closed how the alert ends
   * @param fact which of its numbers is 0 then
   * @param mayHaveStood whether there ever was reason to tell of a line
   * @param judge told null where nothing stands
   */
  private void each(
      String check,
      AlertStatus closed,
      String fact,
      Predicate<JudgedLine> mayHaveStood,
      BiConsumer<JudgedLine, AlertAudit.@Nullable Said> judge) {
    Map<String, AlertAudit.Said> standing = alerts.standing(check);
    standing.keySet().removeAll(ambiguous);
    lines.forEach(
        (key, line) -> {
          AlertAudit.Said said = standing.get(key);
          differences.expect(
              said == null || said.status() == AlertStatus.CONFIRMED,
              Check.ALERTS,
              () -> key + ": " + check + " is not confirmed");
          judge.accept(line, said);
        });
    standing.keySet().removeAll(lines.keySet());
    for (String key : standing.keySet()) {
      differences.add(
          Check.ALERTS,
          key + ": " + check + " stands, but no such line was fulfilled or sold twice");
    }
    for (AlertAudit.Said said : alerts.closed(check)) {
      compareClosed(said, closed, fact, mayHaveStood);
    }
  }

  private void compareClosed(
      AlertAudit.Said said, AlertStatus closed, String fact, Predicate<JudgedLine> mayHaveStood) {
    if (ambiguous.contains(said.key())) {
      return;
    }
    JudgedLine line = lines.get(said.key());
    differences.expect(
        line != null && mayHaveStood.test(line),
        Check.ALERTS,
        () -> said.key() + ": " + said.check() + " was told without any reason");
    Long units = said.facts().get(fact);
    differences.expect(
        said.status() == closed && units != null && units == 0,
        Check.ALERTS,
        () ->
            "%s: %s ended as %s with %s, expected %s with %s=0"
                .formatted(said.key(), said.check(), said.status(), facts(said), closed, fact));
  }

  private void excess(JudgedLine line, AlertAudit.@Nullable Said said) {
    if (line.isDecided()) {
      compare(line, EXCESS, "excess", line.excess(), said);
      return;
    }
    differences.expect(
        said != null || !line.hasTooManyFulfilments(),
        Check.ALERTS,
        () -> line.key() + " has more fulfilments than are remembered, but no " + EXCESS);
    undecided(line, EXCESS, said, line.mayHaveHadExcess());
  }

  private void doubled(JudgedLine line, AlertAudit.@Nullable Said said) {
    if (line.isDecided()) {
      compare(line, DOUBLED, "doubled", line.mayHaveBeenDoubled() ? line.doubled() : 0, said);
    } else {
      undecided(line, DOUBLED, said, line.mayHaveBeenDoubled());
    }
  }

  private void compare(
      JudgedLine line, String check, String fact, long units, AlertAudit.@Nullable Said said) {
    if (said == null) {
      differences.expect(
          units == 0,
          Check.ALERTS,
          () -> "%s: %s is %d, but no %s stands".formatted(line.key(), fact, units, check));
      return;
    }
    differences.expect(
        units > 0,
        Check.ALERTS,
        () -> "%s: %s stands, but nothing is %s".formatted(line.key(), check, fact));
    Long toldUnits = said.facts().get(fact);
    Long toldSold = said.facts().get("sold");
    differences.expect(
        units == 0
            || (toldUnits != null
                && toldUnits == units
                && toldSold != null
                && line.mayHaveSold(toldSold)),
        Check.ALERTS,
        () ->
            "%s: %s says %s, recomputed %s=%d of %d sold"
                .formatted(line.key(), check, facts(said), fact, units, line.sold()));
    if (toldSold != null && toldSold != line.sold()) {
      fromArrival.add(check + " before a further sale");
    }
  }

  /** Of units due in the last minutes nobody knows whether they are told of. */
  private long uncollected(
      JudgedLine line, AlertAudit.@Nullable Said said, long surely, long atMost) {
    if (!line.isDecided()) {
      undecided(line, UNCOLLECTED, said, line.mayHaveWaited(atMost));
      return 0;
    }
    long least = line.surelyOverdueAt(surely);
    long most = line.overdueAt(atMost);
    if (said == null) {
      differences.expect(
          least == 0,
          Check.ALERTS,
          () ->
              "%s: %d units were not collected in time, but no %s stands"
                  .formatted(line.key(), least, UNCOLLECTED));
      return least == 0 ? 0 : 1;
    }
    Long told = said.facts().get("uncollected");
    boolean agrees = told != null && told >= Math.max(1, least) && told <= most;
    differences.expect(
        agrees,
        Check.ALERTS,
        () ->
            most == 0
                ? line.key() + ": " + UNCOLLECTED + " stands, but nothing waits beyond its time"
                : "%s: %s says %s, recomputed %d"
                    .formatted(line.key(), UNCOLLECTED, facts(said), most));
    return !agrees && told != null && told < least ? 1 : 0;
  }

  private void undecided(
      JudgedLine line, String check, AlertAudit.@Nullable Said said, boolean mayStand) {
    if (said == null) {
      return;
    }
    fromArrival.add(check);
    differences.expect(
        mayStand, Check.ALERTS, () -> line.key() + ": " + check + " was told without any reason");
  }

  private static Map<String, Long> facts(AlertAudit.Said said) {
    return new TreeMap<>(said.facts());
  }
}
