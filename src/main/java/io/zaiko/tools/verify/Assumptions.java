package io.zaiko.tools.verify;

import java.time.Duration;

/**
 * Settings of the job that the topics do not tell.
 *
 * @param skew {@code clock.skew.max}
 * @param lateHorizon {@code late.horizon}
 */
record Assumptions(ClockSkew skew, Duration lateHorizon) {
  /** How long back a count of a live job may be. */
  static final Duration LIVE_HORIZON = Duration.ofHours(72);

  /** A replay looks back over its whole history. */
  static final Duration REPLAY_HORIZON = Duration.ofDays(36_500);

  /** As a live job has them where no setting says otherwise. */
  static final Assumptions DEFAULT = new Assumptions(ClockSkew.DEFAULT, LIVE_HORIZON);

  /** One line for the report. */
  String text() {
    return "Assumed of the job: late.horizon "
        + lateHorizon
        + ", clock.skew.max "
        + skew.most()
        + ".";
  }
}
