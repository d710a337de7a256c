package io.zaiko.tools.verify;

import java.time.Duration;

/**
 * Settings of the job that the topics do not tell.
 *
 * @param skew {@code clock.skew.max}
 * @param lateHorizon {@code late.horizon}
 * @param lowStockAt {@code low.stock.at}
 */
record Assumptions(ClockSkew skew, Duration lateHorizon, long lowStockAt) {
  /** How long back a count of a live job may be. */
  static final Duration LIVE_HORIZON = Duration.ofHours(72);

  /** A replay looks back over its whole history. */
  static final Duration REPLAY_HORIZON = Duration.ofDays(36_500);

  /** Where a job calls stock low unless a rule or a setting says otherwise. */
  static final long USUAL_LOW_STOCK_AT = 3;

  /** As a live job has them where no setting says otherwise. */
  static final Assumptions DEFAULT =
      new Assumptions(ClockSkew.DEFAULT, LIVE_HORIZON, USUAL_LOW_STOCK_AT);

  /** One line for the report. */
  String text() {
    return "Assumed of the job: late.horizon "
        + lateHorizon
        + ", clock.skew.max "
        + skew.most()
        + ", low.stock.at "
        + lowStockAt
        + ".";
  }
}
