package io.zaiko.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field says what it means, and none has room for a card. */
class SchemaFieldsTest {
  static Stream<Schema> schemas() throws IOException {
    return new Contract(Contract.HOME).current().values().stream();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void every_type_and_field_has_a_doc(Schema schema) {
    assertThat(SchemaFields.undocumented(schema)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void no_field_has_room_for_a_card_number_code_track_or_pin(Schema schema) {
    assertThat(SchemaFields.secrets(schema)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"card_number", "pan", "cvv", "card_cvc", "track2", "pin", "encrypted_pin_block"})
  void a_planted_secret_is_found(String field) throws IOException {
    assertThat(SchemaFields.secrets(planted(field, "Planted."))).containsExactly("Inner." + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"company", "pinned", "tracking_ref", "card_brand"})
  void a_harmless_name_is_left_alone(String field) throws IOException {
    assertThat(SchemaFields.secrets(planted(field, "Planted."))).isEmpty();
  }

  @Test
  void a_blank_doc_is_found_in_a_nested_record() throws IOException {
    assertThat(SchemaFields.undocumented(planted("field", " "))).containsExactly("Inner.field");
  }

  private static Schema planted(String field, String doc) throws IOException {
    String inner =
        "{\"type\":\"record\",\"name\":\"Inner\",\"doc\":\"Planted.\",\"fields\":[{\"name\":\""
            + field
            + "\",\"type\":\"long\",\"doc\":\""
            + doc
            + "\"}]}";
    String outer =
        "{\"type\":\"record\",\"name\":\"Outer\",\"doc\":\"Planted.\",\"fields\":[{\"name\":\"inner\","
            + "\"doc\":\"Planted.\",\"type\":[\"null\",{\"type\":\"array\",\"items\":"
            + inner
            + "}]}]}";
    return new SchemaParser().parse(outer).mainSchema();
  }
}
