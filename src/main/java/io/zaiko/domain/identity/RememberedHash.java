package io.zaiko.domain.identity;

import org.jspecify.annotations.Nullable;

/**
 * The content hash of one received number, kept in the ring of the newest numbers.
 *
 * @param sequence the number
 * @param contentHash what it said
 */
public record RememberedHash(long sequence, long contentHash) {

  /** How many of the newest numbers keep their hash. */
  public static final int RING = 4096;

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
