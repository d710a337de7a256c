package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.StockAlert;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptOnceTest {

  private static final Duration RETENTION = Duration.ofDays(7);

  private KeyedOneInputStreamOperatorTestHarness<String, Inbound, GoodsEvent> harness;

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
  void a_redelivery_by_event_id_passes_once_and_leaves_its_trace() throws Exception {
    receive(Inbounds.named("a", 1));
    receive(Inbounds.named("a", 1));
    assertThat(passed()).containsExactly("a");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates"))
        .extracting(Duplicate::getIdentity)
        .containsExactly("a");
  }

  @Test
  void a_redelivery_by_number_passes_once_and_its_trace_names_the_number() throws Exception {
    receive(Inbounds.numbered(5, 1, 1_000));
    receive(Inbounds.numbered(5, 1, 1_000));
    assertThat(passed()).hasSize(1);
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates"))
        .extracting(Duplicate::getIdentity)
        .containsExactly("dock|0|RESTOCK|5");
  }

  @Test
  void a_source_may_number_some_records_and_only_the_numbers_have_gaps() throws Exception {
    receive(Inbounds.numbered(0, 1, 1_000));
    receive(Inbounds.named("a", 1));
    receive(Inbounds.numbered(1, 1, 1_000));
    receive(Inbounds.named("b", 1));
    receive(Inbounds.named("a", 1));
    receive(Inbounds.numbered(0, 1, 1_000));
    harness.processWatermark(TimeUnit.DAYS.toMillis(1));
    assertThat(passed()).containsExactly("e0-1", "a", "e1-1", "b");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates"))
        .extracting(Duplicate::getIdentity)
        .containsExactly("a", "dock|0|RESTOCK|0");
    assertThat(Decoded.of(StockAlert.class, putAside(), "stock-alerts")).isEmpty();
    receive(Inbounds.numbered(3, 1, TimeUnit.DAYS.toMicros(1)));
    receive(Inbounds.named("c", 1));
    harness.processWatermark(TimeUnit.DAYS.toMillis(2));
    assertThat(Decoded.of(StockAlert.class, putAside(), "stock-alerts"))
        .extracting(StockAlert::getCheck)
        .containsExactly("SEQUENCE_GAP");
  }

  @Test
  void the_first_of_a_conflict_stands_and_the_other_is_a_whole_dead_letter() throws Exception {
    receive(Inbounds.named("a", 1));
    receive(Inbounds.named("a", 2));
    assertThat(passed()).containsExactly("a");
    DeadLetter letter = Decoded.of(DeadLetter.class, putAside(), "dead-letters").get(0);
    assertThat(letter.getReason()).isEqualTo("EVENT_CONFLICT");
    assertThat(letter.getValue().array()).containsExactly(1, 2, 3);
    assertThat(Decoded.of(StockAlert.class, putAside(), "stock-alerts"))
        .extracting(StockAlert::getCheck)
        .containsExactly("EVENT_CONFLICT");
  }

  @Test
  void a_conflict_names_both_records_by_number_and_by_event_id_also_after_a_restore()
      throws Exception {
    receive(at(Inbounds.numbered(5, 1, 1_000), 4_711));
    receive(at(Inbounds.named("a", 1), 4_712));
    restore(harness.snapshot(1, 1));
    receive(at(Inbounds.numbered(5, 2, 1_000), 4_713));
    receive(at(Inbounds.named("a", 2), 4_714));
    assertThat(Decoded.of(DeadLetter.class, putAside(), "dead-letters"))
        .extracting(DeadLetter::getMessage)
        .satisfiesExactly(
            message -> assertThat(message).contains("taken before by restocks.dock|0|4711"),
            message -> assertThat(message).contains("taken before by restocks.dock|0|4712"));
    List<StockAlert> alerts = Decoded.of(StockAlert.class, putAside(), "stock-alerts");
    assertThat(alerts)
        .extracting(alert -> alert.getFacts().get("offset"))
        .containsExactly(4_713L, 4_714L);
    assertThat(alerts)
        .extracting(alert -> alert.getFacts().get("first_offset"))
        .containsExactly(4_711L, 4_712L);
    assertThat(alerts.get(0).getSentence())
        .contains("restocks.dock|0|4713")
        .contains("restocks.dock|0|4711");
  }

  @Test
  void an_event_id_of_a_savepoint_without_addresses_is_known_still() throws Exception {
    var before =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new HashesOfEventIds()), Keys::identityGroup, Types.STRING);
    before.open();
    before.processElement(Inbounds.named("a", 1), 0);
    before.processElement(Inbounds.named("b", 1), 0);
    OperatorSubtaskState savepoint = before.snapshot(1, 1);
    before.close();
    restore(savepoint);
    receive(Inbounds.named("a", 1));
    receive(Inbounds.named("b", 2));
    receive(Inbounds.named("c", 1));
    assertThat(passed()).containsExactly("c");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).hasSize(1);
    DeadLetter letter = Decoded.of(DeadLetter.class, putAside(), "dead-letters").get(0);
    assertThat(letter.getMessage()).contains("taken before with another content");
  }

  @Test
  void a_restarted_journal_is_dead_lettered_and_never_dropped_as_a_duplicate() throws Exception {
    receive(Inbounds.numbered(1, 1, 1_000));
    receive(Inbounds.numbered(2, 2, 2_000));
    receive(Inbounds.numbered(1, 3, 9_000));
    assertThat(Decoded.of(DeadLetter.class, putAside(), "dead-letters"))
        .extracting(DeadLetter::getReason)
        .containsExactly("SEQUENCE_REUSED");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).isEmpty();
  }

  @Test
  void a_new_epoch_begins_its_numbers_anew_and_the_old_one_goes_on() throws Exception {
    receive(Inbounds.numbered(1, 1, 1_000));
    receive(Inbounds.numbered(2, 2, 2_000));
    receive(Inbounds.numbered(1, 1, 3, 9_000)); // the till was set up anew
    receive(Inbounds.numbered(3, 4, 3_000));
    receive(Inbounds.numbered(1, 1, 3, 9_000));
    assertThat(passed()).hasSize(4);
    assertThat(Decoded.of(DeadLetter.class, putAside(), "dead-letters")).isEmpty();
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).hasSize(1);
  }

  @Test
  void a_refusal_of_the_codec_goes_to_dead_letters_and_touches_no_state() throws Exception {
    receive(Inbounds.refused(Reason.WRONG_MAGIC));
    assertThat(Decoded.of(DeadLetter.class, putAside(), "dead-letters"))
        .extracting(DeadLetter::getReason, letter -> letter.getOrigin().getOffset())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("WRONG_MAGIC", 44L));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void a_heartbeat_shows_that_its_source_is_alive_and_leaves_no_other_trace() throws Exception {
    receive(Inbounds.heartbeat("h"));
    assertThat(signs()).containsExactly(new SignOfLife("dock", null, 1_000));
    assertThat(passed()).isEmpty();
    assertThat(putAside()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void what_is_accepted_shows_who_is_alive_and_what_is_not_shows_nothing() throws Exception {
    receive(Inbounds.named("a", 1));
    receive(Inbounds.named("a", 1));
    receive(Inbounds.named("a", 2));
    receive(Inbounds.refused(Reason.WRONG_MAGIC));
    assertThat(signs()).containsExactly(new SignOfLife("dock", "shop", 1_000));
  }

  @Test
  void a_gap_is_told_after_its_timeout_and_resolved_when_the_number_arrives() throws Exception {
    receive(Inbounds.numbered(1, 1, 1_000_000));
    receive(Inbounds.numbered(3, 3, 3_000_000));
    harness.processWatermark(3_000 + 59_000);
    assertThat(putAside()).isEmpty();
    harness.processWatermark(3_000 + 60_001);
    receive(Inbounds.numbered(2, 2, 2_000_000));
    assertThat(Decoded.of(StockAlert.class, putAside(), "stock-alerts"))
        .extracting(StockAlert::getCheck, StockAlert::getStatus, StockAlert::getRevision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("SEQUENCE_GAP", AlertStatus.SUSPECTED, 1L),
            org.assertj.core.groups.Tuple.tuple("SEQUENCE_GAP", AlertStatus.RESOLVED, 2L));
  }

  @Test
  void a_later_gap_is_told_too_although_the_first_never_closes() throws Exception {
    receive(Inbounds.numbered(1, 1, 1_000_000));
    receive(Inbounds.numbered(3, 3, 3_000_000));
    harness.processWatermark(100_000);
    receive(Inbounds.numbered(9, 9, 200_000_000));
    harness.processWatermark(300_000);
    assertThat(Decoded.of(StockAlert.class, putAside(), "stock-alerts"))
        .extracting(alert -> alert.getFacts().get("missing"))
        .containsExactly(1L, 6L);
  }

  @Test
  void a_gap_of_which_people_know_sets_no_timer_for_what_comes_after_it() throws Exception {
    receive(Inbounds.numbered(1, 1, 1_000_000));
    receive(Inbounds.numbered(3, 3, 3_000_000));
    harness.processWatermark(100_000);
    assertThat(putAside()).hasSize(1);
    for (int number = 4; number < 100; number++) {
      receive(Inbounds.numbered(number, number, number * 1_000_000L));
    }
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_gap_that_closes_in_time_is_never_told() throws Exception {
    receive(Inbounds.numbered(1, 1, 1_000_000));
    receive(Inbounds.numbered(3, 3, 3_000_000));
    receive(Inbounds.numbered(2, 2, 2_000_000));
    harness.processWatermark(1_000_000);
    assertThat(putAside()).isEmpty();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void what_was_received_is_known_after_a_restore() throws Exception {
    receive(Inbounds.named("a", 1));
    receive(Inbounds.numbered(5, 1, 1_000));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    receive(Inbounds.named("a", 1));
    receive(Inbounds.numbered(5, 1, 1_000));
    receive(Inbounds.numbered(6, 1, 1_000));
    assertThat(passed()).containsExactly("e6-1");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).hasSize(2);
  }

  @Test
  void an_event_id_is_forgotten_after_its_retention() throws Exception {
    harness.setStateTtlProcessingTime(0);
    receive(Inbounds.named("a", 1));
    harness.setStateTtlProcessingTime(RETENTION.toMillis() + 1);
    receive(Inbounds.named("a", 1));
    assertThat(passed()).containsExactly("a", "a");
  }

  @Test
  void a_count_beyond_the_horizon_is_dead_lettered_and_its_redelivery_is_a_duplicate()
      throws Exception {
    long horizonMillis = Duration.ofHours(72).toMillis();
    harness.processWatermark(horizonMillis + 1_000);
    receive(Inbounds.counted("in time", 1_000_000));
    receive(Inbounds.counted("too late", 999_999));
    receive(Inbounds.counted("too late", 999_999));
    assertThat(passed()).containsExactly("in time");
    assertThat(Decoded.of(DeadLetter.class, putAside(), "dead-letters"))
        .extracting(DeadLetter::getReason)
        .containsExactly("TOO_LATE");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).hasSize(1);
  }

  @Test
  void what_was_too_late_is_so_after_a_restart_before_any_source_has_spoken() throws Exception {
    harness.processWatermark(Duration.ofHours(72).toMillis());
    receive(Inbounds.counted("in time", 1_000_000));
    harness.processWatermark(Duration.ofHours(72).toMillis() + 1_000);
    restore(harness.snapshot(1, 1));
    restore(harness.snapshot(2, 2)); // twice before a word
    receive(Inbounds.counted("too late", 999_999));
    receive(Inbounds.counted("in time after it", 1_000_000));
    assertThat(passed()).containsExactly("in time after it");
  }

  @Test
  void a_clock_that_ran_ahead_is_forgotten_in_a_restart() throws Exception {
    long now = System.currentTimeMillis();
    harness.processWatermark(now + Duration.ofDays(30).toMillis());
    receive(Inbounds.named("a", 1));
    restore(harness.snapshot(1, 1));
    receive(Inbounds.counted("of today", TimeUnit.MILLISECONDS.toMicros(now)));
    assertThat(passed()).containsExactly("of today");
  }

  @Test
  void a_drained_job_goes_on_where_its_time_was() throws Exception {
    harness.processWatermark(Duration.ofHours(72).toMillis() + 1_000);
    receive(Inbounds.counted("in time", 1_000_000));
    harness.processWatermark(Long.MAX_VALUE);
    restore(harness.snapshot(1, 1));
    receive(Inbounds.counted("too late", 999_999));
    receive(Inbounds.counted("in time after it", 1_000_000));
    assertThat(passed()).containsExactly("in time after it");
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Inbound, GoodsEvent> harness()
      throws Exception {
    AcceptOnce acceptOnce =
        new AcceptOnce(
            Decoded.IDS,
            AcceptOnce.Ledger.STOCK,
            RETENTION,
            Duration.ofHours(72),
            Duration.ofMinutes(1));
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(acceptOnce), Keys::identityGroup, Types.STRING);
  }

  private void restore(OperatorSubtaskState savepoint) throws Exception {
    harness.close();
    harness = harness();
    harness.initializeState(savepoint);
    harness.open();
  }

  private static Inbound at(Inbound inbound, long offset) {
    GoodsEvent event = Objects.requireNonNull(inbound.event());
    Origin origin = new Origin(event.origin().topic(), 0, offset, Long.MAX_VALUE);
    GoodsEvent moved =
        new GoodsEvent(
            event.kind(),
            event.eventId(),
            event.source(),
            origin,
            event.occurredAtMicros(),
            event.contentHash(),
            event.orderRef(),
            event.originalOccurredAtMicros(),
            event.goodsNeverLeft(),
            event.lines());
    return new Inbound(
        origin, inbound.key(), inbound.value(), 5, moved, null, null, event.eventId());
  }

  /** The state of event ids as it was before addresses were remembered. */
  private static final class HashesOfEventIds
      extends KeyedProcessFunction<String, Inbound, GoodsEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Inbound inbound, Context context, Collector<GoodsEvent> out)
        throws Exception {
      ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("event-ids", Types.LONG);
      descriptor.enableTimeToLive(StateTtlConfig.newBuilder(RETENTION).build());
      getRuntimeContext()
          .getState(descriptor)
          .update(Objects.requireNonNull(inbound.event()).contentHash());
    }
  }

  private List<SignOfLife> signs() {
    List<SignOfLife> signs = new ArrayList<>();
    var records = harness.getSideOutput(AcceptOnce.SIGNS);
    if (records != null) {
      records.forEach(record -> signs.add(record.getValue()));
    }
    return signs;
  }

  private void receive(Inbound inbound) throws Exception {
    harness.processElement(inbound, 0);
  }

  private List<String> passed() {
    return harness.extractOutputValues().stream().map(GoodsEvent::eventId).toList();
  }

  private List<Outbound> putAside() {
    List<Outbound> sent = new ArrayList<>();
    var records = harness.getSideOutput(AcceptOnce.PUT_ASIDE);
    if (records != null) {
      records.forEach(record -> sent.add(record.getValue()));
    }
    return sent;
  }
}
