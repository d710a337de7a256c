package io.zaiko.tools.verify;

/**
 * One item at one location.
 *
 * @param location the location's id
 * @param sku the item
 */
public record ShelfKey(String location, String sku) {
  /** As a key names it: the first bar ends the location. */
  static ShelfKey of(String key) {
    int bar = Math.max(0, key.indexOf('|'));
    return new ShelfKey(key.substring(0, bar), key.substring(Math.min(key.length(), bar + 1)));
  }

  @Override
  public String toString() {
    return location + '|' + sku;
  }
}
