package io.zaiko.codec;

/**
 * Bounds what a declared length may ask for before any of it is read: Avro allocates first and
 * reads later. The start script sets the same properties for the whole process; this is the
 * backstop for a cluster that was started without them, and works because every door into Avro asks
 * for it before Avro's classes load. Values already set stand.
 */
final class AvroLimits {
  private static final int MAX_VALUE_BYTES = 1 << 20;
  private static final int MAX_ITEMS = 100_000;

  static {
    setDefault("org.apache.avro.limits.string.maxLength", MAX_VALUE_BYTES);
    setDefault("org.apache.avro.limits.bytes.maxLength", MAX_VALUE_BYTES);
    setDefault("org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);
  }

  private AvroLimits() {}

  /** Loads this class, which sets the limits once. */
  static void ensure() {}

  private static void setDefault(String property, int limit) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(limit));
    }
  }
}
