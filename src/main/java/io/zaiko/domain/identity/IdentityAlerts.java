package io.zaiko.domain.identity;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;

/** What people are told of a source that breaks its own numbering. */
public final class IdentityAlerts {

  private IdentityAlerts() {}

  /**
   * Says how the gaps of a window stand: missing numbers, or none any more.
   *
   * @param window after {@link SequenceWindow#alerted()}
   * @param key source, epoch and kind
   */
  public static Alert gap(SequenceWindow window, String key, long nowMicros) {
    boolean open = window.hasGap();
    long missing = window.received().missing();
    return new Alert(
        Alert.Check.SEQUENCE_GAP,
        key,
        0,
        window.alertRevision(),
        open ? Alert.Status.SUSPECTED : Alert.Status.RESOLVED,
        Alert.Severity.HIGH,
        open
            ? Map.of(
                "missing", missing,
                "first_missing", window.received().firstGap().first(),
                "highest", window.received().highest())
            : Map.of("missing", 0L),
        List.of(),
        open
            ? "%s: %d numbers are missing from %d on: let the source send them again."
                .formatted(key, missing, window.received().firstGap().first())
            : "%s: all missing numbers have arrived.".formatted(key),
        nowMicros);
  }

  /** Says that a record was refused because of its identity. */
  public static Alert refused(
      Verdict verdict, String identity, String eventId, Origin origin, long nowMicros) {
    return new Alert(
        checkOf(verdict),
        identity + "|" + origin.address(),
        0,
        1,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("partition", (long) origin.partition(), "offset", origin.offset()),
        List.of(new Alert.Evidence(eventId, "refused")),
        "%s from %s was refused: %s".formatted(eventId, origin.address(), explain(verdict)),
        nowMicros);
  }

  /** What a refusal means and what to do, for people. */
  public static String explain(Verdict verdict) {
    return switch (verdict) {
      case CONFLICT ->
          "its identity was received before with another content, and the first stands: send a"
              + " correction under a new event_id.";
      case REUSED ->
          "its number was used before and it is later than the newest: the source restarted its"
              + " numbering and must raise its epoch.";
      case EXPIRED ->
          "its number lies in a gap that was declared lost: send it again under a new event_id and"
              + " without a sequence.";
      case NEW, DUPLICATE -> "it was not refused.";
    };
  }

  private static Alert.Check checkOf(Verdict verdict) {
    return switch (verdict) {
      case CONFLICT -> Alert.Check.EVENT_CONFLICT;
      case REUSED -> Alert.Check.SEQUENCE_REUSED;
      case EXPIRED -> Alert.Check.SEQUENCE_EXPIRED;
      case NEW, DUPLICATE ->
          throw new IllegalArgumentException(verdict + " is no refusal: it raises no alert");
    };
  }
}
