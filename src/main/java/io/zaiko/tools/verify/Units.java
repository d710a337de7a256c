package io.zaiko.tools.verify;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.Condition;
import io.zaiko.avro.FulfilmentKind;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Units of one shelf: a balance, or a change of one. May be negative.
 *
 * @param onHand physically there
 * @param damaged of these, not sellable because damaged
 * @param qualityControl of these, held for inspection
 * @param onHold of these, held back
 * @param notFound of these, not found when picked
 * @param allocated promised to order lines
 * @param inTransit on their way here from another own location
 * @param staged of those on hand and allocated, set aside
 * @param reserved held for carts and checkouts
 */
public record Units(
    long onHand,
    long damaged,
    long qualityControl,
    long onHold,
    long notFound,
    long allocated,
    long inTransit,
    long staged,
    long reserved) {

  /** Nothing there, or no change. */
  public static final Units ZERO = new Units(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final Set<String> REASONS =
      Set.of("DAMAGED", "QUALITY_CONTROL", "ON_HOLD", "NOT_FOUND");

  /** Units of which none is in transit or set aside. */
  public Units(
      long onHand, long damaged, long qualityControl, long onHold, long notFound, long allocated) {
    this(onHand, damaged, qualityControl, onHold, notFound, allocated, 0, 0);
  }

  /** Units of which none is set aside. */
  public Units(
      long onHand,
      long damaged,
      long qualityControl,
      long onHold,
      long notFound,
      long allocated,
      long inTransit) {
    this(onHand, damaged, qualityControl, onHold, notFound, allocated, inTransit, 0);
  }

  /** Units of which none is held for a cart. */
  public Units(
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

  static Units reserved(long units) {
    return new Units(0, 0, 0, 0, 0, 0, 0, 0, units);
  }

  static Units allocated(long units) {
    return new Units(0, 0, 0, 0, 0, units);
  }

  static Units onHand(long units) {
    return new Units(units, 0, 0, 0, 0, 0);
  }

  static Units inTransit(long units) {
    return new Units(0, 0, 0, 0, 0, 0, units, 0);
  }

  static Units staged(long units) {
    return new Units(0, 0, 0, 0, 0, 0, 0, units);
  }

  static Units inCondition(Condition condition, long units) {
    return switch (condition) {
      case SELLABLE -> ZERO;
      case DAMAGED -> new Units(0, units, 0, 0, 0, 0);
      case QUALITY_CONTROL -> new Units(0, 0, units, 0, 0, 0);
      case ON_HOLD -> new Units(0, 0, 0, units, 0, 0);
      case NOT_FOUND -> new Units(0, 0, 0, 0, units, 0);
    };
  }

  /** Whether it speaks of units on hand, in whatever condition. */
  boolean isOfGoodsHere() {
    return onHand != 0 || damaged != 0 || qualityControl != 0 || onHold != 0 || notFound != 0;
  }

  /** Whether no goods are there or on their way, but at most orders that want some. */
  boolean areOrdersAlone() {
    return equals(new Units(0, 0, 0, 0, 0, allocated));
  }

  static Units sold(FulfilmentKind fulfilment, long units) {
    return switch (fulfilment) {
      case CARRY_OUT -> onHand(-units);
      case SHIP, PICKUP -> new Units(0, 0, 0, 0, 0, units);
    };
  }

  /** As the contract's outputs write it. */
  static Units of(
      long onHand,
      Map<String, Long> unavailable,
      long allocated,
      long inTransit,
      long staged,
      long reserved) {
    return new Units(
        onHand,
        unavailable.getOrDefault("DAMAGED", 0L),
        unavailable.getOrDefault("QUALITY_CONTROL", 0L),
        unavailable.getOrDefault("ON_HOLD", 0L),
        unavailable.getOrDefault("NOT_FOUND", 0L),
        allocated,
        inTransit,
        staged,
        reserved);
  }

  /** As a ledger entry writes a change or a balance. */
  static Units of(Buckets buckets) {
    return of(
        buckets.getOnHand(),
        buckets.getUnavailable(),
        buckets.getAllocated(),
        buckets.getInTransit(),
        buckets.getStaged(),
        buckets.getReserved());
  }

  /** Whether every reason is one of the contract's and none is written without units. */
  static boolean isWellWritten(Map<String, Long> unavailable) {
    return REASONS.containsAll(unavailable.keySet()) && !unavailable.containsValue(0L);
  }

  /** The sum, bucket by bucket. */
  public Units plus(Units other) {
    return new Units(
        onHand + other.onHand,
        damaged + other.damaged,
        qualityControl + other.qualityControl,
        onHold + other.onHold,
        notFound + other.notFound,
        allocated + other.allocated,
        inTransit + other.inTransit,
        staged + other.staged,
        reserved + other.reserved);
  }

  /** The opposite change. */
  Units negated() {
    return new Units(
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

  /** The same but for what is on its way. */
  Units withoutTransit() {
    return inTransit == 0
        ? this
        : new Units(
            onHand, damaged, qualityControl, onHold, notFound, allocated, 0, staged, reserved);
  }

  /** Units on hand that may not be sold. */
  long unavailable() {
    return damaged + qualityControl + onHold + notFound;
  }

  /** {@code on_hand} less all that may not be sold. */
  public long availableToSell() {
    return onHand - damaged - qualityControl - onHold - notFound - allocated - reserved;
  }

  /** Whether a bucket lies beyond plus or minus {@code limit}. */
  boolean isBeyond(long limit) {
    return LongStream.of(
            onHand,
            damaged,
            qualityControl,
            onHold,
            notFound,
            allocated,
            inTransit,
            staged,
            reserved)
        .anyMatch(units -> units > limit || units < -limit);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("on_hand ").append(onHand);
    append(text, "DAMAGED", damaged);
    append(text, "QUALITY_CONTROL", qualityControl);
    append(text, "ON_HOLD", onHold);
    append(text, "NOT_FOUND", notFound);
    append(text, "allocated", allocated);
    append(text, "in_transit", inTransit);
    append(text, "staged", staged);
    append(text, "reserved", reserved);
    return text.toString();
  }

  private static void append(StringBuilder text, String name, long units) {
    if (units != 0) {
      text.append(' ').append(name).append(' ').append(units);
    }
  }
}
