package io.zaiko.codec;

import io.zaiko.avro.AlertHandling;
import io.zaiko.avro.Cause;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentState;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.Payment;
import io.zaiko.domain.payment.PaymentStanding;
import io.zaiko.domain.payment.PaymentStatement;
import org.jspecify.annotations.Nullable;

/** What is found of payments to Kafka records. Not for several threads. */
public final class PaymentEncoder {
  static {
    AvroLimits.ensure();
  }

  private final BodyWriter<PaymentState> states;
  private final BodyWriter<PaymentAlert> alerts;

  public PaymentEncoder(SchemaIds ids) {
    this.states = new BodyWriter<>(new PaymentState(), ids);
    this.alerts = new BodyWriter<>(new PaymentAlert(), ids);
  }

  /** Where a payment stands, keyed by it. */
  public Outbound state(PaymentStanding standing, long epoch, long emittedAtMicros) {
    PaymentStatement cause = standing.cause();
    Payment payment = standing.payment();
    long authorised = payment.authorisedMinor();
    PaymentState record = new PaymentState();
    record.setPaymentId(cause.paymentKey());
    record.setProvider(cause.provider());
    record.setProviderAccount(cause.providerAccount());
    record.setProviderPaymentId(cause.paymentId());
    record.setOrderRef(standing.first(PaymentStatement::orderRef));
    record.setCheckoutRef(standing.first(PaymentStatement::checkoutRef));
    record.setChannel(standing.statements().get(0).channel());
    record.setLocationId(standing.first(PaymentStatement::locationId));
    record.setState(payment.state().name());
    record.setUnseen(standing.isUnseen());
    record.setCurrency(payment.currency());
    record.setAuthorisedMinor(authorised == PaymentStatement.NO_AMOUNT ? null : authorised);
    record.setCapturedMinor(payment.capturedMinor());
    record.setRefundedMinor(payment.refundedMinor());
    record.setChargedBackMinor(payment.chargedBackMinor());
    record.setEvents(standing.events());
    record.setCause(new Cause(cause.eventId(), cause.type().name()));
    record.setAsOf(OutputEncoder.instant(standing.asOfMicros()));
    record.setEmittedAt(OutputEncoder.instant(emittedAtMicros));
    record.setEpoch(epoch);
    record.setRevision(standing.revision());
    return new Outbound(
        OutputTopic.PAYMENT_STATES.topic(),
        OutputEncoder.bytes(cause.paymentKey()),
        states.write(record));
  }

  /**
   * A revision of an alert, keyed by its id.
   *
   * @param action what a person made of it; null where no one did
   */
  public Outbound alert(MoneyAlert found, @Nullable AlertAction action, long emittedAtMicros) {
    Alert alert = found.alert();
    PaymentAlert record = new PaymentAlert();
    record.setAlertId(alert.alertId());
    record.setCheck(alert.check().name());
    record.setKey(alert.key());
    record.setEpisode(alert.episode());
    record.setRevision(alert.revision());
    record.setStatus(OutputEncoder.status(alert.status()));
    record.setSeverity(OutputEncoder.severity(alert.severity()));
    record.setAmountAtRisk(
        found.currency().isEmpty() ? null : new Money(found.riskMinor(), found.currency()));
    record.setFacts(alert.facts());
    record.setEvidence(
        alert.evidence().stream().map(e -> new Evidence(e.eventId(), e.role())).toList());
    record.setSentence(alert.sentence());
    record.setDisposition(action == null ? null : disposition(action));
    record.setOccurredAt(OutputEncoder.instant(alert.occurredAtMicros()));
    record.setEmittedAt(OutputEncoder.instant(emittedAtMicros));
    return new Outbound(
        OutputTopic.PAYMENT_ALERTS.topic(),
        OutputEncoder.bytes(alert.alertId()),
        alerts.write(record));
  }

  private static AlertHandling disposition(AlertAction action) {
    AlertHandling record = new AlertHandling();
    record.setAction(action.disposition().name());
    record.setBy(action.by());
    record.setReason(action.reason());
    record.setAt(OutputEncoder.instant(action.atMicros()));
    record.setEventId(action.eventId());
    return record;
  }
}
