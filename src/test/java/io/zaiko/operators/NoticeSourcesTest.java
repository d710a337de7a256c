package io.zaiko.operators;

import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_LOADED;
import static io.zaiko.operators.BalanceRecords.inShop;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.GoodsEvent;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeSourcesTest {
  private OneInputStreamOperatorTestHarness<GoodsEvent, GoodsEvent> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new NoticeSources()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_busy_source_passes_once_a_second_of_business_time() throws Exception {
    hear(card("a", 1), card("b", 1), card("c", 1), card("d", 2), card("e", 2), card("f", 3));
    assertThat(passed()).containsExactly("a", "d", "f");
  }

  @Test
  void another_source_passes_within_the_second() throws Exception {
    GoodsEvent ledger = BalanceRecords.ledger("load", 1, STORED_VALUE_LOADED, 50, null);
    hear(card("a", 1), ledger, card("b", 1), ledger);
    assertThat(passed()).containsExactly("a", "load");
  }

  @Test
  void a_source_passes_within_the_second_when_it_speaks_for_another() throws Exception {
    hear(
        card("a", 1),
        inShop("b", 1, "s1"),
        inShop("c", 1, "s1"),
        inShop("d", 1, "s2"),
        card("e", 1));
    assertThat(passed()).containsExactly("a", "b", "d");
  }

  private void hear(GoodsEvent... events) throws Exception {
    for (GoodsEvent event : events) {
      harness.processElement(event, 0);
    }
  }

  private Iterable<String> passed() {
    return harness.extractOutputValues().stream().map(GoodsEvent::eventId).toList();
  }

  private static GoodsEvent card(String eventId, long second) {
    return BalanceRecords.card(eventId, second, CAPTURED, 50);
  }
}
