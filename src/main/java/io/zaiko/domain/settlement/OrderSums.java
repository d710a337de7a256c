package io.zaiko.domain.settlement;

/**
 * The money of an order at one time, minor units of its currency.
 *
 * @param total what it was sold for
 * @param cancelled what units that do not stand were worth
 * @param returned what came back, and what was refunded with a reason
 * @param captured over its payments, and what settles by itself
 * @param refunded over its payments, and what was paid out by itself
 * @param chargedBack over its payments
 * @param held what providers hold of it
 * @param open authorised, and neither captured nor released
 * @param paid what settles by itself whatever providers tell
 */
record OrderSums(
    long total,
    long cancelled,
    long returned,
    long captured,
    long refunded,
    long chargedBack,
    long held,
    long open,
    long paid) {

  /** The same where up to so much more was given back: as much of it as is owed, and was paid. */
  OrderSums paidOutUpTo(long minor) {
    long owed = Math.min(beyondOwed() + returned, captured) - refunded - chargedBack;
    long more = Math.min(minor, Math.max(0, owed));
    return new OrderSums(
        total, cancelled, returned, captured, refunded + more, chargedBack, held, open, paid);
  }

  /** What was taken beyond what the goods that stand are worth. */
  private long beyondOwed() {
    return Math.max(0, captured - (total - cancelled));
  }

  /** What went back and is not explained by goods. */
  private long madeGood() {
    return Math.max(0, refunded + chargedBack - returned - cancelled);
  }

  /** Captured more than once: what is left of it after what was given back beyond goods. */
  long overcharged() {
    return captured - total - madeGood();
  }

  /** The same if everything open were captured as well. */
  long wouldBeOvercharged(long capturedByProviders) {
    return capturedByProviders + open + paid - total - madeGood();
  }

  /** Refunded, though neither goods nor a reason explain it. */
  long refundedWithoutReturn() {
    return refunded - returned - beyondOwed();
  }

  /** Owed to the customer: no more than providers hold, as a drawer is counted by hand. */
  long kept() {
    return Math.min(beyondOwed() + returned - refunded - chargedBack, held);
  }
}
