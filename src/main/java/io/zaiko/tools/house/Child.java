package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One part of the house as a process of its own; it can die and be started again. */
final class Child {
  private static final int LAST_SIGNAL = 64;
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final String name;
  private final Home home;
  private final List<String> command;
  private @Nullable Process process;
  private long startedNanos;
  private int quickDeaths;

  /**
   * Describes a process; nothing is started yet.
   *
   * @param name the part's name, also of its log
   * @param command the program and its arguments
   */
  Child(String name, Home home, List<String> command) {
    this.name = name;
    this.home = home;
    this.command = List.copyOf(command);
  }

  /**
   * Describes a Java process, marked as this house's.
   *
   * @param arguments what follows {@code java}
   */
  static Child ofJava(String name, Home home, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add(Leftovers.mark(home));
    command.add("-Dlog.file=" + home.log(name));
    command.addAll(arguments);
    return new Child(name, home, command);
  }

  static String java() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java)) {
      throw new UserError("no Java at " + java + "; install JDK 17 and set JAVA_HOME");
    }
    return java.toString();
  }

  String name() {
    return name;
  }

  Path log() {
    return home.log(name);
  }

  synchronized void start() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(home.root().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(home.logs().resolve(name + ".out").toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UserError("cannot start the " + name + " (" + e.getMessage() + ")", e);
    }
    startedNanos = System.nanoTime();
  }

  synchronized boolean alive() {
    return process != null && process.isAlive();
  }

  /** The process id; zero before the first start. */
  synchronized long pid() {
    return process == null ? 0 : process.pid();
  }

  /** How the process ended, in words. */
  synchronized String end() {
    if (process == null || process.isAlive()) {
      return "runs";
    }
    int exit = process.exitValue();
    boolean isSignal = exit > 128 && exit <= 128 + LAST_SIGNAL;
    return isSignal ? "was killed by signal " + (exit - 128) : "ended with exit code " + exit;
  }

  /** How long to wait before the next start: nothing at first, more each time it dies young. */
  synchronized long pauseMillis() {
    boolean young = System.nanoTime() - startedNanos < QUICK.toNanos();
    quickDeaths = young ? quickDeaths + 1 : 0;
    return quickDeaths == 0 ? 0 : Math.min(LONGEST_PAUSE_MILLIS, 500L << Math.min(quickDeaths, 7));
  }

  synchronized void askToEnd() {
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits for the end, and forces it when the time is over. */
  void awaitEnd(Duration patience) {
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running == null) {
      return;
    }
    try {
      if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
