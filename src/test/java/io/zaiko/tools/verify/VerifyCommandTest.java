package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {
  @Test
  void durations_are_written_the_short_way() {
    assertThat(VerifyCommand.duration("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(VerifyCommand.duration("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(VerifyCommand.duration("1h30m")).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void a_duration_that_is_none_is_refused_in_one_line() {
    assertThatThrownBy(() -> VerifyCommand.duration("soon"))
        .isInstanceOf(UserError.class)
        .hasMessage("--timeout is no duration: soon; write 90s, 5m or 1h");
  }
}
