package io.zaiko.tools.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of a process, program first; empty where it has ended or is kept from us. */
final class CommandLineWords {
  private CommandLineWords() {}

  static List<String> of(ProcessHandle process) {
    Path whole = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      // Java cuts long command lines short where it reads this file itself.
      return List.of(new String(Files.readAllBytes(whole), StandardCharsets.UTF_8).split("\\x00"));
    } catch (IOException e) {
      return told(process.info());
    }
  }

  private static List<String> told(ProcessHandle.Info info) {
    List<String> words = new ArrayList<>();
    info.command().ifPresent(words::add);
    info.arguments().map(Arrays::asList).ifPresent(words::addAll);
    return words;
  }
}
