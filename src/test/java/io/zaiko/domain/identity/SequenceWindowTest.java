package io.zaiko.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

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

class SequenceWindowTest {

  private static final long HORIZON = 1_000;

  private SequenceWindow window = SequenceWindow.UNOPENED;
  private final Map<Integer, RememberedHash> ring = new HashMap<>();

  @Test
  void the_first_number_opens_the_window_wherever_it_lies() {
    assertThat(receive(4_711, 1, 10)).isEqualTo(Verdict.NEW);
    assertThat(window.received().ranges()).containsExactly(new SequenceRange(4_711, 4_711));
    assertThat(window.hasGap()).isFalse();
  }

  @Test
  void a_number_received_with_the_same_content_is_a_duplicate_for_ever() {
    for (int number = 0; number < 3 * RememberedHash.RING; number++) {
      assertThat(receive(number, number, number)).isEqualTo(Verdict.NEW);
    }
    assertThat(receive(0, 0, 0)).isEqualTo(Verdict.DUPLICATE);
    assertThat(receive(12_000, 12_000, 12_000)).isEqualTo(Verdict.DUPLICATE);
    assertThat(window.received().ranges()).hasSize(1);
  }

  @Test
  void a_number_received_with_another_content_is_a_conflict() {
    receive(1, 100, 10);
    receive(2, 200, 20);
    assertThat(receive(1, 101, 10)).isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void a_number_used_again_later_than_the_highest_is_reused_and_not_a_duplicate() {
    receive(1, 100, 10);
    receive(2, 200, 20);
    assertThat(receive(1, 101, 21)).isEqualTo(Verdict.REUSED);
    assertThat(receive(1, 101, 20)).isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void reuse_is_seen_also_where_the_hash_is_no_longer_kept() {
    for (int number = 0; number <= RememberedHash.RING; number++) {
      receive(number, number, number);
    }
    assertThat(receive(0, 99, RememberedHash.RING + 1)).isEqualTo(Verdict.REUSED);
    assertThat(receive(0, 99, 5)).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void a_number_that_fills_a_gap_is_new_and_closes_it() {
    receive(1, 1, 10);
    receive(3, 3, 30);
    assertThat(window.received().missing()).isEqualTo(1);
    assertThat(receive(2, 2, 20)).isEqualTo(Verdict.NEW);
    assertThat(window.hasGap()).isFalse();
  }

  @Test
  void a_lower_number_than_the_first_is_new_until_the_horizon_and_expired_after_it() {
    receive(100, 1, 5_000);
    assertThat(judge(50, 1, 4_000, 5_000 + HORIZON)).isEqualTo(Verdict.NEW);
    assertThat(judge(50, 1, 4_000, 5_001 + HORIZON)).isEqualTo(Verdict.EXPIRED);
    assertThat(judge(50, 1, 4_000, Long.MIN_VALUE)).isEqualTo(Verdict.NEW);
  }

  @Test
  void a_source_that_comes_back_after_days_has_its_horizon_from_when_it_is_first_seen() {
    window = window.with(5, 1_000, 900_000);
    assertThat(judge(4, 1, 999, 900_000 + HORIZON)).isEqualTo(Verdict.NEW);
    assertThat(judge(4, 1, 999, 900_001 + HORIZON)).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void beyond_256_ranges_the_oldest_gap_is_lost_and_its_numbers_expire() {
    for (int i = 0; i <= SequenceWindow.MAX_RANGES; i++) {
      receive(2L * i, i, i);
    }
    assertThat(window.received().ranges()).hasSize(SequenceWindow.MAX_RANGES);
    assertThat(receive(1, 1, 1)).isEqualTo(Verdict.EXPIRED);
    assertThat(receive(3, 1, 1)).isEqualTo(Verdict.NEW);
    assertThat(receive(0, 0, 0)).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void the_window_stays_bounded_whatever_is_lost() {
    for (int i = 0; i < 5_000; i++) {
      receive(2L * i, i, i);
    }
    assertThat(window.received().ranges()).hasSize(SequenceWindow.MAX_RANGES);
    assertThat(window.lost().ranges()).hasSizeLessThanOrEqualTo(SequenceWindow.MAX_RANGES);
    assertThat(receive(9_001, 1, 1)).as("an odd number in a lost gap").isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void a_gap_is_overdue_after_the_timeout_and_said_once() {
    receive(1, 1, 10);
    receive(3, 3, 30);
    assertThat(window.gapIsOverdue(129, 100)).isFalse();
    assertThat(window.gapIsOverdue(130, 100)).isTrue();
    window = window.alerted();
    assertThat(window.gapIsOverdue(500, 100)).isFalse();
    assertThat(window.gapIsHealed()).isFalse();
    receive(2, 2, 20);
    assertThat(window.gapIsHealed()).isTrue();
    assertThat(window.alerted().gapIsHealed()).isFalse();
  }

  @Test
  void a_later_gap_is_overdue_in_its_turn() {
    receive(1, 1, 10);
    receive(3, 3, 30);
    window = window.alerted();
    SequenceWindow before = window;
    receive(9, 9, 90);
    assertThat(before.waitsForAnotherGap(window)).isTrue();
    assertThat(window.gapIsOverdue(189, 100)).isFalse();
    assertThat(window.gapIsOverdue(190, 100)).isTrue();
  }

  @Test
  void a_source_that_keeps_losing_numbers_is_told_of_the_first_in_time() {
    receive(1, 1, 10);
    receive(3, 3, 30);
    for (int loss = 0; loss < 10; loss++) {
      SequenceWindow before = window;
      receive(5 + 2 * loss, 5, 38 + 8 * loss);
      assertThat(before.waitsForAnotherGap(window)).isFalse();
    }
    assertThat(window.gapIsOverdue(129, 100)).isFalse();
    assertThat(window.gapIsOverdue(130, 100)).isTrue();
  }

  @Test
  void a_gap_that_heals_does_not_make_the_next_one_overdue_early() {
    receive(1, 1, 10);
    receive(3, 3, 30);
    receive(5, 5, 110);
    SequenceWindow before = window;
    window = window.with(2, 20, 120);
    assertThat(before.waitsForAnotherGap(window)).isTrue();
    assertThat(window.gapIsOverdue(219, 100)).isFalse();
    assertThat(window.gapIsOverdue(220, 100)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void in_any_order_each_number_is_new_once_as_a_plain_set_says(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<Long> naive = new HashSet<>();
    List<Long> arrivals = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      arrivals.add((long) random.nextInt(200));
    }
    for (long number : arrivals) {
      Verdict expected = naive.add(number) ? Verdict.NEW : Verdict.DUPLICATE;
      assertThat(receive(number, number, number))
          .as("seed %d, %d", seed, number)
          .isEqualTo(expected);
    }
    assertThat(window.received().missing()).as("seed %d", seed).isEqualTo(naiveMissing(naive));
  }

  private static long naiveMissing(Set<Long> numbers) {
    long lowest = numbers.stream().mapToLong(Long::longValue).min().orElseThrow();
    long highest = numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
    return highest - lowest + 1 - numbers.size();
  }

  private Verdict receive(long number, long hash, long occurredAt) {
    int slot = RememberedHash.slotOf(number);
    Verdict verdict = judge(number, hash, occurredAt, 0);
    if (verdict == Verdict.NEW) {
      window = window.with(number, occurredAt, Long.MIN_VALUE);
      RememberedHash newest = new RememberedHash(number, hash);
      if (newest.replaces(ring.get(slot))) {
        ring.put(slot, newest);
      }
    }
    return verdict;
  }

  private Verdict judge(long number, long hash, long occurredAt, long watermark) {
    return window.judge(
        number, hash, occurredAt, ring.get(RememberedHash.slotOf(number)), watermark, HORIZON);
  }
}
