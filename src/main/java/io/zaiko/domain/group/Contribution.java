package io.zaiko.domain.group;

import org.jspecify.annotations.Nullable;

/**
 * What a shelf says to one of its groups: this is my share now, or I am a member no more. It
 * replaces whatever the shelf said to the group before.
 *
 * @param group the group
 * @param sku the item of the shelf
 * @param locationId the location of the shelf; the group itself, for orders that ask it
 * @param share what it adds; null where it takes its share back
 * @param asOfMicros largest business time among the shelf's applied events
 * @param epoch of the attempt of the job that says so
 * @param version of the shelf's last image; several contributions may bear one
 */
public record Contribution(
    String group,
    String sku,
    String locationId,
    @Nullable Share share,
    long asOfMicros,
    long epoch,
    long version) {

  /** Separates group and SKU in a key; no group's name holds it. */
  public static final char KEY_SEPARATOR = '|';

  /** The key it is summed under, {@code group|sku}. */
  public String key() {
    return group + KEY_SEPARATOR + sku;
  }
}
