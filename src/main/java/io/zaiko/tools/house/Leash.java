package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that waits for the supervisor's end and then ends what is left over. A supervisor that
 * is killed cannot do that itself; the system closes the pipe to this one for it.
 */
final class Leash implements AutoCloseable {
  private static final String WAIT_THEN_RUN = "cat > /dev/null; exec \"$@\"";

  private final Process process;

  private Leash(Process process) {
    this.process = process;
  }

  /**
   * Has what is left over of this house ended when this process is killed.
   *
   * @param options where Java finds the commands, and how they log
   */
  static Leash attach(Home home, List<String> options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", WAIT_THEN_RUN, "zaiko-leash"));
    command.addAll(List.of(Child.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dzaiko.home=" + home.root(), "-Dlog.file=" + home.log("leash")));
    command.addAll(options);
    command.addAll(List.of("io.zaiko.tools.Zaiko", "down", "--only-leftovers"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(home.logs().resolve("leash.out").toFile());
    try {
      return new Leash(builder.start());
    } catch (IOException e) {
      throw new UserError("cannot start /bin/sh (" + e.getMessage() + ")", e);
    }
  }

  /** Lets go: nothing is ended. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
