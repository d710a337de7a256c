package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final String WAITS =
      "class W { public static void main(String[] a) throws Exception { System.in.read(); } }";

  @TempDir private Path folder;
  private Home home;
  private Process process;

  @BeforeEach
  void open() {
    home = new Home(folder);
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void a_recorded_process_of_this_house_is_ended() throws IOException {
    process = waiting(Leftovers.mark(home));

    assertThat(Leftovers.end(home)).isEqualTo(1);
    assertThat(process.isAlive()).isFalse();
    assertThat(Leftovers.end(home)).isZero();
  }

  @Test
  void a_process_that_got_the_pid_of_a_dead_child_is_left_alone() throws IOException {
    process = waiting(Leftovers.mark(new Home(folder.resolve("another"))));

    assertThat(Leftovers.end(home)).isZero();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void a_child_that_was_never_written_down_is_ended_too() throws IOException {
    process = waiting(Leftovers.mark(home));
    home.childrenFile().delete();

    assertThat(Leftovers.end(home)).isEqualTo(1);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void a_process_that_only_speaks_of_this_house_is_left_alone() throws IOException {
    process = waiting("-Dother=" + Leftovers.mark(home));

    assertThat(Leftovers.end(home)).isZero();
    assertThat(process.isAlive()).isTrue();
  }

  private Process waiting(String mark) throws IOException {
    Path source = folder.resolve("W.java");
    java.nio.file.Files.writeString(source, WAITS);
    Process started = new ProcessBuilder(Child.java(), mark, source.toString()).start();
    Properties pids = new Properties();
    pids.setProperty("broker", Long.toString(started.pid()));
    home.childrenFile().write(pids);
    return started;
  }
}
