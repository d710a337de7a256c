package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.Outbound;
import io.zaiko.testkit.Arrived;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.LateHistories;
import io.zaiko.testkit.NaiveOracle;
import io.zaiko.testkit.Picture;
import io.zaiko.testkit.Shrinking;
import io.zaiko.tools.verify.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Histories of two weeks, in which a third of all records comes hours or days late, through the
 * operators with a horizon of three days. Which counts come too late depends on arrival: here it is
 * told by the clock alone. All else that was said must be in the books exactly, however late a
 * movement came. A failure names its seed and the fewest records that fail.
 */
class BeyondHorizonPropertiesTest {

  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 100);
  private static final Duration HORIZON = Duration.ofHours(72);

  /** What came of one history, and how much of it was beyond the horizon. */
  private static final class Course {
    private final Set<String> tooLate = new TreeSet<>();
    private final Set<String> tooLateForTheirSession = new TreeSet<>();
    private final Map<String, Instant> sessions = new HashMap<>();
    private List<Outbound> sent = List.of();
    private int lateMovements;
  }

  @Test
  void late_movements_are_in_every_bucket_and_late_counts_are_refused_and_nowhere() {
    int refused = 0;
    int silent = 0;
    int lateMovements = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Arrived> arrived = LateHistories.arrived(seed, 30 + (int) (seed % 60));
      Course course = new Course();
      String difference = difference(arrived, seed, course);
      if (difference != null) {
        long failing = seed;
        List<Arrived> fewest =
            Shrinking.fewest(arrived, fewer -> difference(fewer, failing, new Course()) != null);
        fail(
            "seed %d: %s%nfewest records, in the order they arrive: %d%n%s",
            seed,
            difference(fewest, seed, new Course()),
            fewest.size(),
            fewest.stream().map(Arrived::toString).collect(Collectors.joining("\n")));
      }
      refused += course.tooLate.size();
      silent += course.tooLateForTheirSession.size();
      lateMovements += course.lateMovements;
    }
    assertThat(refused).as("counts refused").isGreaterThan(SEEDS);
    assertThat(silent).as("records of sessions that are too old").isGreaterThan(SEEDS / 10);
    assertThat(lateMovements).as("movements beyond the horizon").isGreaterThan(5 * SEEDS);
  }

  /** What differs from what was to be; null for nothing. */
  private static @Nullable String difference(List<Arrived> arrived, long seed, Course course) {
    try {
      run(arrived, seed, course);
      assertThat(refused(course.sent)).as("dead letters").isEqualTo(course.tooLate);
      assertThat(silent(course.sent)).as("ledger").isEqualTo(course.tooLateForTheirSession);
      Set<String> unheard = new HashSet<>(course.tooLate);
      unheard.addAll(course.tooLateForTheirSession);
      List<HistoryRecord> heard = new ArrayList<>();
      for (Arrived one : arrived) {
        if (!unheard.contains(one.goods().eventId())) {
          heard.add(one.goods());
        }
      }
      Map<String, Units> expected = new TreeMap<>();
      NaiveOracle.balancesOf(new History(0, heard))
          .forEach((shelf, units) -> expected.put(shelf.toString(), units));
      expected.values().removeIf(Units.ZERO::equals);
      assertThat(shown(course.sent)).as("shelves").isEqualTo(expected);
      return null;
    } catch (AssertionError | Exception e) {
      return e.toString();
    }
  }

  private static void run(List<Arrived> arrived, long seed, Course course) throws Exception {
    RunningFlow flow = RunningFlow.fresh(new HashMapStateBackend());
    course.sent = flow.sent();
    try {
      Instant watermark = Instant.MIN;
      Instant newest = Instant.MIN;
      for (Arrived one : arrived) {
        // By its number: what happens around a record does not change where others are left out.
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + one.number());
        note(one.goods(), watermark, course);
        flow.receive(one);
        flow.deliverSome(random);
        Instant at = one.goods().occurredAt();
        newest = at.isAfter(newest) ? at : newest;
        if (random.nextInt(3) == 0) {
          watermark = newest;
          flow.advanceTo(newest.toEpochMilli());
        }
        if (seed % 2 == 0 && one.number() % 40 == 20) {
          flow = flow.restarted(); // and time goes on before anybody has said what time it is
        }
      }
      flow.settle();
    } finally {
      flow.close();
    }
  }

  /** What is to become of a record by the clock alone. */
  private static void note(HistoryRecord record, Instant watermark, Course course) {
    Instant kept = watermark.equals(Instant.MIN) ? Instant.MIN : watermark.minus(HORIZON);
    if (!(record.record() instanceof StockCount count)) {
      course.lateMovements += record.occurredAt().isBefore(kept) ? 1 : 0;
      return;
    }
    Instant counted = LateHistories.countedAt(count);
    Instant earliest = course.sessions.getOrDefault(count.getCountId(), Instant.MAX);
    if (counted.isBefore(kept)) {
      course.tooLate.add(count.getEventId());
    } else if (earliest.isBefore(kept)) {
      course.tooLateForTheirSession.add(count.getEventId());
    } else if (count.getCountId() != null) {
      course.sessions.put(count.getCountId(), counted.isBefore(earliest) ? counted : earliest);
    }
  }

  private static Set<String> refused(List<Outbound> sent) {
    Set<String> refused = new TreeSet<>();
    for (DeadLetter letter : Decoded.of(DeadLetter.class, sent, "dead-letters")) {
      assertThat(letter.getReason()).isEqualTo("TOO_LATE");
      refused.add(Objects.requireNonNull(letter.getEventId()));
    }
    return refused;
  }

  /** Records of which the ledger says that they came too late. */
  private static Set<String> silent(List<Outbound> sent) {
    Set<String> silent = new TreeSet<>();
    for (StockLedgerEntry entry : Decoded.of(StockLedgerEntry.class, sent, "stock-ledger")) {
      if (entry.getOutcome().equals("TOO_LATE")) {
        silent.add(entry.getEventId());
      }
    }
    return silent;
  }

  private static Map<String, Units> shown(List<Outbound> sent) {
    Map<String, Units> shown = new TreeMap<>();
    for (Availability image : Decoded.of(Availability.class, sent, "availability")) {
      shown.put(image.getLocationId() + '|' + image.getSku(), Picture.of(image).units());
    }
    shown.values().removeIf(Units.ZERO::equals);
    return shown;
  }
}
