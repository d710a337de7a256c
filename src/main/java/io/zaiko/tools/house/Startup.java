package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits for the parts one after the other and says when each is ready. */
final class Startup {
  /** For each part, from when the one before it was ready: a loaded machine is slow, not broken. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  private final Consumer<String> say;
  private final BooleanSupplier stopped;
  private final long begunNanos = System.nanoTime();
  private long readyNanos = begunNanos;

  Startup(Consumer<String> say, BooleanSupplier stopped) {
    this.say = say;
    this.stopped = stopped;
  }

  /**
   * Waits until a part is healthy.
   *
   * @throws UserError where its process ends or the time is over
   */
  void await(Child child, String address, BooleanSupplier healthy) {
    while (!healthy.getAsBoolean()) {
      goOn(child.name());
      if (!child.alive()) {
        throw new UserError(
            "the " + child.name() + " " + child.end() + "; see the logs in " + child.log());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    ready(child.name(), address);
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws UserError where the job ends, unless its keeper goes on from an older checkpoint
   */
  void awaitJob(EngineRest engine, JobKeeper keeper) {
    HouseJob kept = keeper.job();
    while (true) {
      goOn(kept.words());
      List<EngineRest.Job> jobs = engine.jobs(kept).orElse(List.of());
      if (jobs.stream().anyMatch(EngineRest.Job::atWork)) {
        ready(kept.words(), kept.dashboardName());
        return;
      }
      Optional<EngineRest.Job> last =
          jobs.stream().max(Comparator.comparingLong(EngineRest.Job::started));
      if (last.isPresent() && keeper.givesUp(last.get())) {
        keeper.look(System.currentTimeMillis());
      } else {
        last.filter(EngineRest.Job::over)
            .ifPresent(
                job -> {
                  throw new UserError(
                      "the "
                          + kept.words()
                          + ' '
                          + job.state().toLowerCase(Locale.ROOT)
                          + " at its start: "
                          + engine.failure(job.id()));
                });
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  private void goOn(String name) {
    if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new UserError("stopped before the " + name + " was ready");
    }
    if (System.nanoTime() - readyNanos > PATIENCE.toNanos()) {
      throw new UserError(
          "the " + name + " was not ready within 4 minutes; see the logs of the house");
    }
  }

  private void ready(String name, String address) {
    readyNanos = System.nanoTime();
    say.accept(
        String.format(Locale.ROOT, "%-13s ready after %4.1f s  %s", name, seconds(), address));
  }

  private double seconds() {
    return (System.nanoTime() - begunNanos) / 1e9;
  }
}
