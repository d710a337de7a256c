package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindOrdersTest {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private KeyedOneInputStreamOperatorTestHarness<String, OrderNews, OrderNews> harness;

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
  void what_no_tender_names_goes_to_its_checkout_and_moves_to_its_order_with_the_sale()
      throws Exception {
    hear(payment("p1", "c1"));
    assertThat(sent(OrderDesks.CHECKOUTS)).containsExactly("+checkout|c1 p1");
    assertThat(sent(OrderDesks.ORDERS)).isEmpty();
    hear(claim("W-1", 20));
    assertThat(sent(OrderDesks.CHECKOUTS)).containsExactly("+checkout|c1 p1", "-checkout|c1 p1");
    assertThat(sent(OrderDesks.ORDERS)).containsExactly("+order|W-1 p1");
    assertThat(harness.extractOutputValues()).as("all goes to a desk").isEmpty();
  }

  @Test
  void a_payment_without_a_checkout_has_a_place_of_its_own() throws Exception {
    hear(payment("p1", null));
    assertThat(sent(OrderDesks.ORDERS)).containsExactly("+payment|psp|shop|p1 p1");
  }

  @Test
  void after_a_restart_the_word_is_known() throws Exception {
    hear(claim("W-1", 20));
    restart();
    hear(payment("p1", "c1"));
    assertThat(sent(OrderDesks.ORDERS)).containsExactly("+order|W-1 p1");
    restart();
    hear(claim("W-2", 30));
    assertThat(sent(OrderDesks.ORDERS)).containsExactly("-order|W-1 p1", "+order|W-2 p1");
  }

  @Test
  void a_word_dies_at_the_hour_after_it_was_last_spoken_of() throws Exception {
    hear(claim("W-1", 20), payment("p1", null));
    harness.processWatermark(4 * HOUR_MILLIS - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(5 * HOUR_MILLIS);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private List<String> sent(OutputTag<OrderNews> desk) {
    List<String> sent = new ArrayList<>();
    var records = harness.getSideOutput(desk);
    if (records != null) {
      records.forEach(
          record -> {
            OrderNews news = record.getValue();
            PaymentPart part = news.part();
            sent.add((news.isOfIt() ? "+" : "-") + news.key() + ' ' + part.paymentId());
          });
    }
    return sent;
  }

  private void hear(OrderNews... news) throws Exception {
    for (OrderNews each : news) {
      harness.processElement(each, 0);
    }
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static OrderNews claim(String order, long second) {
    long micros = second * PaymentRecords.SECOND;
    OrderNews.Claim claim = new OrderNews.Claim(order, micros, "s-" + second);
    return news(null, claim, micros);
  }

  private static OrderNews payment(String payment, @Nullable String checkout) {
    PaymentPart.Move move =
        new PaymentPart.Move(
            10 * PaymentRecords.SECOND, "e-" + payment, PaymentType.CAPTURED, 100, 0, 0, 0, 0);
    PaymentPart part =
        new PaymentPart(
            "psp",
            "shop",
            payment,
            null,
            checkout,
            "web",
            null,
            false,
            false,
            "EUR",
            false,
            List.of(move),
            null);
    return news(part, null, 10 * PaymentRecords.SECOND);
  }

  private static OrderNews news(
      @Nullable PaymentPart part, OrderNews.@Nullable Claim claim, long micros) {
    return new OrderNews("tender|psp|p1", micros, null, part, true, claim, OrderNews.Path.STATED);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, OrderNews, OrderNews> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FindOrders(OrderWord.Kind.OF_TENDER, Duration.ofHours(3))),
        OrderNews::key,
        Types.STRING);
  }
}
