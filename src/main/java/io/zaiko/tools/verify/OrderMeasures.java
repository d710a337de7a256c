package io.zaiko.tools.verify;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * By what measure the job was told to judge the money of orders.
 *
 * @param profileByChannel {@code payment.profile.CHANNEL}, both in capitals
 * @param refundReasons {@code payment.refund.reasons}
 * @param reversalWindow {@code payment.reversal.window}
 * @param returnWindow {@code payment.return.window}
 * @param refundDue {@code payment.refund.due}
 * @param holdMax {@code payment.hold.max}
 * @param saleWindow {@code payment.sale.window}
 * @param captureWindow {@code payment.capture.window}
 * @param repeatWindow {@code payment.repeat.window}
 */
record OrderMeasures(
    Map<String, String> profileByChannel,
    Set<String> refundReasons,
    Duration reversalWindow,
    Duration returnWindow,
    Duration refundDue,
    Duration holdMax,
    SaleWindow saleWindow,
    CaptureWindow captureWindow,
    Duration repeatWindow) {

  /**
   * How long after a capture its sale may come.
   *
   * @param atShop of what was paid at a shop
   * @param offline of what was taken offline
   */
  record SaleWindow(Duration usual, Duration atShop, Duration offline) {}

  /**
   * How long after the goods left their capture may come.
   *
   * @param carriedOut where they were carried out
   * @param shipped where they were sent or collected
   * @param offline of a tender that was taken offline
   */
  record CaptureWindow(Duration carriedOut, Duration shipped, Duration offline) {}

  static final OrderMeasures USUAL =
      new OrderMeasures(
          Map.of(),
          Set.of("GOODWILL", "PRICE_ADJUSTMENT", "KEEP_ITEM"),
          Duration.ofMinutes(15),
          Duration.ofHours(24),
          Duration.ofDays(5),
          Duration.ofHours(72),
          new SaleWindow(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofHours(24)),
          new CaptureWindow(Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofHours(24)),
          Duration.ofMinutes(5));

  static OrderMeasures of(JobSettings job) {
    SaleWindow sale = USUAL.saleWindow;
    CaptureWindow capture = USUAL.captureWindow;
    return new OrderMeasures(
        job.words("payment.profile."),
        job.names("payment.refund.reasons", USUAL.refundReasons),
        job.duration("payment.reversal.window", null, USUAL.reversalWindow),
        job.duration("payment.return.window", null, USUAL.returnWindow),
        job.duration("payment.refund.due", null, USUAL.refundDue),
        job.duration("payment.hold.max", null, USUAL.holdMax),
        new SaleWindow(
            job.duration("payment.sale.window", null, sale.usual()),
            job.duration("payment.sale.window.pos", null, sale.atShop()),
            job.duration("payment.sale.window.offline", null, sale.offline())),
        new CaptureWindow(
            job.duration("payment.capture.window", null, capture.carriedOut()),
            job.duration("payment.capture.window.shipped", null, capture.shipped()),
            job.duration("payment.capture.window.offline", null, capture.offline())),
        job.duration("payment.repeat.window", null, USUAL.repeatWindow));
  }

  /** Whether every sale of a channel has its payments. */
  boolean isLinked(String channel) {
    return "LINKED".equals(profileByChannel.get(channel.toUpperCase(Locale.ROOT)));
  }

  /** How long a payment may lack its sale. */
  long saleWindowMicros(boolean isAtShop, boolean isOffline) {
    return HoldSettings.micros(
        isOffline ? saleWindow.offline() : isAtShop ? saleWindow.atShop() : saleWindow.usual());
  }
}
