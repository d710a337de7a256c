package io.zaiko.operators;

import static io.zaiko.operators.PaymentRecords.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.GoodsEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptProviderEventsTest {
  private static final Duration RETENTION = Duration.ofDays(7);

  private KeyedOneInputStreamOperatorTestHarness<String, Inbound, GoodsEvent> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AcceptProviderEvents(Decoded.IDS, RETENTION)),
            Keys::providerEvent,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void an_event_of_the_provider_under_another_name_is_a_duplicate() throws Exception {
    harness.processElement(inbound("a", 1, 100), 0);
    harness.processElement(inbound("b", 1, 100), 0);
    assertThat(passed()).containsExactly("a");
    List<Duplicate> duplicates = Decoded.of(Duplicate.class, aside(), "duplicates");
    assertThat(duplicates).extracting(Duplicate::getEventId).containsExactly("b");
    assertThat(duplicates).extracting(Duplicate::getIdentity).containsExactly("psp|evt-1");
  }

  @Test
  void another_content_is_refused_and_told_and_the_first_stands() throws Exception {
    harness.processElement(inbound("a", 1, 100), 0);
    harness.processElement(inbound("b", 1, 200), 0);
    harness.processElement(inbound("c", 1, 100), 0);
    assertThat(passed()).containsExactly("a");
    List<DeadLetter> letters = Decoded.of(DeadLetter.class, aside(), "dead-letters");
    assertThat(letters).extracting(DeadLetter::getReason).containsExactly("EVENT_CONFLICT");
    assertThat(letters.get(0).getMessage()).contains("told before by a");
    assertThat(letters.get(0).getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(harness.getSideOutput(AcceptProviderEvents.FOUND))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getValue().alert().check()).isEqualTo(Alert.Check.EVENT_CONFLICT);
              assertThat(record.getValue().alert().sentence()).contains("ask the provider");
            });
    assertThat(Decoded.of(Duplicate.class, aside(), "duplicates")).hasSize(1);
  }

  @Test
  void two_events_of_one_provider_both_pass() throws Exception {
    harness.processElement(inbound("a", 1, 100), 0);
    harness.processElement(inbound("b", 2, 100), 0);
    assertThat(passed()).containsExactly("a", "b");
    assertThat(aside()).isEmpty();
  }

  @Test
  void what_was_told_first_is_remembered_for_the_retention_and_no_longer() throws Exception {
    harness.setStateTtlProcessingTime(0);
    harness.processElement(inbound("a", 1, 100), 0);
    harness.setStateTtlProcessingTime(RETENTION.toMillis() - 1);
    harness.processElement(inbound("b", 1, 100), 0);
    assertThat(passed()).containsExactly("a");
    harness.setStateTtlProcessingTime(RETENTION.toMillis());
    harness.processElement(inbound("c", 1, 100), 0);
    assertThat(passed()).containsExactly("a", "c");
  }

  private List<String> passed() {
    return harness.extractOutputValues().stream().map(GoodsEvent::eventId).toList();
  }

  private List<Outbound> aside() {
    List<Outbound> sent = new ArrayList<>();
    var records = harness.getSideOutput(AcceptProviderEvents.PUT_ASIDE);
    if (records != null) {
      records.forEach(record -> sent.add(record.getValue()));
    }
    return sent;
  }
}
