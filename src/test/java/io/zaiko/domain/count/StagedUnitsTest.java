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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A count of what is sellable does not look where units are set aside for their orders. */
class StagedUnitsTest {

  private static final long TC = 100;
  private static final String SHELF = "shop|sku";

  /** Five are ordered, three of them set aside at 50, and two of these collected at some time. */
  @ParameterizedTest
  @CsvSource({
    "SELLABLE,   150, 11, 3, 1",
    "SELLABLE,   100, 11, 3, 1",
    "SELLABLE,    90, 11, 3, 1",
    "EVERYTHING, 150,  8, 3, 1",
    "EVERYTHING,  90, 10, 3, 1",
  })
  void staged_units_and_a_shelf_count(
      CountScope scope, long collectedAt, long onHand, long allocated, long staged) {
    List<GoodsEvent> events =
        new ArrayList<>(
            List.of(
                ordered(5, 40),
                step(FulfilmentAct.READY, "r", 50, 3),
                step(FulfilmentAct.PICKED_UP, "p", collectedAt, 2),
                count("c", "c", TC, true, scope, whole(10))));
    for (int seed = 0; seed < 30; seed++) {
      Collections.shuffle(events, new Random(seed));
      assertThat(balances(events))
          .as("seed %d", seed)
          .isEqualTo(new Buckets(onHand, 0, 0, 0, 0, allocated, 0, staged));
    }
  }

  @Test
  void what_was_set_aside_before_a_settled_count_adds_to_the_next_one() {
    PureShelves shelves = new PureShelves();
    shelves.receive(ordered(5, 40), count("c", "c", TC, true, CountScope.SELLABLE, whole(10)));
    shelves.settle(TC + 1);
    shelves.receive(count("d", "d", TC + 10, true, CountScope.SELLABLE, whole(10)));
    shelves.receive(step(FulfilmentAct.READY, "r", 50, 3));
    assertThat(shelves.shelf(SHELF).balances()).isEqualTo(new Buckets(13, 0, 0, 0, 0, 5, 0, 3));
  }

  private static Buckets balances(List<GoodsEvent> events) {
    PureShelves shelves = new PureShelves(2);
    events.forEach(shelves::receive);
    return shelves.shelf(SHELF).balances();
  }

  private static GoodsEvent ordered(long units, long at) {
    return Fulfilments.ordered("s", at, "shop", units);
  }

  private static GoodsEvent step(FulfilmentAct act, String eventId, long at, long units) {
    return Fulfilments.step(act, eventId, at, "shop", units);
  }
}
