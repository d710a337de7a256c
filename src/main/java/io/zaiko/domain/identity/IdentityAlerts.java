package io.zaiko.domain.identity;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    long lost = window.lost().count();
    return new Alert(
        Alert.Check.SEQUENCE_GAP,
        key,
        0,
        window.alertRevision(),
        open ? Alert.Status.SUSPECTED : Alert.Status.RESOLVED,
        Alert.Severity.HIGH,
        open
            ? Map.of(
                "missing",
                missing,
                "declared_lost",
                lost,
                "first_missing",
                window.received().firstGap().first(),
                "highest",
                window.received().highest())
            : Map.of("missing", 0L, "declared_lost", lost),
        List.of(),
        open ? openSentence(window, key, missing) : closedSentence(key, lost),
        nowMicros);
  }

  private static String openSentence(SequenceWindow window, String key, long missing) {
    return "%s: %d numbers are missing from %d on: look for them in dead-letters, else let the source"
            .formatted(key, missing, window.received().firstGap().first())
        + " send them again.";
  }

  private static String closedSentence(String key, long lost) {
    return lost == 0
        ? "%s: all missing numbers have arrived.".formatted(key)
        : "%s: no gap is open any more, but %d numbers were declared lost: count what they moved."
            .formatted(key, lost);
  }

  /**
   * Says that a record was refused because of its identity.
   *
   * @param first the record that stands under it; null where that is not known any more
   */
  public static Alert refused(
      Verdict verdict,
      String identity,
      String eventId,
      Origin origin,
      @Nullable RememberedHash first,
      long nowMicros) {
    return new Alert(
        checkOf(verdict),
        identity + "|" + origin.address(),
        0,
        1,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        addresses(origin, first),
        List.of(new Alert.Evidence(eventId, "refused")),
        "%s from %s was refused: %s".formatted(eventId, origin.address(), explain(verdict, first)),
        nowMicros);
  }

  private static Map<String, Long> addresses(Origin refused, @Nullable RememberedHash first) {
    long partition = refused.partition();
    return first == null || first.topic() == null
        ? Map.of("partition", partition, "offset", refused.offset())
        : Map.of(
            "partition",
            partition,
            "offset",
            refused.offset(),
            "first_partition",
            (long) first.partition(),
            "first_offset",
            first.offset());
  }

  /**
   * What a refusal means and what to do, for people.
   *
   * @param first the record that stands under the identity; null where that is not known any more
   */
  public static String explain(Verdict verdict, @Nullable RememberedHash first) {
    String where = first == null || first.address() == null ? "" : " by " + first.address();
    return switch (verdict) {
      case CONFLICT ->
          ("its identity was taken before%s with another content, and the first stands: send a"
                  + " correction under a new event_id.")
              .formatted(where);
      case REUSED ->
          ("its number was used before%s and it is later than the newest: the source restarted its"
                  + " numbering and must raise its epoch.")
              .formatted(where);
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
