package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments pass once and leave no trace here; requests of reservations are like any goods. */
class AcceptPaymentsTest {
  private KeyedOneInputStreamOperatorTestHarness<String, Inbound, GoodsEvent> harness;

  @BeforeEach
  void open() throws Exception {
    AcceptOnce acceptOnce =
        new AcceptOnce(
            Decoded.IDS,
            AcceptOnce.Ledger.STOCK,
            Duration.ofDays(7),
            Duration.ofDays(3),
            Duration.ofMinutes(1));
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(acceptOnce), Keys::identityGroup, Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_payment_passes_once_and_its_redelivery_and_its_conflict_leave_no_trace() throws Exception {
    receive(named(RecordKind.PAYMENT, "p", 1));
    receive(named(RecordKind.PAYMENT, "p", 1));
    receive(named(RecordKind.PAYMENT, "p", 2));
    assertThat(passed()).containsExactly("p");
    assertThat(putAside()).isEmpty();
    assertThat(signs()).isEmpty();
  }

  @Test
  void a_refused_payment_is_left_to_the_job_of_payments() throws Exception {
    receive(
        new Inbound(
            new Origin("payments.psp", 0, 1, 5_000_000),
            new byte[0],
            new byte[] {1},
            5,
            null,
            Reason.CARD_NUMBER,
            "told",
            "p"));
    assertThat(passed()).isEmpty();
    assertThat(putAside()).isEmpty();
  }

  @Test
  void a_gap_in_the_numbers_of_payments_is_not_told_here() throws Exception {
    receive(numbered(1, 1_000_000));
    receive(numbered(5, 5_000_000));
    harness.processWatermark(Duration.ofDays(1).toMillis());
    receive(numbered(3, 3_000_000));
    receive(numbered(3, 3_000_000));
    assertThat(passed()).containsExactly("p1", "p5", "p3");
    assertThat(putAside()).isEmpty();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void a_request_of_a_reservation_leaves_its_trace_as_goods_do() throws Exception {
    receive(named(RecordKind.RESERVATION, "r", 1));
    receive(named(RecordKind.RESERVATION, "r", 1));
    receive(named(RecordKind.RESERVATION, "r", 2));
    assertThat(passed()).containsExactly("r");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).hasSize(1);
    assertThat(Decoded.of(DeadLetter.class, putAside(), "dead-letters"))
        .extracting(DeadLetter::getReason)
        .containsExactly("EVENT_CONFLICT");
    assertThat(signs()).containsExactly(new SignOfLife("web", "shop", 1_000));
  }

  @Test
  void a_release_of_the_job_passes_once_and_is_no_sign_of_a_source() throws Exception {
    receive(named(RecordKind.HOLD_RELEASE, "release|r", 1));
    receive(named(RecordKind.HOLD_RELEASE, "release|r", 1));
    assertThat(passed()).containsExactly("release|r");
    assertThat(Decoded.of(Duplicate.class, putAside(), "duplicates")).hasSize(1);
    assertThat(signs()).isEmpty();
  }

  private static Inbound named(RecordKind kind, String eventId, long hash) {
    return inbound(kind, eventId, new SourceRef("web", 0, SourceRef.NO_SEQUENCE), hash, 1_000);
  }

  private static Inbound numbered(long sequence, long atMicros) {
    SourceRef source = new SourceRef("psp", 0, sequence);
    return inbound(RecordKind.PAYMENT, "p" + sequence, source, 1, atMicros);
  }

  private static Inbound inbound(
      RecordKind kind, String eventId, SourceRef source, long hash, long atMicros) {
    Origin origin = new Origin(kind.topicPrefix() + ".web", 0, 7, Long.MAX_VALUE);
    List<GoodsLine> lines =
        kind == RecordKind.PAYMENT
            ? List.of()
            : List.of(
                new GoodsLine(
                    0, "sku", "shop", 1, Act.HELD, Condition.SELLABLE, Condition.SELLABLE));
    GoodsEvent event =
        new GoodsEvent(kind, eventId, source, origin, atMicros, hash, null, atMicros, false, lines);
    return new Inbound(origin, new byte[0], new byte[] {1}, 5, event, null, null, eventId);
  }

  private void receive(Inbound inbound) throws Exception {
    harness.processElement(inbound, 0);
  }

  private List<String> passed() {
    return harness.extractOutputValues().stream().map(GoodsEvent::eventId).toList();
  }

  private List<SignOfLife> signs() {
    List<SignOfLife> signs = new ArrayList<>();
    var records = harness.getSideOutput(AcceptOnce.SIGNS);
    if (records != null) {
      records.forEach(record -> signs.add(record.getValue()));
    }
    return signs;
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
