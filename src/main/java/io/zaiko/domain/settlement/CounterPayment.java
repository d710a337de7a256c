package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment that names no order and took money, as a counter with a terminal of its own has it.
 *
 * @param paymentKey what tells it from all others
 * @param instrument a hash of what was paid with; null where nothing that lasts is stated
 * @param atMicros when it was captured, microseconds since 1970 UTC
 * @param captureId the event that says so
 * @param goneMicros since when nothing of it is held any more; {@link #NEVER} where it stands
 * @param goneId the event that says so; null where it stands
 * @param isInShop whether it names a shop
 * @param isOffline whether it was taken without a connection
 * @param isAwaited whether its channel is LINKED: a sale must be told
 */
public record CounterPayment(
    String paymentKey,
    @Nullable String instrument,
    long atMicros,
    String captureId,
    long goneMicros,
    @Nullable String goneId,
    boolean isInShop,
    boolean isOffline,
    boolean isAwaited) {
  /** Stands for no time at which the money went back. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int HASH_BYTES = 8;

  /**
   * What there is of a payment that finds no order.
   *
   * @return empty where it took nothing, or nobody can say what
   */
  static Optional<CounterPayment> of(PaymentPart part, OrderTerms terms) {
    if (part.isUnseen() || part.isMixed() || part.last().capturedMinor() <= 0) {
      return Optional.empty();
    }
    Move captured = null;
    Move gone = null;
    for (Move move : part.moves()) {
      captured = captured == null && move.capturedMinor() > 0 ? move : captured;
      boolean isHeld = captured == null || move.heldMinor() > 0;
      gone = isHeld ? null : gone == null ? move : gone;
    }
    return captured == null
        ? Optional.empty()
        : Optional.of(of(part, captured, gone, terms.isLinked(part.channel())));
  }

  private static CounterPayment of(
      PaymentPart part, Move captured, @Nullable Move gone, boolean isAwaited) {
    String instrument = part.instrument();
    return new CounterPayment(
        part.paymentKey(),
        instrument == null ? null : hash(instrument),
        captured.atMicros(),
        captured.eventId(),
        gone == null ? NEVER : gone.atMicros(),
        gone == null ? null : gone.eventId(),
        part.locationId() != null,
        part.isOffline(),
        isAwaited);
  }

  /** Whether the money went back within a time of its capture: then it never was a payment. */
  boolean wasReversedWithin(long micros) {
    return goneMicros != NEVER && goneMicros - atMicros <= micros;
  }

  /** Whether its money is held. */
  boolean stands() {
    return goneMicros == NEVER;
  }

  /** The earliest time of a sale that it may have paid. */
  long earliestSaleMicros(OrderTerms terms) {
    return atMicros - (isOffline ? terms.sale().offlineMicros() : terms.repeatMicros());
  }

  /** The latest time of a sale that it may have paid. */
  long latestSaleMicros(OrderTerms terms) {
    OrderTerms.SaleWindows windows = terms.sale();
    return atMicros
        + (isOffline
            ? windows.offlineMicros()
            : isInShop ? windows.inShopMicros() : windows.onlineMicros());
  }

  /** What is paid with is told to nobody. */
  private static String hash(String instrument) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(instrument.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** In order of time; the rest only makes every order one order. */
  static void sort(List<CounterPayment> payments) {
    payments.sort(
        Comparator.comparingLong(CounterPayment::atMicros)
            .thenComparing(CounterPayment::paymentKey));
  }
}
