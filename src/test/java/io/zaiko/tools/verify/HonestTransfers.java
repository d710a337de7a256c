package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Transfers: goods move at once, and what is on its way is reckoned anew with each step. */
final class HonestTransfers {
  private final HonestShelves shelves;
  private final HonestOutputs out;
  private final Map<String, List<Step>> steps = new HashMap<>();

  private record Step(TransferStep step, String to, long units, long damaged) {}

  HonestTransfers(HonestShelves shelves, HonestOutputs out) {
    this.shelves = shelves;
    this.out = out;
  }

  void transfer(Transfer record, Booking booking) {
    record.getLines().forEach(line -> step(record, line, booking.line(line.getLineNo())));
  }

  private void step(Transfer record, TransferLine line, Booking booking) {
    String key = record.getTransferRef() + '|' + line.getSku();
    List<Step> all = steps.computeIfAbsent(key, first -> new ArrayList<>());
    Map<String, Long> before = onTheirWay(all);
    long units = line.getQuantity();
    long damaged = line.getDamaged() == null ? 0 : line.getDamaged();
    all.add(new Step(record.getStep(), record.getToLocationId(), units, damaged));
    Map<String, Long> after = onTheirWay(all);
    Units moved = new Units(units, damaged, 0, 0, 0, 0);
    long at = booking.movedAtMicros();
    if (record.getStep() == TransferStep.SHIPPED) {
      ShelfKey from = new ShelfKey(record.getFromLocationId(), line.getSku());
      book(from, booking, shelf -> shelf.move(booking, Units.onHand(-units)));
    }
    TreeSet<String> places = new TreeSet<>(after.keySet());
    places.add(record.getToLocationId());
    for (String place : places) {
      long change = after.getOrDefault(place, 0L) - before.getOrDefault(place, 0L);
      boolean isHere = place.equals(record.getToLocationId());
      if (isHere || change != 0) {
        book(
            new ShelfKey(place, line.getSku()),
            booking,
            shelf -> {
              if (units != 0 || record.getStep() == TransferStep.CLOSED) {
                shelf.onItsWay(change);
              }
              if (isHere && record.getStep() == TransferStep.RECEIVED) {
                shelf.move(booking, moved);
                shelf.receive(at, units);
              }
            });
      }
    }
    tell(key, all, after);
  }

  private void book(ShelfKey shelf, Booking booking, Consumer<HonestShelf> change) {
    boolean isAbsorbed = shelves.shelf(shelf).isAbsorbed(booking.movedAtMicros());
    shelves.book(shelf, booking, isAbsorbed ? "ABSORBED" : "APPLIED", change);
  }

  private void tell(String key, List<Step> all, Map<String, Long> after) {
    long shipped = sum(all, TransferStep.SHIPPED);
    long received = sum(all, TransferStep.RECEIVED);
    long missing = shipped - received - after.values().stream().mapToLong(Long::longValue).sum();
    boolean isClosed = all.stream().anyMatch(step -> step.step() == TransferStep.CLOSED);
    AlertStatus standing = isClosed ? AlertStatus.CONFIRMED : AlertStatus.SUSPECTED;
    Map<String, Long> facts =
        Map.of(
            "shipped", shipped,
            "received", received,
            "damaged", all.stream().mapToLong(Step::damaged).sum(),
            "missing", Math.max(0, missing),
            "over", Math.max(0, -missing));
    out.alert("TRANSFER_DISCREPANCY", key, missing == 0 ? AlertStatus.RETRACTED : standing, facts);
  }

  private static long sum(List<Step> all, TransferStep kind) {
    return all.stream().filter(step -> step.step() == kind).mapToLong(Step::units).sum();
  }

  /** One unit received at a place settles one sent there, else one sent to the first place left. */
  private static Map<String, Long> onTheirWay(List<Step> all) {
    Map<String, Long> open = new TreeMap<>();
    boolean isClosed = all.stream().anyMatch(step -> step.step() == TransferStep.CLOSED);
    for (Step step : all) {
      if (step.step() == TransferStep.SHIPPED) {
        open.merge(step.to(), isClosed ? 0 : step.units(), Long::sum);
      }
    }
    Map<String, Long> arrived = new TreeMap<>();
    all.stream()
        .filter(step -> step.step() == TransferStep.RECEIVED)
        .forEach(step -> arrived.merge(step.to(), step.units(), Long::sum));
    for (String here : List.copyOf(open.keySet())) {
      while (open.get(here) > 0 && arrived.getOrDefault(here, 0L) > 0) {
        open.merge(here, -1L, Long::sum);
        arrived.merge(here, -1L, Long::sum);
      }
    }
    long over = arrived.values().stream().mapToLong(Long::longValue).sum();
    for (String place : List.copyOf(open.keySet())) {
      while (open.get(place) > 0 && over > 0) {
        open.merge(place, -1L, Long::sum);
        over--;
      }
    }
    return open;
  }
}
