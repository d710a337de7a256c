package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One order line unit by unit: each unit sold is a thing of its own that lies somewhere or is gone.
 * All is reckoned anew from the whole set each time.
 */
final class NaiveLine {

  private static final String NOWHERE = "";

  /** What happens first of all that happens in one instant. */
  private static final List<String> TURNS =
      List.of("SHORT_PICKED", "ASSIGNED", "READY", "CANCELLED", "void", "SHIPPED or PICKED_UP");

  private static final Comparator<GoodsEvent> IN_ORDER =
      Comparator.comparingLong(GoodsEvent::occurredAtMicros)
          .thenComparing(event -> TURNS.indexOf(turn(event)))
          .thenComparing(GoodsEvent::eventId)
          .thenComparing(event -> event.source().isNumbered())
          .thenComparing(event -> event.source().id())
          .thenComparing(event -> event.source().epoch())
          .thenComparing(event -> event.source().sequence());

  private final List<GoodsEvent> events = new ArrayList<>();
  private final List<Unit> units = new ArrayList<>();
  private final Map<String, Long> voidable = new TreeMap<>();
  private final Map<String, Buckets> deeds = new TreeMap<>();
  private long excess;
  private int lots;

  private static final class Unit {
    private String place;
    private String state = "open";
    private int lot;

    private Unit(String place) {
      this.place = place;
    }

    boolean isAllocated() {
      return state.equals("open") || state.equals("staged");
    }

    void become(String nextState) {
      state = nextState;
      place = NOWHERE;
    }
  }

  void add(GoodsEvent event) {
    events.add(event);
  }

  /** By event, location: what it does there. */
  Map<String, Buckets> deeds() {
    reckon();
    return deeds;
  }

  /** How many units came to an end, or to none. */
  long count(String state) {
    reckon();
    return units.stream().filter(unit -> unit.state.equals(state)).count();
  }

  long sold() {
    reckon();
    return units.size();
  }

  long excess() {
    reckon();
    return events.stream().anyMatch(event -> event.kind() == RecordKind.SALE) ? excess : 0;
  }

  private void reckon() {
    units.clear();
    voidable.clear();
    deeds.clear();
    excess = 0;
    lots = 0;
    for (GoodsEvent event : events) {
      if (event.kind() == RecordKind.SALE) {
        sold(event, event.lines().get(0));
      }
    }
    events.stream()
        .filter(event -> event.kind() != RecordKind.SALE)
        .sorted(IN_ORDER)
        .forEach(event -> happened(event, event.lines().get(0)));
    deeds.values().removeIf(Buckets.NONE::equals);
  }

  private static String turn(GoodsEvent event) {
    if (event.kind() == RecordKind.VOID) {
      return "void";
    }
    String act = event.lines().get(0).terms().act().name();
    return TURNS.contains(act) ? act : "SHIPPED or PICKED_UP";
  }

  private void sold(GoodsEvent sale, GoodsLine line) {
    for (long i = 0; i < line.quantity(); i++) {
      units.add(new Unit(line.locationId()));
    }
    voidable.merge(line.locationId(), line.quantity(), Long::sum);
    did(sale, line.locationId(), Buckets.allocated(line.quantity()));
  }

  private void happened(GoodsEvent event, GoodsLine line) {
    lots++;
    Map<String, Buckets> before = allocated();
    for (long i = 0; i < line.quantity(); i++) {
      boolean isTaken =
          event.kind() == RecordKind.VOID ? voided(line) : fulfilled(event, line, line.terms());
      if (!isTaken && event.kind() == RecordKind.FULFILMENT) {
        excess++;
      }
    }
    before.forEach((place, was) -> did(event, place, was.negated()));
    allocated().forEach((place, is) -> did(event, place, is));
  }

  private boolean voided(GoodsLine line) {
    long left = voidable.getOrDefault(line.locationId(), 0L);
    Unit unit = left == 0 ? null : wantedNoMore(line.locationId());
    if (unit == null) {
      return false;
    }
    voidable.put(line.locationId(), left - 1);
    unit.become("voided");
    return true;
  }

  private boolean fulfilled(GoodsEvent event, GoodsLine line, FulfilmentTerms terms) {
    String here = line.locationId();
    Unit unit =
        switch (terms.act()) {
          case READY -> next(here, "open", each -> each.state.equals("open"));
          case SHIPPED, PICKED_UP ->
              or(next(here, "staged", Unit::isAllocated), "cancelled", "short-picked");
          case CANCELLED -> wantedNoMore(here);
          case SHORT_PICKED -> next(here, "open", Unit::isAllocated);
          case ASSIGNED -> or(next(here, "open", each -> isFrom(each, line)), "short-picked");
        };
    if (unit == null) {
      return false;
    }
    switch (terms.act()) {
      case READY -> {
        unit.state = "staged";
        unit.place = here;
        unit.lot = lots;
      }
      case SHIPPED, PICKED_UP -> {
        unit.become("handed over");
        did(event, here, Buckets.onHand(-1));
      }
      case CANCELLED -> unit.become("cancelled");
      case SHORT_PICKED -> {
        unit.become("short-picked");
        did(event, here, Buckets.inCondition(Condition.NOT_FOUND, 1));
      }
      case ASSIGNED -> {
        unit.state = "open";
        unit.place = here;
      }
    }
    return true;
  }

  private @Nullable Unit wantedNoMore(String here) {
    return or(next(here, "open", Unit::isAllocated), "short-picked");
  }

  private static boolean isFrom(Unit unit, GoodsLine line) {
    String from = line.terms().fromLocationId();
    return unit.isAllocated()
        && !unit.place.equals(line.locationId())
        && (from == null || unit.place.equals(from));
  }

  /** The unit that goes next: here before elsewhere, then of the preferred state, then by age. */
  private @Nullable Unit next(String here, String preferred, Predicate<Unit> isWanted) {
    return units.stream()
        .filter(isWanted)
        .min(
            Comparator.comparing((Unit unit) -> !unit.place.equals(here))
                .thenComparing(unit -> unit.place)
                .thenComparing(unit -> !unit.state.equals(preferred))
                .thenComparing(unit -> unit.lot))
        .orElse(null);
  }

  private @Nullable Unit or(@Nullable Unit first, String... states) {
    Unit found = first;
    for (String state : states) {
      for (Unit unit : units) {
        found = found == null && unit.state.equals(state) ? unit : found;
      }
    }
    return found;
  }

  private Map<String, Buckets> allocated() {
    Map<String, Buckets> places = new TreeMap<>();
    for (Unit unit : units) {
      if (unit.isAllocated()) {
        Buckets staged = unit.state.equals("staged") ? Buckets.staged(1) : Buckets.NONE;
        places.merge(unit.place, Buckets.allocated(1).plus(staged), Buckets::plus);
      }
    }
    return places;
  }

  private void did(GoodsEvent event, String place, Buckets deltas) {
    deeds.merge(event.eventId() + '|' + place, deltas, Buckets::plus);
  }
}
