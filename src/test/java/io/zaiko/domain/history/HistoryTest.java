package io.zaiko.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Moved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final int TAIL = 64;
  private static final long NOW = 1_767_600_000L * SECOND;

  private final CountedPages pages = new CountedPages();
  private final History history = new History(pages);
  private final List<byte[]> tail = new ArrayList<>();

  private static final class CountedPages implements Pages {
    private final Map<Long, byte[]> stored = new HashMap<>();
    private final Set<Long> writtenOnce = new HashSet<>();
    private int reads;
    private long bytesWritten;

    @Override
    public byte[] read(long page) {
      reads++;
      return stored.get(page);
    }

    @Override
    public void write(long page, byte[] packed) {
      assertThat(page == History.INDEX || writtenOnce.add(page)).as("rewritten: %d", page).isTrue();
      bytesWritten += packed.length;
      stored.put(page, packed);
    }

    @Override
    public void remove(long page) {
      stored.remove(page);
    }

    long bytes() {
      return stored.values().stream().mapToLong(bytes -> bytes.length).sum();
    }
  }

  @Test
  void movements_survive_their_packing() {
    List<Moved> movements =
        List.of(
            new Moved(-5, new Buckets(1, 0, 0, 0, 0, 0, 0)),
            new Moved(0, new Buckets(-1, 2, -3, 4, -5, 0, 6)),
            new Moved(NOW, new Buckets(Buckets.LIMIT, 0, 0, 0, 0, 0, -Buckets.LIMIT)),
            new Moved(NOW, new Buckets(-1, 0, 0, 0, 0, 0, 6, 3)),
            new Moved(NOW, new Buckets(0, 0, 0, 0, 0, 0, 0, -Buckets.LIMIT)),
            new Moved(NOW, Buckets.NONE));
    assertThat(Movements.unpacked(Movements.packed(movements))).isEqualTo(movements);
  }

  /** Bytes as they were written before units were staged: the time, the buckets that moved. */
  @Test
  void what_was_packed_before_units_were_staged_is_read_as_before() {
    byte[] packed = {10, 0b100001, 1, 12, 4, 0b000001, 2};
    assertThat(Movements.unpacked(packed))
        .containsExactly(
            new Moved(5, new Buckets(-1, 0, 0, 0, 0, 0, 6)),
            new Moved(7, new Buckets(1, 0, 0, 0, 0, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 60 * SECOND, 100 * DAY})
  void any_sum_is_that_of_the_plain_list_however_movements_lie_in_time(long spread) {
    SplittableRandom random = new SplittableRandom(spread);
    List<Moved> all = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      long late = spread == 0 ? 0 : random.nextLong(spread);
      Moved moved = new Moved(NOW + i * SECOND - late, someDeltas(random));
      all.add(moved);
      keep(moved, Long.MIN_VALUE);
      if (i % 400 == 7) {
        assertSums(all, random, 3, Long.MIN_VALUE);
      }
    }
    assertSums(all, random, 30, Long.MIN_VALUE);
  }

  @Test
  void what_is_old_is_dropped_page_by_page_and_what_is_kept_adds_up() {
    SplittableRandom random = new SplittableRandom(9);
    List<Moved> all = new ArrayList<>();
    long horizon = 3_000 * SECOND;
    int most = 0;
    for (int i = 0; i < 40_000; i++) {
      long now = NOW + i * SECOND;
      Moved moved = new Moved(now - random.nextLong(100 * SECOND), someDeltas(random));
      all.add(moved);
      keep(moved, now - horizon);
      most = Math.max(most, pages.stored.size());
    }
    long keptFrom = history.keptFromMicros();
    assertThat(keptFrom)
        .isBetween(NOW + 40_000 * SECOND - horizon - 300 * SECOND, NOW + 40_000 * SECOND - horizon);
    assertSums(all, random, 50, keptFrom);
    assertThat(most).as("pages at most").isLessThan(2 * 3_000 / TAIL + 20);
  }

  @Test
  void nothing_but_the_index_rests_once_all_is_old() {
    for (int i = 0; i < 40 * TAIL; i++) {
      keep(new Moved(NOW + i * SECOND, new Buckets(-1, 0, 0, 0, 0, 0, 0)), Long.MIN_VALUE);
    }
    for (int sealing = 0; sealing < 10; sealing++) {
      history.seal(List.of(Movements.packed(new Moved(NOW, Buckets.NONE))), NOW + 2 * DAY);
    }
    assertThat(pages.stored).containsOnlyKeys(History.INDEX);
    assertThat(pages.bytes()).isLessThan(32);
  }

  @Test
  void a_count_on_a_busy_shelf_reads_a_handful_of_pages() {
    for (int i = 0; i < 200_000; i++) {
      keep(new Moved(NOW + i * 60_000L, new Buckets(-1, 0, 0, 0, 0, 0, 0)), Long.MIN_VALUE);
    }
    pages.reads = 0;
    assertThat(history.moved(tail, NOW + 7_000 * SECOND + 1, Long.MAX_VALUE).onHand())
        .isEqualTo(-(200_000 - 116_667));
    assertThat(pages.reads).isLessThanOrEqualTo(5);
    double perMovement = (double) pages.bytes() / 200_000;
    assertThat(perMovement).as("bytes at rest").isLessThan(7);
    assertThat((double) pages.bytesWritten / 200_000).as("bytes written").isLessThan(30);
  }

  private void keep(Moved moved, long dropUpTo) {
    tail.add(Movements.packed(moved));
    if (tail.size() == TAIL) {
      history.seal(tail, dropUpTo);
      tail.clear();
    }
  }

  private void assertSums(List<Moved> all, SplittableRandom random, int times, long notBefore) {
    for (int i = 0; i < times; i++) {
      long after = Math.max(notBefore, all.get(random.nextInt(all.size())).atMicros());
      long upTo =
          random.nextInt(3) == 0 ? Long.MAX_VALUE : all.get(random.nextInt(all.size())).atMicros();
      Buckets expected = Buckets.NONE;
      for (Moved moved : all) {
        if (moved.atMicros() > after && moved.atMicros() <= upTo) {
          expected = expected.plus(moved.deltas());
        }
      }
      assertThat(history.moved(tail, after, upTo)).isEqualTo(expected);
    }
  }

  private static Buckets someDeltas(SplittableRandom random) {
    return new Buckets(
        random.nextInt(-3, 4),
        random.nextInt(2),
        0,
        0,
        random.nextInt(-1, 1),
        0,
        random.nextInt(3),
        random.nextInt(4) == 0 ? random.nextInt(-2, 3) : 0);
  }
}
