package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerifyCommandTest {
  @Test
  void a_threshold_below_nothing_is_refused_in_one_line() {
    VerifyCommand command = new VerifyCommand();
    new CommandLine(command).parseArgs("--bootstrap", "broker", "--low-stock-at", "-1");
    assertThatThrownBy(command::call)
        .isInstanceOf(UserError.class)
        .hasMessage("--low-stock-at is -1; give 0 or more");
  }
}
