package io.zaiko.tools.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * By what measure the job of payments was told to judge.
 *
 * @param lateness how late a provider may be
 * @param latenessByProvider the same by provider, in capitals
 * @param tolerance minor units
 * @param toleranceByCurrency the same by currency
 * @param overCapture by how many percent more may be captured than authorised
 * @param overCaptureByAccount the same by {@code provider} or {@code provider.account}
 * @param completeFrom since when all events are known
 * @param unseenWindow so long after it a capture may be the rest of an older payment
 * @param orders how the money of orders is judged
 */
record PaymentMeasures(
    Duration lateness,
    Map<String, Duration> latenessByProvider,
    long tolerance,
    Map<String, Long> toleranceByCurrency,
    long overCapture,
    Map<String, Long> overCaptureByAccount,
    Instant completeFrom,
    Duration unseenWindow,
    OrderMeasures orders) {
  static final PaymentMeasures USUAL =
      new PaymentMeasures(
          Duration.ofMinutes(15),
          Map.of(),
          1,
          Map.of(),
          0,
          Map.of(),
          Instant.EPOCH,
          Duration.ofDays(1),
          OrderMeasures.USUAL);

  long latenessMicros(String provider) {
    return HoldSettings.micros(
        latenessByProvider.getOrDefault(provider.toUpperCase(Locale.ROOT), lateness));
  }

  long toleranceOf(String currency) {
    return toleranceByCurrency.getOrDefault(currency, tolerance);
  }

  /**
   * By how many percent more may be captured than authorised.
   *
   * @param account {@code provider.account}
   */
  long overCapturePercent(String account) {
    String provider = account.substring(0, account.indexOf('.'));
    Long ofProvider = overCaptureByAccount.getOrDefault(provider, overCapture);
    return overCaptureByAccount.getOrDefault(account, ofProvider);
  }

  long seenWholeFromMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, completeFrom.plus(unseenWindow));
  }
}
