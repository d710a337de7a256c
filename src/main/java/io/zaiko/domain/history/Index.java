package io.zaiko.domain.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The pages of a shelf's history in the order they were written, the oldest first.
 *
 * @param nextPage the number of the next page
 * @param keptFromMicros the latest time of what was dropped; {@link Long#MIN_VALUE} while nothing
 *     was
 * @param spans of the pages; of {@link #FAN_OUT} neighbours of one level a page is made
 */
record Index(long nextPage, long keptFromMicros, List<Span> spans) {

  /** So many spans of one level become one of the next, so that the index stays short. */
  static final int FAN_OUT = 32;

  static final Index EMPTY = new Index(0, Long.MIN_VALUE, List.of());

  byte[] packed() {
    PackedWriter out = new PackedWriter();
    out.writeUnsigned(nextPage);
    out.writeSigned(keptFromMicros);
    Span.write(spans, out);
    return out.toBytes();
  }

  static Index unpacked(byte[] packed) {
    PackedReader in = new PackedReader(packed);
    return new Index(in.readUnsigned(), in.readSigned(), Span.read(in));
  }

  /** The spans of a page that is not of movements. */
  static List<Span> unpackedPage(byte[] packed) {
    return Span.read(new PackedReader(packed));
  }

  static byte[] packedPage(List<Span> spans) {
    PackedWriter out = new PackedWriter();
    Span.write(spans, out);
    return out.toBytes();
  }

  /** Whether the newest spans make up a page. */
  boolean isDue() {
    int from = spans.size() - FAN_OUT;
    if (from < 0) {
      return false;
    }
    int level = spans.get(from).level();
    return spans.subList(from, spans.size()).stream().allMatch(span -> span.level() == level);
  }

  Index with(Span newest) {
    List<Span> next = new ArrayList<>(spans.size() + 1);
    next.addAll(spans);
    next.add(newest);
    return new Index(nextPage + 1, keptFromMicros, next);
  }

  /** This index with its newest spans in one page. */
  Index gathered(Span page) {
    List<Span> next = new ArrayList<>(spans.subList(0, spans.size() - FAN_OUT));
    next.add(page);
    return new Index(nextPage + 1, keptFromMicros, next);
  }

  List<Span> newest() {
    return spans.subList(spans.size() - FAN_OUT, spans.size());
  }

  /** This index with its oldest span replaced by those of its page; by none where it is dropped. */
  Index withOldest(List<Span> instead) {
    List<Span> next = new ArrayList<>(instead);
    next.addAll(spans.subList(1, spans.size()));
    long dropped = instead.isEmpty() ? spans.get(0).lastMicros() : Long.MIN_VALUE;
    return new Index(nextPage, Math.max(keptFromMicros, dropped), next);
  }

  Index keptFrom(long micros) {
    return new Index(nextPage, Math.max(keptFromMicros, micros), spans);
  }
}
