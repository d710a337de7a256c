package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zaiko.avro.ItemKind;
import io.zaiko.domain.identity.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Master data: accepted, taken back, or refused with its address. */
class ControlDecoderTest {
  private static final byte[] POSTAGE = Samples.bytes(Samples.item("POSTAGE", ItemKind.NON_STOCK));

  @Test
  void an_item_says_whether_it_is_stock() {
    assertThat(items("POSTAGE", POSTAGE).nonStock()).isTrue();
    assertThat(items("MUG", Samples.bytes(Samples.item("MUG", ItemKind.STOCK))).nonStock())
        .isFalse();
  }

  @Test
  void a_location_says_whether_it_is_open() {
    ControlRecord closed =
        decode(
            ControlTopic.LOCATIONS, "store-1", Samples.bytes(Samples.location("store-1", false)));
    assertThat(closed.id()).isEqualTo("store-1");
    assertThat(closed.open()).isFalse();
  }

  @Test
  void no_value_takes_back_what_was_said() {
    ControlRecord tombstone = items("POSTAGE", null);
    assertThat(tombstone.forgotten()).isTrue();
    assertThat(tombstone.isRefused()).isFalse();
    assertThat(tombstone.nonStock()).isFalse();
  }

  @Test
  void a_key_that_is_not_the_id_is_refused() {
    assertThat(reason(items("MUG", POSTAGE))).isEqualTo(Reason.KEY_MISMATCH);
    assertThat(reason(items(null, POSTAGE))).isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(items("", null))).isEqualTo(Reason.BLANK_FIELD);
  }

  @Test
  void bytes_that_are_no_master_data_are_refused_with_their_address() {
    assertThat(reason(items("POSTAGE", new byte[0]))).isEqualTo(Reason.EMPTY_VALUE);
    assertThat(reason(items("POSTAGE", new byte[] {0}))).isEqualTo(Reason.TOO_SHORT);
    ControlRecord wrong = decode(ControlTopic.LOCATIONS, "POSTAGE", POSTAGE);
    assertThat(reason(wrong)).isEqualTo(Reason.WRONG_RECORD);
    Inbound refusal = wrong.inbound();
    assertThat(refusal.origin().address()).isEqualTo("locations|1|5");
    assertThat(refusal.schemaId()).isEqualTo(7);
    assertThat(refusal.value()).isEqualTo(POSTAGE);
  }

  @Test
  void a_location_with_a_bar_in_its_name_is_refused() {
    byte[] value = Samples.bytes(Samples.location("a|b", true));
    assertThat(reason(decode(ControlTopic.LOCATIONS, "a|b", value)))
        .isEqualTo(Reason.ILLEGAL_CHARACTER);
  }

  @Test
  void what_no_check_foresaw_is_a_refusal() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                Unforeseen.refused(
                    () -> {
                      throw new ArithmeticException("long overflow");
                    }))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED));
  }

  private static @Nullable Reason reason(ControlRecord record) {
    return Objects.requireNonNull(record.inbound().reason());
  }

  private static ControlRecord items(@Nullable String key, byte @Nullable [] value) {
    return decode(ControlTopic.ITEMS, key, value);
  }

  private static ControlRecord decode(
      ControlTopic topic, @Nullable String key, byte @Nullable [] value) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new ControlDecoder(Samples::byId).decode(topic, 1, 5, 0, bytes, value);
  }
}
