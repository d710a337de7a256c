package io.zaiko.tools.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class SpanConverterTest {
  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "5s,PT5S", "2M,PT2M", "1h,PT1H", "PT7S,PT7S"})
  void people_write_durations_in_several_ways(String text, Duration meant) {
    assertThat(new SpanConverter().convert(text)).isEqualTo(meant);
  }

  @Test
  void other_text_is_refused_with_what_to_write() {
    assertThatThrownBy(() -> new SpanConverter().convert("5 apples"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("write 500ms, 5s, 2m or 1h");
  }
}
