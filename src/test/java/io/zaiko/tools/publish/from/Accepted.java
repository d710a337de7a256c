package io.zaiko.tools.publish.from;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.payment.Payment;
import io.zaiko.domain.payment.PaymentStatement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What the job makes of what an adapter says: through the bytes, as from Kafka. */
final class Accepted {
  private static final Instant BROKER_CLOCK = Instant.parse("2026-11-01T00:00:00Z");

  private Accepted() {}

  /** Fails where the job would refuse one. */
  static List<PaymentStatement> statements(List<PaymentEvent> events) {
    return events.stream().map(Accepted::statement).toList();
  }

  private static PaymentStatement statement(PaymentEvent event) {
    Inbound inbound =
        new RecordDecoder(id -> PaymentEvent.SCHEMA$)
            .decode(
                "payments.test",
                0,
                0,
                BROKER_CLOCK.toEpochMilli(),
                null,
                WireFormat.encode(1, event));
    assertThat(inbound.reason()).as(inbound.message()).isNull();
    return Objects.requireNonNull(Objects.requireNonNull(inbound.event()).payment());
  }

  /** What one payment comes to. */
  static Payment payment(List<PaymentEvent> events) {
    assertThat(events)
        .extracting(PaymentEvent::getProviderPaymentId)
        .containsOnly(events.get(0).getProviderPaymentId());
    return Payment.of(statements(events));
  }
}
