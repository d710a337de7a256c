package io.zaiko.tools.house;

import java.util.List;
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
   * Ends what is left over: what was written down, and what was started after that was last done.
   * Only a process whose command line begins as this house's do is ours.
   *
   * @return how many processes were ended
   */
  static int end(Home home) {
    List<ProcessHandle> ended =
        ProcessHandle.allProcesses()
            .filter(process -> isOurs(process, home))
            .filter(ProcessHandle::destroyForcibly)
            .toList();
    ended.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
    home.childrenFile().delete();
    return ended.size();
  }

  private static boolean isOurs(ProcessHandle process, Home home) {
    List<String> words = CommandLineWords.of(process);
    return words.size() > 1 && words.get(1).equals(mark(home));
  }
}
