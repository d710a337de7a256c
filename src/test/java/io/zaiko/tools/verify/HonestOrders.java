package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidedGoods;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Order lines: what was sold, and what of it was voided, up to that. What never left is put back
 * when it was sold.
 */
final class HonestOrders {
  private static final int VOIDS_AT_MOST = 100;

  private final HonestShelves shelves;
  private final HonestOutputs out;
  private final Map<String, Line> lines = new HashMap<>();

  private static final class Line {
    private long sold;
    private final Map<String, Long> soldAt = new HashMap<>();
    private final List<Undo> voids = new ArrayList<>();
  }

  private static final class Undo {
    private Booking booking;
    private final String misRung;
    private final long occurredAt;
    private final long wanted;
    private long undone;

    Undo(Booking booking, String misRung, long occurredAt, long wanted) {
      this.booking = booking;
      this.misRung = misRung;
      this.occurredAt = occurredAt;
      this.wanted = wanted;
    }

    Booking booking(Map<String, Long> soldAt) {
      if (misRung == null || soldAt.isEmpty()) {
        return booking;
      }
      Long named = soldAt.get(misRung);
      return booking.movedAt(named == null ? Collections.min(soldAt.values()) : named);
    }
  }

  HonestOrders(HonestShelves shelves, HonestOutputs out) {
    this.shelves = shelves;
    this.out = out;
  }

  void sell(Sale sale, Booking booking) {
    for (var said : sale.getLines()) {
      ShelfKey shelf = new ShelfKey(said.getLocationId(), said.getSku());
      FulfilmentKind how = said.getFulfilment();
      book(shelf, booking.line(said.getLineNo()), effect(how, said.getQuantity()), "APPLIED");
      String key = key(sale.getOrderRef(), said.getLineNo(), shelf, how);
      Line line = lines.computeIfAbsent(key, first -> new Line());
      line.sold += said.getQuantity();
      if (said.getQuantity() > 0) {
        line.soldAt.put(booking.eventId(), booking.movedAtMicros());
      }
      settle(line, shelf, how, null);
    }
  }

  void undo(Void undone, Booking booking, long occurredAt) {
    String misRung =
        undone.getGoods() == VoidedGoods.NEVER_LEFT ? undone.getOriginalEventId() : null;
    for (var said : undone.getLines()) {
      ShelfKey shelf = new ShelfKey(said.getLocationId(), said.getSku());
      FulfilmentKind how = said.getFulfilment();
      String key = key(undone.getOrderRef(), said.getLineNo(), shelf, how);
      Line line = lines.computeIfAbsent(key, first -> new Line());
      Undo undo = new Undo(booking.line(said.getLineNo()), misRung, occurredAt, said.getQuantity());
      if (undo.wanted > 0 && line.voids.size() == VOIDS_AT_MOST) {
        book(shelf, undo.booking, Units.ZERO, "EXCESS_VOID");
        out.alert("EXCESS_VOID", key, AlertStatus.CONFIRMED, Map.of());
        continue;
      }
      if (undo.wanted > 0) {
        line.voids.add(undo);
      }
      settle(line, shelf, how, undo);
    }
  }

  private void settle(Line line, ShelfKey shelf, FulfilmentKind how, Undo arrived) {
    line.voids.sort(
        Comparator.<Undo>comparingLong(undo -> undo.occurredAt)
            .thenComparing(undo -> undo.booking.eventId()));
    if (arrived != null && !line.voids.contains(arrived)) {
      book(shelf, arrived.booking, Units.ZERO, "ZERO_LINE");
    }
    long left = line.sold;
    for (Undo undo : line.voids) {
      long undone = Math.min(left, undo.wanted);
      left -= undone;
      Booking at = undo.booking(line.soldAt);
      if (undo.undone != 0 && at.movedAtMicros() != undo.booking.movedAtMicros()) {
        book(shelf, undo.booking, effect(how, undo.undone), "APPLIED");
        undo.undone = 0;
      }
      undo.booking = at;
      long more = undone - undo.undone;
      undo.undone = undone;
      if (more != 0 || undo == arrived) {
        book(shelf, undo.booking, effect(how, -more), "APPLIED");
      }
    }
  }

  private void book(ShelfKey shelf, Booking booking, Units change, String outcome) {
    boolean isAbsorbed =
        outcome.equals("APPLIED") && shelves.shelf(shelf).isAbsorbed(booking.movedAtMicros());
    shelves.book(
        shelf,
        booking,
        isAbsorbed ? "ABSORBED" : outcome,
        history -> history.move(booking, change));
  }

  private static Units effect(FulfilmentKind how, long units) {
    return how == FulfilmentKind.CARRY_OUT
        ? new Units(-units, 0, 0, 0, 0, 0)
        : new Units(0, 0, 0, 0, 0, units);
  }

  private static String key(String orderRef, int lineNo, ShelfKey shelf, FulfilmentKind how) {
    return orderRef + '|' + lineNo + '|' + shelf.sku() + '|' + shelf.location() + '|' + how;
  }
}
