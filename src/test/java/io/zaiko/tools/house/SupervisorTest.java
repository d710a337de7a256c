package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Child store;
  private Child engine;
  private Supervisor supervisor;

  @BeforeEach
  void start() {
    Home home = new Home(folder);
    home.createFolders();
    store = new Child("store", home, List.of("sleep", "600"));
    engine = new Child("engine", home, List.of("sleep", "600"));
    supervisor = new Supervisor(home, List.of(store), List.of(engine), said::add);
    supervisor.startAll();
  }

  @AfterEach
  void stop() {
    supervisor.close();
  }

  @Test
  void a_child_that_was_killed_is_started_again_and_the_other_left_alone() {
    long killed = kill(engine);
    long other = store.pid();

    await().atMost(PATIENCE).until(() -> lookAt(engine) && engine.pid() != killed);

    assertThat(store.pid()).isEqualTo(other);
    assertThat(said).singleElement().asString().contains("engine was killed by signal 9");
  }

  @Test
  void a_child_that_dies_young_again_and_again_is_given_more_time_each_time() {
    kill(engine);
    long first = engine.pauseMillis();
    long second = engine.pauseMillis();

    assertThat(first).isPositive();
    assertThat(second).isGreaterThan(first);
  }

  @Test
  void nothing_is_started_again_once_it_stops() {
    long pid = engine.pid();
    supervisor.close();
    supervisor.look();

    assertThat(engine.alive()).isFalse();
    assertThat(store.alive()).isFalse();
    assertThat(engine.pid()).isEqualTo(pid);
  }

  private boolean lookAt(Child child) {
    supervisor.look();
    return child.alive();
  }

  private static long kill(Child child) {
    long pid = child.pid();
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    process.orElseThrow().destroyForcibly();
    await().atMost(PATIENCE).until(() -> !child.alive());
    return pid;
  }
}
