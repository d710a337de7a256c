package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.ShelfId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final Cause CAUSE = Cause.item("items|0|1");

  private final TestProcessingTimeService timers = new TestProcessingTimeService();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final List<String> visited = new ArrayList<>();
  private final Gauges gauges = new Gauges();

  @Test
  void a_slice_ends_when_its_time_is_up_and_more_than_as_long_remains_for_other_work()
      throws Exception {
    Sweep sweep = sweep(100, Duration.ofMillis(6));
    sweep.answer(ToSweep.everything(CAUSE));
    timers.setCurrentTime(Sweep.GATHER_MILLIS);
    int first = visited.size();
    assertThat(first).isBetween(1, 4);
    timers.advance(Sweep.SLICE_MILLIS * 3 / 2);
    assertThat(visited).as("the pause").hasSize(first);
    timers.advance(60_000);
    assertThat(visited).hasSizeBetween(first + 1, first + 4);
    assertThat((long) gauges.of("sweepLongestSliceMillis").getValue())
        .isGreaterThanOrEqualTo(Sweep.SLICE_MILLIS);
    assertThat(gauges.of("sweepUnderWay").getValue()).isEqualTo(1);
  }

  @Test
  void changes_that_come_together_share_a_pass_and_those_during_it_share_the_next()
      throws Exception {
    Sweep sweep = sweep(3 * Sweep.VISITS_AT_MOST, Duration.ZERO);
    sweep.answer(ToSweep.everything(CAUSE));
    sweep.answer(ToSweep.item("mug", CAUSE));
    timers.setCurrentTime(Sweep.GATHER_MILLIS);
    sweep.answer(ToSweep.item("pot", CAUSE));
    sweep.answer(ToSweep.item("cup", CAUSE));
    sweep.finish();
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
    assertThat(sweep.unfinished()).isEmpty();
    assertThat(gauges.of("sweepUnderWay").getValue()).isEqualTo(0);
  }

  @Test
  void what_is_unfinished_holds_the_pass_under_way_and_what_came_since() throws Exception {
    Sweep sweep = sweep(3 * Sweep.VISITS_AT_MOST, Duration.ZERO);
    sweep.answer(ToSweep.item("mug", CAUSE));
    timers.setCurrentTime(Sweep.GATHER_MILLIS);
    sweep.answer(ToSweep.item("pot", CAUSE));
    assertThat(sweep.unfinished()).extracting(ToSweep::sku).containsExactly("mug", "pot");
  }

  @Test
  void the_keys_are_let_go_of_when_the_task_ends_in_the_middle() throws Exception {
    Sweep sweep = sweep(3 * Sweep.VISITS_AT_MOST, Duration.ZERO);
    sweep.answer(ToSweep.everything(CAUSE));
    timers.setCurrentTime(Sweep.GATHER_MILLIS);
    assertThat(closed).hasValue(0);
    sweep.close();
    sweep.close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void only_the_shelves_concerned_are_visited() throws Exception {
    Sweep sweep =
        new Sweep(
            () -> Stream.of("a|mug", "a|pot", "b|mug", "b|mug|2"),
            (key, shelf, cause) -> visited.add(key),
            timers,
            gauges);
    sweep.answer(ToSweep.item("mug", CAUSE));
    sweep.finish();
    assertThat(visited).containsExactly("a|mug", "b|mug");
  }

  @Test
  void a_change_of_a_location_concerns_its_shelves_and_survives_in_state() throws Exception {
    Sweep sweep =
        new Sweep(
            () -> Stream.of("a|mug", "a|pot", "b|mug", "b|a"),
            (key, shelf, cause) -> visited.add(key),
            timers,
            gauges);
    sweep.answer(ToSweep.location("a", CAUSE));
    assertThat(sweep.unfinished()).containsExactly(ToSweep.location("a", CAUSE));
    sweep.finish();
    assertThat(visited).containsExactly("a|mug", "a|pot");
  }

  @Test
  void items_and_locations_share_one_bound() {
    Changes changes = new Changes();
    changes.add(ToSweep.location("shop", CAUSE));
    for (int i = 1; i <= Changes.NAMED_AT_MOST; i++) {
      changes.add(ToSweep.item("sku-" + i, CAUSE));
    }
    assertThat(changes.list()).containsExactly(ToSweep.everything(CAUSE));
  }

  @Test
  void beyond_a_thousand_items_every_shelf_is_visited_for_the_newest_cause() {
    Changes changes = new Changes();
    for (int i = 0; i < Changes.NAMED_AT_MOST; i++) {
      changes.add(ToSweep.item("sku-" + i, CAUSE));
    }
    assertThat(changes.of(shelf("other"))).isNull();
    Cause newest = Cause.item("items|0|2");
    changes.add(ToSweep.item("one-more", newest));
    assertThat(changes.of(shelf("other"))).isEqualTo(newest);
    assertThat(changes.of(shelf("sku-3"))).isEqualTo(newest);
    assertThat(changes.list()).containsExactly(ToSweep.everything(newest));
  }

  private static ShelfId shelf(String sku) {
    return new ShelfId("shop", sku);
  }

  private Sweep sweep(int keys, Duration visit) {
    return new Sweep(
        () -> {
          opened.incrementAndGet();
          return IntStream.range(0, keys)
              .mapToObj(i -> "shop-" + i + "|mug")
              .onClose(closed::incrementAndGet);
        },
        (key, shelf, cause) -> {
          long until = System.nanoTime() + visit.toNanos();
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          visited.add(key);
        },
        timers,
        gauges);
  }

  /** Remembers gauges by name. */
  private static final class Gauges extends UnregisteredMetricsGroup {
    private final java.util.Map<String, Gauge<?>> byName = new java.util.HashMap<>();

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      byName.put(name, gauge);
      return gauge;
    }

    Gauge<?> of(String name) {
      return byName.get(name);
    }
  }
}
