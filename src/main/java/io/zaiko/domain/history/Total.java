package io.zaiko.domain.history;

import io.zaiko.domain.stock.Buckets;

/**
 * A sum in the making. It wraps beyond a long instead of failing: part of a sum may leave the range
 * that the whole keeps to.
 */
final class Total {

  private final long[] units = new long[PackedReader.BUCKETS + 1];

  void add(Buckets deltas) {
    long[] more = PackedReader.unitsOf(deltas);
    for (int i = 0; i < units.length; i++) {
      units[i] += more[i];
    }
  }

  Buckets sum() {
    return PackedReader.bucketsOf(units);
  }
}
