package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.Fulfilments;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.testkit.PureShelves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Five units were ordered before a count of ten; two of them take each step before it, at its time
 * and after it.
 */
class FulfilmentAroundACountTest {

  private static final long TC = 100;
  private static final String SHOP = "shop";

  @ParameterizedTest
  @CsvSource({
    // act,        scope,      at,  on hand, not found, allocated, staged
    "READY,        EVERYTHING,  99, 10, 0, 5, 2",
    "READY,        EVERYTHING, 100, 10, 0, 5, 2",
    "READY,        EVERYTHING, 101, 10, 0, 5, 2",
    "READY,        SELLABLE,    99, 12, 0, 5, 2",
    "READY,        SELLABLE,   100, 12, 0, 5, 2",
    "READY,        SELLABLE,   101, 10, 0, 5, 2",
    "SHIPPED,      EVERYTHING,  99, 10, 0, 3, 0",
    "SHIPPED,      EVERYTHING, 100, 10, 0, 3, 0",
    "SHIPPED,      EVERYTHING, 101,  8, 0, 3, 0",
    "SHIPPED,      SELLABLE,    99, 10, 0, 3, 0",
    "SHIPPED,      SELLABLE,   100, 10, 0, 3, 0",
    "SHIPPED,      SELLABLE,   101,  8, 0, 3, 0",
    "PICKED_UP,    EVERYTHING,  99, 10, 0, 3, 0",
    "PICKED_UP,    EVERYTHING, 100, 10, 0, 3, 0",
    "PICKED_UP,    EVERYTHING, 101,  8, 0, 3, 0",
    "PICKED_UP,    SELLABLE,    99, 10, 0, 3, 0",
    "PICKED_UP,    SELLABLE,   100, 10, 0, 3, 0",
    "PICKED_UP,    SELLABLE,   101,  8, 0, 3, 0",
    "CANCELLED,    EVERYTHING,  99, 10, 0, 3, 0",
    "CANCELLED,    EVERYTHING, 100, 10, 0, 3, 0",
    "CANCELLED,    EVERYTHING, 101, 10, 0, 3, 0",
    "CANCELLED,    SELLABLE,    99, 10, 0, 3, 0",
    "CANCELLED,    SELLABLE,   100, 10, 0, 3, 0",
    "CANCELLED,    SELLABLE,   101, 10, 0, 3, 0",
    // A count finds what is there: what was not found before is on it, or is not on hand.
    "SHORT_PICKED, EVERYTHING,  99, 10, 0, 3, 0",
    "SHORT_PICKED, EVERYTHING, 100, 10, 0, 3, 0",
    "SHORT_PICKED, EVERYTHING, 101, 10, 2, 3, 0",
    "SHORT_PICKED, SELLABLE,    99, 10, 0, 3, 0",
    "SHORT_PICKED, SELLABLE,   100, 10, 0, 3, 0",
    "SHORT_PICKED, SELLABLE,   101, 10, 2, 3, 0",
    "ASSIGNED,     EVERYTHING,  99, 10, 0, 3, 0",
    "ASSIGNED,     EVERYTHING, 100, 10, 0, 3, 0",
    "ASSIGNED,     EVERYTHING, 101, 10, 0, 3, 0",
    "ASSIGNED,     SELLABLE,    99, 10, 0, 3, 0",
    "ASSIGNED,     SELLABLE,   100, 10, 0, 3, 0",
    "ASSIGNED,     SELLABLE,   101, 10, 0, 3, 0",
  })
  void each_step_around_a_count_whatever_arrives_first(
      FulfilmentAct act,
      CountScope scope,
      long at,
      long onHand,
      long notFound,
      long allocated,
      long staged) {
    List<GoodsEvent> events =
        new ArrayList<>(
            List.of(
                Fulfilments.ordered("s", 40, SHOP, 5),
                step(act, at),
                count("c", "c", TC, true, scope, whole(10))));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(events, new Random(seed));
      PureShelves shelves = new PureShelves(2);
      events.forEach(shelves::receive);
      assertThat(shelves.shelf(SHOP + "|sku").balances())
          .as("seed %d", seed)
          .isEqualTo(new Buckets(onHand, 0, 0, 0, notFound, allocated, 0, staged));
    }
  }

  /** What is assigned goes from the shop to a depot. */
  private static GoodsEvent step(FulfilmentAct act, long at) {
    return act == FulfilmentAct.ASSIGNED
        ? Fulfilments.assigned("f", at, SHOP, "depot", 2)
        : Fulfilments.step(act, "f", at, SHOP, 2);
  }
}
