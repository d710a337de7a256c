package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people are told of order lines: what is so at the end, with its numbers, nothing else. */
final class OrderAlertAudit {
  private static final String EXCESS = "EXCESS_FULFILMENT";
  private static final String DOUBLED = "DOUBLE_BOOKED";

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
   * @param lateness for so long a hand-over may be booked late
   * @return how many differences a job that has only just caught up may be about to mend
   */
  long compare(ProvenTime time, boolean isReplay, Duration lateness) {
    lines.values().stream()
        .filter(line -> !line.isRemembered() && !line.isBelieved())
        .forEach(line -> fromArrival.add("perhaps forgotten order line"));
    each(EXCESS, "excess", JudgedLine::mayHaveHadExcess, this::excess);
    each(DOUBLED, "doubled", JudgedLine::mayHaveBeenDoubled, this::doubled);
    CollectionAudit collected =
        new CollectionAudit(time, isReplay, lateness, differences, fromArrival);
    each(CollectionAudit.CHECK, "uncollected", collected::mayHaveWaited, collected::standing);
    return collected.pending();
  }

  /**
   * Goes through all lines with what stands of them, and through what was told of no line.
   *
   * @param fact which of its numbers is 0 when it ended
   * @param mayHaveStood whether there ever was reason to tell of a line
   * @param judge told null where nothing stands
   */
  private void each(
      String check,
      String fact,
      Predicate<JudgedLine> mayHaveStood,
      BiConsumer<JudgedLine, AlertAudit.@Nullable Said> judge) {
    Map<String, AlertAudit.Said> standing = alerts.standing(check);
    standing.keySet().removeAll(ambiguous);
    lines.forEach((key, line) -> judge.accept(line, standing.get(key)));
    standing.keySet().removeAll(lines.keySet());
    for (String key : standing.keySet()) {
      differences.add(
          Check.ALERTS,
          key + ": " + check + " stands, but no such line was fulfilled or sold twice");
    }
    for (AlertAudit.Said said : alerts.closed(check)) {
      compareClosed(said, fact, mayHaveStood);
    }
  }

  private void compareClosed(
      AlertAudit.Said said, String fact, Predicate<JudgedLine> mayHaveStood) {
    if (ambiguous.contains(said.key())) {
      return;
    }
    JudgedLine line = lines.get(said.key());
    differences.expect(
        line != null && mayHaveStood.test(line),
        Check.ALERTS,
        () -> said.key() + ": " + said.check() + " was told without any reason");
    AlertStatus closed = line == null ? null : closed(said, line);
    Long units = said.facts().get(fact);
    differences.expect(
        (closed == null || said.status() == closed) && units != null && units == 0,
        Check.ALERTS,
        () ->
            "%s: %s ended as %s with %s, expected %s with %s=0"
                .formatted(said.key(), said.check(), said.status(), facts(said), closed, fact));
  }

  /** How an alert must have ended; null where nobody knows. */
  private static @Nullable AlertStatus closed(AlertAudit.Said said, JudgedLine line) {
    return switch (said.check()) {
      case EXCESS -> AlertStatus.RETRACTED;
      case DOUBLED -> AlertStatus.RESOLVED;
      default -> line.isDecided() ? CollectionAudit.ended(line) : null;
    };
  }

  private void expectConfirmed(JudgedLine line, AlertAudit.@Nullable Said said) {
    differences.expect(
        said == null || said.status() == AlertStatus.CONFIRMED,
        Check.ALERTS,
        () -> line.key() + ": " + Objects.requireNonNull(said).check() + " is not confirmed");
  }

  private void excess(JudgedLine line, AlertAudit.@Nullable Said said) {
    expectConfirmed(line, said);
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
    expectConfirmed(line, said);
    if (line.isSoldBeforeFulfilments()) {
      fromArrival.add(DOUBLED + " of sales from before fulfilments");
    }
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
