package io.zaiko.codec;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.StockCount;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** From a StockCount to the domain's event: every rule of one record stands here. */
final class CountMapping {

  /** What a device's clock may be ahead of the broker's, in microseconds. */
  private static final long AHEAD_MICROS = TimeUnit.MINUTES.toMicros(10);

  private CountMapping() {}

  static GoodsEvent count(StockCount count, Arrival arrival) throws Refusal {
    EventHead head =
        EventHead.of(count.getEventId(), count.getOccurredAt(), count.getSource(), arrival);
    CountHead session = session(count, head);
    requireNotAhead(session.countedAtMicros(), arrival.origin());
    if (count.getLines().isEmpty()) {
      throw new Refusal(
          Reason.NO_LINES,
          "the count has no lines; state complete = true in the last record that has some");
    }
    List<GoodsLine> lines =
        Lines.of(count.getLines(), CountLine::getLineNo, line -> line(line, session));
    requireOneStatementOfEach(lines);
    return head.count(session, lines);
  }

  private static CountHead session(StockCount count, EventHead head) throws Refusal {
    String countId =
        count.getCountId() == null
            ? null
            : Fields.name(count.getCountId(), "count_id", Fields.RECORD);
    if (countId == null && count.getComplete()) {
      throw new Refusal(
          Reason.CONTRADICTION,
          "complete is true and count_id is null; state the count_id of the session that is"
              + " complete");
    }
    return new CountHead(
        countId,
        Fields.location(count.getLocationId(), "location_id", Fields.RECORD),
        countedAt(count, head),
        count.getComplete(),
        switch (count.getScope()) {
          case EVERYTHING -> CountScope.EVERYTHING;
          case SELLABLE -> CountScope.SELLABLE;
        });
  }

  /**
   * Sales from before a count are in it: one of tomorrow, told in local time as if it were UTC,
   * would swallow all that is sold until then.
   */
  private static void requireNotAhead(long countedAtMicros, Origin origin) throws Refusal {
    if (countedAtMicros - AHEAD_MICROS > origin.timestampMicros()) {
      throw new Refusal(
          Reason.TIME_OUT_OF_RANGE,
          "the count is of "
              + Fields.instant(countedAtMicros)
              + ", more than 10 minutes ahead of the broker's clock; state the time in UTC, and set"
              + " the device's clock right");
    }
  }

  /** Nobody reports a count before it was made. */
  private static long countedAt(StockCount count, EventHead head) throws Refusal {
    if (count.getCountedAt() == null) {
      return head.occurredAtMicros();
    }
    long counted = head.clock().time(count.getCountedAt(), "counted_at");
    if (counted > head.occurredAtMicros()) {
      throw new Refusal(
          Reason.CONTRADICTION,
          "counted_at is "
              + count.getCountedAt()
              + ", later than occurred_at; state when the units were counted, or leave it out");
    }
    return counted;
  }

  private static GoodsLine line(CountLine line, CountHead session) throws Refusal {
    int lineNo = line.getLineNo();
    String sku = Fields.name(line.getSku(), "sku", lineNo);
    String area = line.getArea() == null ? null : Fields.name(line.getArea(), "area", lineNo);
    if (area == null && session.countId() == null) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(lineNo)
              + "area is null in a count without count_id; state the area a sensor sees, or the"
              + " count_id of the session");
    }
    long quantity = counted(line.getQuantity(), "quantity", lineNo);
    Stated stated = stated(line.getUnavailable(), lineNo);
    if (stated != null && session.scope() == CountScope.EVERYTHING) {
      requireWithin(quantity, stated, lineNo);
    }
    return new GoodsLine(
        lineNo,
        sku,
        session.locationId(),
        quantity,
        Act.COUNTED,
        Condition.SELLABLE,
        Condition.SELLABLE,
        area,
        stated);
  }

  private static long counted(@Nullable Long value, String field, int lineNo) throws Refusal {
    if (value == null) {
      throw new Refusal(
          Reason.MISSING_FIELD,
          Fields.at(lineNo) + field + " is null; state the units counted, 0 where none is there");
    }
    return Fields.units(
        value,
        field,
        lineNo,
        "state the units that are there, 0 or more; write a StockAdjustment for a change");
  }

  private static @Nullable Stated stated(@Nullable Map<String, Long> byReason, int lineNo)
      throws Refusal {
    if (byReason == null || byReason.isEmpty()) {
      return null;
    }
    Map<Condition, Long> units = new HashMap<>();
    for (Map.Entry<String, Long> entry : byReason.entrySet()) {
      Condition reason = reason(entry.getKey(), lineNo);
      units.put(reason, counted(entry.getValue(), "unavailable " + reason, lineNo));
    }
    return new Stated(
        units.get(Condition.DAMAGED),
        units.get(Condition.QUALITY_CONTROL),
        units.get(Condition.ON_HOLD),
        units.get(Condition.NOT_FOUND));
  }

  private static Condition reason(String name, int lineNo) throws Refusal {
    return switch (name) {
      case "DAMAGED" -> Condition.DAMAGED;
      case "QUALITY_CONTROL" -> Condition.QUALITY_CONTROL;
      case "ON_HOLD" -> Condition.ON_HOLD;
      case "NOT_FOUND" -> Condition.NOT_FOUND;
      default ->
          throw new Refusal(
              Reason.CONTRADICTION,
              Fields.at(lineNo)
                  + "unavailable names "
                  + Refusal.shown(name)
                  + "; use DAMAGED, QUALITY_CONTROL, ON_HOLD or NOT_FOUND");
    };
  }

  /** Who counts everything counts the unsellable units too. */
  private static void requireWithin(long quantity, Stated stated, int lineNo) throws Refusal {
    long unavailable =
        orZero(stated.damaged())
            + orZero(stated.qualityControl())
            + orZero(stated.onHold())
            + orZero(stated.notFound());
    if (unavailable > quantity) {
      throw new Refusal(
          Reason.CONTRADICTION,
          Fields.at(lineNo)
              + unavailable
              + " of "
              + quantity
              + " counted units are unavailable; count them in, or state scope SELLABLE");
    }
  }

  private static long orZero(@Nullable Long units) {
    return units == null ? 0 : units;
  }

  /** Within one record an item is counted once in each area, or once as a whole. */
  private static void requireOneStatementOfEach(List<GoodsLine> lines) throws Refusal {
    if (lines.size() == 1) {
      return;
    }
    Map<String, Set<@Nullable String>> areasBySku = new HashMap<>();
    for (GoodsLine line : lines) {
      Set<@Nullable String> areas = areasBySku.computeIfAbsent(line.sku(), sku -> new HashSet<>());
      if (!areas.add(line.area())) {
        throw new Refusal(
            Reason.CONTRADICTION,
            Fields.at(line.lineNo())
                + "the record counts "
                + Refusal.shown(line.sku())
                + (line.area() == null ? "" : " in area " + Refusal.shown(line.area()))
                + " twice; add the units up, or name the area of each");
      }
      if (areas.size() > 1 && areas.contains(null)) {
        throw new Refusal(
            Reason.CONTRADICTION,
            Fields.at(line.lineNo())
                + "the record counts "
                + Refusal.shown(line.sku())
                + " in an area and in the whole location; name the area of each line, or of none");
      }
    }
  }
}
