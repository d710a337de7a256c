package io.zaiko.tools.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zaiko.avro.Availability;
import io.zaiko.tools.UserError;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** Which fields may be left out of what is read. */
class LeftOutTest {
  private static final Schema EARLY =
      SchemaBuilder.record("io.shop.Parcel").fields().requiredLong("weight").endRecord();
  private static final Schema LATE =
      SchemaBuilder.record("io.shop.Parcel")
          .fields()
          .requiredLong("weight")
          .optionalString("carrier")
          .endRecord();

  @Test
  void a_field_that_no_value_has_is_refused_with_the_names_it_may_have_meant() {
    LeftOut mistyped = new LeftOut(Set.of("epoch", "emited_at"));
    assertThatThrownBy(() -> mistyped.judge(List.of(Availability.SCHEMA$)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--without emited_at leaves out nothing, for Availability has no such field; did you"
                + " mean emitted_at?");
  }

  @Test
  void where_no_name_is_close_all_are_named() {
    assertThatThrownBy(() -> new LeftOut(Set.of("x")).judge(List.of(EARLY, LATE)))
        .hasMessageEndingWith("; it has weight, carrier");
  }

  @Test
  void a_field_of_some_values_is_left_out_of_those_that_have_it() {
    LeftOut carrier = new LeftOut(Set.of("carrier"));
    carrier.judge(List.of(EARLY, LATE));
    ObjectNode fields = JsonNodeFactory.instance.objectNode().put("weight", 1).put("carrier", "x");
    carrier.takeFrom(fields, EARLY);
    assertThat(fields.toString()).isEqualTo("{\"weight\":1}");
  }

  @Test
  void a_field_that_the_contract_got_after_the_first_value_was_written_is_no_mistake() {
    Schema first =
        SchemaBuilder.record("io.zaiko.avro.Availability")
            .fields()
            .requiredLong("on_hand")
            .endRecord();
    assertThatCode(() -> new LeftOut(Set.of("channels")).judge(List.of(first)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new LeftOut(Set.of("chanels")).judge(List.of(first)))
        .hasMessageContaining("did you mean channels?");
  }

  @Test
  void of_no_values_nothing_is_known() {
    assertThatCode(() -> new LeftOut(Set.of("anything")).judge(List.of()))
        .doesNotThrowAnyException();
  }
}
