package io.zaiko.domain.payment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sale or a return says of money.
 *
 * @param currency of all its amounts, ISO 4217; empty where it states none, or several
 * @param totalMinor what the customer owes, or is owed; {@link #NOT_STATED} where neither the total
 *     nor all its parts are stated
 * @param partsMinor lines and adjustments; {@link #NOT_STATED} where a line states no amount
 * @param sharedMinor adjustments that belong to all lines by their amounts, which are tax and
 *     discounts; negative for the latter
 * @param lines the amount of each line that states one, by its number
 * @param tenders how it is paid
 * @param originalOrderRef for a return, the order that it names; null where it names none
 */
public record Bill(
    String currency,
    long totalMinor,
    long partsMinor,
    long sharedMinor,
    Map<Integer, Long> lines,
    List<Tender> tenders,
    @Nullable String originalOrderRef) {
  /** Stands for an amount, or a time, that is not stated. */
  public static final long NOT_STATED = Long.MIN_VALUE;

  /**
   * A part of the payment.
   *
   * @param settlement who sees to it
   * @param minor minor units, net of change
   * @param provider who settles it; null where none does
   * @param paymentRef the provider's id of the payment; null where none is stated
   * @param dueAtMicros when it is to be paid, microseconds since 1970 UTC; {@link Bill#NOT_STATED}
   *     where at once
   * @param isOffline whether it was taken without a connection to the provider
   */
  public record Tender(
      Settlement settlement,
      long minor,
      @Nullable String provider,
      @Nullable String paymentRef,
      long dueAtMicros,
      boolean isOffline) {

    /** Whether it names who settles it. */
    public boolean isNamed() {
      return provider != null || paymentRef != null;
    }

    /** Whether it is to be paid later. */
    public boolean isDeferred() {
      return dueAtMicros != NOT_STATED;
    }
  }

  /** Who sees to it that a tender which names no provider is paid. */
  public enum Settlement {
    /** It is paid as it is stated: cash, the value of a return, what a partner collects. */
    BY_ITSELF,
    /** An invoice, or cash on delivery: paid by itself unless a provider tells of it. */
    BY_ITSELF_UNLESS_TOLD,
    /** A card, a wallet: by a provider, where the channel's payments are known. */
    BY_A_PROVIDER,
    /** The same of stored value: what a return puts back on it need not be told as a refund. */
    BY_STORED_VALUE;

    /** Whether a provider tells of it. */
    public boolean isByProvider() {
      return this == BY_A_PROVIDER || this == BY_STORED_VALUE;
    }
  }
}
