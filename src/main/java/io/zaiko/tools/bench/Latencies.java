package io.zaiko.tools.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long each of many things took, in nanoseconds. */
final class Latencies {
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  static Latencies of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  int count() {
    return sorted.length;
  }

  /**
   * The value that a part of all does not exceed, in milliseconds; 0 where there is none.
   *
   * @param part 0 to 1
   */
  double millisAt(double part) {
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.0f ms, p99 %.0f ms, longest %.0f ms",
        millisAt(0.5),
        millisAt(0.99),
        millisAt(1));
  }
}
