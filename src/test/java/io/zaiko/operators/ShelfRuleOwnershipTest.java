package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The rule of one shelf is told to every subtask and kept by the one that keeps the shelf, however
 * many there are and were.
 */
class ShelfRuleOwnershipTest {

  private static final int MAX_PARALLELISM = 720;
  private static final List<String> KEYS =
      IntStream.range(0, 40).mapToObj(i -> "shop-" + i + "|mug").toList();

  private final List<
          KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>>
      subtasks = new ArrayList<>();
  private long offset = 100;

  @AfterEach
  void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
  }

  @Test
  void one_of_two_subtasks_keeps_a_rule_and_it_is_the_one_that_keeps_the_shelf() throws Exception {
    start(2, ControlAtStart.NOTHING, null);
    tellAll(1, 4);
    assertThat(keepers()).isEqualTo(owners(2));
    moveEach();
    assertEachWithholds(4);
    assertThat(keepers()).as("the shelf lies with its rule").isEqualTo(owners(2));
  }

  @Test
  void rules_read_before_the_start_are_shared_out_likewise() throws Exception {
    List<StockRule> rules = KEYS.stream().map(key -> Rules.safety(key, 1, 4)).toList();
    start(2, new ControlAtStart(Set.of(), rules, null, List.of(), Map.of()), null);
    assertThat(keepers()).isEqualTo(owners(2));
    moveEach();
    assertEachWithholds(4);
  }

  @Test
  void where_one_subtask_becomes_two_each_rule_goes_with_its_shelf() throws Exception {
    start(1, ControlAtStart.NOTHING, null);
    tellAll(1, 4);
    rescaleTo(2);
    assertThat(keepers()).isEqualTo(owners(2));
    moveEach();
    assertEachWithholds(4);
    tellAll(2, 6);
    assertEachWithholds(6);
    assertThat(keepers()).isEqualTo(owners(2));
  }

  @Test
  void where_two_subtasks_become_one_it_keeps_every_rule_once_and_lets_go_of_those_taken_back()
      throws Exception {
    start(2, ControlAtStart.NOTHING, null);
    tellAll(1, 4);
    moveOf(KEYS.get(0));
    rescaleTo(1);
    assertThat(keepers()).isEqualTo(owners(1));
    takeBack(KEYS.get(0));
    takeBack(KEYS.get(1));
    assertThat(keepers())
        .as("the shelf that moved goes on without its rule, the other leaves nothing")
        .containsKey(KEYS.get(0))
        .doesNotContainKey(KEYS.get(1));
    moveEach();
    assertThat(lastSafetyStock()).containsEntry(KEYS.get(0), 0L).containsEntry(KEYS.get(1), 0L);
    assertThat(lastSafetyStock().values().stream().filter(units -> units == 4))
        .hasSize(KEYS.size() - 2);
  }

  private void start(
      int parallelism, ControlAtStart atStart, @Nullable OperatorSubtaskState checkpoint)
      throws Exception {
    int before = Math.max(1, subtasks.size());
    close();
    for (int i = 0; i < parallelism; i++) {
      KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound> subtask =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new KeepShelves(
                  Decoded.IDS,
                  atStart,
                  3,
                  Duration.ofHours(72),
                  Duration.ofHours(1),
                  Duration.ofDays(7)),
              Movement::shelfKey,
              null,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              i);
      subtask.setStateBackend(new EmbeddedRocksDBStateBackend(true));
      if (checkpoint != null) {
        subtask.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                checkpoint, MAX_PARALLELISM, before, parallelism, i));
      }
      subtask.open();
      subtasks.add(subtask);
    }
  }

  private void rescaleTo(int parallelism) throws Exception {
    OperatorSubtaskState[] checkpoint = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < checkpoint.length; i++) {
      checkpoint[i] = subtasks.get(i).snapshot(1, 1);
    }
    start(
        parallelism,
        ControlAtStart.NOTHING,
        AbstractStreamOperatorTestHarness.repackageState(checkpoint));
  }

  /** Tells every subtask the same, as a broadcast does. */
  private void tellAll(long version, long safetyStock) throws Exception {
    for (String key : KEYS) {
      tell(key, Rules.safety(key, version, safetyStock));
    }
  }

  private void takeBack(String key) throws Exception {
    tell(key, null);
  }

  private void tell(String key, @Nullable StockRule rule) throws Exception {
    Inbound inbound =
        new Inbound(
            new Origin("stock-rules", 0, offset++, 0),
            key.getBytes(StandardCharsets.UTF_8),
            new byte[] {1},
            5,
            null,
            null,
            null,
            null);
    for (var subtask : subtasks) {
      subtask.processElement2(
          new StreamRecord<>(
              new ControlRecord(
                  ControlTopic.STOCK_RULES, key, rule == null, false, true, inbound, null, rule)));
    }
  }

  private void moveEach() throws Exception {
    for (String key : KEYS) {
      moveOf(key);
    }
  }

  /** Ten units come to a shelf, by the subtask to which the engine sends its records. */
  private void moveOf(String key) throws Exception {
    GoodsLine line =
        new GoodsLine(
            1,
            key.substring(key.indexOf('|') + 1),
            key.substring(0, key.indexOf('|')),
            10,
            Act.RECEIVED,
            Condition.SELLABLE,
            Condition.SELLABLE);
    subtasks
        .get(owner(key, subtasks.size()))
        .processElement1(
            new StreamRecord<>(
                Movement.of(Events.event(RecordKind.RESTOCK, "e", 10, 10, false), line)));
  }

  /** The subtasks in whose state a shelf is, by its key. */
  private Map<String, List<Integer>> keepers() {
    Map<String, List<Integer>> keepers = new TreeMap<>();
    for (int i = 0; i < subtasks.size(); i++) {
      KeyedStateBackend<String> backend = subtasks.get(i).getOperator().getKeyedStateBackend();
      try (Stream<String> keys = backend.getKeys("shelf", VoidNamespace.INSTANCE)) {
        int subtask = i;
        keys.forEach(key -> keepers.computeIfAbsent(key, first -> new ArrayList<>()).add(subtask));
      }
    }
    return keepers;
  }

  private static Map<String, List<Integer>> owners(int parallelism) {
    Map<String, List<Integer>> owners = new TreeMap<>();
    KEYS.forEach(key -> owners.put(key, List.of(owner(key, parallelism))));
    assertThat(owners.values().stream().distinct()).as("all have some").hasSize(parallelism);
    return owners;
  }

  private static int owner(String key, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, parallelism);
  }

  private void assertEachWithholds(long units) {
    assertThat(lastSafetyStock()).hasSize(KEYS.size());
    assertThat(lastSafetyStock().values()).containsOnly(units);
  }

  /** What the last image of each shelf withholds, whichever subtask told of it. */
  private Map<String, Long> lastSafetyStock() {
    Map<String, Long> last = new TreeMap<>();
    for (var subtask : subtasks) {
      for (Availability image :
          Decoded.of(Availability.class, subtask.extractOutputValues(), "availability")) {
        last.put(image.getLocationId() + '|' + image.getSku(), image.getSafetyStock());
      }
    }
    return last;
  }
}
