package io.zaiko.tools.verify;

import java.time.Duration;

/**
 * Settings of the job that the topics do not tell.
 *
 * @param skew {@code clock.skew.max}
 * @param lateHorizon {@code late.horizon}
 * @param lowStockAt {@code low.stock.at}
 * @param orderRetention {@code order.retention}
 * @param silenceTimeout {@code source.silence.timeout}; zero: silence is not watched
 * @param gapTimeout {@code source.gap.timeout}
 * @param transferLateness {@code transfer.lateness}
 * @param varianceLateness {@code count.variance.lateness}
 * @param holds how reservations are kept
 * @param payments by what measure payments are judged
 * @param isReplay whether it replays history, so that its time stops at the newest records
 */
record Assumptions(
    ClockSkew skew,
    Duration lateHorizon,
    long lowStockAt,
    Duration orderRetention,
    Duration silenceTimeout,
    Duration gapTimeout,
    Duration transferLateness,
    Duration varianceLateness,
    HoldSettings holds,
    PaymentMeasures payments,
    boolean isReplay) {
  /** How long back a count of a live job may be. */
  static final Duration LIVE_HORIZON = Duration.ofHours(72);

  /** A replay looks back over its whole history. */
  static final Duration REPLAY_HORIZON = Duration.ofDays(36_500);

  /** Where a job calls stock low unless a rule or a setting says otherwise. */
  static final long USUAL_LOW_STOCK_AT = 3;

  /** How long a live job knows an order after its newest event. */
  static final Duration LIVE_ORDERS = Duration.ofDays(120);

  /** In how much open time a live job expects to hear a source. */
  static final Duration LIVE_SILENCE = Duration.ofMinutes(30);

  /** How long a job waits for missing numbers. */
  static final Duration USUAL_GAP = Duration.ofMinutes(10);

  /** How long a shipment may be booked after its receipt. */
  static final Duration USUAL_TRANSFERS = Duration.ofHours(24);

  /** How long after a count its variance is only suspected. */
  static final Duration USUAL_VARIANCES = Duration.ofHours(1);

  /** As a live job has them where no setting says otherwise. */
  static final Assumptions DEFAULT =
      new Assumptions(ClockSkew.DEFAULT, LIVE_HORIZON, USUAL_LOW_STOCK_AT);

  /** Of a live job that watches silence as usual. */
  Assumptions(ClockSkew skew, Duration lateHorizon, long lowStockAt) {
    this(skew, lateHorizon, lowStockAt, LIVE_ORDERS, LIVE_SILENCE, false);
  }

  /** Of a job that waits for missing numbers, shipments and late movements as usual. */
  Assumptions(
      ClockSkew skew,
      Duration lateHorizon,
      long lowStockAt,
      Duration orderRetention,
      Duration silenceTimeout,
      boolean isReplay) {
    this(
        skew,
        lateHorizon,
        lowStockAt,
        orderRetention,
        silenceTimeout,
        USUAL_GAP,
        USUAL_TRANSFERS,
        USUAL_VARIANCES,
        HoldSettings.USUAL,
        PaymentMeasures.USUAL,
        isReplay);
  }

  /** Of a job that keeps reservations as usual. */
  Assumptions(
      ClockSkew skew,
      Duration lateHorizon,
      long lowStockAt,
      Duration orderRetention,
      Duration silenceTimeout,
      Duration gapTimeout,
      Duration transferLateness,
      Duration varianceLateness,
      boolean isReplay) {
    this(
        skew,
        lateHorizon,
        lowStockAt,
        orderRetention,
        silenceTimeout,
        gapTimeout,
        transferLateness,
        varianceLateness,
        HoldSettings.USUAL,
        PaymentMeasures.USUAL,
        isReplay);
  }

  /** One line for the report. */
  String text() {
    return "Assumed of the job: late.horizon "
        + lateHorizon
        + ", clock.skew.max "
        + skew.most()
        + ", low.stock.at "
        + lowStockAt
        + ", order.retention "
        + orderRetention
        + ", source.silence.timeout "
        + silenceTimeout
        + ", source.gap.timeout "
        + gapTimeout
        + ", transfer.lateness "
        + transferLateness
        + ", count.variance.lateness "
        + varianceLateness
        + holds.text()
        + "."
        + (isReplay
            ? ""
            : " Alerts that time alone brings are expected up to 5 minutes before the newest input,"
                + " once it is a minute old.");
  }
}
