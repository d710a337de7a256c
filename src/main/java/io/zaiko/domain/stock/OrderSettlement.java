package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event on its way into an order. */
final class OrderSettlement {

  private final GoodsEvent event;
  private final LineJudgement judgement;
  private final OrderLines lines;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  OrderSettlement(Order before, GoodsEvent event, long nowMicros, long latenessMicros) {
    this.event = event;
    this.judgement =
        new LineJudgement(event.orderRef(), event.asOfMicros(), nowMicros, latenessMicros);
    this.lines = new OrderLines(before);
  }

  OrderStep run(long spokenOfMicros) {
    event.lines().forEach(this::settle);
    return new OrderStep(lines.order(spokenOfMicros), movements, alerts);
  }

  private void settle(GoodsLine stated) {
    if (event.kind() != RecordKind.FULFILMENT && !lines.knows(stated)) {
      // Most lines are sold once, by one source, and carried out: there is nothing to hold it to.
      begin(stated);
    } else {
      settleWithOthers(stated);
    }
  }

  private void begin(GoodsLine stated) {
    int place = lines.placeOf(stated);
    OrderLine line = lines.get(place);
    boolean isVoid = event.kind() == RecordKind.VOID;
    lines.set(place, isVoid ? voided(line, stated, false) : sold(line, stated, false));
  }

  private void settleWithOthers(GoodsLine stated) {
    LineFulfilment before = lines.fulfilment(stated);
    LineFulfilment after = before;
    List<OrderLine> was = lines.at(lines.allocated(stated));
    if (event.kind() == RecordKind.FULFILMENT) {
      after = fulfilled(before, stated);
    } else {
      boolean isFulfilled = stated.isAllocated() && !before.statements().isEmpty();
      int place = lines.placeOf(stated);
      OrderLine line = lines.get(place);
      lines.set(
          place,
          event.kind() == RecordKind.VOID
              ? voided(line, stated, isFulfilled)
              : sold(line, stated, isFulfilled));
    }
    LineFold fold = null;
    if (!after.statements().isEmpty()) {
      List<Integer> places = lines.allocated(stated);
      fold = LineFold.of(lines.at(places), after.statements());
      LineFold told = LineFold.of(was, before.statements());
      movements.addAll(LineRetelling.of(after, event.orderRef(), told, fold));
      settleVoids(places, fold);
    }
    lines.set(stated, judgement.judged(after, lines.sold(stated), fold, alerts));
  }

  private LineFulfilment fulfilled(LineFulfilment line, GoodsLine stated) {
    if (stated.quantity() == 0) {
      movements.add(Movement.of(event, stated));
      return line;
    }
    if (!line.hasRoom()) {
      movements.add(Movement.of(event, stated, Outcome.EXCESS_FULFILMENT, Buckets.NONE));
      return line.overflownBy(stated.quantity());
    }
    return line.with(FulfilmentStatement.of(event, stated));
  }

  /** Of a line that is being fulfilled, voids take what that leaves. */
  private void settleVoids(List<Integer> places, LineFold fold) {
    for (int i = 0; i < places.size(); i++) {
      OrderLine line = lines.get(places.get(i));
      lines.set(places.get(i), alerted(line.with(fold.voids(i))));
    }
  }

  private OrderLine sold(OrderLine line, GoodsLine stated, boolean isFulfilled) {
    movements.add(Movement.of(event, stated));
    OrderLine next = line.soldAgain(SoldAt.of(event, stated), stated.quantity());
    return isFulfilled ? next.settled() : settled(next, null);
  }

  private OrderLine voided(OrderLine line, GoodsLine stated, boolean isFulfilled) {
    if (stated.quantity() == 0) {
      movements.add(Movement.of(event, stated));
      return line;
    }
    if (!line.hasRoomForVoid()) {
      movements.add(Movement.of(event, stated, Outcome.EXCESS_VOID, Buckets.NONE));
      return alerted(line.overflownBy(stated.quantity()));
    }
    VoidStatement another = VoidStatement.of(event, stated);
    OrderLine next = line.voidedBy(another);
    return isFulfilled ? next.settled() : settled(next, another);
  }

  /**
   * Settles a line and passes on each void whose effect or outcome is another than before: first
   * what voids do no longer, so that no unit is free for a moment that was not and will not be.
   *
   * @param newVoid the void just stated, which is passed on in any case; null for none
   */
  private OrderLine settled(OrderLine line, @Nullable VoidStatement newVoid) {
    OrderLine settled = line.settled();
    List<Movement> done = new ArrayList<>();
    for (int i = 0; i < settled.voids().size(); i++) {
      VoidStatement was = line.voids().get(i);
      VoidStatement is = settled.voids().get(i);
      if (!is.doesAs(was) || was.equals(newVoid)) {
        passOn(line.line(), was, is, done);
      }
    }
    movements.addAll(done);
    return alerted(settled);
  }

  /**
   * What moved at another time than was told is taken back then, and moves at the right one.
   *
   * @param done takes what a void does from now on
   */
  private void passOn(GoodsLine line, VoidStatement was, VoidStatement is, List<Movement> done) {
    long told = was.applied();
    if (is.movedElsewhen(was)) {
      movements.add(is.movement(line, event.orderRef(), was.effectiveAtMicros(), -told));
      told = 0;
      if (is.applied() == 0) {
        return;
      }
    }
    long units = is.applied() - told;
    (units < 0 ? movements : done)
        .add(is.movement(line, event.orderRef(), is.effectiveAtMicros(), units));
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
