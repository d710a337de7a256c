package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * One line of a record that moves goods.
 *
 * @param lineNo names the line within its record, 0 or more
 * @param sku the item, 1 to 128 characters
 * @param locationId the location, 1 to 128 characters, without {@code |}
 * @param quantity units of the item's base unit; negative only for {@link Act#ADJUSTED}
 * @param act what happened to the units
 * @param from the condition the units had; SELLABLE where the act does not say
 * @param to the condition the units took; SELLABLE where the act does not say
 * @param area for a count, the part of the location; null for the whole of it
 * @param stated unavailable units that the line states; null where it states none
 * @param terms what a step of fulfilment says beside; null for other acts
 * @param reservationId for a line of a sale, the hold that it turns into an order; null for none
 */
public record GoodsLine(
    int lineNo,
    String sku,
    String locationId,
    long quantity,
    Act act,
    Condition from,
    Condition to,
    @Nullable String area,
    @Nullable Stated stated,
    @Nullable FulfilmentTerms terms,
    @Nullable String reservationId) {
  /** A line that names no reservation. */
  public GoodsLine(
      int lineNo,
      String sku,
      String locationId,
      long quantity,
      Act act,
      Condition from,
      Condition to,
      @Nullable String area,
      @Nullable Stated stated,
      @Nullable FulfilmentTerms terms) {
    this(lineNo, sku, locationId, quantity, act, from, to, area, stated, terms, null);
  }

  /** A line that is not of a fulfilment. */
  public GoodsLine(
      int lineNo,
      String sku,
      String locationId,
      long quantity,
      Act act,
      Condition from,
      Condition to,
      @Nullable String area,
      @Nullable Stated stated) {
    this(lineNo, sku, locationId, quantity, act, from, to, area, stated, null);
  }

  /** A line that is neither of a count nor of a transfer. */
  public GoodsLine(
      int lineNo,
      String sku,
      String locationId,
      long quantity,
      Act act,
      Condition from,
      Condition to) {
    this(lineNo, sku, locationId, quantity, act, from, to, null, null);
  }

  /** The change this line makes to its shelf when {@code units} of it take effect. */
  public Buckets effectOf(long units) {
    return switch (act) {
      case CARRIED_OUT -> Buckets.onHand(-units);
      case ORDERED_TO_SHIP, ORDERED_FOR_PICKUP -> Buckets.allocated(units);
      case RETURNED -> Buckets.onHand(units).plus(Buckets.inCondition(to, units));
      case KEPT_BY_CUSTOMER -> Buckets.NONE;
      case RECEIVED -> Buckets.onHand(units);
      case ADJUSTED -> Buckets.onHand(units).plus(Buckets.inCondition(from, units));
      case SHIPPED_OUT -> Buckets.onHand(-units);
      case RECEIVED_IN ->
          Buckets.onHand(units).plus(Buckets.inCondition(Condition.DAMAGED, damaged()));
      case COUNTED, CLOSED_OUT, FULFILLED, HELD ->
          Buckets.NONE; // what these do depends on what else is known
      case MOVED -> Buckets.inCondition(from, -units).plus(Buckets.inCondition(to, units));
    };
  }

  /** Whether it promises units to an order, to be handed over later. */
  boolean isAllocated() {
    return act == Act.ORDERED_TO_SHIP || act == Act.ORDERED_FOR_PICKUP;
  }

  private long damaged() {
    return stated == null || stated.damaged() == null ? 0 : stated.damaged();
  }
}
