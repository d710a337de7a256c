package io.zaiko.operators;

import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.domain.count.CountEvents;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.StatedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shelves whose newest numbers are in memory: the state must come to know them in time. */
class ShelvesAtHandTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;

  private RunningShelves shelves;
  private long minute;

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void more_shelves_than_are_held_in_memory_lose_no_movement_across_restores() throws Exception {
    Random random = new Random(7);
    int skus = 2 * ShelvesAtHand.AT_MOST;
    Map<String, Long> units = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      Map<String, Long> last = new HashMap<>();
      for (int movement = 0; movement < 2 * skus; movement++) {
        // Half of the movements go to few shelves, which stay at hand; the others come and go.
        String sku = "sku-" + random.nextInt(random.nextBoolean() ? 50 : skus);
        long moved = 1 + random.nextInt(9);
        units.merge(sku, moved, Long::sum);
        receive(sku, moved);
      }
      for (Availability image : shelves.images()) {
        last.put(image.getSku(), image.getOnHand());
      }
      assertThat(last).hasSizeGreaterThan(ShelvesAtHand.AT_MOST);
      last.forEach((sku, onHand) -> assertThat(onHand).as(sku).isEqualTo(units.get(sku)));
      shelves = shelves.restarted(ControlAtStart.NOTHING);
    }
  }

  @Test
  void a_version_follows_the_one_before_though_the_shelf_left_memory_meanwhile() throws Exception {
    receive("mug", 1);
    receive("mug", 1);
    for (int other = 0; other <= ShelvesAtHand.AT_MOST; other++) {
      receive("other-" + other, 1);
    }
    receive("mug", 1);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    receive("mug", 1);
    assertThat(shelves.images())
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.getVersion()).isEqualTo(4);
              assertThat(image.getOnHand()).isEqualTo(4);
            });
  }

  @Test
  void a_count_finds_movements_of_which_some_are_written_and_some_only_at_hand() throws Exception {
    for (int sale = 0; sale < 100; sale++) {
      receive("sku", 1);
    }
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    for (int sale = 0; sale < 100; sale++) {
      receive("sku", 1);
    }
    assertThat(countedAt(90, 50)).as("50 counted, then 110 received").isEqualTo(160);
    assertThat(countedAt(110, 50)).as("50 counted, then 90 received").isEqualTo(140);
    assertThat(countedAt(195, 50)).as("50 counted, then 5 received").isEqualTo(55);
  }

  @Test
  void a_shelf_that_a_sweep_meets_at_hand_is_told_of_with_its_newest_number() throws Exception {
    receive("POST", 5);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    receive("POST", 2);
    shelves.declare("POST", 1, true);
    shelves.sweep();
    shelves.declare("POST", 2, false);
    shelves.sweep();
    assertThat(shelves.withdrawn()).hasSize(1);
    assertThat(last(shelves.images()).getOnHand()).isEqualTo(7);
    receive("POST", 1);
    assertThat(last(shelves.images()).getOnHand()).isEqualTo(8);
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /** Each receipt is a minute after the one before. */
  private void receive(String sku, long units) throws Exception {
    long at = ++minute * MINUTE;
    GoodsLine line =
        new GoodsLine(1, sku, "shop", units, Act.RECEIVED, Condition.SELLABLE, Condition.SELLABLE);
    GoodsEvent restock = Events.event(RecordKind.RESTOCK, "r" + minute, at, at, false, line);
    shelves.move(Movement.of(restock, line));
  }

  /** Counts {@code sku} as of a minute; returns what is on hand then. */
  private long countedAt(long asOfMinute, long units) throws Exception {
    long at = asOfMinute * MINUTE;
    GoodsEvent count = CountEvents.count("c" + asOfMinute, at, whole(units));
    CountStatement statement =
        new CountStatement(
            "c" + asOfMinute, null, at, units, CountScope.EVERYTHING, null, StatedBy.of(count));
    shelves.move(Movement.counted(count, count.lines().get(0), Outcome.APPLIED, statement));
    return last(shelves.entries()).getBalances().getOnHand();
  }
}
