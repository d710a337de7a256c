package io.zaiko.domain.stock;

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
 */
public record GoodsLine(
    int lineNo,
    String sku,
    String locationId,
    long quantity,
    Act act,
    Condition from,
    Condition to) {

  /** The change this line makes to its shelf when {@code units} of it take effect. */
  public Buckets effectOf(long units) {
    return switch (act) {
      case CARRIED_OUT -> Buckets.onHand(-units);
      case ORDERED_TO_SHIP, ORDERED_FOR_PICKUP -> Buckets.allocated(units);
      case RETURNED -> Buckets.onHand(units).plus(Buckets.inCondition(to, units));
      case KEPT_BY_CUSTOMER -> Buckets.NONE;
      case RECEIVED -> Buckets.onHand(units);
      case ADJUSTED -> Buckets.onHand(units).plus(Buckets.inCondition(from, units));
      case MOVED -> Buckets.inCondition(from, -units).plus(Buckets.inCondition(to, units));
    };
  }
}
