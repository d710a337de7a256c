package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** A supervisor with one child; both wait for ever. */
  static final class SmallHouse {
    public static void main(String[] args) throws InterruptedException {
      if (args.length > 0) {
        Home home = new Home(Path.of(args[0]));
        home.createFolders();
        List<String> classPath = List.of("-cp", System.getProperty("java.class.path"));
        Leash.attach(home, classPath);
        Child child =
            Child.ofJava(
                "child", home, List.of("-cp", classPath.get(1), SmallHouse.class.getName()));
        new Supervisor(home, List.of(child), List.of(), line -> {}).startAll();
      }
      new CountDownLatch(1).await();
    }
  }

  @Test
  void children_end_when_their_supervisor_is_killed() throws IOException {
    Home home = new Home(folder);
    Process supervisor =
        new ProcessBuilder(
                Child.java(),
                "-cp",
                System.getProperty("java.class.path"),
                SmallHouse.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("supervisor.out").toFile())
            .start();
    try {
      await().atMost(PATIENCE).until(() -> child(home).isPresent());
      ProcessHandle child = child(home).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      supervisor.destroyForcibly();

      await().atMost(PATIENCE).until(() -> !child.isAlive());
      await().atMost(PATIENCE).until(() -> HouseLock.holder(home).isEmpty());
    } finally {
      supervisor.destroyForcibly();
    }
  }

  private static Optional<ProcessHandle> child(Home home) {
    Properties pids = home.childrenFile().read().orElseGet(Properties::new);
    return ProcessHandle.of(Long.parseLong(pids.getProperty("child", "0")));
  }
}
