package io.zaiko.domain.stock;

/**
 * Units of one shelf by bucket: a balance, or a change of one. A balance may be negative when the
 * truth ran ahead of the books; nothing is clamped, so that sums do not depend on order.
 *
 * @param onHand physically there, whatever their condition
 * @param damaged of these, damaged
 * @param qualityControl of these, under inspection
 * @param onHold of these, withheld
 * @param notFound of these, not found when picked
 * @param allocated promised to an order line, not yet handed over
 * @param inTransit shipped from another own location and not yet received here
 * @param staged of the allocated, picked and set aside: still on hand, and not where a count of
 *     sellable units looks
 * @param reserved held for a cart or checkout, not yet an order
 */
public record Buckets(
    long onHand,
    long damaged,
    long qualityControl,
    long onHold,
    long notFound,
    long allocated,
    long inTransit,
    long staged,
    long reserved) {
  /** Units none of which are held for a cart. */
  public Buckets(
      long onHand,
      long damaged,
      long qualityControl,
      long onHold,
      long notFound,
      long allocated,
      long inTransit,
      long staged) {
    this(onHand, damaged, qualityControl, onHold, notFound, allocated, inTransit, staged, 0);
  }

  /** Units none of which are staged. */
  public Buckets(
      long onHand,
      long damaged,
      long qualityControl,
      long onHold,
      long notFound,
      long allocated,
      long inTransit) {
    this(onHand, damaged, qualityControl, onHold, notFound, allocated, inTransit, 0);
  }

  /** No units, or no change. */
  public static final Buckets NONE = new Buckets(0, 0, 0, 0, 0, 0, 0);

  /**
   * Every balance stays within plus and minus this many units, so that sums of a few balances fit a
   * long.
   */
  public static final long LIMIT = 1_000_000_000_000_000_000L;

  static Buckets onHand(long units) {
    return new Buckets(units, 0, 0, 0, 0, 0, 0);
  }

  /** Units promised to an order line. */
  public static Buckets allocated(long units) {
    return new Buckets(0, 0, 0, 0, 0, units, 0);
  }

  static Buckets staged(long units) {
    return new Buckets(0, 0, 0, 0, 0, 0, 0, units);
  }

  /** Units held for a cart or checkout. */
  public static Buckets reserved(long units) {
    return new Buckets(0, 0, 0, 0, 0, 0, 0, 0, units);
  }

  static Buckets inTransit(long units) {
    return new Buckets(0, 0, 0, 0, 0, 0, units);
  }

  static Buckets inCondition(Condition condition, long units) {
    return switch (condition) {
      case SELLABLE -> NONE;
      case DAMAGED -> new Buckets(0, units, 0, 0, 0, 0, 0);
      case QUALITY_CONTROL -> new Buckets(0, 0, units, 0, 0, 0, 0);
      case ON_HOLD -> new Buckets(0, 0, 0, units, 0, 0, 0);
      case NOT_FOUND -> new Buckets(0, 0, 0, 0, units, 0, 0);
    };
  }

  /**
   * The sum, bucket by bucket.
   *
   * @throws ArithmeticException beyond a long; two values within {@link #LIMIT} never are
   */
  public Buckets plus(Buckets other) {
    return new Buckets(
        Math.addExact(onHand, other.onHand),
        Math.addExact(damaged, other.damaged),
        Math.addExact(qualityControl, other.qualityControl),
        Math.addExact(onHold, other.onHold),
        Math.addExact(notFound, other.notFound),
        Math.addExact(allocated, other.allocated),
        Math.addExact(inTransit, other.inTransit),
        Math.addExact(staged, other.staged),
        Math.addExact(reserved, other.reserved));
  }

  /**
   * The difference, bucket by bucket.
   *
   * @throws ArithmeticException beyond a long; two values within {@link #LIMIT} never are
   */
  public Buckets minus(Buckets other) {
    return plus(other.negated());
  }

  /** What of this depends on counts and so on time: all but what is {@link #promised}. */
  public Buckets countable() {
    return allocated == 0 && reserved == 0
        ? this
        : new Buckets(onHand, damaged, qualityControl, onHold, notFound, 0, inTransit, staged);
  }

  /** What of this no count re-bases: {@code allocated} and {@code reserved}. */
  Buckets promised() {
    return new Buckets(0, 0, 0, 0, 0, allocated, 0, 0, reserved);
  }

  /** Whether it speaks of units on hand, in whatever condition. */
  boolean isOfGoodsHere() {
    return onHand != 0 || damaged != 0 || qualityControl != 0 || onHold != 0 || notFound != 0;
  }

  /** Whether nothing lies there or comes there: at most there are orders. */
  boolean areOrdersAlone() {
    return !isOfGoodsHere() && inTransit == 0 && staged == 0;
  }

  /** The opposite change. */
  public Buckets negated() {
    return new Buckets(
        -onHand,
        -damaged,
        -qualityControl,
        -onHold,
        -notFound,
        -allocated,
        -inTransit,
        -staged,
        -reserved);
  }

  /** On-hand units that are not sellable. */
  public long unavailable() {
    return damaged + qualityControl + onHold + notFound;
  }

  /** What may be sold where so much is withheld by rule; may be negative. */
  public long availableToSell(long safetyStock) {
    return onHand - unavailable() - allocated - reserved - safetyStock;
  }

  /** Whether every bucket lies within {@link #LIMIT}. */
  public boolean isWithinLimit() {
    return isWithinLimit(onHand)
        && isWithinLimit(damaged)
        && isWithinLimit(qualityControl)
        && isWithinLimit(onHold)
        && isWithinLimit(notFound)
        && isWithinLimit(allocated)
        && isWithinLimit(inTransit)
        && isWithinLimit(staged)
        && isWithinLimit(reserved);
  }

  private static boolean isWithinLimit(long units) {
    return units >= -LIMIT && units <= LIMIT;
  }
}
