package io.zaiko.domain.freshness;

import io.zaiko.domain.alert.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What people are told of silent sources: one alert for each, wherever it is silent. */
final class SourceAlerts {

  private static final int MAX_NAMED = 10;

  private SourceAlerts() {}

  /**
   * Says where a source is silent.
   *
   * @param minutesByLocation open minutes since it was last heard; not empty
   */
  static Alert silent(
      String sourceId,
      SourceWatch watch,
      SortedMap<String, Long> minutesByLocation,
      long nowMicros) {
    long most = minutesByLocation.values().stream().mapToLong(Long::longValue).max().orElse(0);
    String named =
        minutesByLocation.keySet().stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
    long more = minutesByLocation.size() - MAX_NAMED;
    return alert(
        sourceId,
        watch,
        Alert.Status.SUSPECTED,
        Map.of(
            "last_heard",
            watch.lastHeardMicros(),
            "silent_minutes_open",
            most,
            "locations",
            (long) minutesByLocation.size()),
        "%s was last heard at %s, %d open minutes ago, and speaks for %s%s: see that it runs and is connected, for what it sells is not in the books."
            .formatted(
                sourceId,
                Instant.EPOCH.plus(watch.lastHeardMicros(), ChronoUnit.MICROS),
                most,
                named,
                more > 0 ? " and " + more + " more" : ""),
        nowMicros);
  }

  /**
   * Says that a source is silent nowhere.
   *
   * @param isHeard whether it was heard since; else its locations closed or it is given up
   */
  static Alert over(String sourceId, SourceWatch watch, boolean isHeard, long nowMicros) {
    return alert(
        sourceId,
        watch,
        isHeard ? Alert.Status.RESOLVED : Alert.Status.RETRACTED,
        Map.of("last_heard", watch.lastHeardMicros(), "silent_minutes_open", 0L, "locations", 0L),
        isHeard
            ? "%s is heard again.".formatted(sourceId)
            : "%s is no longer waited for: its locations are closed now, or it has been silent for %d days."
                .formatted(sourceId, TimeUnit.MICROSECONDS.toDays(SourceWatch.KEPT_MICROS)),
        nowMicros);
  }

  /**
   * The episode is when the source was first heard in its present life: later than in any before.
   */
  private static Alert alert(
      String sourceId,
      SourceWatch watch,
      Alert.Status status,
      Map<String, Long> facts,
      String sentence,
      long nowMicros) {
    return new Alert(
        Alert.Check.SOURCE_SILENT,
        sourceId,
        watch.firstHeardMicros(),
        watch.revision(),
        status,
        Alert.Severity.MEDIUM,
        facts,
        List.of(),
        sentence,
        nowMicros);
  }
}
