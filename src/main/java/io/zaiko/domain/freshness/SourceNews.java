package io.zaiko.domain.freshness;

/**
 * What a location hears of a source that speaks for it.
 *
 * @param locationId which location
 * @param sourceId which source
 * @param kind what is new
 * @param timeMicros for SPOKE the business time of what it said; else when it was last heard
 */
public record SourceNews(String locationId, String sourceId, Kind kind, long timeMicros) {

  /** What is new. */
  public enum Kind {
    /** It said something of this location. */
    SPOKE,
    /** It is silent, though the location is open. */
    FELL_SILENT,
    /** It is not silent, or no longer waited for. */
    NOT_SILENT
  }
}
