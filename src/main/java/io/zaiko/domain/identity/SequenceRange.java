package io.zaiko.domain.identity;

/**
 * Numbers from {@code first} to {@code last}, both included.
 *
 * @param first 0 or more
 * @param last at least {@code first}
 */
public record SequenceRange(long first, long last) {

  boolean contains(long number) {
    return number >= first && number <= last;
  }
}
