package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.util.Map;
import java.util.TreeMap;

/**
 * Order lines by the job's own domain: what was sold, and what of it was voided and fulfilled. It
 * remembers every order for good.
 */
final class HonestOrders {
  private static final long LATENESS_MICROS = Assumptions.USUAL_VARIANCES.toSeconds() * 1_000_000L;

  private final HonestShelves shelves;
  private final HonestOutputs out;
  private final Map<String, Order> orders = new TreeMap<>();
  private long nowMicros = Long.MIN_VALUE;

  HonestOrders(HonestShelves shelves, HonestOutputs out) {
    this.shelves = shelves;
    this.out = out;
  }

  /** Takes a sale, a void or a fulfilment. */
  void apply(GoodsEvent event) {
    Order before = orders.getOrDefault(event.orderRef(), Order.UNKNOWN);
    OrderStep step = before.apply(event, nowMicros, LATENESS_MICROS);
    orders.put(event.orderRef(), step.next());
    step.movements().forEach(this::book);
    step.alerts().forEach(this::tell);
  }

  /** Business time has come so far. */
  void advance(long micros) {
    nowMicros = Math.max(nowMicros, micros);
    for (Map.Entry<String, Order> entry : orders.entrySet()) {
      Long due = entry.getValue().dueMicros();
      if (due != null && due <= nowMicros) {
        OrderStep step = entry.getValue().reviewed(entry.getKey(), nowMicros, LATENESS_MICROS);
        entry.setValue(step.next());
        step.alerts().forEach(this::tell);
      }
    }
  }

  private void book(Movement movement) {
    ShelfKey shelf = new ShelfKey(movement.locationId(), movement.sku());
    Booking booking =
        new Booking(
            movement.eventId(),
            movement.lineNo(),
            movement.kind().name(),
            movement.occurredAtMicros(),
            movement.asOfMicros(),
            movement.timePrecisionMicros());
    Units change = units(movement.deltas());
    if (movement.kind() == RecordKind.FULFILMENT && change.notFound() != 0) {
      shelves.comeShort(shelf, change.notFound());
    }
    if (movement.orderRef() != null) {
      shelves
          .oversold()
          .allocate(
              shelf,
              movement.orderRef(),
              movement.lineNo(),
              booking.movedAtMicros(),
              change.allocated());
    }
    String outcome = movement.outcome().name();
    boolean isAbsorbed =
        outcome.equals("APPLIED") && shelves.shelf(shelf).isAbsorbed(booking.movedAtMicros());
    shelves.book(
        shelf,
        booking,
        isAbsorbed ? "ABSORBED" : outcome,
        history -> history.move(booking, change));
  }

  private void tell(Alert alert) {
    AlertStatus status = AlertStatus.valueOf(alert.status().name());
    out.alert(alert.check().name(), alert.key(), status, alert.facts());
  }

  private static Units units(Buckets deltas) {
    return new Units(
        deltas.onHand(),
        deltas.damaged(),
        deltas.qualityControl(),
        deltas.onHold(),
        deltas.notFound(),
        deltas.allocated(),
        deltas.inTransit(),
        deltas.staged());
  }
}
