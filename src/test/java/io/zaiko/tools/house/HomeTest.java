package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void open() {
    home = new Home(folder);
  }

  @Test
  void addresses_are_read_as_they_were_written() {
    Addresses written = addresses(ProcessHandle.current().pid());
    home.addressesFile().write(written.toProperties());

    assertThat(home.running()).contains(written);
    assertThat(written.replayMode()).isTrue();
  }

  @Test
  void nothing_runs_in_an_empty_home() {
    assertThat(home.running()).isEmpty();
  }

  @Test
  void nothing_runs_where_the_supervisor_is_dead() throws Exception {
    Process dead = new ProcessBuilder(Child.java(), "-version").start();
    dead.waitFor();
    home.addressesFile().write(addresses(dead.pid()).toProperties());

    assertThat(home.running()).isEmpty();
  }

  @Test
  void what_the_job_was_given_is_read_as_it_was_written() {
    assertThat(home.jobSettings()).isEmpty();
    new JobSubmission(home, Distribution.locate(), List.of())
        .writeSettings(addresses(1), Map.of("late.horizon", "PT4H"));

    assertThat(home.jobSettings()).containsEntry("late.horizon", "PT4H").containsKey("mode");
  }

  @Test
  void a_mode_that_does_not_exist_cannot_be_written() {
    assertThatThrownBy(() -> new Addresses("b", "r", "d", "both", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_wipe_takes_the_folder_and_nothing_beside_it() throws IOException {
    home.createFolders();
    Files.writeString(home.checkpoints().resolve("file"), "x");
    Home.wipe(home.state());

    assertThat(home.state()).doesNotExist();
    assertThat(home.logs()).exists();
  }

  @Test
  void a_lock_that_was_given_back_has_no_holder() {
    assertThat(HouseLock.holder(home)).isEmpty();
    HouseLock lock = HouseLock.take(home);
    lock.close();
    assertThat(HouseLock.holder(home)).isEmpty();
  }

  private static Addresses addresses(long pid) {
    return new Addresses(
        "127.0.0.1:9092", "http://127.0.0.1:8080/v7", "http://127.0.0.1:8081", "replay", pid);
  }
}
