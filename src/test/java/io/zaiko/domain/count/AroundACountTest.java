package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static io.zaiko.domain.count.CountEvents.whole;
import static io.zaiko.domain.stock.Events.broughtBack;
import static io.zaiko.domain.stock.Events.misRing;
import static io.zaiko.domain.stock.Events.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Stated;
import io.zaiko.domain.stock.TransferHead;
import io.zaiko.domain.stock.TransferStep;
import io.zaiko.testkit.PureShelves;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two records that belong together, on either side of a count or astride it: 10 are counted at 100.
 * Whatever order the three arrive in, also a void before its sale, the shelf ends the same.
 */
class AroundACountTest {

  private static final String SHELF = "shop|sku";
  private static final long TC = 100;

  /** 4 are sold, and of these some voided: on hand and allocated at the end. */
  @ParameterizedTest
  @CsvSource({
    "CARRIED_OUT,        NEVER_LEFT, 50,  60,  4, 10, 0",
    "CARRIED_OUT,        NEVER_LEFT, 50,  100, 4, 10, 0",
    "CARRIED_OUT,        NEVER_LEFT, 50,  150, 4, 10, 0",
    "CARRIED_OUT,        NEVER_LEFT, 100, 150, 4, 10, 0",
    "CARRIED_OUT,        NEVER_LEFT, 101, 150, 4, 10, 0",
    "CARRIED_OUT,        NEVER_LEFT, 50,  150, 1, 10, 0",
    "CARRIED_OUT,        NEVER_LEFT, 101, 150, 1, 7,  0",
    "CARRIED_OUT,        CAME_BACK,  50,  60,  4, 10, 0",
    "CARRIED_OUT,        CAME_BACK,  50,  100, 4, 10, 0",
    "CARRIED_OUT,        CAME_BACK,  50,  101, 4, 14, 0",
    "CARRIED_OUT,        CAME_BACK,  100, 101, 4, 14, 0",
    "CARRIED_OUT,        CAME_BACK,  101, 150, 4, 10, 0",
    "CARRIED_OUT,        CAME_BACK,  50,  101, 1, 11, 0",
    "CARRIED_OUT,        CAME_BACK,  101, 150, 1, 7,  0",
    "ORDERED_TO_SHIP,    NEVER_LEFT, 50,  150, 4, 10, 0",
    "ORDERED_TO_SHIP,    NEVER_LEFT, 101, 150, 1, 10, 3",
    "ORDERED_TO_SHIP,    CAME_BACK,  50,  60,  1, 10, 3",
    "ORDERED_TO_SHIP,    CAME_BACK,  50,  100, 1, 10, 3",
    "ORDERED_TO_SHIP,    CAME_BACK,  50,  101, 1, 10, 3",
    "ORDERED_FOR_PICKUP, CAME_BACK,  100, 101, 4, 10, 0",
    "ORDERED_FOR_PICKUP, CAME_BACK,  101, 150, 1, 10, 3",
  })
  void a_sale_and_its_void(
      Act act, String goods, long sold, long voided, long units, long onHand, long allocated) {
    GoodsEvent sale = sale("s", sold, Events.line(1, act, 4));
    GoodsEvent undone =
        goods.equals("NEVER_LEFT")
            ? misRing("v", voided, sold, Events.line(1, act, units))
            : broughtBack("v", voided, Events.line(1, act, units));
    assertThat(inEveryOrder(sale, undone, count("c", TC, whole(10))))
        .isEqualTo(new Buckets(onHand, 0, 0, 0, 0, allocated, 0));
  }

  /** The till's clock was set right between sale and void, or it wrote a rounded time. */
  @ParameterizedTest
  @CsvSource({"50, 120", "50, 0", "150, 90", "150, 170", "100, 101", "101, 100"})
  void a_sale_and_a_mis_ring_that_states_another_time_of_it(long sold, long stated) {
    GoodsEvent sale = sale("s", sold, Events.line(1, Act.CARRIED_OUT, 2));
    GoodsEvent misRing = misRing("v", 200, stated, Events.line(1, Act.CARRIED_OUT, 2));
    assertThat(inEveryOrder(sale, count("c", TC, whole(10)), misRing))
        .isEqualTo(new Buckets(10, 0, 0, 0, 0, 0, 0));
  }

  /** 4 are sold and returned, in whatever order: the record of a return knows no sale. */
  @ParameterizedTest
  @CsvSource({
    "50, 60, 10",
    "50, 100, 10",
    "50, 101, 14",
    "60, 50, 10",
    "101, 50, 6",
    "101, 150, 10"
  })
  void a_sale_and_its_return(long sold, long returned, long onHand) {
    GoodsEvent sale = sale("s", sold, Events.line(1, Act.CARRIED_OUT, 4));
    GoodsEvent back =
        Events.event(
            RecordKind.RETURN, "r", returned, returned, false, Events.line(1, Act.RETURNED, 4));
    assertThat(inEveryOrder(sale, back, count("c", TC, whole(10))))
        .isEqualTo(new Buckets(onHand, 0, 0, 0, 0, 0, 0));
  }

  /** 3 on the floor at 100, of these 1 damaged; 8 in the back at 200, of these 2. */
  @ParameterizedTest
  @CsvSource({"99, 11", "100, 11", "101, 10", "200, 10", "201, 10"})
  void two_areas_of_one_session_and_a_sale(long sold, long onHand) {
    GoodsEvent floor = area("floor", 100, false, 3, 1);
    GoodsEvent back = area("back", 200, true, 8, 2);
    GoodsEvent sale = sale("s", sold, Events.line(1, Act.CARRIED_OUT, 1));
    assertThat(inEveryOrder(floor, back, sale)).isEqualTo(new Buckets(onHand, 3, 0, 0, 0, 0, 0));
  }

  private static GoodsEvent area(String area, long at, boolean complete, long units, long damaged) {
    Stated stated = new Stated(damaged, null, null, null);
    return count(
        "c", area, at, complete, CountScope.EVERYTHING, line(1, "sku", area, units, stated));
  }

  /** What leaves is in the count or not; what is on its way here is in none. */
  @ParameterizedTest
  @ValueSource(longs = {TC - 1, TC, TC + 1})
  void a_transfer_from_here_and_one_to_here(long at) {
    GoodsEvent count = count("c", TC, whole(10));
    GoodsEvent out = transfer(TransferStep.SHIPPED, "shop", "hub", at, 0);
    GoodsEvent in = transfer(TransferStep.SHIPPED, "hub", "shop", at, 0);
    assertThat(inEveryOrder(out, in, count))
        .isEqualTo(new Buckets(at <= TC ? 10 : 6, 0, 0, 0, 0, 0, 4));
  }

  @ParameterizedTest
  @ValueSource(longs = {TC - 1, TC, TC + 1})
  void a_shipment_to_here_and_its_receipt(long at) {
    GoodsEvent shipped = transfer(TransferStep.SHIPPED, "hub", "shop", 50, 0);
    GoodsEvent received = transfer(TransferStep.RECEIVED, null, "shop", at, 1);
    assertThat(inEveryOrder(shipped, received, count("c", TC, whole(10))))
        .isEqualTo(new Buckets(at <= TC ? 10 : 14, 1, 0, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {TC - 1, TC, TC + 1})
  void a_shipment_to_here_and_its_closing(long at) {
    GoodsEvent shipped = transfer(TransferStep.SHIPPED, "hub", "shop", 50, 0);
    GoodsEvent closed = transfer(TransferStep.CLOSED, null, "shop", at, 0);
    assertThat(inEveryOrder(shipped, closed, count("c", TC, whole(10))))
        .isEqualTo(new Buckets(10, 0, 0, 0, 0, 0, 0));
  }

  /** A step of 4 units; each place that is sent to has a transfer of its own. */
  private static GoodsEvent transfer(
      TransferStep step, String from, String to, long at, long damaged) {
    Stated stated = damaged == 0 ? null : new Stated(damaged, null, null, null);
    Act act =
        switch (step) {
          case SHIPPED -> Act.SHIPPED_OUT;
          case RECEIVED -> Act.RECEIVED_IN;
          case CLOSED -> Act.CLOSED_OUT;
        };
    GoodsEvent plain =
        Events.event(RecordKind.TRANSFER, step + " " + to, at, at, false, Events.line(1, act, 4));
    GoodsLine line = plain.lines().get(0);
    return new GoodsEvent(
        plain.kind(),
        plain.eventId(),
        plain.source(),
        plain.origin(),
        at,
        plain.contentHash(),
        null,
        at,
        false,
        null,
        new TransferHead(
            "to " + to, step, from, to, step == TransferStep.SHIPPED ? Long.MAX_VALUE / 2 : 0),
        List.of(
            new GoodsLine(
                1,
                line.sku(),
                from == null ? to : from,
                4,
                act,
                line.from(),
                line.to(),
                null,
                stated)));
  }

  /** The balances, which must be the same whatever order three events arrive in. */
  private static Buckets inEveryOrder(GoodsEvent a, GoodsEvent b, GoodsEvent c) {
    List<Buckets> ends = new ArrayList<>();
    for (GoodsEvent[] order :
        new GoodsEvent[][] {{a, b, c}, {a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}}) {
      ends.add(new PureShelves().receive(order).shelf(SHELF).balances());
    }
    assertThat(ends).containsOnly(ends.get(0));
    return ends.get(0);
  }
}
