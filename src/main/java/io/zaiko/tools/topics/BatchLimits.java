package io.zaiko.tools.topics;

import java.util.Map;

/**
 * How large a batch of records may be, by Kafka's settings of a topic.
 *
 * <p>A few kilobytes may expand to gigabytes, and whoever reads them needs that much memory. Kafka
 * measures a batch as it came, unless it stores it in another compression than it came in: then it
 * measures the result again. So inputs are stored uncompressed, however they were sent, and what
 * the job fetches is what it has to hold.
 */
public final class BatchLimits {
  /**
   * Bytes of the largest batch of an input topic, uncompressed: several times what the contract
   * allows one record to be with usual names, and enough for one of 10,000 lines with all names at
   * their 128 characters.
   */
  public static final int LARGEST_INPUT = 8 << 20;

  /** Kafka's own default: what the job writes is small, and a dead letter holds 900 KiB at most. */
  private static final int LARGEST_OUTPUT = 1_048_588;

  private BatchLimits() {}

  /** Settings of a topic that others write and the job reads. */
  static Map<String, String> ofInput() {
    return Map.of(
        "compression.type", "uncompressed", "max.message.bytes", Integer.toString(LARGEST_INPUT));
  }

  /** Settings of a topic that the job writes: kept as sent. */
  static Map<String, String> ofOutput() {
    return Map.of(
        "compression.type", "producer", "max.message.bytes", Integer.toString(LARGEST_OUTPUT));
  }

  /** The same as defaults of a broker, for the input topics that someone makes by hand. */
  public static Map<String, String> ofBroker() {
    return Map.of(
        "compression.type", "uncompressed", "message.max.bytes", Integer.toString(LARGEST_INPUT));
  }
}
