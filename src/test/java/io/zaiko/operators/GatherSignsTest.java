package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.freshness.SignOfLife;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatherSignsTest {

  private OneInputStreamOperatorTestHarness<SignOfLife, SignOfLife> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new GatherSigns());
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void of_many_signs_the_newest_of_each_source_and_location_goes_on_with_time() throws Exception {
    harness.processWatermark(1_000);
    for (int i = 0; i < 1_000; i++) {
      hear("till", "shop", i);
      hear("till", "shop", i - 500);
    }
    hear("till", "depot", 7);
    hear("web", "shop", 8);
    hear("till", null, 9);
    harness.processWatermark(1_999);
    assertThat(sent()).isEmpty();
    harness.processWatermark(2_000);
    assertThat(sent())
        .containsExactlyInAnyOrder(
            new SignOfLife("till", "shop", 999),
            new SignOfLife("till", "depot", 7),
            new SignOfLife("web", "shop", 8),
            new SignOfLife("till", null, 9));
  }

  @Test
  void what_is_held_goes_ahead_of_the_time_that_would_miss_it() throws Exception {
    hear("till", "shop", 5);
    harness.processWatermark(1_000);
    assertThat(harness.getOutput().peek())
        .isEqualTo(
            new org.apache.flink.streaming.runtime.streamrecord.StreamRecord<>(
                new SignOfLife("till", "shop", 5)));
  }

  @Test
  void nothing_is_held_across_a_checkpoint() throws Exception {
    hear("till", "shop", 5);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(sent()).hasSize(1);
    harness.prepareSnapshotPreBarrier(2);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void the_end_of_the_input_sends_the_rest() throws Exception {
    hear("till", "shop", 5);
    harness.endInput();
    assertThat(sent()).hasSize(1);
  }

  @Test
  void no_more_than_so_many_signs_are_held() throws Exception {
    for (int i = 1; i < GatherSigns.MAX_SIGNS; i++) {
      hear("till", "shop-" + i, i);
    }
    assertThat(sent()).isEmpty();
    hear("till", "shop-0", 1);
    assertThat(sent()).hasSize(GatherSigns.MAX_SIGNS);
  }

  private void hear(String source, @Nullable String location, long micros) throws Exception {
    harness.processElement(new SignOfLife(source, location, micros), 0);
  }

  private List<SignOfLife> sent() {
    return harness.extractOutputValues();
  }
}
