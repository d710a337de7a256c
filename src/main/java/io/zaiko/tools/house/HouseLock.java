package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One supervisor per home: held from start to end, let go of by the system if it is killed. */
final class HouseLock implements AutoCloseable {
  private final FileChannel channel;

  private HouseLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws UserError where another supervisor has it
   */
  static HouseLock take(Home home) {
    try {
      Files.createDirectories(home.run());
      FileChannel channel =
          FileChannel.open(file(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new UserError(
            "Zaiko already runs in "
                + home.root()
                + holder(home).map(pid -> " (pid " + pid + ")").orElse("")
                + "; stop it with bin/zaiko down, or set ZAIKO_HOME to another folder");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      return new HouseLock(channel);
    } catch (IOException e) {
      throw new UserError(
          "cannot write to " + home.root() + " (" + e.getMessage() + "); set ZAIKO_HOME", e);
    }
  }

  /** The process id of the supervisor that has the lock; empty where none has it. */
  static Optional<Long> holder(Home home) {
    if (!Files.exists(file(home))) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file(home), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        return Optional.empty();
      }
      String pid = Files.readString(file(home)).trim();
      return pid.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Home home) {
    return home.run().resolve("up.lock");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
