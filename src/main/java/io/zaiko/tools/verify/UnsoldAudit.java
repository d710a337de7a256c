package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.tools.verify.NaiveOrderLine.Sale;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * What people are told of fulfilments that waited for a sale until their order was forgotten: each
 * of them once, when that surely was, and none of a line whose sale was known by then.
 */
final class UnsoldAudit {
  private static final String CHECK = "FULFILMENT_WITHOUT_SALE";

  /** Orders are forgotten on full hours, and clocks of machines differ. */
  private static final long EDGE_MICROS = TimeUnit.HOURS.toMicros(3);

  private final AlertAudit alerts;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final ToLongFunction<AppliedLine> writtenMicros;
  private final Map<String, List<JudgedLine>> lines = new HashMap<>();
  private final Map<String, List<JudgedLine>> orders = new HashMap<>();

  /** Orders of which a line is not fulfilled: when that was last spoken of is not known. */
  private final Set<String> spokenOfElsewhere = new HashSet<>();

  /**
   * @param lines those that are fulfilled
   * @param writtenMicros when the ledger last spoke of a line
   */
  UnsoldAudit(
      Iterable<JudgedLine> lines,
      NaiveOrders orders,
      AlertAudit alerts,
      Differences differences,
      FromArrival fromArrival,
      ToLongFunction<AppliedLine> writtenMicros) {
    this.alerts = alerts;
    this.differences = differences;
    this.fromArrival = fromArrival;
    this.writtenMicros = writtenMicros;
    for (JudgedLine line : lines) {
      if (line.line().isFulfilled()) {
        this.lines.computeIfAbsent(line.key(), first -> new ArrayList<>(1)).add(line);
        this.orders.computeIfAbsent(line.name().orderRef(), first -> new ArrayList<>(1)).add(line);
      }
    }
    orders
        .lines()
        .forEach(
            (name, line) -> {
              if (!line.isFulfilled()) {
                spokenOfElsewhere.add(name.orderRef());
              }
            });
  }

  /**
   * Compares.
   *
   * @return how many differences a job that has only just caught up may be about to mend
   */
  long compare(ProvenTime time) {
    Map<String, Long> told = new HashMap<>();
    for (AlertAudit.Said said : alerts.all(CHECK)) {
      told.merge(said.key(), said.facts().getOrDefault("units", 0L), Long::sum);
      judge(said);
    }
    long before = differences.differentBy(Check.ALERTS);
    lines.forEach(
        (key, same) -> {
          JudgedLine line = same.get(0);
          if (same.size() == 1 && isSurelyForgotten(line, time)) {
            expect(
                told.getOrDefault(key, 0L) >= units(line),
                key,
                "%d units wait for a sale that never came, told are %d"
                    .formatted(units(line), told.getOrDefault(key, 0L)));
          }
        });
    long pending = differences.differentBy(Check.ALERTS) - before;
    told.forEach(
        (key, units) -> {
          long most = lines.getOrDefault(key, List.of()).stream().mapToLong(this::units).sum();
          expect(units <= most, key, "tells of %d units, of %d".formatted(units, most));
        });
    return pending;
  }

  private void judge(AlertAudit.Said said) {
    expect(
        said.status() == AlertStatus.CONFIRMED && said.facts().getOrDefault("units", 0L) > 0,
        said.key(),
        "is " + said.status() + " of " + said.facts());
    List<JudgedLine> same = lines.getOrDefault(said.key(), List.of());
    expect(
        same.stream().anyMatch(line -> mayBeTold(line, said.occurredAtMicros())),
        said.key(),
        "was told without any reason");
    if (same.stream().anyMatch(line -> line.line().isSold())) {
      fromArrival.add(CHECK);
    }
  }

  /** Whether at a time a step had waited long enough, and no sale was known. */
  private boolean mayBeTold(JudgedLine line, long micros) {
    long retention = line.retentionMicros();
    return line.line().steps().stream()
            .anyMatch(step -> isOf(step) && step.event().asOfMicros() + retention <= micros)
        && line.line().sales().stream()
            .filter(sale -> NaiveFulfilment.isAllocated(sale.place()))
            .allMatch(sale -> isApart(sale, micros, retention));
  }

  /** Whether it came later, or its order was forgotten before the steps came. */
  private boolean isApart(Sale sale, long micros, long retention) {
    return writtenMicros.applyAsLong(sale.line()) >= micros
        || sale.event().asOfMicros() + 2 * retention <= micros;
  }

  private boolean isSurelyForgotten(JudgedLine line, ProvenTime time) {
    String order = line.name().orderRef();
    if (line.line().isSold() || spokenOfElsewhere.contains(order)) {
      return false;
    }
    long last = Long.MIN_VALUE;
    for (JudgedLine each : orders.getOrDefault(order, List.of())) {
      // One that is sold may be open, and known for longer; of voids of what was carried out it is
      // not known when they came.
      if (each.line().isSold() || !each.line().steps().stream().allMatch(Step::isAllocated)) {
        return false;
      }
      last = Math.max(last, spokenOf(each.line()));
    }
    return time.hasPassed(last + line.retentionMicros() + EDGE_MICROS);
  }

  private long spokenOf(NaiveOrderLine line) {
    long last = Long.MIN_VALUE;
    for (Sale sale : line.sales()) {
      last = Math.max(last, spokenOf(sale.event(), sale.line()));
    }
    for (Step step : line.steps()) {
      last = Math.max(last, spokenOf(step.event(), step.line()));
    }
    return last;
  }

  private long spokenOf(AppliedEvent event, AppliedLine line) {
    return Math.max(event.asOfMicros(), writtenMicros.applyAsLong(line));
  }

  private long units(JudgedLine line) {
    return line.line().steps().stream().filter(UnsoldAudit::isOf).mapToLong(Step::units).sum();
  }

  private static boolean isOf(Step step) {
    return step.act() != null && step.units() > 0;
  }

  private void expect(boolean isSo, String key, String otherwise) {
    differences.expect(isSo, Check.ALERTS, () -> key + ": " + CHECK + ' ' + otherwise);
  }
}
