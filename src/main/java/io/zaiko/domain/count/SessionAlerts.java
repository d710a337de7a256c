package io.zaiko.domain.count;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Episode;
import java.util.List;
import java.util.Map;

/** What people are told of a session. */
final class SessionAlerts {

  private SessionAlerts() {}

  /**
   * Says how a session stands that was not completed in time.
   *
   * @param key {@code location|count_id}
   */
  static Alert open(String key, CountSession session, long nowMicros) {
    return new Alert(
        Alert.Check.COUNT_NEVER_COMPLETED,
        key,
        Episode.OF_COUNTS.at(session.episodeMicros()),
        session.openRevision(),
        session.openAlert(),
        Alert.Severity.MEDIUM,
        Map.of("entries", (long) session.entries()),
        List.of(new Alert.Evidence(session.latestBy().eventId(), "latest record")),
        sentence(key, session),
        nowMicros);
  }

  private static String sentence(String key, CountSession session) {
    return switch (session.openAlert()) {
      case SUSPECTED ->
          "Count %s has %d entries and waits for a record with complete = true: finish the count."
              .formatted(key, session.entries());
      case CONFIRMED ->
          "Count %s was never completed and its %d entries took no effect: count again."
              .formatted(key, session.entries());
      case RETRACTED, RESOLVED -> "Count %s is complete.".formatted(key);
    };
  }

  /**
   * Says that a session has no room for a line.
   *
   * @param key {@code location|count_id}
   */
  static Alert overflow(String key, CountSession session, String eventId, long nowMicros) {
    return new Alert(
        Alert.Check.COUNT_SESSION_FULL,
        key,
        Episode.OF_COUNTS.at(session.countedAtMicros()),
        1,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("limit", (long) CountSession.MAX_ENTRIES),
        List.of(new Alert.Evidence(eventId, "beyond the bounds")),
        "Count %s names more items and areas than a session holds: count the rest under another count_id."
            .formatted(key),
        nowMicros);
  }
}
