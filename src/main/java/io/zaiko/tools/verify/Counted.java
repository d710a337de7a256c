package io.zaiko.tools.verify;

import java.util.Comparator;
import java.util.Map;

/**
 * What one session found of one item: all its areas together.
 *
 * @param shelf item and place
 * @param countId the session
 * @param atMicros when: the earliest time of the session
 * @param quantity units counted
 * @param stated unavailable units by reason, of the reasons that were stated
 * @param sellableOnly whether the unavailable and the staged ones lay elsewhere
 * @param sellableOnlyAtFirst whether that was so by some first records of the session, in whatever
 *     order they came: the scope is that of the latest one
 * @param latest the latest record that states the item; decides between counts of one time
 */
record Counted(
    ShelfKey shelf,
    String countId,
    long atMicros,
    long quantity,
    Map<String, Long> stated,
    boolean sellableOnly,
    boolean sellableOnlyAtFirst,
    Stated latest) {

  /** The last stands. */
  static final Comparator<Counted> IN_ORDER =
      Comparator.comparingLong(Counted::atMicros).thenComparing(Counted::latest, Stated.BY_NAME);

  /** What is there after a count, by it and by the books before it. */
  Units over(Units before) {
    long damaged = stated.getOrDefault("DAMAGED", before.damaged());
    long qualityControl = stated.getOrDefault("QUALITY_CONTROL", before.qualityControl());
    long onHold = stated.getOrDefault("ON_HOLD", before.onHold());
    long notFound = stated.getOrDefault("NOT_FOUND", 0L);
    long elsewhere =
        sellableOnly ? damaged + qualityControl + onHold + notFound + before.staged() : 0;
    return new Units(
        quantity + elsewhere,
        damaged,
        qualityControl,
        onHold,
        notFound,
        before.allocated(),
        before.inTransit(),
        before.staged());
  }

  /** As alerts name it. */
  String key() {
    return shelf.toString() + '|' + countId;
  }
}
