package io.zaiko.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.codec.OutputTopic;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that stand in the outputs are API: the guide explains each of them. */
class SubscriberGuideTest {
  @ParameterizedTest
  @EnumSource
  void the_guide_explains_a_reason(Reason reason) throws IOException {
    assertThat(guide()).contains("| " + reason + " |");
  }

  @ParameterizedTest
  @EnumSource
  void the_guide_explains_an_outcome(Outcome outcome) throws IOException {
    assertThat(guide()).contains("| " + outcome + " |");
  }

  @ParameterizedTest
  @EnumSource
  void the_guide_explains_an_alert(Alert.Check check) throws IOException {
    assertThat(guide()).containsPattern("\\| ([A-Z_]+, )*" + check + "(, [A-Z_]+)* \\|");
  }

  @ParameterizedTest
  @EnumSource
  void the_guide_lists_a_topic(OutputTopic output) throws IOException {
    assertThat(guide()).contains("| `" + output.topic() + "` |");
  }

  private static String guide() throws IOException {
    return Files.readString(Path.of("docs", "subscriber-guide.md"));
  }
}
