package io.zaiko.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertAction;
import io.zaiko.avro.AlertDisposition;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write of alerts: what it means, what is refused, and that no card number gets in. */
class AlertActionTest {
  private static final String TOPIC = "alert-actions.desk";
  private static final String ALERT = "0123456789abcdef".repeat(2);

  /** Put together so that no file holds it. */
  private static final String CARD = "4" + "1".repeat(15);

  @ParameterizedTest
  @EnumSource(AlertDisposition.class)
  void an_action_keeps_what_was_stated(AlertDisposition what) {
    Inbound inbound = decode(Samples.KEY, action().setAction(what).setReason("seen").build());
    GoodsEvent event = Objects.requireNonNull(inbound.event(), inbound::message);
    assertThat(event.kind()).isEqualTo(RecordKind.ALERT_ACTION);
    assertThat(event.lines()).isEmpty();
    var action = Objects.requireNonNull(event.action());
    assertThat(action.eventId()).isEqualTo("action-1");
    assertThat(action.alertId()).isEqualTo(ALERT);
    assertThat(action.disposition()).hasToString(what.name());
    assertThat(action.by()).isEqualTo("ann");
    assertThat(action.reason()).isEqualTo("seen");
    assertThat(action.atMicros()).isEqualTo(event.occurredAtMicros());
  }

  @Test
  void a_reason_of_a_thousand_characters_is_let_pass_and_a_blank_one_is_none() {
    Inbound longest = decode(Samples.KEY, action().setReason("x".repeat(1_000)).build());
    assertThat(longest.reason()).isNull();
    Inbound blank = decode(Samples.KEY, action().setReason(" ").build());
    GoodsEvent event = Objects.requireNonNull(blank.event());
    assertThat(Objects.requireNonNull(event.action()).reason()).isNull();
  }

  private static Stream<Arguments> actionsThatCannotBe() {
    return Stream.of(
        refusal(action().setAlertId(""), Reason.BLANK_FIELD, "alert_id"),
        refusal(action().setAlertId("alert"), Reason.MALFORMED, "32 hexadecimal digits"),
        refusal(action().setAlertId(ALERT.substring(1)), Reason.MALFORMED, "alert_id"),
        refusal(action().setAlertId(ALERT + "0"), Reason.MALFORMED, "alert_id"),
        refusal(action().setAlertId("G" + ALERT.substring(1)), Reason.MALFORMED, "alert_id"),
        refusal(action().setAlertId(ALERT.toUpperCase(Locale.ROOT)), Reason.MALFORMED, "alert_id"),
        refusal(action().setBy(" "), Reason.BLANK_FIELD, "by is blank"),
        refusal(action().setBy("x".repeat(129)), Reason.FIELD_TOO_LONG, "by has 129"),
        refusal(action().setEventId(""), Reason.BLANK_FIELD, "event_id"),
        refusal(action().setReason("x".repeat(1_001)), Reason.FIELD_TOO_LONG, "1001 characters"));
  }

  @ParameterizedTest(name = "{1} ({2})")
  @MethodSource("actionsThatCannotBe")
  void actions_that_cannot_be_are_refused(AlertAction record, Reason reason, String says) {
    Inbound inbound = decode(Samples.KEY, record);
    assertThat(inbound.reason()).as(inbound.message()).isEqualTo(reason);
    assertThat(inbound.message()).contains(says).hasSizeLessThan(400);
    assertThat(inbound.event()).isNull();
    assertThat(inbound.value()).containsExactly(Samples.bytes(record));
  }

  @ParameterizedTest
  @ValueSource(strings = {"by", "reason", "alert_id"})
  void a_card_number_is_refused_and_masked_and_never_repeated(String field) {
    for (String text : List.of(CARD, "card " + CARD + ".")) {
      AlertAction record = action().build();
      record.put(record.getSchema().getField(field).pos(), text);
      Inbound inbound = decode(("key " + text).getBytes(UTF_8), record);
      assertThat(inbound.reason()).isEqualTo(Reason.CARD_NUMBER);
      assertThat(inbound.message()).startsWith(field + " holds a card number");
      assertThat(inbound.message()).doesNotContain("1111");
      assertThat(inbound.value()).hasSameSizeAs(Samples.bytes(record));
      assertThat(shown(inbound.value())).contains("****").doesNotContain("1111");
      assertThat(shown(inbound.key())).startsWith("key ").doesNotContain("1111");
    }
  }

  private static AlertAction.Builder action() {
    return AlertAction.newBuilder()
        .setEventId("action-1")
        .setOccurredAt(Samples.SOLD_AT)
        .setSource(Samples.source())
        .setAlertId(ALERT)
        .setAction(AlertDisposition.CLOSED)
        .setBy("ann");
  }

  private static Arguments refusal(AlertAction.Builder record, Reason reason, String says) {
    return arguments(record.build(), reason, says);
  }

  private static Inbound decode(byte[] key, AlertAction record) {
    return new RecordDecoder(Samples::byId)
        .decode(TOPIC, 3, 42, Samples.BROKER_TIME.toEpochMilli(), key, Samples.bytes(record));
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
