package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people are told of a line of an order. */
final class LineAlerts {

  private static final int MAX_EVIDENCE = 50;
  private static final int MAX_NAMED = 10;

  private final LineJudgement by;
  private final LineFulfilment line;
  private final List<OrderLine> sold;

  LineAlerts(LineJudgement by, LineFulfilment line, List<OrderLine> sold) {
    this.by = by;
    this.line = line;
    this.sold = sold;
  }

  /** More was fulfilled than the line had, or no longer. */
  Alert excess(ToldUnits now) {
    return alert(
        Alert.Check.EXCESS_FULFILMENT,
        now,
        Alert.Severity.MEDIUM,
        Map.of("sold", soldUnits(), "excess", now.units()),
        fulfilments(),
        now.units() > 0
            ? "Order line %s sold %d and its fulfilments say %d more than it had: find the one that is too many."
                .formatted(name(), soldUnits(), now.units())
            : "Order line %s: what came since covers its fulfilments.".formatted(name()));
  }

  /** Two sources sold it, or no longer. */
  Alert doubled(ToldUnits now) {
    return alert(
        Alert.Check.DOUBLE_BOOKED,
        now,
        Alert.Severity.HIGH,
        Map.of("sold", soldUnits(), "doubled", now.units()),
        sales(),
        now.units() > 0
            ? "Order line %s was sold by %s, %d units twice: void the sale, or cancel the line, that is not the customer's."
                .formatted(name(), sources(), now.units())
            : "Order line %s stands once.".formatted(name()));
  }

  /** Units set aside were not collected in time, or were since. */
  Alert uncollected(ToldUnits now) {
    return alert(
        Alert.Check.UNCOLLECTED,
        now,
        Alert.Severity.MEDIUM,
        Map.of("uncollected", now.units()),
        fulfilments(),
        switch (now.status()) {
          case SUSPECTED ->
              "%d units of order line %s were to be collected by now, and no hand-over is booked yet."
                  .formatted(now.units(), name());
          case CONFIRMED ->
              "%d units of order line %s were not collected in time: ask the customer, or put them back and write CANCELLED."
                  .formatted(now.units(), name());
          case RETRACTED -> "Order line %s left in time, which was booked late.".formatted(name());
          case RESOLVED ->
              "Order line %s: nothing waits beyond its time any more.".formatted(name());
        });
  }

  /** Its fulfilments waited for a sale that nobody told, and wait no longer. */
  Alert withoutSale(long episode) {
    long units =
        line.overflow() + line.statements().stream().mapToLong(FulfilmentStatement::quantity).sum();
    return alert(
        Alert.Check.FULFILMENT_WITHOUT_SALE,
        episode,
        new ToldUnits(units, 1, Alert.Status.CONFIRMED),
        Alert.Severity.MEDIUM,
        Map.of("units", units),
        fulfilments(),
        "Fulfilments speak of order line %s, which was never sold to be shipped or collected, and took no effect: is a number mistyped? Count the shelves."
            .formatted(name()));
  }

  private Alert alert(
      Alert.Check check,
      ToldUnits now,
      Alert.Severity severity,
      Map<String, Long> facts,
      List<Alert.Evidence> evidence,
      String sentence) {
    return alert(check, 0, now, severity, facts, evidence, sentence);
  }

  private Alert alert(
      Alert.Check check,
      long episode,
      ToldUnits now,
      Alert.Severity severity,
      Map<String, Long> facts,
      List<Alert.Evidence> evidence,
      String sentence) {
    return new Alert(
        check,
        by.orderRef() + "|" + line.lineNo() + "|" + line.sku(),
        episode,
        now.revision(),
        now.status(),
        severity,
        facts,
        evidence,
        sentence,
        by.atMicros());
  }

  private String name() {
    return by.orderRef() + "|" + line.lineNo();
  }

  private long soldUnits() {
    return sold.stream().mapToLong(OrderLine::sold).sum();
  }

  private List<Alert.Evidence> fulfilments() {
    List<Alert.Evidence> evidence = new ArrayList<>();
    for (FulfilmentStatement statement : line.statements()) {
      if (evidence.size() < MAX_EVIDENCE) {
        String role = statement.act().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        evidence.add(new Alert.Evidence(statement.eventId(), role));
      }
    }
    return evidence;
  }

  private String sources() {
    TreeSet<String> sources = new TreeSet<>();
    for (OrderLine each : sold) {
      for (SoldAt sale : each.soldAt()) {
        if (sale.sourceId() != null) {
          sources.add(sale.sourceId());
        }
      }
    }
    String named = sources.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    return sources.size() > MAX_NAMED ? named + " and others" : named;
  }

  private List<Alert.Evidence> sales() {
    List<Alert.Evidence> evidence = new ArrayList<>();
    for (OrderLine each : sold) {
      for (SoldAt sale : each.soldAt()) {
        if (sale.eventId() != null && evidence.size() < MAX_EVIDENCE) {
          evidence.add(new Alert.Evidence(sale.eventId(), "sold by " + sale.sourceId()));
        }
      }
    }
    return evidence;
  }
}
