package io.zaiko.domain.stock;

import org.jspecify.annotations.Nullable;

/**
 * What brought an image about.
 *
 * @param id the {@code event_id} of a record of goods; of master data, the record's address; of a
 *     rule {@code key@version}
 * @param kind SALE and the like for goods, {@link #ITEM} for master data, {@link #RULE}
 */
public record Cause(String id, String kind) {

  /** Kind of what an item's record brought about: it has stock now, or has none any more. */
  public static final String ITEM = "ITEM";

  /** Kind of what a rule brought about, or that it was taken back. */
  public static final String RULE = "RULE";

  /** Kind of what a location's record brought about: it closed, opened, joined or left a group. */
  public static final String LOCATION = "LOCATION";

  private static final String TAKEN_BACK = "none";

  /** The cause that a movement is. */
  public static Cause of(Movement movement) {
    return new Cause(movement.eventId(), movement.kind().name());
  }

  /** The cause that an item's record is, by its address {@code topic|partition|offset}. */
  public static Cause item(String address) {
    return new Cause(address, ITEM);
  }

  /** The cause that a location's record is, by its address {@code topic|partition|offset}. */
  public static Cause location(String address) {
    return new Cause(address, LOCATION);
  }

  /**
   * The cause that a rule is.
   *
   * @param key {@code location_id|sku}
   * @param version null where it was taken back
   */
  public static Cause rule(String key, @Nullable Long version) {
    return new Cause(key + '@' + (version == null ? TAKEN_BACK : version), RULE);
  }
}
