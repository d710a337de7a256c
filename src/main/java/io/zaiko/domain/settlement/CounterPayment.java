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
 * A payment that names no order and moved money, as a counter with a terminal of its own has it.
 *
 * @param paymentKey what tells it from all others
 * @param instrument a hash of what was paid with; null where nothing that lasts is stated
 * @param atMicros when it was captured, or given back for a credit, microseconds since 1970 UTC
 * @param captureId the event that says so
 * @param goneMicros since when nothing of it is held any more; {@link #NEVER} where it stands
 * @param goneId the event that says so; null where it stands
 * @param isCredit whether it only gave back: a refund at a terminal that names no payment
 * @param isCredited whether it is a credit by which it is gone
 * @param isInShop whether it names a shop
 * @param isOffline whether it was taken without a connection
 * @param isAwaited whether its channel is LINKED: a sale must be told
 * @param seller who would tell of its sale, as in {@link Heard#voice()}
 */
public record CounterPayment(
    String paymentKey,
    @Nullable String instrument,
    long atMicros,
    String captureId,
    long goneMicros,
    @Nullable String goneId,
    boolean isCredit,
    boolean isCredited,
    boolean isInShop,
    boolean isOffline,
    boolean isAwaited,
    String seller) {
  /** Stands for no time at which the money went back. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int HASH_BYTES = 8;

  /**
   * A payment and the amount by which it is found: what is captured of it in the end, else what was
   * at most; for a credit what it gave back.
   */
  record Placed(long minor, CounterPayment payment) {}

  /**
   * What there is of a payment that finds no order.
   *
   * @return empty where it moved nothing, or nobody can say what
   */
  static Optional<Placed> of(PaymentPart part, OrderTerms terms) {
    long most = part.moves().stream().mapToLong(Move::capturedMinor).max().orElse(0);
    if (part.isMixed() || (most > 0 && part.isUnseen())) {
      return Optional.empty();
    }
    return most > 0 ? taken(part, most, terms) : credit(part, terms);
  }

  private static Optional<Placed> taken(PaymentPart part, long most, OrderTerms terms) {
    Move captured = null;
    Move gone = null;
    for (Move move : part.moves()) {
      captured = captured == null && move.capturedMinor() > 0 ? move : captured;
      boolean isHeld = captured == null || move.heldMinor() > 0;
      gone = isHeld ? null : gone == null ? move : gone;
    }
    if (captured == null) {
      return Optional.empty();
    }
    long last = part.last().capturedMinor();
    return Optional.of(new Placed(last > 0 ? last : most, of(part, captured, gone, false, terms)));
  }

  private static Optional<Placed> credit(PaymentPart part, OrderTerms terms) {
    long back = part.last().refundedMinor();
    return back <= 0
        ? Optional.empty()
        : part.moves().stream()
            .filter(move -> move.refundedMinor() > 0)
            .findFirst()
            .map(move -> new Placed(back, of(part, move, null, true, terms)));
  }

  private static CounterPayment of(
      PaymentPart part, Move first, @Nullable Move gone, boolean isCredit, OrderTerms terms) {
    String instrument = part.instrument();
    return new CounterPayment(
        part.paymentKey(),
        instrument == null ? null : hash(instrument),
        first.atMicros(),
        first.eventId(),
        gone == null ? NEVER : gone.atMicros(),
        gone == null ? null : gone.eventId(),
        isCredit,
        false,
        part.locationId() != null,
        part.isOffline(),
        terms.isLinked(part.channel()),
        Heard.sellerOf(part));
  }

  /** The same, given back by a credit. */
  CounterPayment givenBackBy(CounterPayment credit) {
    return gone(credit.atMicros, credit.captureId, true);
  }

  /** The same, as if no credit had given it back. */
  CounterPayment withoutCredit() {
    return isCredited ? gone(NEVER, null, false) : this;
  }

  private CounterPayment gone(long micros, @Nullable String eventId, boolean byCredit) {
    return new CounterPayment(
        paymentKey,
        instrument,
        atMicros,
        captureId,
        micros,
        eventId,
        isCredit,
        byCredit,
        isInShop,
        isOffline,
        isAwaited,
        seller);
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

  /** Since when all must be known to say whether it has a sale, and what it repeats. */
  long neededFromMicros(OrderTerms terms) {
    return Math.min(earliestSaleMicros(terms), atMicros - terms.repeatMicros());
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
