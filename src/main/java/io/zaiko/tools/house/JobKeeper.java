package io.zaiko.tools.house;

import io.zaiko.tools.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one job running: a job that the job manager does not know (it died) or that has failed is
 * submitted again from the newest completed checkpoint that can be read. A job that a person
 * cancelled stays so.
 */
final class JobKeeper {
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  /** So often the engine may fail to restore a job before an older checkpoint is tried. */
  private static final int RESTORES_TRIED = 3;

  private final HouseJob job;
  private final EngineRest engine;
  private final Submission submission;
  private final Checkpoints checkpoints;
  private final RestorePoint restorePoint;
  private final Consumer<String> say;
  private long pauseMillis;
  private long notBeforeMillis;
  private boolean toldOfCancellation;
  private boolean toldOfWork;
  private @Nullable Submitted current;
  private @Nullable String abandoned;

  /** Hands the job to the engine and answers with its id. */
  interface Submission {
    String submit(Optional<Checkpoints.Completed> from);
  }

  private record Submitted(String jobId, Optional<Checkpoints.Completed> from) {}

  JobKeeper(
      HouseJob job,
      EngineRest engine,
      Submission submission,
      Checkpoints checkpoints,
      Consumer<String> say) {
    this.job = job;
    this.engine = engine;
    this.submission = submission;
    this.checkpoints = checkpoints;
    this.restorePoint = new RestorePoint(checkpoints);
    this.say = say;
  }

  /** Which job it keeps. */
  HouseJob job() {
    return job;
  }

  /** Submits the job for the first time in this run. */
  void begin() {
    submit();
    toldOfWork = true;
  }

  /** Looks once; to be called again and again. */
  void look(long nowMillis) {
    Optional<List<EngineRest.Job>> known = engine.jobs(job);
    if (known.isEmpty()) {
      return; // the job manager is away; its process is looked after elsewhere
    }
    Optional<EngineRest.Job> last =
        known.get().stream().max(Comparator.comparingLong(EngineRest.Job::started));
    if (last.isPresent() && givesUp(last.get())) {
      if (last.get().over() && nowMillis >= notBeforeMillis) {
        resubmit(last, nowMillis);
      }
    } else if (last.isPresent() && !last.get().over()) {
      rest(last.get());
    } else if (last.isPresent() && last.get().state().equals("CANCELED")) {
      tellOfCancellation();
    } else if (nowMillis >= notBeforeMillis) {
      resubmit(last, nowMillis);
    }
  }

  private void rest(EngineRest.Job run) {
    toldOfCancellation = false;
    if (run.atWork()) {
      checkpoints.forgetJobsBefore(run.id());
      pauseMillis = 0;
      if (!toldOfWork) {
        toldOfWork = true;
        say.accept("the " + job.words() + " runs again");
      }
    } else if (run.state().equals("RESTARTING")) {
      toldOfWork = false;
    }
  }

  private void tellOfCancellation() {
    if (!toldOfCancellation) {
      toldOfCancellation = true;
      say.accept(
          "the " + job.words() + " was cancelled; to go on: bin/zaiko down, then bin/zaiko up");
    }
  }

  private void resubmit(Optional<EngineRest.Job> last, long nowMillis) {
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(2_000, pauseMillis * 2));
    notBeforeMillis = nowMillis + pauseMillis;
    toldOfWork = false;
    last.filter(run -> !run.id().equals(abandoned))
        .ifPresent(
            run -> say.accept("the " + job.words() + " failed: " + engine.failure(run.id())));
    try {
      submit();
    } catch (UserError e) {
      say.accept(e.getMessage() + "; trying again");
    }
  }

  /** Submits from the newest checkpoint that can be read. */
  private void submit() {
    while (true) {
      Optional<Checkpoints.Completed> from = restorePoint.choose();
      try {
        current = new Submitted(submission.submit(from), from);
        say.accept(
            job.words()
                + from.map(point -> " submitted, continuing from checkpoint " + point.number())
                    .orElse(" submitted, from the beginning of its inputs"));
        return;
      } catch (UnreadableCheckpointException e) {
        passOver(from.orElseThrow(() -> e), e.getMessage());
      }
    }
  }

  private void passOver(Checkpoints.Completed checkpoint, @Nullable String reason) {
    restorePoint.refuse(checkpoint);
    say.accept(
        "checkpoint " + checkpoint.number() + " cannot be read (" + reason + "); trying an older");
  }

  /**
   * Gives a job up that cannot read the state it was submitted with: the engine would try for ever.
   * It is submitted again from an older checkpoint at the next look.
   *
   * @return whether the job was given up, now or before
   */
  boolean givesUp(EngineRest.Job run) {
    if (run.id().equals(abandoned)) {
      return true;
    }
    Submitted submitted = current;
    if (submitted == null || !submitted.jobId().equals(run.id()) || run.atWork()) {
      return false;
    }
    Optional<Checkpoints.Completed> from = submitted.from();
    int needed = run.over() ? 1 : RESTORES_TRIED;
    if (from.isEmpty() || checkpoints.anyOf(run.id()) || engine.failedRestores(run.id()) < needed) {
      return false;
    }
    abandoned = run.id();
    passOver(from.get(), engine.failure(run.id()));
    engine.cancel(run.id());
    return true;
  }
}
