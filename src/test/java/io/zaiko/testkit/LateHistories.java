package io.zaiko.testkit;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * What {@link CountedHistory} has, drawn out to weeks, and sent in an order in which a third of the
 * records comes up to ten days late. Sources do not number their records, so that no number can be
 * too late. A session is one record that is complete or not, or two up to two days apart, of which
 * the first is: such a one is remembered for as long as the other is heard.
 */
public final class LateHistories {
  /** Some five minutes between two records become five hours. */
  private static final long STRETCH = 60;

  private static final int LATE_PERCENT = 33;
  private static final Duration LATEST = Duration.ofDays(10);
  private static final Duration CLOCK_AHEAD = Duration.ofHours(1);

  private record Sent(HistoryRecord record, Instant arrivesAt) {}

  private LateHistories() {}

  /**
   * The records of a seed as they arrive.
   *
   * @param size how many records that neither count nor transfer
   */
  public static List<Arrived> arrived(long seed, int size) {
    List<HistoryRecord> history = CountedHistory.of(seed, size).records();
    Instant begin = history.get(0).occurredAt();
    SplittableRandom random = new SplittableRandom(~seed * 31);
    List<Sent> sent = new ArrayList<>();
    for (HistoryRecord record : history) {
      HistoryRecord drawnOut = drawnOut(record, begin);
      sent.add(sent(drawnOut, random));
      if (drawnOut.record() instanceof StockCount count && count.getCountId() != null) {
        count.setCountId(count.getEventId());
        if (random.nextBoolean()) {
          count.setComplete(true);
          sent.add(sent(new HistoryRecord(record.topic(), more(count, random)), random));
        }
      }
    }
    sent.sort(Comparator.comparing(Sent::arrivesAt));
    List<Arrived> arrived = new ArrayList<>();
    for (Sent one : sent) {
      arrived.add(new Arrived(arrived.size(), one.record(), null));
    }
    return arrived;
  }

  /** What a count is of, by a right clock. */
  public static Instant countedAt(StockCount count) {
    Instant told = Objects.requireNonNullElse(count.getCountedAt(), count.getOccurredAt());
    return count.getSource().getReceivedAt() == null ? told : told.minus(CLOCK_AHEAD);
  }

  private static Sent sent(HistoryRecord record, SplittableRandom random) {
    int percent = random.nextInt(100) < LATE_PERCENT ? random.nextInt(101) : 0;
    Duration late = LATEST.multipliedBy(percent).dividedBy(100);
    return new Sent(record, record.occurredAt().plus(late));
  }

  /** Another record of the same session, which says something else. */
  private static StockCount more(StockCount count, SplittableRandom random) {
    StockCount more = StockCount.newBuilder(count).build();
    Duration later = Duration.ofMinutes(random.nextInt(48 * 60));
    more.setEventId(count.getEventId() + "-more");
    more.setComplete(random.nextBoolean());
    more.setOccurredAt(count.getOccurredAt().plus(later));
    if (count.getCountedAt() != null) {
      more.setCountedAt(count.getCountedAt().plus(later));
    }
    for (CountLine line : more.getLines()) {
      line.setQuantity(line.getQuantity() + 1 + random.nextInt(9));
    }
    return more;
  }

  private static HistoryRecord drawnOut(HistoryRecord record, Instant begin) {
    SpecificRecord original = record.record();
    SpecificRecord copy =
        SpecificData.getForClass(original.getClass()).deepCopy(original.getSchema(), original);
    stretch(copy, "occurred_at", begin);
    stretch(copy, "original_occurred_at", begin);
    HistoryRecord next = new HistoryRecord(record.topic(), copy);
    Instant at = next.occurredAt();
    if (copy instanceof Fulfilment step) {
      for (FulfilmentLine line : step.getLines()) {
        if (line.getCollectUntil() != null) {
          line.setCollectUntil(
              at.plus(Duration.between(record.occurredAt(), line.getCollectUntil())));
        }
      }
    }
    Source source = next.source();
    source.setEpoch(null);
    source.setSequence(null);
    boolean isAhead = source.getReceivedAt() != null;
    source.setSentAt(isAhead ? at : null);
    source.setReceivedAt(isAhead ? at.minus(CLOCK_AHEAD) : null);
    if (copy instanceof StockCount count) {
      if (count.getCountedAt() != null) {
        Duration before = Duration.between(count.getCountedAt(), record.occurredAt());
        count.setCountedAt(at.minus(before));
      }
    }
    return next;
  }

  private static void stretch(SpecificRecord record, String field, Instant begin) {
    Schema.Field of = record.getSchema().getField(field);
    if (of != null && record.get(of.pos()) instanceof Instant at) {
      Duration since = Duration.between(begin, at);
      record.put(of.pos(), begin.plus(since.multipliedBy(STRETCH)));
    }
  }
}
