package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counting sessions of which no record says that they are complete, and whether people were told in
 * time: a third of the late horizon after the last word, and again when it was forgotten.
 *
 * <p>The job reckons from how far its time had come when it took the last word. That is not later
 * than when the ledger was written.
 */
final class OpenSessions {
  private static final String CHECK = "COUNT_NEVER_COMPLETED";

  /** The job is patient for one part of so many of its horizon. */
  private static final int PATIENCE = 3;

  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, Session> byEvent = new HashMap<>();

  private static final class Session {
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;
    private boolean isComplete;
  }

  /** Takes an applied count. */
  void heard(StockCount count, long asOfMicros) {
    if (count.getCountId() == null) {
      return;
    }
    String key = count.getLocationId() + '|' + count.getCountId();
    Session session = sessions.computeIfAbsent(key, first -> new Session());
    session.isComplete |= count.getComplete();
    session.firstMicros = Math.min(session.firstMicros, asOfMicros);
    session.lastMicros = Math.max(session.lastMicros, asOfMicros);
    byEvent.put(count.getEventId(), session);
  }

  /** Takes from the ledger when a record was booked. */
  void booked(String eventId, long writtenMicros) {
    Session session = byEvent.get(eventId);
    if (session != null) {
      session.lastMicros = Math.max(session.lastMicros, writtenMicros);
    }
  }

  /** Compares. */
  void compare(AlertAudit alerts, ProvenTime time, Duration horizon, Differences differences) {
    Map<String, AlertAudit.Said> standing = alerts.standing(CHECK);
    sessions.forEach(
        (key, session) -> {
          AlertStatus due = session.isComplete ? null : due(session, time, horizon);
          AlertAudit.Said said = standing.get(key);
          differences.expect(
              said == null
                  || session.firstMicros + patience(said, horizon) <= said.occurredAtMicros(),
              Check.ALERTS,
              () -> key + ": " + CHECK + " was told before its time");
          if (due == null) {
            return;
          }
          differences.expect(
              said != null && (due == AlertStatus.SUSPECTED || said.status() == due),
              Check.ALERTS,
              () ->
                  key
                      + " was not completed in time, but "
                      + (said == null
                          ? "no " + CHECK + " stands"
                          : CHECK + " is " + said.status()));
        });
  }

  /** After what time without a word it is told, at the soonest; what came since is not known. */
  private static long patience(AlertAudit.Said said, Duration horizon) {
    long horizonMicros = horizon.toSeconds() * 1_000_000L;
    return said.status() == AlertStatus.CONFIRMED ? horizonMicros : horizonMicros / PATIENCE;
  }

  private static @Nullable AlertStatus due(Session session, ProvenTime time, Duration horizon) {
    long horizonMicros = horizon.toSeconds() * 1_000_000L;
    if (time.hasPassed(session.lastMicros + horizonMicros)) {
      return AlertStatus.CONFIRMED;
    }
    return time.hasPassed(session.lastMicros + horizonMicros / PATIENCE)
        ? AlertStatus.SUSPECTED
        : null;
  }
}
