package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Availability;
import io.zaiko.avro.StockAlert;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the shelves of an item whose kind changes while the job runs. */
class KeepShelvesSweepTest {

  private static final int SHOPS = 3_000;

  private RunningShelves shelves;

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void an_item_without_stock_is_withdrawn_everywhere_and_published_again_with_its_stock()
      throws Exception {
    start(2);
    shelves.move("shop-0", "mug", 1);
    shelves.declare("POST", 7, true);
    shelves.sweep();
    assertThat(shelves.withdrawn()).containsExactlyInAnyOrder("shop-0|POST", "shop-1|POST");
    assertThat(shelves.images()).hasSize(3);
    shelves.declare("POST", 8, false);
    shelves.sweep();
    assertThat(shelves.images())
        .filteredOn(image -> image.getVersion() == 2)
        .extracting(
            Availability::getLocationId,
            Availability::getOnHand,
            image -> image.getCause().getEventId(),
            image -> image.getCause().getKind())
        .containsExactlyInAnyOrder(
            tuple("shop-0", 5L, "items|0|8", "ITEM"), tuple("shop-1", 5L, "items|0|8", "ITEM"));
    assertThat(shelves.entries()).as("a sweep moves nothing").hasSize(3);
  }

  @Test
  void other_work_is_done_between_slices_and_no_shelf_is_told_of_twice() throws Exception {
    start(SHOPS);
    shelves.declare("POST", 1, true);
    shelves.slice();
    assertThat(shelves.withdrawn()).hasSizeBetween(1, Sweep.VISITS_AT_MOST);
    moveEach(1);
    assertThat(shelves.entries()).hasSize(2 * SHOPS);
    assertThat(shelves.isSweeping()).isTrue();
    shelves.sweep();
    assertThat(shelves.withdrawn()).hasSize(SHOPS).doesNotHaveDuplicates();
    assertThat(shelves.images()).hasSize(SHOPS);
  }

  @Test
  void the_newest_word_stands_where_it_comes_during_a_sweep() throws Exception {
    start(SHOPS);
    shelves.declare("POST", 1, true);
    shelves.slice();
    int early = shelves.withdrawn().size();
    shelves.declare("POST", 2, false);
    shelves.sweep();
    assertThat(shelves.withdrawn()).as("only those before the newer word").hasSize(early);
    assertThat(shelves.images())
        .filteredOn(image -> image.getVersion() == 2)
        .hasSize(early)
        .allSatisfy(image -> assertThat(image.getCause().getEventId()).isEqualTo("items|0|2"));
  }

  @Test
  void a_change_of_another_item_during_a_sweep_is_answered_after_it() throws Exception {
    start(SHOPS);
    shelves.move("shop-0", "BAG", 1);
    shelves.declare("POST", 1, true);
    shelves.slice();
    shelves.declare("BAG", 2, true);
    shelves.sweep();
    assertThat(shelves.withdrawn()).hasSize(SHOPS + 1).contains("shop-0|BAG");
  }

  @Test
  void a_sweep_that_a_failure_interrupts_begins_anew_and_repeats_nothing() throws Exception {
    start(SHOPS);
    shelves.declare("POST", 1, true);
    shelves.slice();
    int early = shelves.withdrawn().size();
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.sweep();
    assertThat(early).isBetween(1, SHOPS - 1);
    assertThat(shelves.withdrawn()).hasSize(SHOPS - early);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    assertThat(shelves.isSweeping()).as("what is done is done").isFalse();
  }

  @Test
  void a_declaration_newer_than_the_checkpoint_is_answered_when_it_comes_again() throws Exception {
    start(2);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.declare("POST", 1, true);
    shelves.sweep();
    assertThat(shelves.withdrawn()).hasSize(2);
  }

  @Test
  void a_state_from_before_there_were_sweeps_is_swept_once() throws Exception {
    shelves = RunningShelves.restored(ShelvesBeforeSweeps.state());
    shelves.sweep();
    assertThat(shelves.withdrawn()).containsExactly("shop|POST");
    shelves.move("shop", "mug", 1);
    assertThat(shelves.images()).extracting(Availability::getVersion).containsExactly(2L);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    assertThat(shelves.isSweeping()).isFalse();
  }

  @Test
  void a_bounded_input_ends_with_its_sweep_done() throws Exception {
    start(SHOPS);
    shelves.declare("POST", 1, true);
    shelves.end();
    assertThat(shelves.withdrawn()).hasSize(SHOPS);
  }

  @Test
  void an_alert_is_resolved_with_the_stock_and_raised_again_with_it() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    shelves.move("shop", "POST", -4);
    shelves.declare("POST", 1, true);
    shelves.sweep();
    shelves.declare("POST", 2, false);
    shelves.sweep();
    assertThat(shelves.alerts())
        .extracting(StockAlert::getStatus, StockAlert::getRevision)
        .containsExactly(
            tuple(AlertStatus.CONFIRMED, 1L),
            tuple(AlertStatus.RESOLVED, 2L),
            tuple(AlertStatus.CONFIRMED, 3L));
  }

  @Test
  void a_table_on_the_heap_may_change_during_a_sweep() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    moveEach(5);
    shelves.declare("POST", 1, true);
    shelves.slice();
    shelves.move("new-shop", "POST", 1);
    shelves.sweep();
    assertThat(shelves.withdrawn()).hasSize(SHOPS);
  }

  private void start(int shops) throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    for (String shop : shops(shops)) {
      shelves.move(shop, "POST", 5);
    }
  }

  private void moveEach(long units) throws Exception {
    for (String shop : shops(SHOPS)) {
      shelves.move(shop, "POST", units);
    }
  }

  private static List<String> shops(int count) {
    return IntStream.range(0, count).mapToObj(i -> "shop-" + i).toList();
  }
}
