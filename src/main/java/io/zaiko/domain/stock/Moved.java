package io.zaiko.domain.stock;

/**
 * A change of a shelf as remembered for the counts that may still come.
 *
 * @param atMicros when the units moved
 * @param deltas the change, of the {@link Buckets#countable} buckets
 */
public record Moved(long atMicros, Buckets deltas) {}
