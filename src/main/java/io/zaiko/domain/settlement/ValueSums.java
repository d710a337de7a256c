package io.zaiko.domain.settlement;

/**
 * A balance at one time, minor units of the account's unit.
 *
 * @param loaded put on it
 * @param redeemed paid with it
 * @param givenBack of what was paid with it, what came back to it
 * @param expired taken from it as too old
 */
record ValueSums(long loaded, long redeemed, long givenBack, long expired) {
  static final ValueSums NONE = new ValueSums(0, 0, 0, 0);

  ValueSums since(ValueSums before) {
    return new ValueSums(
        loaded - before.loaded,
        redeemed - before.redeemed,
        givenBack - before.givenBack,
        expired - before.expired);
  }

  private long spent() {
    return redeemed - givenBack;
  }

  /** By how much the balance is below 0. */
  long overdrawn() {
    return Math.max(0, spent() + expired - loaded);
  }

  /**
   * How much was spent of what nobody paid for: what is paid for is spent first, and what expires
   * unspent is no loss.
   *
   * @param unfunded of what was loaded, what nobody paid for
   */
  long spentUnfunded(long unfunded) {
    long beyondPaid = spent() + expired - (loaded - unfunded);
    return Math.max(0, Math.min(unfunded, Math.min(spent(), beyondPaid)));
  }
}
