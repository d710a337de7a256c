package io.zaiko.testkit;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.FulfilmentTerms;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small histories in which few movements and many counts meet at few points in time. There are
 * counts of both scopes, with and without reasons, several at one time, sessions in areas, sessions
 * told again after they were complete, sessions that never are; sales with a void of either kind,
 * of which some state another time of the sale than it has, or name another one of the order; some
 * times are known as an interval alone.
 */
public final class CountHistories {

  private static final int TIMES = 8;
  private static final Condition[] CONDITIONS = Condition.values();

  private final SplittableRandom random;
  private final List<GoodsEvent> events = new ArrayList<>();

  private final boolean isFulfilled;

  private CountHistories(long seed, boolean isFulfilled) {
    this.random = new SplittableRandom(seed);
    this.isFulfilled = isFulfilled;
  }

  /** Events in an order of arrival that has nothing to do with their times, some of them twice. */
  public static List<GoodsEvent> arrived(long seed) {
    return new CountHistories(seed, false).arrived();
  }

  /** The same with orders that are set aside, handed over, cancelled and not found. */
  public static List<GoodsEvent> arrivedFulfilled(long seed) {
    return new CountHistories(seed, true).arrived();
  }

  /** The same count as a session of its own, complete. */
  public static GoodsEvent alone(GoodsEvent count, int number) {
    CountHead head = count.count();
    return new GoodsEvent(
        count.kind(),
        count.eventId() + "-" + number,
        count.source(),
        count.origin(),
        count.occurredAtMicros(),
        count.contentHash(),
        null,
        count.originalOccurredAtMicros(),
        false,
        new CountHead(
            "alone-" + number, head.locationId(), head.countedAtMicros(), true, head.scope()),
        null,
        count.lines());
  }

  private List<GoodsEvent> arrived() {
    int size = 2 + random.nextInt(14);
    while (events.size() < size) {
      next();
    }
    List<GoodsEvent> arrived = new ArrayList<>(events);
    for (int i = random.nextInt(4); i > 0; i--) {
      arrived.add(events.get(random.nextInt(events.size())));
    }
    for (int i = arrived.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      arrived.set(other, arrived.set(i, arrived.get(other)));
    }
    return arrived;
  }

  private void next() {
    int dice = random.nextInt(100);
    if (dice < 40) {
      events.add(count());
    } else if (dice < 55) {
      sell();
    } else if (dice < 65) {
      look();
    } else {
      Act act = any(new Act[] {Act.RECEIVED, Act.RETURNED, Act.ADJUSTED, Act.MOVED});
      long units = act == Act.ADJUSTED ? units() - 4 : units();
      GoodsLine line =
          new GoodsLine(1, sku(), "shop", units, act, any(CONDITIONS), any(CONDITIONS));
      RecordKind kind = act == Act.RECEIVED ? RecordKind.RESTOCK : RecordKind.ADJUSTMENT;
      events.add(event(kind, null, time(), 0, null, null, List.of(line)));
    }
  }

  private void sell() {
    Act act = any(new Act[] {Act.CARRIED_OUT, Act.ORDERED_TO_SHIP});
    long units = 1 + units();
    GoodsLine line =
        new GoodsLine(1, sku(), "shop", units, act, Condition.SELLABLE, Condition.SELLABLE);
    String order = "order-" + events.size();
    long at = time();
    GoodsEvent sale = event(RecordKind.SALE, order, at, 0, null, null, List.of(line));
    events.add(sale);
    GoodsEvent named = sale;
    if (random.nextInt(4) == 0) {
      GoodsEvent again = event(RecordKind.SALE, order, time(), 0, null, null, List.of(line));
      events.add(again);
      named = random.nextBoolean() ? again : sale;
    }
    if (isFulfilled && act == Act.ORDERED_TO_SHIP) {
      fulfil(order, line);
    } else if (random.nextBoolean()) {
      GoodsLine part =
          new GoodsLine(
              1,
              line.sku(),
              "shop",
              random.nextLong(units + 1),
              act,
              Condition.SELLABLE,
              Condition.SELLABLE);
      boolean neverLeft = random.nextBoolean();
      long stated = random.nextBoolean() ? named.occurredAtMicros() : time();
      String name = random.nextInt(4) == 0 ? "never told" : named.eventId();
      events.add(
          event(
              RecordKind.VOID,
              order,
              time(),
              stated,
              neverLeft ? name : null,
              null,
              List.of(part)));
    }
  }

  private void fulfil(String order, GoodsLine sold) {
    // Something moved before all counts: units that were not found, and then were cancelled before,
    // leave books that were opened or not by who came first.
    GoodsLine opening =
        new GoodsLine(
            1, sold.sku(), "shop", 1, Act.RECEIVED, Condition.SELLABLE, Condition.SELLABLE);
    events.add(event(RecordKind.RESTOCK, null, -10_000, 0, null, null, List.of(opening)));
    for (int i = random.nextInt(4); i > 0; i--) {
      FulfilmentAct act =
          any(
              new FulfilmentAct[] {
                FulfilmentAct.READY,
                FulfilmentAct.READY,
                FulfilmentAct.PICKED_UP,
                FulfilmentAct.CANCELLED,
                FulfilmentAct.SHORT_PICKED
              });
      GoodsLine step =
          new GoodsLine(
              1,
              sold.sku(),
              "shop",
              units(),
              Act.FULFILLED,
              Condition.SELLABLE,
              Condition.SELLABLE,
              null,
              null,
              new FulfilmentTerms(act, null, null));
      events.add(event(RecordKind.FULFILMENT, order, time(), 0, null, null, List.of(step)));
    }
  }

  /** A sensor sees one area or two, sometimes one twice. */
  private void look() {
    long at = time();
    CountHead head = new CountHead(null, "shop", at, false, CountScope.EVERYTHING);
    List<GoodsLine> lines = new ArrayList<>();
    for (int lineNo = 1; lineNo <= 1 + random.nextInt(2); lineNo++) {
      lines.add(
          new GoodsLine(
              lineNo,
              sku(),
              "shop",
              random.nextBoolean() ? 0 : units(),
              Act.COUNTED,
              Condition.SELLABLE,
              Condition.SELLABLE,
              any(new String[] {"floor", "window"}),
              null));
    }
    events.add(event(RecordKind.COUNT, null, at, 0, null, head, lines));
  }

  private GoodsEvent count() {
    long at = time();
    CountHead head =
        new CountHead(
            "count-" + random.nextInt(4),
            "shop",
            at,
            random.nextInt(3) > 0,
            any(CountScope.values()));
    List<GoodsLine> lines = new ArrayList<>();
    for (int lineNo = 1; lineNo <= 1 + random.nextInt(2); lineNo++) {
      lines.add(
          new GoodsLine(
              lineNo,
              sku(),
              "shop",
              units(),
              Act.COUNTED,
              Condition.SELLABLE,
              Condition.SELLABLE,
              any(new String[] {null, "floor", "back"}),
              stated()));
    }
    return event(RecordKind.COUNT, null, at, 0, null, head, lines);
  }

  private Stated stated() {
    return random.nextInt(3) > 0 ? null : new Stated(found(), found(), found(), found());
  }

  private Long found() {
    return random.nextInt(3) > 0 ? null : Long.valueOf(random.nextInt(4));
  }

  private GoodsEvent event(
      RecordKind kind,
      String orderRef,
      long at,
      long originalAt,
      String misRung,
      CountHead count,
      List<GoodsLine> lines) {
    String eventId = kind + "-" + random.nextInt(100) + "-" + events.size();
    return new GoodsEvent(
        kind,
        eventId,
        new SourceRef("source-" + random.nextInt(2), 0, SourceRef.NO_SEQUENCE),
        new Origin("any", 0, 0, Long.MAX_VALUE),
        at,
        eventId.hashCode(),
        orderRef,
        originalAt,
        misRung != null,
        count,
        null,
        lines,
        0,
        misRung,
        kind == RecordKind.COUNT ? 0 : precision());
  }

  /** Exact, some of the times, or wider than two of them or all. */
  private long precision() {
    return random.nextInt(3) > 0 ? 0 : new long[] {1, 2, 100, 101, 250, 5_000}[random.nextInt(6)];
  }

  private long time() {
    return 100L * random.nextInt(TIMES);
  }

  private long units() {
    return random.nextInt(9);
  }

  private String sku() {
    return random.nextInt(4) == 0 ? "cup" : "sku";
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
