package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the job running: a job that the job manager does not know (it died) or that has failed is
 * submitted again from the newest completed checkpoint. A job that a person cancelled stays so.
 */
final class JobKeeper {
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final EngineRest engine;
  private final JobSubmission submission;
  private final Checkpoints checkpoints;
  private final Consumer<String> say;
  private long pauseMillis;
  private long notBeforeMillis;
  private boolean toldOfCancellation;
  private boolean toldOfWork;

  JobKeeper(
      EngineRest engine, JobSubmission submission, Checkpoints checkpoints, Consumer<String> say) {
    this.engine = engine;
    this.submission = submission;
    this.checkpoints = checkpoints;
    this.say = say;
  }

  /** Submits the job for the first time in this run. */
  void begin() {
    say.accept(submitFromNewest());
    toldOfWork = true;
  }

  /** Looks once; to be called again and again. */
  void look(long nowMillis) {
    Optional<List<EngineRest.Job>> known = engine.jobs();
    if (known.isEmpty()) {
      return; // the job manager is away; its process is looked after elsewhere
    }
    Optional<EngineRest.Job> last =
        known.get().stream().max(Comparator.comparingLong(EngineRest.Job::started));
    if (last.isPresent() && !last.get().over()) {
      rest(last.get());
    } else if (last.isPresent() && last.get().state().equals("CANCELED")) {
      tellOfCancellation();
    } else if (nowMillis >= notBeforeMillis) {
      resubmit(last, nowMillis);
    }
  }

  private void rest(EngineRest.Job job) {
    toldOfCancellation = false;
    if (job.atWork()) {
      checkpoints.forgetJobsBefore(job.id());
      pauseMillis = 0;
      if (!toldOfWork) {
        toldOfWork = true;
        say.accept("the job runs again");
      }
    } else if (job.state().equals("RESTARTING")) {
      toldOfWork = false;
    }
  }

  private void tellOfCancellation() {
    if (!toldOfCancellation) {
      toldOfCancellation = true;
      say.accept("the job was cancelled; to go on: bin/zaiko down, then bin/zaiko up");
    }
  }

  private void resubmit(Optional<EngineRest.Job> last, long nowMillis) {
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(2_000, pauseMillis * 2));
    notBeforeMillis = nowMillis + pauseMillis;
    toldOfWork = false;
    last.ifPresent(job -> say.accept("the job failed: " + engine.failure(job.id())));
    try {
      say.accept(submitFromNewest());
    } catch (UserError e) {
      say.accept(e.getMessage() + "; trying again");
    }
  }

  private String submitFromNewest() {
    Optional<Checkpoints.Completed> newest = checkpoints.newest();
    submission.submit(newest);
    return newest
        .map(from -> "job submitted, continuing from checkpoint " + from.number())
        .orElse("job submitted, from the beginning of its inputs");
  }
}
