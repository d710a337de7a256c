package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event on its way into an order. */
final class OrderSettlement {

  private final GoodsEvent event;
  private final List<OrderLine> lines;
  private final Map<LineKey, Integer> places = new HashMap<>();
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  /** What two records must agree on to speak of one order line. */
  private record LineKey(int lineNo, String sku, String locationId, Act act) {
    static LineKey of(GoodsLine line) {
      return new LineKey(line.lineNo(), line.sku(), line.locationId(), line.act());
    }
  }

  OrderSettlement(Order before, GoodsEvent event) {
    this.event = event;
    this.lines = new ArrayList<>(before.lines());
    for (int place = 0; place < lines.size(); place++) {
      places.put(LineKey.of(lines.get(place).line()), place);
    }
  }

  OrderStep run(long spokenOfMicros) {
    for (GoodsLine stated : event.lines()) {
      int place = placeOf(stated);
      OrderLine line = lines.get(place);
      lines.set(place, event.kind() == RecordKind.VOID ? voided(line, stated) : sold(line, stated));
    }
    return new OrderStep(new Order(lines, spokenOfMicros), movements, alerts);
  }

  private int placeOf(GoodsLine stated) {
    return places.computeIfAbsent(
        LineKey.of(stated),
        key -> {
          lines.add(OrderLine.unknown(stated));
          return lines.size() - 1;
        });
  }

  private OrderLine sold(OrderLine line, GoodsLine stated) {
    movements.add(Movement.of(event, stated));
    return settled(line.soldAgain(SoldAt.of(event), stated.quantity()), null);
  }

  private OrderLine voided(OrderLine line, GoodsLine stated) {
    if (stated.quantity() == 0) {
      movements.add(Movement.of(event, stated));
      return line;
    }
    if (!line.hasRoomForVoid()) {
      movements.add(Movement.of(event, stated, Outcome.EXCESS_VOID, Buckets.NONE));
      return alerted(line.overflownBy(stated.quantity()));
    }
    return settled(line.voidedBy(VoidStatement.of(event, stated)), event.eventId());
  }

  /**
   * Settles a line and passes on each void whose effect or outcome is another than before.
   *
   * @param newVoid event id of the void just stated, which is passed on in any case; null for none
   */
  private OrderLine settled(OrderLine line, @Nullable String newVoid) {
    OrderLine settled = line.settled();
    for (int i = 0; i < settled.voids().size(); i++) {
      VoidStatement was = line.voids().get(i);
      VoidStatement is = settled.voids().get(i);
      if (!is.doesAs(was) || is.eventId().equals(newVoid)) {
        passOn(line.line(), was, is);
      }
    }
    return alerted(settled);
  }

  /** What moved at another time than was told is taken back then, and moves at the right one. */
  private void passOn(GoodsLine line, VoidStatement was, VoidStatement is) {
    long told = was.applied();
    if (is.movedElsewhen(was)) {
      movements.add(is.movement(line, event.orderRef(), was.effectiveAtMicros(), -told));
      told = 0;
      if (is.applied() == 0) {
        return;
      }
    }
    movements.add(is.movement(line, event.orderRef(), is.effectiveAtMicros(), is.applied() - told));
  }

  private OrderLine alerted(OrderLine line) {
    if (line.excess() == line.alertedExcess()) {
      return line;
    }
    OrderLine alerted = line.alerted(line.excess());
    alerts.add(ExcessVoid.alert(event, alerted));
    return alerted;
  }
}
