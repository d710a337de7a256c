package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.SilentSource;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.freshness.Freshness;
import io.zaiko.domain.freshness.SourceNews;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellFreshnessTest {

  private KeyedOneInputStreamOperatorTestHarness<String, SourceNews, Outbound> harness;

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
  void the_first_word_of_a_location_is_told_at_once_under_its_key() throws Exception {
    hear("till", 10);
    assertThat(times()).containsExactly(10L);
    assertThat(harness.extractOutputValues().get(0).key())
        .isEqualTo("shop".getBytes(StandardCharsets.UTF_8));
    assertThat(told().get(0).getSilentSources()).isEmpty();
  }

  @Test
  void within_a_minute_the_newest_is_told_once_when_the_minute_is_over() throws Exception {
    harness.processWatermark(5_000);
    hear("till", 10);
    hear("till", 30);
    hear("web", 20);
    harness.processWatermark(64_999);
    assertThat(times()).containsExactly(10L);
    harness.processWatermark(65_000);
    assertThat(times()).containsExactly(10L, 30L);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void what_is_a_minute_newer_is_told_at_once() throws Exception {
    hear("till", 10);
    hear("till", 69);
    assertThat(times()).containsExactly(10L);
    hear("till", 70);
    assertThat(times()).containsExactly(10L, 70L);
    harness.processWatermark(1_000_000);
    assertThat(times()).as("nothing is left to tell").hasSize(2);
  }

  @Test
  void the_past_makes_nothing_fresher() throws Exception {
    hear("till", 500);
    hear("web", 10);
    harness.processWatermark(1_000_000);
    assertThat(times()).containsExactly(500L);
  }

  @Test
  void a_silent_source_is_told_at_once_and_so_is_its_return() throws Exception {
    hear("till", 10);
    say("till", SourceNews.Kind.FELL_SILENT, 10);
    say("web", SourceNews.Kind.FELL_SILENT, 5);
    say("till", SourceNews.Kind.NOT_SILENT, 2_000);
    assertThat(told())
        .extracting(
            record -> record.getSilentSources().stream().map(SilentSource::getSourceId).toList())
        .containsExactly(List.of(), List.of("till"), List.of("till", "web"), List.of("web"));
    assertThat(told().get(2).getSilentSources().get(1).getLastHeardAt())
        .isEqualTo(Instant.ofEpochSecond(5));
    say("till", SourceNews.Kind.NOT_SILENT, 2_000);
    assertThat(told()).as("it was not silent any more").hasSize(4);
  }

  @Test
  void no_more_than_so_many_silent_sources_are_kept_and_they_go_when_heard() throws Exception {
    hear("till", 10);
    for (int i = 0; i <= Freshness.MAX_SILENT; i++) {
      say("till-" + i, SourceNews.Kind.FELL_SILENT, 10);
    }
    assertThat(told().get(told().size() - 1).getSilentSources()).hasSize(Freshness.MAX_SILENT);
    for (int i = 0; i <= Freshness.MAX_SILENT; i++) {
      say("till-" + i, SourceNews.Kind.NOT_SILENT, 10);
    }
    assertThat(harness.numKeyedStateEntries()).as("the freshness alone").isEqualTo(1);
  }

  @Test
  void what_waits_is_told_after_a_restore() throws Exception {
    hear("till", 10);
    say("web", SourceNews.Kind.FELL_SILENT, 5);
    hear("till", 30);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processWatermark(100_000);
    assertThat(times()).containsExactly(30L);
    assertThat(told().get(0).getSilentSources()).hasSize(1);
  }

  private void hear(String source, long seconds) throws Exception {
    say(source, SourceNews.Kind.SPOKE, seconds);
  }

  private void say(String source, SourceNews.Kind kind, long seconds) throws Exception {
    harness.processElement(
        new SourceNews("shop", source, kind, TimeUnit.SECONDS.toMicros(seconds)), 0);
  }

  private List<Long> times() {
    return told().stream().map(record -> record.getLastBusinessTime().getEpochSecond()).toList();
  }

  private List<LocationFreshness> told() {
    return Decoded.of(LocationFreshness.class, harness.extractOutputValues(), "location-freshness");
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, SourceNews, Outbound> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new TellFreshness(Decoded.IDS)),
        SourceNews::locationId,
        Types.STRING);
  }
}
