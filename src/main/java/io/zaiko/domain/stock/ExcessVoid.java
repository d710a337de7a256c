package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says that more of an order line was voided than sold. */
final class ExcessVoid {

  private static final int MAX_EVIDENCE = 50;

  private ExcessVoid() {}

  /** The alert about a line whose {@code alertedExcess} has just changed. */
  static Alert alert(GoodsEvent event, OrderLine line) {
    long excess = line.alertedExcess();
    long voided = line.overflow() + line.voids().stream().mapToLong(VoidStatement::quantity).sum();
    String key = event.orderRef() + "|" + line.line().lineNo();
    return new Alert(
        Alert.Check.EXCESS_VOID,
        key + "|" + line.line().sku() + "|" + line.line().locationId() + "|" + line.line().act(),
        0,
        line.alertRevision(),
        excess > 0 ? Alert.Status.CONFIRMED : Alert.Status.RETRACTED,
        Alert.Severity.MEDIUM,
        Map.of("sold", line.sold(), "voided", voided, "excess", excess),
        evidence(line),
        excess > 0
            ? ("Order line %s sold %d and voids say %d, more than was left of it: find the void or the"
                    + " fulfilment that is one too many.")
                .formatted(key, line.sold(), voided)
            : "Order line %s: what came since covers its voids.".formatted(key),
        event.asOfMicros());
  }

  private static List<Alert.Evidence> evidence(OrderLine line) {
    List<Alert.Evidence> evidence = new ArrayList<>();
    for (VoidStatement statement : line.voids()) {
      if (evidence.size() < MAX_EVIDENCE) {
        evidence.add(new Alert.Evidence(statement.eventId(), "void"));
      }
    }
    return evidence;
  }
}
