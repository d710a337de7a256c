package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.FulfilmentKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people are told of sold lines of which more was voided than sales and fulfilments left. */
final class ExcessVoidAudit {
  private static final String CHECK = "EXCESS_VOID";

  private final NaiveOrders orders;
  private final OrderMemory memory;
  private final AlertAudit alerts;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final Map<String, Voided> lines = new HashMap<>();

  /** Keys that two lines share; what is told under them is of either. */
  private final Set<String> ambiguous = new HashSet<>();

  /**
   * A sold line of which a void speaks.
   *
   * @param whole the order line that it is of
   */
  private record Voided(SoldLine.Name name, SoldLine line, NaiveOrderLine whole) {
    private boolean isOf(NaiveOrderLine.Step step) {
      NaiveOrderLine.Place place = step.voids();
      return place != null
          && place.location().equals(name.shelf().location())
          && place.kind() == name.fulfilment();
    }

    private String key() {
      return name.orderRef()
          + '|'
          + name.lineNo()
          + '|'
          + name.shelf().sku()
          + '|'
          + name.shelf().location()
          + '|'
          + act(name.fulfilment());
    }

    private static String act(FulfilmentKind kind) {
      return switch (kind) {
        case CARRY_OUT -> "CARRIED_OUT";
        case SHIP -> "ORDERED_TO_SHIP";
        case PICKUP -> "ORDERED_FOR_PICKUP";
      };
    }
  }

  /**
   * @param memory for how long the job knows each order
   */
  ExcessVoidAudit(
      NaiveOrders orders,
      OrderMemory memory,
      AlertAudit alerts,
      Differences differences,
      FromArrival fromArrival) {
    this.orders = orders;
    this.memory = memory;
    this.alerts = alerts;
    this.differences = differences;
    this.fromArrival = fromArrival;
    orders
        .soldLines()
        .forEach(
            (name, line) -> {
              if (line.voided() > 0) {
                add(new Voided(name, line, orders.lineOf(name)));
              }
            });
    lines.keySet().removeAll(ambiguous);
  }

  private void add(Voided voided) {
    if (lines.put(voided.key(), voided) != null) {
      ambiguous.add(voided.key());
    }
  }

  /** Compares, once ledger and alerts are read. */
  void compare() {
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    standing.keySet().removeAll(ambiguous);
    lines.forEach((key, line) -> compare(key, line, standing.remove(key)));
    for (AlertAudit.Said said : standing.values()) {
      differ(said.key(), "stands, but no such line was voided");
    }
    for (AlertAudit.Said said : alerts.closed(CHECK)) {
      if (!ambiguous.contains(said.key())) {
        compareClosed(said, lines.get(said.key()));
      }
    }
  }

  private void compare(String key, Voided line, AlertAudit.@Nullable Said said) {
    if (said != null && (said.status() != AlertStatus.CONFIRMED || !line.line().isStated())) {
      differ(key, "stands as " + said.status() + ", and was sold: " + line.line().isStated());
    }
    if (line.line().forgotten() > 0) {
      return; // VoidAudit's
    }
    long excess = excess(line);
    if (!isDecided(line)) {
      if (said != null || excess > 0) {
        fromArrival.add(CHECK);
      }
    } else if (said == null) {
      if (excess > 0) {
        differ(key, "does not stand, but " + excess + " units too many are voided");
      }
    } else if (!isSo(said.facts(), line, excess)) {
      differ(
          key,
          "says %s, recomputed excess=%d of %d sold and %d voided"
              .formatted(
                  new TreeMap<>(said.facts()), excess, line.line().sold(), line.line().voided()));
    }
  }

  private void compareClosed(AlertAudit.Said said, @Nullable Voided line) {
    Long excess = said.facts().get("excess");
    boolean hadReason = line != null && line.line().isStated();
    if (!hadReason || said.status() != AlertStatus.RETRACTED || excess == null || excess != 0) {
      differ(said.key(), "ended as " + said.status() + " with " + new TreeMap<>(said.facts()));
    }
  }

  /** Whether its records decide how much is too much. */
  private boolean isDecided(Voided line) {
    boolean isFulfilled = orders.isFulfilled(line.name());
    return !line.line().isBelieved()
        && memory.isKept(line.name().whole(), line.whole())
        && line.whole().steps().stream()
            .filter(step -> isFulfilled || line.isOf(step))
            .noneMatch(step -> step.line().isTakenFromLedger());
  }

  private long excess(Voided line) {
    if (!line.line().isStated()) {
      return 0;
    }
    if (!orders.isFulfilled(line.name())) {
      return Math.max(0, line.line().voided() - line.line().sold());
    }
    return line.whole().fold().deeds().stream()
        .filter(deed -> line.isOf(deed.step()))
        .mapToLong(deed -> deed.step().units() - deed.took())
        .sum();
  }

  /** What came later and left the excess as it was, as fulfilments may let it, is not told. */
  private boolean isSo(Map<String, Long> facts, Voided line, long excess) {
    long sold = facts.getOrDefault("sold", -1L);
    long voided = facts.getOrDefault("voided", -1L);
    boolean isOfAll = sold == line.line().sold() && voided == line.line().voided();
    boolean mayBe =
        orders.isFulfilled(line.name())
            && sold >= 0
            && sold <= line.line().sold()
            && voided >= excess
            && voided <= line.line().voided();
    return excess > 0 && facts.getOrDefault("excess", -1L) == excess && (isOfAll || mayBe);
  }

  private void differ(String key, String sentence) {
    differences.add(Check.ALERTS, key + ": " + CHECK + ' ' + sentence);
  }
}
