package io.zaiko.tools.verify;

/**
 * One item at one location.
 *
 * @param location the location's id
 * @param sku the item
 */
public record ShelfKey(String location, String sku) {
  @Override
  public String toString() {
    return location + '|' + sku;
  }
}
