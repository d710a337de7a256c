package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ModeLockTest {
  @TempDir private Path folder;
  private ModeLock lock;

  @BeforeEach
  void open() {
    lock = new ModeLock(new PropertiesFile(folder.resolve("state.properties")));
  }

  @Test
  void a_start_that_did_not_reach_the_submission_fixes_nothing() {
    lock.demand(Addresses.REPLAY);

    assertThatCode(() -> lock.demand(Addresses.LIVE)).doesNotThrowAnyException();
  }

  @Test
  void a_job_that_was_submitted_keeps_its_mode() {
    lock.fix(Addresses.REPLAY);

    assertThatCode(() -> lock.demand(Addresses.REPLAY)).doesNotThrowAnyException();
    assertThatThrownBy(() -> lock.demand(Addresses.LIVE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--fresh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "kafka.bootstrap.servers", "registry.url", "schema.cache.dir"})
  void a_setting_cannot_go_round_what_the_house_decides(String key) {
    Options options = Options.parse("--set", key + "=replay");

    assertThatThrownBy(options.house::jobSettings)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--set " + key + " is refused");
  }

  @Test
  void other_settings_reach_the_job() {
    assertThat(Options.parse("--set", "lateness=PT1M").house.jobSettings())
        .isEqualTo(Map.of("lateness", "PT1M"));
  }

  @Command(name = "options")
  private static final class Options {
    @Mixin private HouseOptions house;

    static Options parse(String... words) {
      return CommandLine.populateCommand(new Options(), words);
    }
  }
}
