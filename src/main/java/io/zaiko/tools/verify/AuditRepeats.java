package io.zaiko.tools.verify;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Audits again while what the job has not told yet would explain all that differs. It answers a
 * declaration by a sweep, which may take many checkpoints, and tells what time brings a moment
 * after; no offset says when that is over, but what it leaves behind does. There is a pause between
 * two rounds, for nothing new can be read before the next checkpoint.
 */
final class AuditRepeats {
  /** As long as two checkpoints of a usual job. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  private final Instant deadline;
  private final InstantSource clock;
  private final Runnable pause;
  private final Consumer<String> say;

  /**
   * @param deadline when a difference is told as it is
   * @param pause waits until something new may be there
   * @param say tells people why they wait
   */
  AuditRepeats(Instant deadline, InstantSource clock, Runnable pause, Consumer<String> say) {
    this.deadline = deadline;
    this.clock = clock;
    this.pause = pause;
    this.say = say;
  }

  /** Returns the first report that will not settle by itself, or the last before the deadline. */
  VerifyReport untilSettled(Supplier<VerifyReport> audit) {
    VerifyReport report = audit.get();
    if (report.maySettle() && clock.instant().isBefore(deadline)) {
      say.accept(
          "What differs may be about to be told, by a sweep that is under way or because time has"
              + " only just passed; reading again until it is, at most until "
              + deadline
              + " (--timeout). First: "
              + report.firstDifference());
    }
    while (report.maySettle() && clock.instant().isBefore(deadline)) {
      pause.run();
      try {
        report = audit.get();
      } catch (UserError e) {
        // Records came in meanwhile, for instance: what was found before is still worth telling.
        say.accept("It could not be read again (" + e.getMessage() + "); this was found before:");
        return report;
      }
    }
    return report;
  }

  /** Waits for as long as the job takes to tell something new. */
  static void untilNextCheckpoint() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while waiting for the job; run verify again", e);
    }
  }
}
