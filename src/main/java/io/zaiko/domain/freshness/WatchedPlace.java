package io.zaiko.domain.freshness;

/**
 * A location that a source speaks for.
 *
 * @param spokenOfMicros business time at which the source last named it, to the hour
 * @param silent whether the source was found silent there
 */
public record WatchedPlace(long spokenOfMicros, boolean silent) {

  WatchedPlace found(boolean isSilent) {
    return new WatchedPlace(spokenOfMicros, isSilent);
  }
}
