package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.AlertDisposition;
import io.zaiko.avro.AlertHandling;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentState;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import io.zaiko.testkit.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payments through their whole job, live, between a real broker and a real registry, read
 * committed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsThroughTheJobTest {
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
            Map.of("payment.lateness", "PT5S", "alert.action.patience", "PT1S"));
    topics = job.topics();
  }

  @AfterAll
  void stop() throws Exception {
    job.close();
  }

  @Test
  void a_payment_is_told_in_each_of_its_states_and_a_refund_too_many_to_its_end() throws Exception {
    publish(payment("auth", PaymentType.AUTHORISED, "a", 0, 1_000));
    publish(payment("cap", PaymentType.CAPTURED, "a", 1, 1_000));
    publish(payment("ref-1", PaymentType.REFUNDED, "r1", 2, 1_000));
    publish(payment("ref-1", PaymentType.REFUNDED, "r1", 2, 1_000)); // delivered again
    PaymentEvent renamed = payment("ref-1", PaymentType.REFUNDED, "r1", 2, 1_000);
    renamed.setEventId("ref-1-of-another-adapter");
    publish(renamed);
    publish(payment("ref-2", PaymentType.REFUNDED, "r2", 3, 500));

    PaymentAlert confirmed = awaitAlert(AlertStatus.CONFIRMED);
    assertThat(confirmed.getCheck()).isEqualTo("OVER_REFUND");
    assertThat(confirmed.getKey()).isEqualTo("psp|shop|pay-1");
    assertThat(confirmed.getAmountAtRisk()).isEqualTo(new Money(500L, "EUR"));
    assertThat(confirmed.getDisposition()).isNull();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(states())
                    .containsExactly("AUTHORISED 1", "CAPTURED 2", "REFUNDED 3", "REFUNDED 4"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("duplicates", Duplicate.class))
                    .extracting(Duplicate::getIdentity)
                    .containsExactlyInAnyOrder("ref-1", "psp|ref-1"));

    topics.publish("alert-actions.desk", action("ack", confirmed.getAlertId()));
    topics.publish("alert-actions.desk", action("astray", "0".repeat(32)));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(alerts())
                    .last()
                    .satisfies(
                        acted -> {
                          assertThat(acted.getStatus()).isEqualTo(AlertStatus.CONFIRMED);
                          assertThat(acted.getDisposition())
                              .isNotNull()
                              .extracting(AlertHandling::getBy)
                              .isEqualTo("aiko");
                        }));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.committed("dead-letters", DeadLetter.class))
                    .extracting(DeadLetter::getEventId, DeadLetter::getReason)
                    .containsExactly(tuple("astray", "UNKNOWN_ALERT")));

    job.replaceTaskManager();
    publish(payment("ref-2-back", PaymentType.REFUND_REVERSED, "r2", 50, 500));
    PaymentAlert resolved = awaitAlert(AlertStatus.RESOLVED);
    assertThat(resolved.getDisposition().getAction()).isEqualTo("ACKNOWLEDGED");
    assertThat(alerts())
        .extracting(PaymentAlert::getRevision)
        .as("one after the other")
        .isSorted()
        .doesNotHaveDuplicates();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(states()).last().isEqualTo("REFUNDED 5"));
  }

  private List<String> states() {
    return topics.committed("payment-states", PaymentState.class).stream()
        .map(state -> state.getState() + ' ' + state.getRevision())
        .toList();
  }

  private List<PaymentAlert> alerts() {
    return topics.committed("payment-alerts", PaymentAlert.class);
  }

  private PaymentAlert awaitAlert(AlertStatus status) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> alerts().stream().filter(alert -> alert.getStatus() == status).toList(),
            found -> !found.isEmpty())
        .get(0);
  }

  private void publish(SpecificRecord record) throws Exception {
    topics.publish("payments.psp", record);
    topics.flush();
  }

  private PaymentEvent payment(
      String eventId, PaymentType type, String operation, int second, long minor) {
    return PaymentEvent.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(begun.plusSeconds(second))
        .setSource(Source.newBuilder().setId("psp").build())
        .setProvider("psp")
        .setProviderAccount("shop")
        .setProviderEventId(eventId)
        .setProviderPaymentId("pay-1")
        .setOperationId(operation)
        .setType(type)
        .setAmount(new Money(minor, "EUR"))
        .setChannel("web")
        .build();
  }

  private static AlertAction action(String eventId, String alert) {
    return AlertAction.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Instant.now())
        .setSource(Source.newBuilder().setId("desk").build())
        .setAlertId(alert)
        .setAction(AlertDisposition.ACKNOWLEDGED)
        .setBy("aiko")
        .build();
  }
}
