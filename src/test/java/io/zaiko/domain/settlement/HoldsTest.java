package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HoldsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
  private static final long DAY = TimeUnit.DAYS.toMicros(1);
  private static final long DUE = 10 * DAY;
  private static final OrderTerms TERMS = TestOrder.TERMS; // at most 3 days, told after 15 minutes
  private static final Map<String, Long> HEARD =
      Map.of("provider|psp", DUE + 1, "provider|psp|a", DUE, "paid|pos|s1", DUE - MINUTE);

  @Test
  void it_waits_for_whom_nothing_is_known_after_it_was_due() {
    assertThat(at(DUE + 1).isHeld(DUE, List.of("provider|psp"))).isFalse();
    assertThat(at(DUE + 1).isHeld(DUE, List.of("provider|psp", "provider|psp|a"))).isTrue();
    assertThat(at(DUE + 1).isHeld(DUE, List.of("provider|unheard"))).isTrue();
    assertThat(at(DUE + 1).isHeld(DUE, List.of())).isFalse();
  }

  @Test
  void it_waits_no_longer_than_the_setting_says() {
    assertThat(at(DUE + 3 * DAY).isHeld(DUE, List.of("paid|pos|s1"))).isTrue();
    assertThat(at(DUE + 3 * DAY + 1).isHeld(DUE, List.of("paid|pos|s1"))).isFalse();
  }

  @Test
  void it_looks_again_in_a_minute_if_anything_waits() {
    Holds holds = at(DUE + 1);
    assertThat(holds.dueMicros()).isEqualTo(OrderAccount.NOT_DUE);
    holds.isHeld(DUE, List.of("paid|pos|s1"));
    assertThat(holds.dueMicros()).isEqualTo(DUE + 1 + MINUTE);
  }

  @Test
  void it_looks_again_the_more_seldom_the_longer_it_waits_and_at_the_end() {
    assertThat(looksAgain(DUE + 32 * MINUTE)).isEqualTo(DUE + 34 * MINUTE);
    assertThat(looksAgain(DUE + DAY)).isEqualTo(DUE + DAY + 15 * MINUTE);
    assertThat(looksAgain(DUE + 3 * DAY - MINUTE)).isEqualTo(DUE + 3 * DAY + 1);
    Holds both = at(DUE + DAY);
    both.isHeld(DUE, List.of("paid|pos|s1"));
    both.isHeld(DUE + DAY - 1, List.of("paid|pos|s1"));
    assertThat(both.dueMicros()).as("the younger sets the pace").isEqualTo(DUE + DAY + MINUTE);
  }

  private static long looksAgain(long nowMicros) {
    Holds holds = at(nowMicros);
    holds.isHeld(DUE, List.of("paid|pos|s1"));
    return holds.dueMicros();
  }

  @Test
  void it_tells_of_what_waits_longer_than_a_while_once_for_each_group() {
    List<String> voices = List.of("paid|pos|s2", "paid|pos|s1", "provider|x|a", "provider|x");
    Holds soon = at(DUE + 15 * MINUTE);
    soon.isHeld(DUE, voices);
    assertThat(soon.since(List.of())).isEmpty();
    Holds later = at(DUE + 15 * MINUTE + 1);
    later.isHeld(DUE, voices);
    later.isHeld(DUE, List.of("paid|pos|s1"));
    assertThat(later.waits())
        .containsExactly(new Wait("paid|pos|s1", 2), new Wait("provider|x", 1));
    assertThat(later.since(List.of(new Wait("paid|pos|s1", 2))))
        .containsExactly(
            new HeldNews("provider|x", 1, false, Long.MIN_VALUE, DUE + 15 * MINUTE + 1));
  }

  @Test
  void it_tells_whether_somebody_was_heard_when_it_waits_no_more() {
    List<Wait> before = List.of(new Wait("paid|pos|s1", 1), new Wait("provider|psp", 1));
    long now = DUE + 4 * DAY;
    Holds holds = at(now);
    holds.isHeld(DUE, List.of("paid|pos|s1", "provider|psp"));
    assertThat(holds.since(before))
        .containsExactly(
            new HeldNews("paid|pos|s1", -1, true, DUE - MINUTE, now),
            new HeldNews("provider|psp", -1, false, DUE + 1, now));
  }

  private static Holds at(long nowMicros) {
    return new Holds(TERMS, voice -> HEARD.getOrDefault(voice, Long.MIN_VALUE), nowMicros);
  }
}
