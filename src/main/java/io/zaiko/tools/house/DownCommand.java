package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/zaiko down}: stops what {@code up} or {@code demo} runs in this home. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops everything that bin/zaiko up or demo started.")
public final class DownCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 60;
  private static final int LOCK_TRIES = 100;

  @Option(
      names = "--only-leftovers",
      hidden = true,
      description = "leave a house that runs alone; end what a killed one left behind")
  private boolean onlyLeftovers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Home home = Home.locate();
    if (onlyLeftovers) {
      try (HouseLock lock = HouseLock.take(home)) {
        endLeftovers(home);
      }
      return 0;
    }
    Optional<ProcessHandle> supervisor = HouseLock.holder(home);
    if (supervisor.isPresent()) {
      stop(supervisor.get());
    }
    // Under the lock: nothing of a house that is just starting is taken for a leftover.
    try (HouseLock lock = awaitLock(home)) {
      if (!endLeftovers(home)) {
        say(supervisor.isPresent() ? "Zaiko is down." : "Zaiko was not running.");
      }
    }
    return 0;
  }

  /** A killed supervisor's leash may have the lock for a moment, to end what was left. */
  private static HouseLock awaitLock(Home home) {
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
      Optional<HouseLock> lock = HouseLock.tryTake(home);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new UserError("Zaiko is just starting in " + home.root() + "; run down again");
  }

  private boolean endLeftovers(Home home) {
    int left = Leftovers.end(home);
    home.addressesFile().delete();
    if (left > 0) {
      say("Ended " + left + " processes that an earlier run left behind.");
    }
    return left > 0;
  }

  private static void stop(ProcessHandle supervisor)
      throws InterruptedException, ExecutionException {
    supervisor.destroy();
    try {
      supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new UserError(
          "process "
              + supervisor.pid()
              + " did not stop within a minute; end it with kill -9 and run down again",
          e);
    }
  }

  private void say(String line) {
    UpCommand.print(spec.commandLine().getOut(), line);
  }
}
