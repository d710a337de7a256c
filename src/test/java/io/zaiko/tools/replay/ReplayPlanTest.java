package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {
  private static final List<Integer> RECORDS = IntStream.range(0, 1000).boxed().toList();
  private final ReplayPlan plan =
      ReplayPlan.whole(Dataset.UCI_DECEMBER.adapter(null, false), false);

  @Test
  void a_seed_shuffles_alike_every_time_and_loses_nothing() {
    List<Integer> shuffled = plan.shuffled(7).inOrderOfSending(RECORDS);
    assertThat(shuffled)
        .isNotEqualTo(RECORDS)
        .containsExactlyInAnyOrderElementsOf(RECORDS)
        .isEqualTo(plan.shuffled(7).inOrderOfSending(RECORDS))
        .isNotEqualTo(plan.shuffled(8).inOrderOfSending(RECORDS));
    assertThat(plan.inOrderOfSending(RECORDS)).isEqualTo(RECORDS);
  }

  @Test
  void a_span_of_days_takes_its_first_moment_and_not_its_last() {
    Instant second = Instant.parse("2010-12-02T00:00:00Z");
    Instant third = Instant.parse("2010-12-03T00:00:00Z");
    ReplayPlan day = plan.within(Long.MAX_VALUE, second, third);
    assertThat(day.isWhole()).isFalse();
    assertThat(day.takes(at(second))).isTrue();
    assertThat(day.takes(at(second.minusNanos(1)))).isFalse();
    assertThat(day.takes(at(third))).isFalse();
    assertThat(plan.isWhole()).isTrue();
  }

  private static Outgoing at(Instant time) {
    return new Outgoing("sales.web", "uci/web", new io.zaiko.avro.Sale(), time, 1);
  }
}
