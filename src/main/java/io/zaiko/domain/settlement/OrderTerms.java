package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentTerms;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * By what measure orders, counters, and gift card and points accounts are judged. All times are
 * business time, microseconds.
 *
 * @param payments by what measure single payments are
 * @param profiles how payments are known, by channel; UNLINKED where nothing is said
 * @param refundReasons with which a refund needs no return
 * @param reversalMicros in what time a provider releases what another authorised in its place
 * @param returnMicros how long after a refund its return may come
 * @param refundDueMicros how long after a return its refund may come
 * @param holdMaxMicros how long what is missing waits, beyond its time, for who may yet tell of it
 * @param tellHeld when people are told that it waits
 * @param sale how long after a capture its sale may come
 * @param capture how long after the goods left their capture may come
 * @param repeatMicros how soon after a payment another one of the same instrument repeats it, and
 *     how long before its payment a sale may be booked
 */
public record OrderTerms(
    PaymentTerms payments,
    Map<String, Profile> profiles,
    Set<String> refundReasons,
    long reversalMicros,
    long returnMicros,
    long refundDueMicros,
    long holdMaxMicros,
    TellHeld tellHeld,
    SaleWindows sale,
    CaptureWindows capture,
    long repeatMicros)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * When people are told that checks wait for somebody who is silent.
   *
   * @param afterMicros how long a check waits before it counts
   * @param checks how many there must be, at least 1
   */
  public record TellHeld(long afterMicros, long checks) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * How long after a capture its sale may come.
   *
   * @param onlineMicros of a payment that names no shop
   * @param inShopMicros of one that names a shop
   * @param offlineMicros of what was taken offline
   */
  public record SaleWindows(long onlineMicros, long inShopMicros, long offlineMicros)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * How long after the goods left their capture may come.
   *
   * @param carriedOutMicros where the customer took them
   * @param sentMicros where they were sent or collected
   * @param offlineMicros where a tender was taken offline
   */
  public record CaptureWindows(long carriedOutMicros, long sentMicros, long offlineMicros)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Whether every sale of a channel has its payments. */
  boolean isLinked(String channel) {
    return profiles.get(channel) == Profile.LINKED;
  }
}
