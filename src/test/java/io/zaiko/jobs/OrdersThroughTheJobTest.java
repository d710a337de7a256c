package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Payments and their goods through the whole job, live, between a real broker and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersThroughTheJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Instant begun = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job =
        WholeJob.of(
            PaymentsJob::define,
            folder,
            Map.of(
                "payment.lateness", "PT75S",
                "payment.profile.web", "LINKED",
                "payment.sale.window", "PT5S"));
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void payments_find_their_order_and_are_held_against_its_goods() throws Exception {
    // One is named by a tender, the other by the checkout: neither names the order itself.
    publish("payments.psp", captured("pay-1", 0, null, null));
    publish("payments.psp", captured("pay-2", 30, null, "checkout-1"));
    publish("sales.web", sale("sale-1", "order-1"));
    publish("sales.web", sale("sale-1", "order-1")); // delivered again: the other job tells of it

    PaymentAlert suspected = awaitAlert("DUPLICATE_CHARGE", AlertStatus.SUSPECTED);
    assertThat(suspected.getKey()).isEqualTo("order-1");
    assertThat(suspected.getAmountAtRisk()).isEqualTo(new Money(1_000L, "EUR"));
    assertThat(suspected.getFacts())
        .containsEntry("captured", 2_000L)
        .containsEntry("total", 1_000L);
    awaitAlert("DUPLICATE_CHARGE", AlertStatus.CONFIRMED);

    // Its sale is missing. That is told once the shop was heard of beyond the time for it.
    publish("payments.psp", captured("pay-3", 1, "order-3", null));
    Sale later = sale("sale-9", "order-9");
    later.setOccurredAt(begun.plusSeconds(30));
    publish("sales.web", later);
    PaymentAlert lost = awaitAlert("PAYMENT_WITHOUT_SALE", AlertStatus.CONFIRMED);
    assertThat(lost.getKey()).isEqualTo("psp|shop|pay-3");

    job.replaceTaskManager();
    PaymentEvent refund = captured("pay-2", 120, null, "checkout-1");
    refund.setEventId("refund");
    refund.setProviderEventId("refund");
    refund.setOperationId("refund");
    refund.setType(PaymentType.REFUNDED);
    publish("payments.psp", refund);
    publish("sales.web", sale("sale-3", "order-3"));
    awaitAlert("DUPLICATE_CHARGE", AlertStatus.RESOLVED);
    awaitAlert("PAYMENT_WITHOUT_SALE", AlertStatus.RETRACTED);

    assertThat(topics.committed("duplicates", Duplicate.class)).isEmpty();
    assertThat(topics.committed("dead-letters", DeadLetter.class)).isEmpty();
  }

  private PaymentAlert awaitAlert(String check, AlertStatus status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                topics.committed("payment-alerts", PaymentAlert.class).stream()
                    .filter(a -> a.getCheck().equals(check) && a.getStatus() == status)
                    .toList(),
            found -> !found.isEmpty())
        .get(0);
  }

  private void publish(String topic, SpecificRecord record) throws Exception {
    topics.publish(topic, record);
    topics.flush();
  }

  private Sale sale(String eventId, String orderRef) {
    Money total = new Money(1_000L, "EUR");
    SaleLine line = new SaleLine();
    line.setLineNo(0);
    line.setSku("mug");
    line.setQuantity(1L);
    line.setAmount(total);
    line.setFulfilment(FulfilmentKind.SHIP);
    line.setLocationId("dc-1");
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(begun.plusSeconds(2))
        .setSource(Source.newBuilder().setId("shop").build())
        .setOrderRef(orderRef)
        .setCheckoutRef(orderRef.equals("order-1") ? "checkout-1" : null)
        .setLines(List.of(line))
        .setTotal(total)
        .setTenders(
            orderRef.equals("order-1")
                ? List.of(new Tender(TenderKind.CARD, total, "psp", "pay-1", null, false))
                : List.of())
        .build();
  }

  private PaymentEvent captured(
      String payment, int second, @Nullable String order, @Nullable String checkout) {
    return PaymentEvent.newBuilder()
        .setEventId(payment)
        .setOccurredAt(begun.plusSeconds(second))
        .setSource(Source.newBuilder().setId("psp").build())
        .setProvider("psp")
        .setProviderAccount("shop")
        .setProviderEventId(payment)
        .setProviderPaymentId(payment)
        .setOperationId("capture")
        .setType(PaymentType.CAPTURED)
        .setAmount(new Money(1_000L, "EUR"))
        .setOrderRef(order)
        .setCheckoutRef(checkout)
        .setChannel("web")
        .build();
  }
}
