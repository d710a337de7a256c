package io.zaiko.domain.history;

import io.zaiko.domain.stock.Buckets;
import java.io.ByteArrayOutputStream;

/** Writes numbers in as few bytes as they need: seven bits a byte, the lowest first. */
final class PackedWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  void writeByte(int value) {
    bytes.write(value);
  }

  /** Any number; small ones near zero, of either sign, take one byte. */
  void writeSigned(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** Any number; taken as unsigned. */
  void writeUnsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  /**
   * A byte that says which buckets differ from 0, and these.
   *
   * @param isMarked what else is to be known of them, in a bit of that byte
   * @param isImprecise whether more of their time follows, in another
   */
  void writeDeltas(Buckets deltas, boolean isMarked, boolean isImprecise) {
    long[] units = PackedReader.unitsOf(deltas);
    int mask = (isMarked ? PackedReader.MARK : 0) | (isImprecise ? PackedReader.IMPRECISE : 0);
    boolean isStaged = units[PackedReader.STAGED] != 0;
    for (int i = 0; i < PackedReader.BUCKETS; i++) {
      mask |= units[i] == 0 ? 0 : 1 << i;
    }
    writeByte(isStaged ? mask | 1 << PackedReader.IN_TRANSIT : mask);
    for (int i = 0; i < PackedReader.BUCKETS; i++) {
      if (isStaged && i == PackedReader.IN_TRANSIT) {
        writeSigned(0);
        writeSigned(units[PackedReader.STAGED]);
        writeSigned(units[i]);
      } else if (units[i] != 0) {
        writeSigned(units[i]);
      }
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
