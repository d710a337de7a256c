package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerifyCommandTest {
  @Test
  void durations_are_written_the_short_way() {
    assertThat(VerifyCommand.duration("--timeout", "90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(VerifyCommand.duration("--timeout", "5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(VerifyCommand.duration("--timeout", "1h30m")).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void a_duration_that_is_none_is_refused_in_one_line() {
    assertThatThrownBy(() -> VerifyCommand.duration("--timeout", "soon"))
        .isInstanceOf(UserError.class)
        .hasMessage("--timeout is no duration: soon; write 90s, 5m or 1h");
  }

  @Test
  void a_threshold_below_nothing_is_refused_in_one_line() {
    VerifyCommand command = new VerifyCommand();
    new CommandLine(command).parseArgs("--low-stock-at", "-1");
    assertThatThrownBy(command::call)
        .isInstanceOf(UserError.class)
        .hasMessage("--low-stock-at is -1; give 0 or more");
  }

  @Test
  void a_sweep_under_way_is_waited_for_and_other_differences_are_not() {
    Deque<VerifyReport> found =
        new ArrayDeque<>(List.of(report(true), report(true), report(false)));
    assertThat(VerifyCommand.untilSwept(found::remove, Instant.MAX).mayBeUnderSweep()).isFalse();
    assertThat(found).isEmpty();
    found.addAll(List.of(report(false), report(true)));
    assertThat(VerifyCommand.untilSwept(found::remove, Instant.MAX).mayBeUnderSweep()).isFalse();
    assertThat(found).hasSize(1);
  }

  @Test
  void a_sweep_that_takes_longer_than_there_is_time_is_told_of_as_it_is() {
    Deque<VerifyReport> found = new ArrayDeque<>(List.of(report(true)));
    assertThat(VerifyCommand.untilSwept(found::remove, Instant.MIN).mayBeUnderSweep()).isTrue();
  }

  private static VerifyReport report(boolean mayBeUnderSweep) {
    return new VerifyReport(List.of(), List.of(), List.of(), mayBeUnderSweep);
  }
}
