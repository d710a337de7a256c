package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.group.Share;
import io.zaiko.domain.stock.Buckets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumGroupsTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MEMORY = SumGroups.MEMORY.toMillis();

  private KeyedOneInputStreamOperatorTestHarness<String, Contribution, Outbound> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void each_change_of_a_sum_is_told_under_group_and_item() throws Exception {
    say("north", "TEA", "A", 10, 1);
    say("north", "TEA", "B", 5, 1);
    say("south", "TEA", "B", 5, 1);
    say("north", "MUG", "A", 1, 1);
    assertThat(told())
        .containsExactly("north|TEA 10", "north|TEA 15", "south|TEA 5", "north|MUG 1");
    assertThat(harness.extractOutputValues())
        .extracting(outbound -> new String(outbound.key(), StandardCharsets.UTF_8))
        .startsWith("north|TEA");
  }

  @Test
  void a_shelf_that_moves_to_another_group_counts_once() throws Exception {
    say("north", "TEA", "A", 10, 1);
    say("north", "TEA", "B", 5, 1);
    leave("north", "TEA", "B", 1);
    say("south", "TEA", "B", 5, 1);
    assertThat(told()).endsWith("north|TEA 10", "south|TEA 5");
  }

  @Test
  void a_contribution_that_comes_again_is_told_once() throws Exception {
    say("north", "TEA", "A", 10, 1);
    say("north", "TEA", "A", 10, 1);
    assertThat(told()).containsExactly("north|TEA 10");
  }

  @Test
  void an_older_contribution_that_comes_late_changes_nothing() throws Exception {
    say("north", "TEA", "A", 10, 2);
    say("north", "TEA", "A", 4, 1);
    say("north", "TEA", "B", 1, 1);
    assertThat(told()).containsExactly("north|TEA 10", "north|TEA 11");
  }

  @Test
  void a_sum_goes_on_across_a_restore_in_a_greater_epoch() throws Exception {
    say("north", "TEA", "A", 10, 1);
    AvailabilityByGroup before = images().get(0);
    restore();
    say("north", "TEA", "B", 5, 1);
    say("north", "TEA", "A", 7, 2);
    assertThat(told()).containsExactly("north|TEA 15", "north|TEA 12");
    assertThat(images()).extracting(AvailabilityByGroup::getVersion).containsExactly(2L, 3L);
    assertThat(images().get(0).getEpoch()).isGreaterThan(before.getEpoch());
  }

  @Test
  void in_a_later_epoch_all_state_is_gone_a_day_after_the_last_share_was_taken_back()
      throws Exception {
    harness.processWatermark(5 * HOUR);
    say("north", "TEA", "A", 10, 1);
    say("north", "TEA", "B", 5, 1);
    leave("north", "TEA", "A", 1);
    leave("north", "TEA", "B", 1);
    assertThat(lastOutbound().value()).as("a tombstone").isNull();
    assertThat(harness.numKeyedStateEntries()).as("its version").isEqualTo(1);
    restore();
    harness.processWatermark(5 * HOUR + MEMORY);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(5 * HOUR + MEMORY + 1_000);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** Whoever keeps the greatest (epoch, version) would pass over a version that begins anew. */
  @Test
  void within_one_epoch_versions_grow_however_long_a_group_was_empty() throws Exception {
    say("north", "TEA", "A", 10, 1);
    say("north", "TEA", "A", 9, 2);
    leave("north", "TEA", "A", 2);
    for (int days = 1; days < 10; days++) {
      harness.processWatermark(days * (MEMORY + HOUR));
    }
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    say("north", "TEA", "A", 10, 3);
    assertThat(images()).extracting(AvailabilityByGroup::getVersion).containsExactly(1L, 2L, 3L);
    assertThat(images()).extracting(AvailabilityByGroup::getEpoch).containsOnly(epoch());
  }

  @Test
  void an_empty_group_is_forgotten_when_its_epoch_is_over_and_begins_anew_in_a_greater_one()
      throws Exception {
    say("north", "TEA", "A", 10, 1);
    long first = epoch();
    leave("north", "TEA", "A", 1);
    harness.processWatermark(2 * MEMORY);
    restore();
    harness.processWatermark(4 * MEMORY);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    say("north", "TEA", "A", 10, 2);
    assertThat(images()).extracting(AvailabilityByGroup::getVersion).containsExactly(1L);
    assertThat(epoch()).isGreaterThan(first);
  }

  @Test
  void at_the_end_of_the_input_all_that_is_empty_is_gone() throws Exception {
    say("north", "TEA", "A", 10, 1);
    leave("north", "TEA", "A", 1);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_group_that_comes_back_in_time_goes_on_with_its_versions_and_stays() throws Exception {
    say("north", "TEA", "A", 10, 1);
    leave("north", "TEA", "A", 1);
    say("north", "TEA", "A", 10, 1);
    assertThat(images()).extracting(AvailabilityByGroup::getVersion).containsExactly(1L, 2L);
    harness.processWatermark(2 * MEMORY);
    say("north", "TEA", "B", 1, 1);
    assertThat(told()).endsWith("north|TEA 11");
  }

  @Test
  void a_group_that_empties_twice_is_kept_a_day_from_the_second_time_on() throws Exception {
    say("north", "TEA", "A", 10, 1);
    leave("north", "TEA", "A", 1);
    harness.processWatermark(MEMORY - HOUR);
    say("north", "TEA", "A", 10, 1);
    leave("north", "TEA", "A", 1);
    restore();
    harness.processWatermark(MEMORY + HOUR);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(2 * MEMORY);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void say(String group, String sku, String location, long units, long version)
      throws Exception {
    Buckets balances = new Buckets(units, 0, 0, 0, 0, 0, 0);
    send(group, sku, location, new Share(balances, 0, units, Map.of()), version);
  }

  private void leave(String group, String sku, String location, long version) throws Exception {
    send(group, sku, location, null, version);
  }

  private void send(String group, String sku, String location, @Nullable Share share, long version)
      throws Exception {
    harness.processElement(new Contribution(group, sku, location, share, 10, 1, version), 0);
  }

  private void restore() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private List<AvailabilityByGroup> images() {
    List<Outbound> sent =
        harness.extractOutputValues().stream().filter(sent0 -> sent0.value() != null).toList();
    return Decoded.of(AvailabilityByGroup.class, sent, "availability-by-group");
  }

  private long epoch() {
    List<AvailabilityByGroup> images = images();
    return images.get(images.size() - 1).getEpoch();
  }

  private List<String> told() {
    return images().stream()
        .map(image -> image.getGroup() + '|' + image.getSku() + ' ' + image.getAvailableToSell())
        .toList();
  }

  private Outbound lastOutbound() {
    List<Outbound> sent = harness.extractOutputValues();
    return Objects.requireNonNull(sent.get(sent.size() - 1));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Contribution, Outbound> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new SumGroups(Decoded.IDS, 3)), Contribution::key, Types.STRING);
  }
}
