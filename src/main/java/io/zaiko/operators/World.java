package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfId;
import io.zaiko.domain.stock.ShelfView;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.jspecify.annotations.Nullable;

/**
 * What every subtask that keeps shelves knows of the world around them, in broadcast state:
 * non-stock items, at most {@link NonStockItems#MAX}, locations, at most {@link Places#MAX}, and
 * general rules, at most 100,000.
 */
final class World {

  private final NonStockItems nonStockItems;
  private final GeneralRules rules;
  private final Places places;
  private final ReadAtStart readAtStart;

  World(OperatorStateStore store, Thresholds unlessStated) throws Exception {
    this.nonStockItems = new NonStockItems(store);
    this.rules = new GeneralRules(store, unlessStated);
    this.places = new Places(store);
    this.readAtStart = new ReadAtStart(store);
  }

  /** Takes over what was read before a fresh start. */
  void startWith(ControlAtStart start) throws Exception {
    nonStockItems.startWith(start);
    places.startWith(start);
    for (StockRule rule : start.rules()) {
      if (rule.scope().isGeneral()) {
        rules.note(rule.scope(), rule);
      }
    }
    readAtStart.startWith(start);
  }

  /** Takes over the locations alone, for a state that kept none. */
  void placesOf(ControlAtStart start) throws Exception {
    places.startWith(start);
  }

  /** Whether a record is known since the start. */
  boolean knows(ControlRecord control) throws Exception {
    return readAtStart.covers(control);
  }

  /** Takes note of an item. */
  NonStockItems.Noted noteItem(ControlRecord item) throws Exception {
    return nonStockItems.note(item);
  }

  /** Takes note of a general rule, or that it was taken back; null where it says nothing new. */
  @Nullable ToSweep noteRule(ControlRecord rule) throws Exception {
    RuleScope scope = RuleScope.ofKey(rule.id());
    return rules.note(scope, rule.rule()) ? ToSweep.scope(scope, cause(rule)) : null;
  }

  /**
   * Takes note of a location.
   *
   * @param concerned takes the shelves that it concerns: its own, and those that bear the name of a
   *     group that there was not, or is no more
   * @return false where there is no room for it
   */
  boolean noteLocation(ControlRecord location, Consumer<ToSweep> concerned) throws Exception {
    Cause cause = Cause.location(location.inbound().origin().address());
    Consumer<String> group = name -> concerned.accept(ToSweep.location(name, cause));
    return switch (places.note(location.id(), location.place(), group)) {
      case NOTHING_NEW -> true;
      case CHANGED -> {
        concerned.accept(ToSweep.location(location.id(), cause));
        yield true;
      }
      case NO_ROOM -> false;
    };
  }

  /** The groups that locations say they are in. */
  Set<String> groups() {
    return places.groups();
  }

  static Cause cause(ControlRecord rule) {
    StockRule stated = rule.rule();
    return Cause.rule(rule.id(), stated == null ? null : stated.version());
  }

  /** What a shelf needs to know of it. */
  ShelfView around(ShelfId id, Shelf shelf, long epoch) throws Exception {
    Place place = places.of(id.locationId());
    return new ShelfView(
        nonStockItems.contain(id.sku()),
        epoch,
        rules.of(id.locationId(), id.sku(), shelf.rule()),
        place == null || place.open(),
        Places.openGroups(place),
        places.groups().contains(id.locationId()));
  }
}
