package io.zaiko.domain.alert;

import org.jspecify.annotations.Nullable;

/**
 * What a person made of an alert.
 *
 * @param eventId the record
 * @param alertId the alert
 * @param disposition what was made of it
 * @param by who
 * @param reason why; null where it is not stated
 * @param atMicros when, microseconds since 1970 UTC
 */
public record AlertAction(
    String eventId,
    String alertId,
    Disposition disposition,
    String by,
    @Nullable String reason,
    long atMicros) {

  /** What may be made of an alert. The names are API. */
  public enum Disposition {
    ACKNOWLEDGED,
    DISMISSED,
    CLOSED
  }

  /** Whether it stands over another: the newest does, whatever order they came in. */
  public boolean isNewerThan(@Nullable AlertAction other) {
    return other == null
        || atMicros > other.atMicros
        || (atMicros == other.atMicros && eventId.compareTo(other.eventId) > 0);
  }
}
