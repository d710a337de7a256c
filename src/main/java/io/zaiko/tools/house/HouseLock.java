package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * One supervisor per home: held from start to end, let go of by the system if it is killed. Who has
 * it stands in a file of its own, because to open and close a locked file ends the lock.
 */
final class HouseLock implements AutoCloseable {
  private final Home home;
  private final FileChannel channel;

  private HouseLock(Home home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws UserError where another supervisor has it
   */
  static HouseLock take(Home home) {
    return tryTake(home)
        .orElseThrow(
            () ->
                new UserError(
                    "Zaiko already runs in "
                        + home.root()
                        + holder(home).map(process -> " (pid " + process.pid() + ")").orElse("")
                        + "; stop it with bin/zaiko down, or set ZAIKO_HOME to another folder"));
  }

  /** Takes the lock; empty where another process has it. */
  static Optional<HouseLock> tryTake(Home home) {
    try {
      Files.createDirectories(home.run());
      FileChannel channel =
          FileChannel.open(
              home.run().resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      home.holderFile().write(description(ProcessHandle.current()));
      return Optional.of(new HouseLock(home, channel));
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(
          "cannot write to " + home.root() + " (" + e.getMessage() + "); set ZAIKO_HOME", e);
    }
  }

  /**
   * The process that has the lock; empty where none has it. A process that merely got the number of
   * one that was killed is known by its command line.
   */
  static Optional<ProcessHandle> holder(Home home) {
    Properties written = home.holderFile().read().orElseGet(Properties::new);
    return ProcessHandle.of(Long.parseLong(written.getProperty("pid", "0")))
        .filter(process -> description(process).equals(written));
  }

  private static Properties description(ProcessHandle process) {
    Properties description = new Properties();
    description.setProperty("pid", Long.toString(process.pid()));
    description.setProperty("command", String.join(" ", CommandLineWords.of(process)));
    return description;
  }

  @Override
  public void close() {
    home.holderFile().delete();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
