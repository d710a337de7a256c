package io.zaiko.domain.history;

import io.zaiko.domain.stock.Buckets;

/** Reads what {@link PackedWriter} wrote. */
final class PackedReader {

  /** Above the bits of the buckets; not set in what was written before there were marks. */
  static final int MARK = 0x40;

  /** As {@link #MARK}: more follows the deltas of what has no exact time. */
  static final int IMPRECISE = 0x80;

  /** So many buckets have a bit each. */
  static final int BUCKETS = 6;

  static final int IN_TRANSIT = 5;

  /**
   * Has no bit. Where units are staged, a 0 is written out in the place of those in transit, which
   * nothing else writes, and both follow.
   */
  static final int STAGED = 6;

  private final byte[] bytes;
  private int position;
  private boolean isMarked;
  private boolean isImprecise;

  PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  int readByte() {
    return bytes[position++] & 0xff;
  }

  long readSigned() {
    long value = readUnsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  long readUnsigned() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }

  Buckets readDeltas() {
    int mask = readByte();
    isMarked = (mask & MARK) != 0;
    isImprecise = (mask & IMPRECISE) != 0;
    long[] units = new long[BUCKETS + 1];
    for (int i = 0; i < BUCKETS; i++) {
      units[i] = (mask & (1 << i)) == 0 ? 0 : readSigned();
    }
    if (units[IN_TRANSIT] == 0 && (mask & (1 << IN_TRANSIT)) != 0) {
      units[STAGED] = readSigned();
      units[IN_TRANSIT] = readSigned();
    }
    return bucketsOf(units);
  }

  /** Whether the deltas just read are marked. */
  boolean isMarked() {
    return isMarked;
  }

  /** Whether the times of what was just read are not exact. */
  boolean isImprecise() {
    return isImprecise;
  }

  static long[] unitsOf(Buckets buckets) {
    return new long[] {
      buckets.onHand(),
      buckets.damaged(),
      buckets.qualityControl(),
      buckets.onHold(),
      buckets.notFound(),
      buckets.inTransit(),
      buckets.staged()
    };
  }

  static Buckets bucketsOf(long[] units) {
    return new Buckets(units[0], units[1], units[2], units[3], units[4], 0, units[5], units[6]);
  }
}
