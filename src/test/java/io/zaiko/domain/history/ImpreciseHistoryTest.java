package io.zaiko.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Moved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Movements whose times are known as intervals, in a history of many pages. */
class ImpreciseHistoryTest {

  private static final long NOW = 1_767_600_000_000_000L;
  private static final long SECOND = 1_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final Buckets ONE_LESS = new Buckets(-1, 0, 0, 0, 0, 0, 0);

  private final Map<Long, byte[]> written = new HashMap<>();
  private int reads;
  private final History history =
      new History(
          new Pages() {
            @Override
            public byte[] read(long page) {
              reads++;
              return written.get(page);
            }

            @Override
            public void write(long page, byte[] packed) {
              written.put(page, packed);
            }

            @Override
            public void remove(long page) {
              written.remove(page);
            }
          });
  private final List<byte[]> tail = new ArrayList<>();

  private void keep(Moved moved, long dropUpToMicros) {
    tail.add(Movements.packed(moved));
    if (tail.size() == 4) {
      history.seal(tail, dropUpToMicros);
      tail.clear();
    }
  }

  private List<Moved> around(long micros) {
    List<Moved> found = new ArrayList<>();
    history.around(tail, micros, found::add);
    return found;
  }

  @Test
  void what_lies_around_a_time_is_found_however_movements_lie_in_pages() {
    SplittableRandom random = new SplittableRandom(5);
    List<Moved> all = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long at = NOW + i * SECOND - random.nextLong(100 * SECOND);
      long width = random.nextInt(50) == 0 ? random.nextLong(900 * SECOND) : 0;
      Moved moved = new Moved(at, ONE_LESS, random.nextBoolean(), width, 1 - random.nextInt(3));
      all.add(moved);
      keep(moved, Long.MIN_VALUE);
    }
    for (int i = 0; i < 300; i++) {
      long micros = NOW + random.nextLong(6_000 * SECOND) - 500 * SECOND;
      assertThat(around(micros))
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(moved -> moved.isAround(micros)).toList());
    }
  }

  @Test
  void pages_of_exact_times_are_not_read() {
    for (int i = 0; i < 5_000; i++) {
      boolean isExact = i != 2_000;
      keep(
          new Moved(NOW + i * SECOND, ONE_LESS, false, isExact ? 0 : DAY, isExact ? 0 : 1),
          Long.MIN_VALUE);
    }
    reads = 0;
    assertThat(around(NOW + 4_000 * SECOND)).hasSize(1);
    assertThat(reads).isEqualTo(4); // the index, a page of pages of pages, one of pages, a page
    reads = 0;
    assertThat(around(NOW + 1_000 * SECOND)).isEmpty();
    assertThat(reads).isEqualTo(2); // that it began later is known by then
  }

  @Test
  void one_is_kept_until_its_interval_is_over_and_then_dropped() {
    keep(new Moved(NOW, ONE_LESS, false, DAY, 1), Long.MIN_VALUE);
    for (int i = 1; i < 200; i++) {
      keep(new Moved(NOW + i * SECOND, ONE_LESS), NOW + i * SECOND - 1);
    }
    assertThat(around(NOW + DAY / 2)).hasSize(1);
    for (int i = 0; i < 200; i++) {
      keep(new Moved(NOW + DAY + i * SECOND, ONE_LESS), NOW + DAY + i * SECOND - 1);
    }
    assertThat(around(NOW + DAY / 2)).isEmpty();
    assertThat(written).hasSizeLessThan(8);
  }

  /** So that pages of an old savepoint are read, and exact ones cost what they did. */
  @Test
  void an_exact_movement_is_written_as_before_there_were_intervals() {
    byte[] before = {120, 1, 1};
    assertThat(Movements.packed(new Moved(60, ONE_LESS))).isEqualTo(before);
    assertThat(Movements.packed(new Moved(60, ONE_LESS, false, 1, 1))).isEqualTo(before);
    assertThat(Movements.unpacked(before)).containsExactly(new Moved(60, ONE_LESS));
    byte[] spanBefore = {0, 7, 120, 0, 1, 1};
    Span span = Span.ofMovements(7, List.of(new Moved(60, ONE_LESS)));
    assertThat(Index.packedPage(List.of(span))).isEqualTo(spanBefore);
    assertThat(Index.unpackedPage(spanBefore)).containsExactly(span);
  }
}
