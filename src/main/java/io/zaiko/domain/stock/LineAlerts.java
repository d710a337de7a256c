package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people are told of a line of an order. */
final class LineAlerts {

  private static final int MAX_EVIDENCE = 50;

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
        Alert.Status.RETRACTED,
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
        Alert.Status.RESOLVED,
        Alert.Severity.HIGH,
        Map.of("sold", soldUnits(), "doubled", now.units()),
        sales(),
        now.units() > 0
            ? "Order line %s was sold by more than one source, %d units twice: void the sale, or cancel the line, that is not the customer's."
                .formatted(name(), now.units())
            : "Order line %s stands once.".formatted(name()));
  }

  /** Units set aside were not collected in time, or were since. */
  Alert uncollected(ToldUnits now) {
    return alert(
        Alert.Check.UNCOLLECTED,
        now,
        Alert.Status.RESOLVED,
        Alert.Severity.MEDIUM,
        Map.of("uncollected", now.units()),
        fulfilments(),
        now.units() > 0
            ? "%d units of order line %s were not collected in time: ask the customer, or put them back and write CANCELLED."
                .formatted(now.units(), name())
            : "Order line %s: nothing waits beyond its time any more.".formatted(name()));
  }

  private Alert alert(
      Alert.Check check,
      ToldUnits now,
      Alert.Status ended,
      Alert.Severity severity,
      Map<String, Long> facts,
      List<Alert.Evidence> evidence,
      String sentence) {
    return new Alert(
        check,
        by.orderRef() + "|" + line.lineNo() + "|" + line.sku(),
        0,
        now.revision(),
        now.units() > 0 ? Alert.Status.CONFIRMED : ended,
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

  private List<Alert.Evidence> sales() {
    List<Alert.Evidence> evidence = new ArrayList<>();
    for (OrderLine each : sold) {
      for (SoldAt sale : each.soldAt()) {
        if (sale.sourceId() != null && evidence.size() < MAX_EVIDENCE) {
          evidence.add(new Alert.Evidence(sale.eventId(), "sold by " + sale.sourceId()));
        }
      }
    }
    return evidence;
  }
}
