package io.zaiko.tools.house;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/** The processes of a supervisor that was killed before it could end them. */
final class Leftovers {
  private Leftovers() {}

  /** The argument by which a process is known to be of this house. */
  static String mark(Home home) {
    return "-Dzaiko.house=" + home.root();
  }

  static void remember(Home home, List<Child> children) {
    Properties pids = new Properties();
    for (Child child : children) {
      if (child.pid() != 0) {
        pids.setProperty(child.name(), Long.toString(child.pid()));
      }
    }
    home.childrenFile().write(pids);
  }

  /**
   * Ends what is left over, if its command line shows that it is still ours.
   *
   * @return how many processes were ended
   */
  static int end(Home home) {
    Properties pids = home.childrenFile().read().orElseGet(Properties::new);
    List<ProcessHandle> ours =
        pids.stringPropertyNames().stream()
            .map(name -> Long.parseLong(pids.getProperty(name)))
            .map(ProcessHandle::of)
            .flatMap(Optional::stream)
            .filter(process -> isOurs(process, home))
            .toList();
    ours.forEach(ProcessHandle::destroyForcibly);
    ours.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
    home.childrenFile().delete();
    return ours.size();
  }

  private static boolean isOurs(ProcessHandle process, Home home) {
    ProcessHandle.Info info = process.info();
    return info.arguments().map(List::of).orElse(List.of()).contains(mark(home))
        || info.commandLine().orElse("").contains(mark(home) + " ");
  }
}
