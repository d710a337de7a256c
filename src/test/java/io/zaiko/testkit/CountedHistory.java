package io.zaiko.testkit;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferLine;
import io.zaiko.avro.TransferStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A history with counts and transfers between its other records, from a seed. The smaller it is,
 * the fewer sessions and transfers there are, so that their records meet.
 */
public final class CountedHistory {
  private static final String[] PLACES = {"store-1", "store-2", "warehouse"};
  private static final String[] SKUS = {"TEA", "MUG", "POT", "tea"};
  private static final String[] REASONS = {"DAMAGED", "QUALITY_CONTROL", "ON_HOLD", "NOT_FOUND"};

  private final SplittableRandom random;
  private final long seed;
  private final int sessions;
  private final int transfers;
  private int made;

  private CountedHistory(long seed, int size) {
    this.seed = seed;
    this.sessions = 4 + size / 10;
    this.transfers = 3 + size / 40;
    this.random = new SplittableRandom(~seed);
  }

  /** A history of so many records, and a third more that count or transfer. */
  public static History of(long seed, int size) {
    CountedHistory more = new CountedHistory(seed, size);
    List<HistoryRecord> records = new ArrayList<>();
    for (HistoryRecord record : HistoryGenerator.of(seed).size(size).records()) {
      records.add(record);
      Instant at = record.occurredAt();
      if (more.random.nextInt(3) == 0) {
        records.add(
            more.random.nextBoolean()
                ? new HistoryRecord("counts.store", more.count(at))
                : new HistoryRecord("transfers.store", more.transfer(at)));
      }
    }
    return new History(seed, records);
  }

  private StockCount count(Instant at) {
    boolean isSensor = random.nextInt(8) == 0;
    boolean hasAreas = isSensor || random.nextBoolean();
    Map<String, CountLine> lines = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      CountLine line =
          CountLine.newBuilder()
              .setLineNo(lines.size())
              .setSku(any(SKUS))
              .setQuantity(20L + random.nextInt(20))
              .setUnavailable(unavailable())
              .setArea(hasAreas ? "area-" + random.nextInt(2) : null)
              .build();
      lines.putIfAbsent(line.getSku() + line.getArea(), line);
    }
    return StockCount.newBuilder()
        .setEventId("count-" + seed + '-' + made++)
        .setOccurredAt(at)
        .setSource(source(at))
        .setCountId(isSensor ? null : "session-" + random.nextInt(sessions))
        .setLocationId(any(PLACES))
        .setCountedAt(countedAt(at))
        .setComplete(!isSensor && random.nextInt(3) > 0)
        .setScope(any(CountScope.values()))
        .setLines(renumbered(lines))
        .build();
  }

  /** Often when something moved, and now and then when something else was counted. */
  private @Nullable Instant countedAt(Instant at) {
    return switch (random.nextInt(4)) {
      case 0 -> at.truncatedTo(ChronoUnit.HOURS);
      case 1 -> at.minusSeconds(random.nextInt(7_200));
      default -> null;
    };
  }

  private static List<CountLine> renumbered(Map<String, CountLine> lines) {
    List<CountLine> all = new ArrayList<>(lines.values());
    for (int i = 0; i < all.size(); i++) {
      all.get(i).setLineNo(i);
    }
    return all;
  }

  private @Nullable Map<String, Long> unavailable() {
    return random.nextInt(3) == 0 ? Map.of(any(REASONS), (long) random.nextInt(4)) : null;
  }

  private Transfer transfer(Instant at) {
    TransferStep step = any(TransferStep.values());
    String to = any(PLACES);
    String from = to.equals(PLACES[0]) ? PLACES[1] : PLACES[0];
    List<TransferLine> lines = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      long units = random.nextInt(10);
      boolean isDamaged = step == TransferStep.RECEIVED && random.nextInt(4) == 0;
      lines.add(new TransferLine(lines.size(), any(SKUS), units, isDamaged ? units / 2 : null));
    }
    return Transfer.newBuilder()
        .setEventId("transfer-" + seed + '-' + made++)
        .setOccurredAt(at)
        .setSource(source(at))
        .setTransferRef("transfer-" + random.nextInt(transfers))
        .setStep(step)
        .setFromLocationId(step == TransferStep.SHIPPED ? from : null)
        .setToLocationId(to)
        .setLines(lines)
        .build();
  }

  /** Now and then with a clock that is an hour ahead. */
  private Source source(Instant at) {
    Source.Builder source = Source.newBuilder().setId("counter-" + random.nextInt(3));
    if (random.nextInt(10) == 0) {
      source.setSentAt(at).setReceivedAt(at.minusSeconds(3_600));
    }
    return source.build();
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
