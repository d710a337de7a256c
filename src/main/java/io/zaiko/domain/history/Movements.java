package io.zaiko.domain.history;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Moved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Movements as bytes: the time since the movement before it, a byte that says which buckets moved,
 * whether it is a receipt and whether its time is exact, and by how much; of a time that is not
 * exact, the width and the units. A sale of one unit a minute after the last takes six bytes.
 */
public final class Movements {

  private Movements() {}

  /** One movement, as it is appended to the tail. */
  public static byte[] packed(Moved moved) {
    return packed(List.of(moved));
  }

  /** Movements in the order of their times. */
  static byte[] packed(Collection<Moved> inOrder) {
    PackedWriter out = new PackedWriter();
    long before = 0;
    for (Moved moved : inOrder) {
      out.writeSigned(moved.atMicros() - before);
      out.writeDeltas(moved.deltas(), moved.isReceipt(), moved.isImprecise());
      if (moved.isImprecise()) {
        out.writeUnsigned(moved.precisionMicros());
        out.writeSigned(moved.uncertainUnits());
      }
      before = moved.atMicros();
    }
    return out.toBytes();
  }

  /** What {@link #packed} was given. */
  static List<Moved> unpacked(byte[] packed) {
    PackedReader in = new PackedReader(packed);
    List<Moved> movements = new ArrayList<>();
    long at = 0;
    while (in.hasMore()) {
      at += in.readSigned();
      Buckets deltas = in.readDeltas();
      long precision = in.isImprecise() ? in.readUnsigned() : 0;
      long uncertain = in.isImprecise() ? in.readSigned() : 0;
      movements.add(new Moved(at, deltas, in.isMarked(), precision, uncertain));
    }
    return movements;
  }

  /** Adds up the movements with {@code after < t <= upTo}. */
  static void addUp(Collection<Moved> movements, long after, long upTo, Total total) {
    for (Moved moved : movements) {
      if (after < moved.atMicros() && moved.atMicros() <= upTo) {
        total.add(moved.deltas());
      }
    }
  }

  static Buckets sumOf(Collection<Moved> movements) {
    Total total = new Total();
    addUp(movements, Long.MIN_VALUE, Long.MAX_VALUE, total);
    return total.sum();
  }
}
