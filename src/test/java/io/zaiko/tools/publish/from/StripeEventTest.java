package io.zaiko.tools.publish.from;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.domain.payment.Payment;
import io.zaiko.domain.payment.PaymentState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events in the shapes of Stripe's public reference of its API, cut to what is read. */
class StripeEventTest {
  private static final String INTENT =
      "'id':'pi_1','amount':2000,'currency':'eur','latest_charge':'ch_1',";
  private static final String CHARGE =
      "'id':'ch_1','payment_intent':'pi_1','amount':2000,'currency':'eur',";
  private static final String REFUND =
      "'id':'re_1','charge':'ch_1','payment_intent':'pi_1','amount':500,'currency':'eur',";
  private static final String DISPUTE =
      "'id':'du_1','charge':'ch_1','payment_intent':'pi_1','amount':2000,'currency':'eur',";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          payment_intent.created           | I | 'status':'requires_action'                | PENDING | pi_1 | 2000
          payment_intent.requires_action   | I | 'status':'requires_action'                | PENDING | pi_1 | 2000
          payment_intent.amount_capturable_updated | I | 'amount_capturable':1900          | AUTHORISED | ch_1 | 1900
          payment_intent.succeeded         | I | 'amount_received':1900                    | CAPTURED | ch_1 | 1900
          payment_intent.payment_failed    | I | 'last_payment_error':{'charge':'ch_2'}    | DECLINED | ch_2 | 2000
          payment_intent.canceled          | I | 'cancellation_reason':'abandoned'         | VOIDED | pi_1 | 2000
          payment_intent.canceled          | I | 'cancellation_reason':'automatic'         | EXPIRED | pi_1 | 2000
          charge.succeeded                 | C | 'captured':false                          | AUTHORISED | ch_1 | 2000
          charge.succeeded                 | C | 'captured':true,'amount_captured':2000    | CAPTURED | ch_1 | 2000
          charge.captured                  | C | 'captured':true,'amount_captured':1500    | CAPTURED | ch_1 | 1500
          charge.failed                    | C | 'captured':false                          | DECLINED | ch_1 | 2000
          charge.expired                   | C | 'captured':false                          | EXPIRED | pi_1 | 2000
          charge.refunded                  | C | 'captured':false,'amount_refunded':2000   | VOIDED | pi_1 | 2000
          refund.created                   | R | 'status':'succeeded'                      | REFUNDED | re_1 | 500
          charge.refund.updated            | R | 'status':'succeeded'                      | REFUNDED | re_1 | 500
          refund.failed                    | R | 'status':'failed'                         | REFUND_FAILED | re_1 | 500
          charge.dispute.created           | D | 'status':'needs_response'                 | CHARGEBACK_RECEIVED | du_1 | 2000
          charge.dispute.funds_withdrawn   | D | 'status':'needs_response'                 | CHARGEBACK_RECEIVED | du_1 | 2000
          charge.dispute.funds_reinstated  | D | 'status':'won'                            | CHARGEBACK_REVERSED | du_1 | 2000
          charge.dispute.closed            | D | 'status':'won'                            | CHARGEBACK_REVERSED | du_1 | 2000
          charge.dispute.closed            | D | 'status':'lost'                           | CHARGEBACK_RECEIVED | du_1 | 2000
          """)
  void an_event_is_what_it_says(
      String type, String of, String more, PaymentType is, String operation, long minor)
      throws Exception {
    List<PaymentEvent> events = told(1, type, of(of) + more).events();
    assertThat(events).hasSize(1);
    PaymentEvent event = events.get(0);
    assertThat(event.getType()).isEqualTo(is);
    assertThat(event.getOperationId()).isEqualTo(operation);
    assertThat(event.getProviderPaymentId()).isEqualTo("pi_1");
    assertThat(event.getAmount().getMinor()).isEqualTo(minor);
    assertThat(event.getEventId()).isEqualTo("stripe:evt_1/" + operation);
    assertThat(event.getSource().getTimePrecision()).isEqualTo(1_000_000L);
    assertThat(Accepted.statements(events)).hasSize(1);
    assertThat(told(1, type, of(of) + more).events()).isEqualTo(events);
  }

  @Test
  void the_last_capture_of_a_part_releases_the_rest() throws Exception {
    String partly = INTENT + "'amount_received':1200,'amount_capturable':";
    List<PaymentEvent> events = told(1, "payment_intent.succeeded", partly + "0").events();
    assertThat(events)
        .extracting(PaymentEvent::getType)
        .containsExactly(PaymentType.CAPTURED, PaymentType.VOIDED);
    assertThat(events).extracting(PaymentEvent::getEventId).doesNotHaveDuplicates();
    assertThat(events).extracting(PaymentEvent::getProviderEventId).doesNotHaveDuplicates();
    assertThat(Accepted.statements(events)).hasSize(2);
    assertThat(told(1, "payment_intent.succeeded", partly + "800").events()).hasSize(1);
  }

  @Test
  void a_refund_that_moved_money_is_no_release_though_it_is_the_first() throws Exception {
    String partly = CHARGE + "'captured':true,'amount_captured':1500,'refunds':{'data':[{" + REFUND;
    assertThat(told(1, "charge.refunded", partly + "'balance_transaction':'txn_1'}]}").events())
        .extracting(PaymentEvent::getType)
        .containsExactly(PaymentType.REFUNDED);
    assertThat(told(1, "charge.refunded", partly + "'status':'succeeded'}]}").events()).isEmpty();
  }

  @Test
  void why_a_refund_was_made_is_what_the_house_wrote() throws Exception {
    String refund = REFUND + "'status':'succeeded','reason':'requested_by_customer'";
    String ours = refund + ",'metadata':{'reason_code':'GOODWILL'}";
    assertThat(told(1, "refund.created", refund).events())
        .extracting(PaymentEvent::getReasonCode)
        .containsExactly("requested_by_customer");
    assertThat(told(1, "refund.created", ours).events())
        .extracting(PaymentEvent::getReasonCode)
        .containsExactly("GOODWILL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          payment_intent.created | I | 'status':'requires_payment_method'
          charge.refunded        | C | 'captured':true,'amount_refunded':500
          refund.created         | R | 'status':'pending'
          refund.created         | R | 'status':'succeeded','balance_transaction':null
          charge.dispute.created | D | 'status':'warning_needs_response'
          charge.dispute.closed  | D | 'status':'warning_closed'
          invoice.paid           | I | 'status':'paid'
          """)
  void what_moves_no_money_or_is_said_elsewhere_is_skipped(String type, String of, String more)
      throws Exception {
    assertThat(told(1, type, of(of) + more)).isEqualTo(new Told(List.of(), 1));
  }

  @Test
  void an_ordinary_payment_counts_once_however_often_it_is_said() throws Exception {
    List<PaymentEvent> events = new ArrayList<>();
    String captured = "'captured':true,'amount_captured':2000";
    events.addAll(told(1, "charge.succeeded", CHARGE + "'captured':false").events());
    events.addAll(told(2, "charge.captured", CHARGE + captured).events());
    events.addAll(told(3, "payment_intent.succeeded", INTENT + "'amount_received':2000").events());
    String list =
        ",'amount_refunded':500,'refunds':{'data':[{" + REFUND + "'status':'succeeded'}]}";
    events.addAll(told(4, "charge.refunded", CHARGE + captured + list).events());
    events.addAll(told(5, "refund.created", REFUND + "'status':'succeeded'").events());
    Payment payment = Accepted.payment(events);
    assertThat(payment.capturedMinor()).isEqualTo(2000);
    assertThat(payment.refundedMinor()).isEqualTo(500);
    assertThat(payment.state()).isEqualTo(PaymentState.PARTIALLY_REFUNDED);
  }

  @ParameterizedTest
  @CsvSource({"jpy, 2000", "isk, 20", "ugx, 20", "mga, 200000", "kwd, 2000"})
  void amounts_are_in_the_minor_units_of_the_currency(String currency, long minor)
      throws Exception {
    String charge = CHARGE.replace("eur", currency) + "'captured':true";
    PaymentEvent event = told(1, "charge.succeeded", charge).events().get(0);
    assertThat(event.getAmount().getMinor()).isEqualTo(minor);
  }

  private static String of(String of) {
    return switch (of) {
      case "I" -> INTENT;
      case "C" -> CHARGE;
      case "R" -> REFUND;
      default -> DISPUTE;
    };
  }

  private static Told told(int number, String type, String object) throws NotTaken {
    String event =
        "{'id':'evt_%d','created':%d,'type':'%s','data':{'object':{%s}}}"
            .formatted(number, 1_686_089_970 + number, type, object);
    return Provider.STRIPE
        .adapter(List.of(), new Unstated("web", "main", false))
        .read(event.replace('\'', '"'));
  }
}
