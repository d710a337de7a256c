package io.zaiko.domain.payment;

import java.io.Serializable;
import java.util.Map;

/**
 * By what measure payments are judged.
 *
 * @param latenessMicros how long after the fact a provider may still tell of it: what does not last
 *     so long is nobody's fault
 * @param latenessByProvider the same by provider; the other holds for the rest
 * @param toleranceMinor by how many minor units amounts may differ
 * @param toleranceByCurrency the same by currency
 * @param overCapturePercent by how much of what is authorised more may be captured
 * @param overCaptureByAccount the same by {@code provider} or {@code provider.account}
 * @param completeFromMicros since when all that happened is known; what began before may lack its
 *     beginning
 * @param unseenWindowMicros so long after that a capture without an authorisation may be the rest
 *     of a payment that began before
 */
public record PaymentTerms(
    long latenessMicros,
    Map<String, Long> latenessByProvider,
    long toleranceMinor,
    Map<String, Long> toleranceByCurrency,
    long overCapturePercent,
    Map<String, Long> overCaptureByAccount,
    long completeFromMicros,
    long unseenWindowMicros)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More than any payment comes to, minor units; it may be doubled and still is a long. */
  static final long NO_LIMIT = Long.MAX_VALUE / 2;

  /** How late a provider may be, microseconds. */
  public long latenessOf(String provider) {
    return latenessByProvider.getOrDefault(provider, latenessMicros);
  }

  /** By how many minor units amounts of a currency may differ. */
  public long toleranceOf(String currency) {
    return toleranceByCurrency.getOrDefault(currency, toleranceMinor);
  }

  /** The most that may be captured of what was authorised under an account, minor units. */
  long capturable(long authorisedMinor, String provider, String account) {
    long percent =
        overCaptureByAccount.getOrDefault(
            provider + '.' + account,
            overCaptureByAccount.getOrDefault(provider, overCapturePercent));
    return authorisedMinor + percent(authorisedMinor, percent);
  }

  /** A share of an amount of 0 or more, rounded down; {@link #NO_LIMIT} where it is no less. */
  static long percent(long minor, long percent) {
    long hundreds = minor / 100;
    return percent > 0 && hundreds >= NO_LIMIT / percent
        ? NO_LIMIT
        : hundreds * percent + minor % 100 * percent / 100;
  }
}
