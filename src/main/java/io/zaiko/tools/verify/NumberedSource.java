package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was received of one numbering, and what must have been told of what is missing in it.
 *
 * <p>What is missing at the end depends on no order, as long as no gap was given up. Since when the
 * job waits for it does: for a loss since the record after it happened; but a number that fills a
 * gap may begin the waiting anew, at the job's time then, which is not later than when the ledger
 * was written. The order is known where all came by one partition and in one schema, for a record
 * may wait for its schema while others pass it.
 */
final class NumberedSource {
  /** The job remembers so many ranges; beyond, it gives up the oldest gap. */
  private static final int RANGES_AT_MOST = 256;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Map<String, Lane> lanes = new HashMap<>(1);
  private final Set<Integer> schemas = new HashSet<>(1);
  private long latestMicros = Long.MIN_VALUE;
  private long someToldFromMicros = Long.MIN_VALUE;
  private long allToldFromMicros = Long.MIN_VALUE;
  private @Nullable Booked lastFill;

  /** What came by one partition, in its order. */
  private static final class Lane {
    private final NumberRanges numbers = new NumberRanges();
    private int mostRanges;
    private @Nullable Booked last;
  }

  /** When a record was booked; unknown until the ledger tells. */
  static final class Booked {
    private final String eventId;
    private long micros = UNKNOWN;

    private Booked(String eventId) {
      this.eventId = eventId;
    }

    String eventId() {
      return eventId;
    }

    void at(long writtenMicros) {
      micros = micros == UNKNOWN ? writtenMicros : Math.max(micros, writtenMicros);
    }
  }

  /** Takes a number that was not received before; in the order of each partition. */
  Booked received(long number, String eventId, int schemaId, Arrival at) {
    RecordAddress address = at.address();
    Lane lane =
        lanes.computeIfAbsent(address.topic() + '|' + address.partition(), first -> new Lane());
    Booked booked = new Booked(eventId);
    lane.last = booked;
    schemas.add(schemaId);
    latestMicros = Math.max(latestMicros, at.occurredAtMicros());
    reckon(lane.numbers, number, at.occurredAtMicros(), booked);
    lane.numbers.put(number, number);
    lane.mostRanges = Math.max(lane.mostRanges, lane.numbers.size());
    return booked;
  }

  /** Since when the job waits at the latest; it holds where all comes in one order. */
  private void reckon(NumberRanges before, long number, long atMicros, Booked booked) {
    if (before.isEmpty() || before.holds(number)) {
      return;
    }
    boolean isBeside = number > before.highest() || number < before.lowest();
    boolean isNextTo = number == before.highest() + 1 || number == before.lowest() - 1;
    if (!isBeside) {
      someToldFromMicros = latestMicros;
      allToldFromMicros = latestMicros;
      lastFill = booked;
    } else if (!isNextTo && before.size() == 1) {
      someToldFromMicros = atMicros;
      allToldFromMicros = atMicros;
      lastFill = null;
    } else if (!isNextTo) {
      allToldFromMicros = Math.max(allToldFromMicros, atMicros);
    }
  }

  /** The records of which it must be known when they were booked. */
  Collection<Booked> awaited() {
    List<Booked> awaited = new ArrayList<>(1);
    if (isInOrder()) {
      add(awaited, lastFill);
    } else {
      lanes.values().forEach(lane -> add(awaited, lane.last));
    }
    return awaited;
  }

  private static void add(List<Booked> awaited, @Nullable Booked booked) {
    if (booked != null) {
      awaited.add(booked);
    }
  }

  /**
   * What is wrong with what is told at the end, and whether all could be judged.
   *
   * @param objection null where nothing is
   * @param isMissing whether it is that nothing is told
   * @param isJudged false where it must be told by and by, or only the order would say what
   */
  record Judgement(@Nullable String objection, boolean isMissing, boolean isJudged) {}

  /** Judges the alert that stands; null where none does. */
  Judgement judge(AlertAudit.@Nullable Said said, ProvenTime time, long timeoutMicros) {
    NumberRanges all = new NumberRanges();
    lanes.values().forEach(lane -> all.putAll(lane.numbers));
    if (all.size() == 1) {
      // A gap that was given up would be there still, for its numbers are refused.
      return new Judgement(said == null ? null : "nothing is missing", false, true);
    }
    boolean isWhole = isWhole();
    boolean mustStand = isWhole && time.hasPassed(someToldFrom() + timeoutMicros);
    if (said == null) {
      String objection =
          mustStand ? all.missing() + " numbers are missing from " + all.firstMissing() : null;
      return new Judgement(objection, mustStand, mustStand);
    }
    boolean isSettled = isWhole && time.hasPassed(allToldFrom() + timeoutMicros);
    return new Judgement(objectionTo(said, all, isWhole, isSettled), false, isSettled);
  }

  private static @Nullable String objectionTo(
      AlertAudit.Said said, NumberRanges all, boolean isWhole, boolean isSettled) {
    Long missing = said.facts().get("missing");
    Long first = said.facts().get("first_missing");
    Long highest = said.facts().get("highest");
    Long lost = said.facts().get("declared_lost");
    if (missing == null || first == null || highest == null || lost == null) {
      return "it does not say what is missing";
    }
    if (said.status() != AlertStatus.SUSPECTED) {
      return "it is " + said.status();
    }
    if (!all.holds(highest) || first <= all.lowest() || highest <= first) {
      return "nothing was missing from " + first + " up to " + highest;
    }
    if (isWhole && (lost != 0 || !all.holds(first - 1))) {
      return "no gap was ever given up, and none begins at " + first;
    }
    long stillMissing = all.missing(first, highest);
    if (missing < stillMissing || missing > highest - first) {
      return missing + " are said to be missing, but " + stillMissing + " of these still are";
    }
    return isSettled && (missing != all.missing() || first != all.firstMissing())
        ? missing
            + " are said to be missing from "
            + first
            + ", but "
            + all.missing()
            + " are from "
            + all.firstMissing()
        : null;
  }

  private boolean isInOrder() {
    return lanes.size() == 1 && schemas.size() == 1;
  }

  /** Whether certainly no gap was given up: however partitions mix, their ranges only add up. */
  private boolean isWhole() {
    int most = lanes.values().stream().mapToInt(lane -> lane.mostRanges).sum();
    return schemas.size() == 1 && most <= RANGES_AT_MOST;
  }

  private long someToldFrom() {
    return isInOrder() ? notBefore(someToldFromMicros) : notBefore(latestMicros);
  }

  private long allToldFrom() {
    return isInOrder() ? notBefore(allToldFromMicros) : notBefore(latestMicros);
  }

  /** The later of a time and of when what is awaited was booked. */
  private long notBefore(long micros) {
    long latest = micros;
    for (Booked booked : awaited()) {
      latest = Math.max(latest, booked.micros);
    }
    return Math.min(latest, UNKNOWN - TimeUnit.DAYS.toMicros(36_500));
  }
}
