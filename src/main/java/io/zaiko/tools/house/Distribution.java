package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The project's folder and what the build put there. */
record Distribution(Path root) {

  /** The folder that bin/zaiko names, else the working directory. */
  static Distribution locate() {
    return new Distribution(
        Path.of(System.getProperty("zaiko.project", "")).toAbsolutePath().normalize());
  }

  /** Class path of the commands and of the broker. */
  String toolsClassPath() {
    return present("target/zaiko.jar") + ":" + present("target/lib") + "/*";
  }

  /** Class path of the engine: the job's jar brings the rest, as on any cluster. */
  String engineClassPath() {
    return present("target/engine") + "/*";
  }

  Path jobJar() {
    return present("target/zaiko-job.jar");
  }

  Path engineConf() {
    return present("flink-conf");
  }

  Path registryJar() {
    try (Stream<Path> files = Files.list(present("target/registry"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> missing("target/registry/*-runner.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path present(String relative) {
    Path path = root.resolve(relative);
    if (!Files.exists(path)) {
      throw missing(relative);
    }
    return path;
  }

  private UserError missing(String relative) {
    return new UserError(
        relative + " is missing in " + root + "; build it with mvn -B -DskipTests package");
  }
}
