package io.zaiko.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of missing numbers, and when, as an operator with timers asks for it. */
class SequenceGapsTest {

  private static final long TIMEOUT = 100;

  private SequenceWindow window = SequenceWindow.UNOPENED;
  private final PriorityQueue<Long> timers = new PriorityQueue<>();
  private long now;

  /** How many numbers each alert said were missing. */
  private final List<Long> told = new ArrayList<>();

  private final TreeSet<Long> received = new TreeSet<>();

  /** When a number was first known to be missing that no alert told of. */
  private final Map<Long, Long> untoldSince = new TreeMap<>();

  @Test
  void losses_after_a_large_gap_nearly_healed_are_told_in_time_though_they_go_on() {
    receive(0, 0);
    receive(101, 1);
    pass(200);
    for (long number = 100; number > 5; number--) {
      receive(number, 300);
    }
    long highest = 101;
    for (int loss = 0; loss < 10; loss++) {
      highest += 2;
      receive(highest, 400 + 20L * loss);
    }
    assertThat(told).as("all, the five that are left, and those lost since").hasSize(3);
    assertThat(told).startsWith(100L, 5L);
    assertThat(told.get(2)).isBetween(6L, 11L);
  }

  @Test
  void as_many_new_losses_as_old_ones_healed_are_told() {
    receive(0, 0);
    receive(11, 1);
    pass(200);
    receive(22, 300);
    for (long number = 10; number > 0; number--) {
      receive(number, 310);
    }
    pass(500);
    assertThat(told).containsExactly(10L, 10L);
    assertThat(window.gapIsOverdue(10_000, TIMEOUT)).isFalse();
  }

  @Test
  void a_gap_that_opens_at_the_time_of_the_one_told_before_is_told_too() {
    receive(0, 50);
    receive(2, 50);
    pass(200);
    receive(4, 50);
    pass(400);
    assertThat(told).containsExactly(1L, 2L);
  }

  @Test
  void a_gap_below_what_an_alert_told_of_is_told_too() {
    receive(10, 10);
    receive(12, 12);
    pass(200);
    receive(7, 250);
    pass(400);
    assertThat(told).containsExactly(1L, 3L);
  }

  @Test
  void when_a_gap_told_of_shrinks_the_alert_says_what_is_left() {
    receive(0, 0);
    receive(2, 1);
    receive(9, 2);
    pass(200);
    receive(5, 300);
    receive(7, 310);
    pass(399);
    assertThat(told).containsExactly(7L);
    pass(500);
    assertThat(told).containsExactly(7L, 5L);
  }

  @Test
  void losses_beyond_the_cap_do_not_put_off_what_is_told() {
    receive(0, 0);
    for (int loss = 1; loss <= 2_000; loss++) {
      receive(2L * loss, loss / 4);
    }
    assertThat(told).as("told while it goes on").isNotEmpty();
  }

  @Test
  void single_numbers_that_trickle_in_do_not_put_off_what_is_told_of_the_others() {
    for (long number = 0; number <= 200; number += 2) {
      receive(number, 1);
    }
    for (long number = 1; number < 100; number += 2) {
      receive(number, 90 * (number + 1) / 2);
    }
    assertThat(told).as("when two were mended, and again as the others came").startsWith(98L);
    assertThat(told).hasSizeGreaterThan(10);
  }

  @Test
  void a_gap_that_opened_after_the_one_that_was_mended_has_a_time_of_its_own() {
    receive(0, 0);
    receive(2, 0);
    receive(4, 90);
    receive(1, 95);
    pass(194);
    assertThat(told).isEmpty();
    pass(195);
    assertThat(told).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_is_mended_meanwhile_nothing_waits_longer_than_two_timeouts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long highest = 1_000;
    receive(highest, 0);
    for (int step = 0; step < 2_000; step++) {
      boolean fills = random.nextInt(3) > 0 && !untoldSince.isEmpty();
      highest += fills ? 0 : 1 + random.nextInt(3);
      receive(fills ? untoldSince.keySet().iterator().next() : highest, now + random.nextInt(60));
      assertNoneWaitsTooLong(seed, 2 * TIMEOUT);
    }
    assertThat(told).as("seed %d", seed).isNotEmpty();
  }

  @Test
  void an_alert_of_an_old_savepoint_told_of_all_that_was_missing_then() {
    receive(0, 0);
    receive(2, 1);
    pass(200);
    SequenceWindow old =
        new SequenceWindow(
            window.received(),
            window.lost(),
            window.openedAtMicros(),
            window.highestAtMicros(),
            window.gapSinceMicros(),
            window.alertedMissing(),
            window.alertRevision(),
            0,
            0,
            window.gapKnownTo());
    assertThat(old).isEqualTo(window);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_is_lost_is_told_in_time_and_the_last_alert_says_how_much(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> missingAndTold = new TreeSet<>();
    long highest = 1_000;
    receive(highest, 0);
    for (int step = 0; step < 1_000; step++) {
      missingAndTold.clear();
      for (long number = received.first(); number < received.last(); number++) {
        if (!received.contains(number) && !untoldSince.containsKey(number)) {
          missingAndTold.add(number);
        }
      }
      boolean fills = random.nextInt(3) > 0 && !missingAndTold.isEmpty();
      highest += fills ? 0 : random.nextInt(20) == 0 ? 1 + random.nextInt(20) : 1;
      receive(fills ? any(missingAndTold, random) : highest, now + random.nextInt(8));
      assertNoneWaitsTooLong(seed, TIMEOUT);
    }
    pass(now + 10 * TIMEOUT);
    if (window.hasGap()) {
      assertThat(told.get(told.size() - 1))
          .as("seed %d", seed)
          .isEqualTo(received.last() - received.first() + 1 - received.size());
    }
    assertThat(told).as("seed %d", seed).isNotEmpty();
  }

  private static long any(TreeSet<Long> numbers, SplittableRandom random) {
    Long at = numbers.ceiling(random.nextLong(numbers.first(), numbers.last() + 1));
    return at == null ? numbers.first() : at;
  }

  private void assertNoneWaitsTooLong(long seed, long atMost) {
    untoldSince.forEach(
        (number, since) ->
            assertThat(now - since)
                .as("seed %d: number %d is missing since %d", seed, number, since)
                .isLessThanOrEqualTo(atMost));
  }

  /** A record arrives when business time has come to its own. */
  private void receive(long number, long occurredAt) {
    pass(Math.max(now, occurredAt));
    SequenceWindow before = window;
    window = window.with(number, occurredAt, now);
    if (!received.isEmpty()) {
      for (long missing = received.last() + 1; missing < number; missing++) {
        untoldSince.put(missing, occurredAt);
      }
    }
    received.add(number);
    untoldSince.remove(number);
    if (before.waitsForAnotherGap(window)) {
      timers.add(window.gapSinceMicros() + TIMEOUT);
    }
    if (window.gapIsHealed()) {
      window = window.alerted();
    }
  }

  private void pass(long until) {
    while (!timers.isEmpty() && timers.peek() <= until) {
      now = Math.max(now, timers.remove());
      if (window.gapIsOverdue(now, TIMEOUT)) {
        window = window.alerted();
        told.add(window.alertedMissing());
        untoldSince.clear();
      }
    }
    now = until;
  }
}
