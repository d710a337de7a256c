package io.zaiko.tools.verify;

import io.zaiko.avro.Address;
import io.zaiko.avro.AlertAction;
import io.zaiko.avro.AlertDisposition;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Source;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.PaymentEncoder;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.payment.AlertFile;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentLifeStep;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Payments in memory, with what the job's own parts tell of them. */
final class JudgedPayments {
  static final String TOPIC = "payments.psp";
  static final Instant BEGUN = Instant.parse("2026-05-31T10:00:00Z");

  private static final PaymentTerms TERMS =
      new PaymentTerms(900_000_000L, Map.of(), 1, Map.of(), 0, Map.of(), 0, 86_400_000_000L);

  private final MemoryTopics topics = new MemoryTopics();
  private final RecordDecoder decoder =
      new RecordDecoder(id -> Objects.requireNonNull(TestSchemas.ALL.byId(id)));
  private final PaymentEncoder encoder = new PaymentEncoder(SchemaIds.resolve(TestSchemas::idOf));
  private final Map<String, PaymentLife> lives = new HashMap<>();
  private final Map<String, AlertFile> files = new HashMap<>();
  private final Map<String, PaymentEvent> first = new HashMap<>();

  MemoryTopics topics() {
    return topics;
  }

  /** Something happens to a payment, so many minutes after the beginning. */
  JudgedPayments say(String payment, int minute, PaymentType type, String operation, long minor) {
    String eventId = payment + '-' + type + '-' + operation + '-' + minute + '-' + minor;
    return say(
        PaymentEvent.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(BEGUN.plusSeconds(60L * minute))
            .setSource(Source.newBuilder().setId("psp").build())
            .setProvider("psp")
            .setProviderAccount("shop")
            .setProviderEventId(eventId)
            .setProviderPaymentId(payment)
            .setOperationId(operation)
            .setType(type)
            .setAmount(new Money(minor, "EUR"))
            .setChannel("web")
            .build());
  }

  JudgedPayments say(PaymentEvent event) {
    RawRecord raw = append(TOPIC, TestSchemas.encode(event));
    PaymentEvent before = first.putIfAbsent(event.getEventId(), event);
    if (before != null) {
      append(
          "duplicates",
          TestSchemas.encode(
              Duplicate.newBuilder()
                  .setOrigin(
                      new Address(
                          raw.topic(), raw.partition(), raw.offset(), HonestOutputs.BROKER_TIME))
                  .setIdentity(event.getEventId())
                  .setEventId(event.getEventId())
                  .setKind("PAYMENT")
                  .build()));
      return this;
    }
    GoodsEvent decoded = decoded(raw);
    PaymentStatement said = Objects.requireNonNull(decoded.payment());
    PaymentLife life = lives.getOrDefault(said.paymentKey(), PaymentLife.UNHEARD);
    tell(said.paymentKey(), life.heard(said, decoded.asOfMicros(), TERMS, 0));
    return this;
  }

  /** A person closes an alert. */
  JudgedPayments close(String eventId, String alertId, int minute) {
    AlertAction action =
        AlertAction.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(BEGUN.plusSeconds(60L * minute))
            .setSource(Source.newBuilder().setId("desk").build())
            .setAlertId(alertId)
            .setAction(AlertDisposition.CLOSED)
            .setBy("aiko")
            .build();
    RawRecord raw = append("alert-actions.desk", TestSchemas.encode(action));
    tell(
        alertId,
        files
            .getOrDefault(alertId, AlertFile.EMPTY)
            .acted(Objects.requireNonNull(decoded(raw).action())));
    return this;
  }

  /** All time passes. */
  JudgedPayments settle() {
    new HashMap<>(lives).forEach((key, life) -> tell(key, life.timeCame(TERMS, Long.MAX_VALUE)));
    return this;
  }

  private void tell(String key, PaymentLifeStep step) {
    lives.put(key, step.next());
    if (step.told() != null) {
      append(encoder.state(step.told(), HonestOutputs.EPOCH, 0));
    }
    step.alerts().forEach(this::tell);
    step.takenBack(key).forEach(this::tell);
  }

  private void tell(MoneyAlert found) {
    String id = found.alert().alertId();
    tell(id, files.getOrDefault(id, AlertFile.EMPTY).heard(found));
  }

  private void tell(String id, AlertFile.Step step) {
    files.put(id, step.next());
    if (step.isNews()) {
      append(encoder.alert(Objects.requireNonNull(step.next().told()), step.next().action(), 0));
    }
  }

  private GoodsEvent decoded(RawRecord raw) {
    Inbound inbound =
        decoder.decode(
            raw.topic(),
            raw.partition(),
            raw.offset(),
            raw.timestampMillis(),
            raw.key(),
            raw.value());
    return Objects.requireNonNull(inbound.event(), inbound::message);
  }

  private void append(Outbound record) {
    topics.append(
        record.topic(), HonestOutputs.BROKER_TIME.toEpochMilli(), record.key(), record.value());
  }

  private RawRecord append(String topic, byte[] value) {
    return topics.append(topic, HonestOutputs.BROKER_TIME.toEpochMilli(), null, value);
  }

  VerifyReport verify() {
    return Verification.of(
        topics,
        TestSchemas.ALL,
        new Assumptions(
            ClockSkew.DEFAULT,
            Assumptions.LIVE_HORIZON,
            Assumptions.USUAL_LOW_STOCK_AT,
            Assumptions.LIVE_ORDERS,
            Duration.ZERO,
            false),
        InstantSource.fixed(HonestOutputs.BROKER_TIME.plusSeconds(7_200)));
  }
}
