package io.zaiko.domain.identity;

/**
 * Numbers from {@code first} to {@code last}, both included.
 *
 * @param first 0 or more
 * @param last at least {@code first}
 */
public record SequenceRange(long first, long last) {

  /**
   * Whether both begin or end at one number: a gap of which a part was filled meets what it was.
   */
  boolean meets(SequenceRange other) {
    return first == other.first || last == other.last;
  }

  boolean contains(long number) {
    return number >= first && number <= last;
  }
}
