package io.zaiko.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {

  @Test
  void a_place_that_stands_still_is_not_hidden_by_another_that_goes_on() {
    Pauses pauses = new Pauses(0, 100);
    for (int nanos = 0; nanos <= 100; nanos += 10) {
      pauses.seen(0, nanos);
    }
    pauses.seen(1, 10);
    pauses.seen(1, 70);
    pauses.seen(1, 95);
    assertThat(pauses.longestNanos()).isEqualTo(60);
  }

  @Test
  void the_beginning_and_the_end_count_and_the_order_does_not() {
    Pauses late = new Pauses(100, 200);
    late.seen(0, 195);
    late.seen(0, 150);
    assertThat(late.longestNanos()).as("to the first").isEqualTo(50);
    Pauses early = new Pauses(100, 200);
    early.seen(0, 130);
    assertThat(early.longestNanos()).as("from the last").isEqualTo(70);
    assertThat(new Pauses(100, 200).longestNanos()).isZero();
  }
}
