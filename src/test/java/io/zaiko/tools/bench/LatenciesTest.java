package io.zaiko.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void a_part_of_all_takes_no_longer_than_its_percentile() {
    Latencies of =
        Latencies.of(LongStream.rangeClosed(1, 200).map(i -> (201 - i) * 1_000_000).toArray());
    assertThat(of.millisAt(0.5)).isEqualTo(100);
    assertThat(of.millisAt(0.99)).isEqualTo(198);
    assertThat(of.millisAt(1)).isEqualTo(200);
    assertThat(of).hasToString("p50 100 ms, p99 198 ms, longest 200 ms");
  }

  @Test
  void one_is_all_of_them() {
    assertThat(Latencies.of(new long[] {7_000_000}).millisAt(0.01)).isEqualTo(7);
  }

  @Test
  void none_took_no_time() {
    assertThat(Latencies.of(new long[0]).millisAt(0.99)).isZero();
  }
}
