package io.zaiko.domain.stock;

/**
 * Which shelf.
 *
 * @param locationId without {@link Movement#KEY_SEPARATOR}
 * @param sku the item
 */
public record ShelfId(String locationId, String sku) {

  /** Reads the key of a shelf, {@code location_id|sku}. */
  public static ShelfId ofKey(String key) {
    int end = key.indexOf(Movement.KEY_SEPARATOR);
    return new ShelfId(key.substring(0, end), key.substring(end + 1));
  }

  /** The shelf of a movement. */
  public static ShelfId of(Movement movement) {
    return new ShelfId(movement.locationId(), movement.sku());
  }

  /** The key of the shelf. */
  public String key() {
    return locationId + Movement.KEY_SEPARATOR + sku;
  }
}
