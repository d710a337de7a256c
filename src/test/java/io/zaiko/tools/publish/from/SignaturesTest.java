package io.zaiko.tools.publish.from;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adyen's published vectors, and vectors of Stripe's scheme computed with Python's hmac. */
class SignaturesTest {
  private static final Unstated UNSTATED = new Unstated("web", "main", false);
  private static final String ADYEN_KEY =
      "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
  private static final String ADYEN_ITEM =
      """
      {"live":"false","notificationItems":[{"NotificationRequestItem":{
       "additionalData":{"hmacSignature":"coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="},
       "amount":{"value":1130,"currency":"EUR"},"pspReference":"7914073381342284",
       "eventCode":"AUTHORISATION","eventDate":"2019-05-06T17:15:34.121+02:00",
       "merchantAccountCode":"TestMerchant","operations":["CANCEL","CAPTURE","REFUND"],
       "merchantReference":"TestPayment-1407325143704","paymentMethod":"visa","success":"true"}}]}
      """;

  private static final String STRIPE_SECRET = "whsec_zaiko_test_secret";
  private static final String STRIPE_BODY =
      "{\"id\":\"evt_1NG8Du2eZvKYlo2CUI79vXWy\",\"object\":\"event\",\"api_version\":\"2023-10-16\","
          + "\"created\":1686089970,\"type\":\"payment_intent.canceled\",\"data\":{\"object\":"
          + "{\"id\":\"pi_1Gszdc2eZvKYlo2CpRuJm1Ju\",\"object\":\"payment_intent\",\"amount\":1099,"
          + "\"currency\":\"eur\",\"cancellation_reason\":\"abandoned\","
          + "\"metadata\":{\"order_id\":\"caf\u00e9-6735\"}}}}";
  private static final String STRIPE_V1 =
      "70da9c4da7b780f3f6dfbfc71cfbc260917d28d17dee46a358d25d74cc985713";
  private static final String STRIPE_V1_OF_OLD =
      "0770adc2b3fb721b363abd398980d1a8b604238d07b2bd3ad72a72b8f76680d8";

  @Test
  void the_example_that_adyen_publishes_is_taken() throws Exception {
    Told told = adyen(ADYEN_KEY).read(ADYEN_ITEM);
    assertThat(told.events()).hasSize(1);
    assertThat(told.events().get(0).getProviderPaymentId()).isEqualTo("7914073381342284");
  }

  @Test
  void the_vector_of_adyens_libraries_is_reproduced() {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("pspReference", "pspReference").put("originalReference", "originalReference");
    item.put("merchantAccountCode", "merchantAccount").put("merchantReference", "reference");
    item.put("eventCode", "EVENT").put("success", "true");
    item.putObject("amount").put("currency", "EUR").put("value", 1000);
    item.putObject("additionalData")
        .put("hmacSignature", "ipnxGCaUZ4l8TUW75a71/ghd2Fe5ffvX0pV4TLTntIc=");
    AdyenSignature signature =
        new AdyenSignature(
            List.of("DFB1EB5485895CFA84146406857104ABB4CBCABDC8AAF103A624C8F6A3EAAB00"));
    assertThat(signature.matches(new Body(item, ""))).isTrue();
    item.put("merchantReference", "reference2");
    assertThat(signature.matches(new Body(item, ""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1130, 1131",
    "EUR, USD",
    "7914073381342284, 7914073381342285",
    "TestMerchant, OtherMerchant",
    "TestPayment-, TestPayment_",
    "coqCmt, doqCmt",
    "hmacSignature, noSignature"
  })
  void an_item_that_was_changed_is_refused_with_its_field(String was, String is) {
    assertThat(ADYEN_ITEM).contains(was);
    assertThatThrownBy(() -> adyen(ADYEN_KEY).read(ADYEN_ITEM.replace(was, is)))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith(
            "notificationItems[0].NotificationRequestItem.additionalData.hmacSignature is missing"
                + " or not of this item; ");
  }

  @Test
  void while_a_key_is_replaced_either_may_have_signed() throws Exception {
    String other = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";
    assertThat(adyen(other, ADYEN_KEY).read(ADYEN_ITEM).events()).hasSize(1);
    assertThatThrownBy(() -> adyen(other).read(ADYEN_ITEM)).isInstanceOf(NotTaken.class);
  }

  @Test
  void a_key_that_is_no_hexadecimal_is_refused_and_not_shown() {
    assertThatThrownBy(() -> adyen("secretZZ"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not hexadecimal")
        .hasMessageNotContaining("secretZZ")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Stripe-Signature | t=1686089971,v1=70da9c4da7b780f3f6dfbfc71cfbc260917d28d17dee46a358d25d74cc985713
          stripe-signature | t=1686089971,v1=70da9c4da7b780f3f6dfbfc71cfbc260917d28d17dee46a358d25d74cc985713
          Stripe-Signature | t=1686089971,v1=0770adc2b3fb721b363abd398980d1a8b604238d07b2bd3ad72a72b8f76680d8,v1=70da9c4da7b780f3f6dfbfc71cfbc260917d28d17dee46a358d25d74cc985713,v0=00
          """)
  void a_body_of_stripe_is_taken_under_its_signature(String name, String header) throws Exception {
    Told told = stripe(STRIPE_SECRET).read(delivery(name, header, STRIPE_BODY));
    assertThat(told.events()).hasSize(1);
    assertThat(told.events().get(0).getOrderRef()).isEqualTo("caf\u00e9-6735");
  }

  @Test
  void while_a_secret_of_stripe_is_replaced_either_may_have_signed() throws Exception {
    ProviderAdapter both = stripe("whsec_zaiko_old_secret", STRIPE_SECRET);
    String old = delivery("Stripe-Signature", "t=1686089971,v1=" + STRIPE_V1_OF_OLD, STRIPE_BODY);
    assertThat(both.read(old).events()).hasSize(1);
    assertThatThrownBy(() -> stripe(STRIPE_SECRET).read(old)).isInstanceOf(NotTaken.class);
  }

  @ParameterizedTest
  @CsvSource({
    "t=1686089972, 70da9c4d, 70da9c4d",
    "t=1686089971, 70da9c4d, 80da9c4d",
    "x=1686089971, 70da9c4d, 70da9c4d"
  })
  void a_header_that_was_changed_is_refused(String time, String was, String is) {
    String header = time + ",v1=" + STRIPE_V1.replace(was, is);
    assertRefused(delivery("Stripe-Signature", header, STRIPE_BODY));
  }

  @Test
  void a_body_that_was_changed_is_refused() {
    String header = "t=1686089971,v1=" + STRIPE_V1;
    assertRefused(delivery("Stripe-Signature", header, STRIPE_BODY.replace("1099", "1098")));
    assertRefused(delivery("Stripe-Signature", header, STRIPE_BODY + " "));
    // Only v1 is asked: another scheme could be weaker.
    assertRefused(delivery("Stripe-Signature", "t=1686089971,v0=" + STRIPE_V1, STRIPE_BODY));
  }

  @Test
  void a_bare_event_is_taken_only_where_no_signature_is_asked() throws Exception {
    assertThatThrownBy(() -> stripe(STRIPE_SECRET).read(STRIPE_BODY))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith("body is missing: the raw bytes are signed; hand on ");
    assertThatThrownBy(() -> stripe(STRIPE_SECRET).read("{\"body\":\"{}\"}"))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith("headers.Stripe-Signature is missing; hand on ");
    assertThat(stripe().read(STRIPE_BODY).events())
        .isEqualTo(stripe().read(delivery("Stripe-Signature", "none", STRIPE_BODY)).events())
        .hasSize(1);
  }

  private static void assertRefused(String line) {
    assertThatThrownBy(() -> stripe(STRIPE_SECRET).read(line))
        .isInstanceOf(NotTaken.class)
        .hasMessageStartingWith("headers.Stripe-Signature is not of this body; ");
  }

  private static String delivery(String name, String header, String body) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.putObject("headers").put("Content-Type", "application/json").put(name, header);
    return line.put("body", body).toString();
  }

  private static ProviderAdapter stripe(String... secrets) {
    return Provider.STRIPE.adapter(List.of(secrets), UNSTATED);
  }

  private static ProviderAdapter adyen(String... keys) {
    return Provider.ADYEN.adapter(List.of(keys), UNSTATED);
  }
}
