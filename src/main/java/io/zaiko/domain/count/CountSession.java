package io.zaiko.domain.count;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.StatedBy;
import org.jspecify.annotations.Nullable;

/**
 * A counting session as a whole; what it says of each item rests beside it.
 *
 * <pre>
 *   OPEN --- a record says complete ---> COMPLETE    all its items are told to their shelves
 *   OPEN --- long not spoken of -------> SUSPECTED   people are told that it is not complete
 *   COMPLETE - a record comes late ----> COMPLETE    its items are told again; the others too where
 *                                                    its time or scope changes, at once or HALF TOLD
 *   HALF TOLD - time goes on ----------> COMPLETE    the others are told again
 *   any --- not spoken of for the horizon ---> forgotten
 * </pre>
 *
 * @param isComplete whether a record said that all areas have been counted
 * @param countedAtMicros the earliest time of its records: as of it the session takes effect
 * @param scope of its latest record
 * @param latestAtMicros time of its latest record
 * @param latestBy its latest record
 * @param entries how many items and areas it names, at most {@link #MAX_ENTRIES}
 * @param spokenOfMicros when it was last spoken of, in business time
 * @param openAlert where its COUNT_NEVER_COMPLETED alert stands
 * @param openRevision revision of that alert; 0 before the first
 * @param isOverflowTold whether people know that it is full
 * @param isHalfTold whether its time or scope changed and not all of its shelves know
 * @param episodeMicros its time when people were first told of it as open, which names the alert
 *     from then on: a count_id that is used again later speaks of another one. 0 before, and in
 *     states from before alerts of sessions had one
 */
public record CountSession(
    boolean isComplete,
    long countedAtMicros,
    CountScope scope,
    long latestAtMicros,
    StatedBy latestBy,
    int entries,
    long spokenOfMicros,
    Alert.Status openAlert,
    long openRevision,
    boolean isOverflowTold,
    boolean isHalfTold,
    long episodeMicros) {

  /** Lines of further items and areas are not counted. */
  public static final int MAX_ENTRIES = 100_000;

  /** Of so many items and areas at most all are told again by one record. */
  public static final int TOLD_AT_ONCE = 1_000;

  /** The session after its first record was heard. */
  static CountSession opened(GoodsEvent event, CountHead head, long watermarkMicros) {
    return new CountSession(
        head.complete(),
        head.countedAtMicros(),
        head.scope(),
        head.countedAtMicros(),
        StatedBy.of(event),
        0,
        Math.max(event.asOfMicros(), watermarkMicros),
        Alert.Status.RESOLVED,
        0,
        false,
        false,
        0);
  }

  /** The session after a further record was heard. */
  CountSession heard(GoodsEvent event, CountHead head, long watermarkMicros) {
    StatedBy by = StatedBy.of(event);
    boolean isLatest =
        head.countedAtMicros() > latestAtMicros
            || (head.countedAtMicros() == latestAtMicros && by.compareTo(latestBy) > 0);
    return new CountSession(
        isComplete || head.complete(),
        Math.min(countedAtMicros, head.countedAtMicros()),
        isLatest ? head.scope() : scope,
        isLatest ? head.countedAtMicros() : latestAtMicros,
        isLatest ? by : latestBy,
        entries,
        Math.max(spokenOfMicros, Math.max(event.asOfMicros(), watermarkMicros)),
        openAlert,
        openRevision,
        isOverflowTold,
        isHalfTold,
        episodeMicros);
  }

  boolean hasRoom() {
    return entries < MAX_ENTRIES;
  }

  CountSession withEntry() {
    return new CountSession(
        isComplete,
        countedAtMicros,
        scope,
        latestAtMicros,
        latestBy,
        entries + 1,
        spokenOfMicros,
        openAlert,
        openRevision,
        isOverflowTold,
        isHalfTold,
        episodeMicros);
  }

  CountSession withOverflowTold() {
    return new CountSession(
        isComplete,
        countedAtMicros,
        scope,
        latestAtMicros,
        latestBy,
        entries,
        spokenOfMicros,
        openAlert,
        openRevision,
        true,
        isHalfTold,
        episodeMicros);
  }

  /** The session with more to tell, or none. */
  CountSession withHalfTold(boolean isMoreToTell) {
    return new CountSession(
        isComplete,
        countedAtMicros,
        scope,
        latestAtMicros,
        latestBy,
        entries,
        spokenOfMicros,
        openAlert,
        openRevision,
        isOverflowTold,
        isMoreToTell,
        episodeMicros);
  }

  /** The session after people were told where its COUNT_NEVER_COMPLETED alert stands. */
  CountSession withOpenAlert(Alert.Status status) {
    return new CountSession(
        isComplete,
        countedAtMicros,
        scope,
        latestAtMicros,
        latestBy,
        entries,
        spokenOfMicros,
        status,
        openRevision + 1,
        isOverflowTold,
        isHalfTold,
        openRevision == 0 ? countedAtMicros : episodeMicros);
  }

  /** Whether what it says of items it was told before may be another than in {@code before}. */
  boolean saysOtherwiseThan(CountSession before) {
    return isComplete != before.isComplete
        || countedAtMicros != before.countedAtMicros
        || scope != before.scope;
  }

  /** Whether all its items are told of by the record that completes or changes it. */
  boolean isToldAtOnceAfter(@Nullable CountSession before) {
    return before == null || !before.isComplete || entries <= TOLD_AT_ONCE;
  }

  /** Whether it is open and people were not told yet. */
  public boolean isOpenUntold() {
    return !isComplete && !isSuspected();
  }

  boolean isSuspected() {
    return openAlert == Alert.Status.SUSPECTED;
  }
}
