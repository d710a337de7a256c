package io.zaiko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Input records in the order they are sent.
 *
 * @param seed of the generator that made them; print it when a test fails
 * @param records each event once, or more where it was redelivered
 */
public record History(long seed, List<HistoryRecord> records) {
  private static final Instant MUCH_LATER = Instant.parse("2026-03-01T00:00:00Z");

  public History {
    records = List.copyOf(records);
  }

  /** The same records in another order. */
  public History permuted(long orderSeed) {
    SplittableRandom random = new SplittableRandom(orderSeed);
    List<HistoryRecord> shuffled = new ArrayList<>(records);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      HistoryRecord swapped = shuffled.set(i, shuffled.get(other));
      shuffled.set(other, swapped);
    }
    return new History(seed, shuffled);
  }

  /**
   * The same records with some of them sent later than they should have been, the others in order.
   *
   * @param percent so many in a hundred, 0 to 100
   */
  public History delayed(long delaySeed, int percent) {
    SplittableRandom random = new SplittableRandom(delaySeed);
    List<HistoryRecord> sent = new ArrayList<>();
    List<HistoryRecord> late = new ArrayList<>();
    for (HistoryRecord record : records) {
      (random.nextInt(100) < percent ? late : sent).add(record);
      if (!late.isEmpty() && random.nextInt(8) == 0) {
        sent.add(late.remove(random.nextInt(late.size())));
      }
    }
    sent.addAll(late);
    return new History(seed, sent);
  }

  /**
   * The same records with some of them sent once more, at random places after the first time.
   *
   * @param percent so many in a hundred, 0 to 100
   */
  public History redelivered(long redeliverySeed, int percent) {
    SplittableRandom random = new SplittableRandom(redeliverySeed);
    List<HistoryRecord> all = new ArrayList<>(records);
    for (int i = 0; i < all.size(); i++) {
      if (random.nextInt(100) < percent && all.size() < 3 * records.size()) {
        HistoryRecord again = all.get(i).sentAgainAt(MUCH_LATER.plusSeconds(i));
        all.add(i + 1 + random.nextInt(all.size() - i), again);
      }
    }
    return new History(seed, all);
  }

  /** The same records in consecutive parts, the last of which may be shorter. */
  public List<History> split(int parts) {
    int size = Math.max(1, (records.size() + parts - 1) / parts);
    List<History> split = new ArrayList<>();
    for (int from = 0; from < records.size(); from += size) {
      split.add(new History(seed, records.subList(from, Math.min(from + size, records.size()))));
    }
    return split;
  }
}
