package io.zaiko.domain.payment;

import org.jspecify.annotations.Nullable;

/**
 * What was paid with, and how.
 *
 * @param isOffline whether it was taken without a connection to the provider
 * @param terminalId the terminal; null where none is stated
 * @param instrument the same for one instrument; null where nothing that lasts is stated
 * @param valueAccount the gift card or points account that is loaded or redeemed; null for none
 * @param valueUnit its unit, a currency or POINTS; null for none
 * @param fundingPaymentId the payment that paid for a load; null where none is stated
 */
public record Means(
    boolean isOffline,
    @Nullable String terminalId,
    @Nullable String instrument,
    @Nullable String valueAccount,
    @Nullable String valueUnit,
    @Nullable String fundingPaymentId) {
  /** Nothing is said of it. */
  public static final Means UNKNOWN = new Means(false, null, null, null, null, null);
}
