package io.zaiko.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.GuardedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, each a process with an environment, before a registry that asks who they are. */
class RegistryCredentialsTest {
  private static GuardedRegistry registry;

  @TempDir private Path folder;

  @BeforeAll
  static void guard() throws IOException {
    registry = GuardedRegistry.before(EmbeddedRegistry.shared().url(), "till", "hunter2");
  }

  @AfterAll
  static void close() {
    registry.close();
  }

  @Test
  void every_command_shows_the_credentials_of_the_file() throws Exception {
    Path settings = settings("registry.basic.auth.user.info=till:hunter2");
    String item = "{\"sku\":\"guarded\",\"kind\":\"STOCK\"}";
    Path items = Files.writeString(folder.resolve("items.jsonl"), item);

    assertThat(zaiko(settings, "init")).contains("exit 0");
    assertThat(zaiko(settings, "publish", "items", items.toString())).contains("exit 0");
    assertThat(zaiko(settings, "read", "items", "--final", "--key", "guarded"))
        .contains("\"sku\":\"guarded\"")
        .contains("exit 0");
  }

  @Test
  void without_them_or_with_wrong_ones_the_command_ends_and_says_so() throws Exception {
    assertThat(zaiko(null, "init")).contains("401").contains("exit 2");
    assertThat(zaiko(settings("registry.basic.auth.user.info=till:wrong-password"), "init"))
        .contains("401")
        .contains("exit 2")
        .doesNotContain("wrong-password");
  }

  private Path settings(String line) throws IOException {
    return Files.writeString(folder.resolve("kafka.properties"), line + "\n");
  }

  /** What a command prints, and how it ends. */
  private String zaiko(@Nullable Path settings, String... words) throws Exception {
    Path printed = folder.resolve("printed");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), Zaiko.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--bootstrap", EmbeddedBroker.shared().bootstrap()));
    command.addAll(List.of("--registry", registry.url()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.environment().remove("ZAIKO_KAFKA_PROPERTIES");
    if (settings != null) {
      builder.environment().put("ZAIKO_KAFKA_PROPERTIES", settings.toString());
    }
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(printed, StandardCharsets.UTF_8) + "exit " + process.exitValue();
  }

  /** Surefire may have put the real one aside. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
