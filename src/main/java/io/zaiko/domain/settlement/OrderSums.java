package io.zaiko.domain.settlement;

/**
 * The money of an order at one time, minor units of its currency.
 *
 * @param total what it was sold for
 * @param cancelled what units that do not stand were worth
 * @param returned what came back, and what was refunded with a reason
 * @param reasoned of it, what was refunded with a reason
 * @param captured over its payments, and what settles by itself
 * @param refunded over its payments, and what was paid out by itself
 * @param chargedBack over its payments
 * @param held what providers hold of it
 * @param open authorised, and neither captured nor released
 * @param paid what settles by itself whatever providers tell
 * @param madeGood of what was too much, what had gone back before: goods that come back later do
 *     not take it up
 */
record OrderSums(
    long total,
    long cancelled,
    long returned,
    long reasoned,
    long captured,
    long refunded,
    long chargedBack,
    long held,
    long open,
    long paid,
    long madeGood) {
  /** Before anything was. */
  static final OrderSums NONE = new OrderSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The same where up to so much more was given back: as much of it as is owed, and was paid. */
  OrderSums paidOutUpTo(long minor) {
    long owed = Math.min(beyondOwed() + returned, captured) - refunded - chargedBack;
    long more = Math.min(minor, Math.max(0, owed));
    return new OrderSums(
        total,
        cancelled,
        returned,
        reasoned,
        captured,
        refunded + more,
        chargedBack,
        held,
        open,
        paid,
        madeGood);
  }

  /** The same at a later time than other sums of it: what was made good by then stays so. */
  OrderSums after(OrderSums earlier) {
    long stays = Math.min(earlier.good(), Math.max(0, earlier.captured - earlier.total));
    return new OrderSums(
        total,
        cancelled,
        returned,
        reasoned,
        captured,
        refunded,
        chargedBack,
        held,
        open,
        paid,
        stays);
  }

  /** What went back for what was too much, as far as it is still given back. */
  private long good() {
    long unexplained = refunded + chargedBack - returned - cancelled;
    return Math.min(refunded + chargedBack, Math.max(madeGood, unexplained));
  }

  /** What was taken beyond what the goods that stand are worth. */
  private long beyondOwed() {
    return Math.max(0, captured - (total - cancelled));
  }

  /** Captured more than once: what is left of it after what was given back beyond goods. */
  long overcharged() {
    return captured - total - good();
  }

  /** The same if everything open were captured as well. */
  long wouldBeOvercharged(long capturedByProviders) {
    return capturedByProviders + open + paid - total - good();
  }

  /** Refunded, though neither goods nor a reason explain it. */
  long refundedWithoutReturn() {
    return refunded - returned - beyondOwed();
  }

  /**
   * Owed to the customer: no more than providers hold, as a drawer is counted by hand. A refund
   * with a reason may be the one for goods that came back; only what goes beyond them is for the
   * reason.
   */
  long kept() {
    long cameBack = returned - reasoned;
    long forReasons = Math.max(0, Math.min(reasoned, refunded - cameBack - beyondOwed()));
    return Math.min(beyondOwed() + cameBack + forReasons - refunded - chargedBack, held);
  }

  /** What of the money captured went back for goods that came back. */
  long refundedForReturns() {
    return Math.min(refunded, returned);
  }
}
