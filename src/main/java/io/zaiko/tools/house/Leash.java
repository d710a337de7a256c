package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
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

  static Leash attach(Home home, Distribution distribution) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "/bin/sh",
                "-c",
                WAIT_THEN_RUN,
                "zaiko-leash",
                Child.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dzaiko.home=" + home.root(),
                EngineProcesses.logging(distribution),
                "-Dlog.file=" + home.log("leash"),
                "-cp",
                distribution.toolsClassPath(),
                "io.zaiko.tools.Zaiko",
                "down",
                "--only-leftovers"));
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
