package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseLockTest {
  @TempDir private Path folder;
  private Home home;

  /** Takes the lock, says so and waits. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      try (HouseLock lock = HouseLock.take(new Home(Path.of(args[0])))) {
        System.out.println("taken");
        System.in.read();
      }
    }
  }

  @BeforeEach
  void open() {
    home = new Home(folder);
  }

  @Test
  void to_ask_who_has_the_lock_does_not_let_go_of_it() throws IOException {
    Process other = holder();
    try {
      assertThat(HouseLock.holder(home)).map(ProcessHandle::pid).contains(other.pid());
      assertThat(HouseLock.tryTake(home)).isEmpty();
      assertThatThrownBy(() -> HouseLock.take(home))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("already runs")
          .hasMessageContaining("pid " + other.pid());
    } finally {
      other.destroyForcibly().onExit().join();
    }
    assertThat(HouseLock.holder(home)).as("after it was killed").isEmpty();
    Optional<HouseLock> taken = HouseLock.tryTake(home);
    assertThat(taken).isPresent();
    taken.get().close();
  }

  @Test
  void a_stranger_with_the_number_of_a_killed_supervisor_is_not_the_holder() throws IOException {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Properties stale = new Properties();
      stale.setProperty("pid", Long.toString(stranger.pid()));
      stale.setProperty("command", "java io.zaiko.tools.Zaiko up");
      home.holderFile().write(stale);

      assertThat(HouseLock.holder(home)).isEmpty();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_lock_that_was_given_back_names_nobody() {
    HouseLock.take(home).close();

    assertThat(home.holderFile().read()).isEmpty();
    assertThat(HouseLock.holder(home)).isEmpty();
  }

  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Child.java(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("taken");
    return process;
  }
}
