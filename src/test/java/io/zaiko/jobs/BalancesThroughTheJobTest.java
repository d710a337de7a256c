package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import io.zaiko.avro.StoredValue;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Gift cards through the whole payments job, live, between a real broker and a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BalancesThroughTheJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Instant begun = Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.MICROS);
  private WholeJob job;
  private Topics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    job =
        WholeJob.of(
            PaymentsJob::define,
            folder,
            Map.of("payment.lateness", "PT5S", "payment.capture.window", "PT10S"));
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void a_load_whose_payment_was_voided_is_told_once_it_was_spent_from() throws Exception {
    publish(payment("psp", "pay-1", PaymentType.AUTHORISED, 0, 5_000, null));
    publish(ledger("load-1", PaymentType.STORED_VALUE_LOADED, 1, 5_000, "pay-1"));
    publish(payment("psp", "pay-1", PaymentType.VOIDED, 2, 5_000, null));
    // Until it is heard of again, its capture of pay-1 may only be late.
    publish(payment("psp", "pay-2", PaymentType.CAPTURED, 30, 1_000, null));
    publish(ledger("spend-1", PaymentType.STORED_VALUE_REDEEMED, 3, 4_000, null));

    PaymentAlert confirmed = awaitAlert(AlertStatus.CONFIRMED);
    assertThat(confirmed.getCheck()).isEqualTo("STORED_VALUE_ABUSE");
    assertThat(confirmed.getKey()).isEqualTo("ledger|gift-1");
    assertThat(confirmed.getAmountAtRisk()).isEqualTo(new Money(5_000L, "EUR"));
    assertThat(confirmed.getFacts()).containsEntry("excess", 4_000L);

    job.replaceTaskManager();
    publish(ledger("spend-1", PaymentType.REDEMPTION_REVERSED, 60, 4_000, null));
    PaymentAlert resolved = awaitAlert(AlertStatus.RESOLVED);
    assertThat(resolved.getAlertId()).isEqualTo(confirmed.getAlertId());
  }

  private PaymentAlert awaitAlert(AlertStatus status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                topics.committed("payment-alerts", PaymentAlert.class).stream()
                    .filter(alert -> alert.getStatus() == status)
                    .toList(),
            found -> !found.isEmpty())
        .get(0);
  }

  private void publish(PaymentEvent record) throws Exception {
    topics.publish("payments." + record.getProvider(), record);
    topics.flush();
  }

  private PaymentEvent ledger(
      String payment, PaymentType type, int second, long minor, @Nullable String paidBy) {
    StoredValue value =
        StoredValue.newBuilder()
            .setAccountId("gift-1")
            .setUnit("EUR")
            .setFundingPaymentId(paidBy)
            .build();
    return payment("ledger", payment, type, second, minor, value);
  }

  private PaymentEvent payment(
      String provider,
      String payment,
      PaymentType type,
      int second,
      long minor,
      @Nullable StoredValue value) {
    return PaymentEvent.newBuilder()
        .setEventId(payment + '-' + second)
        .setOccurredAt(begun.plusSeconds(second))
        .setSource(Source.newBuilder().setId(provider).build())
        .setProvider(provider)
        .setProviderAccount("shop")
        .setProviderEventId(payment + '-' + second)
        .setProviderPaymentId(payment)
        .setOperationId(payment)
        .setType(type)
        .setAmount(new Money(minor, "EUR"))
        .setChannel("web")
        .setStoredValue(value)
        .build();
  }
}
