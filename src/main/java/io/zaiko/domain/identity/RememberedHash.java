package io.zaiko.domain.identity;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a record to know its redelivery and to name it in a conflict: of the newest
 * numbers of a source in a ring, of records without a number by their event id.
 *
 * @param sequence the number; {@link SourceRef#NO_SEQUENCE} where it has none
 * @param contentHash what it said
 * @param topic where it lies; null where that was not yet remembered when it came
 * @param partition its partition; meaningless without a topic
 * @param offset its offset; meaningless without a topic
 */
public record RememberedHash(
    long sequence, long contentHash, @Nullable String topic, int partition, long offset) {

  /** How many of the newest numbers keep their hash. */
  public static final int RING = 4096;

  /** Of a record of which no more is known. */
  public RememberedHash(long sequence, long contentHash) {
    this(sequence, contentHash, null, 0, 0);
  }

  /** Of a record that was received. */
  public static RememberedHash of(long sequence, long contentHash, Origin origin) {
    return new RememberedHash(
        sequence, contentHash, origin.topic(), origin.partition(), origin.offset());
  }

  /** Where it lies, as {@link Origin#address} writes it; null where that is not known. */
  public @Nullable String address() {
    return topic == null ? null : topic + '|' + partition + '|' + offset;
  }

  /**
   * Which of two numbers a slot keeps: the newer one.
   *
   * @param kept what the slot holds; null where it is empty
   */
  public boolean replaces(@Nullable RememberedHash kept) {
    return kept == null || kept.sequence < sequence;
  }

  /** The place of a number in the ring. */
  public static int slotOf(long sequence) {
    return (int) (sequence % RING);
  }
}
