package io.zaiko.domain.stock;

/**
 * What brought an image about.
 *
 * @param id the {@code event_id} of a record of goods; of master data, the record's address
 * @param kind SALE and the like for goods, {@link #ITEM} for master data
 */
public record Cause(String id, String kind) {

  /** Kind of what an item's record brought about: it has stock now, or has none any more. */
  public static final String ITEM = "ITEM";

  static Cause of(Movement movement) {
    return new Cause(movement.eventId(), movement.kind().name());
  }

  /** The cause that an item's record is, by its address {@code topic|partition|offset}. */
  public static Cause item(String address) {
    return new Cause(address, ITEM);
  }
}
