package io.zaiko.tools.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory of the task managers that a house on this machine started, as Linux counts it. */
final class TaskManagerMemory {
  private static final String MAIN_CLASS = "TaskManagerRunner";
  private static final String PEAK = "VmHWM:";

  private TaskManagerMemory() {}

  /**
   * The largest resident memory that one of them ever had, in MiB; empty elsewhere.
   *
   * @param supervisor process id of {@code bin/zaiko up}
   */
  static OptionalLong peakMebibytes(long supervisor) {
    Optional<ProcessHandle> up = ProcessHandle.of(supervisor);
    if (up.isEmpty()) {
      return OptionalLong.empty();
    }
    return up.get()
        .descendants()
        .filter(process -> commandLine(process).contains(MAIN_CLASS))
        .mapToLong(process -> peakKibibytes(process.pid()))
        .filter(kibibytes -> kibibytes > 0)
        .map(kibibytes -> kibibytes / 1024)
        .max();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(proc(process.pid()).resolve("cmdline"));
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  private static long peakKibibytes(long pid) {
    try (Stream<String> lines = Files.lines(proc(pid).resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static Path proc(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }
}
