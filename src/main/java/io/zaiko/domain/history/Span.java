package io.zaiko.domain.history;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Moved;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a page without reading it.
 *
 * @param level 0 for a page of movements, else one more than that of the spans it holds
 * @param page the page's number
 * @param firstMicros time of its earliest movement
 * @param lastMicros time of its latest movement
 * @param sum of its movements
 * @param hasReceipts whether there are receipts among them
 * @param latestMicros until when those of them may have happened whose times are not exact; {@link
 *     Long#MIN_VALUE} where all are
 */
record Span(
    int level,
    long page,
    long firstMicros,
    long lastMicros,
    Buckets sum,
    boolean hasReceipts,
    long latestMicros) {

  /** The span of a page of movements, which are in the order of their times. */
  static Span ofMovements(long page, List<Moved> inOrder) {
    return new Span(
        0,
        page,
        inOrder.get(0).atMicros(),
        inOrder.get(inOrder.size() - 1).atMicros(),
        Movements.sumOf(inOrder),
        inOrder.stream().anyMatch(Moved::isReceipt),
        inOrder.stream()
            .filter(Moved::isImprecise)
            .mapToLong(Moved::latestMicros)
            .max()
            .orElse(Long.MIN_VALUE));
  }

  /** The span of a page of spans. */
  static Span ofSpans(long page, List<Span> spans) {
    Total total = new Total();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long latest = Long.MIN_VALUE;
    for (Span span : spans) {
      total.add(span.sum());
      first = Math.min(first, span.firstMicros());
      last = Math.max(last, span.lastMicros());
      latest = Math.max(latest, span.latestMicros());
    }
    boolean hasReceipts = spans.stream().anyMatch(Span::hasReceipts);
    return new Span(spans.get(0).level() + 1, page, first, last, total.sum(), hasReceipts, latest);
  }

  boolean isWithin(long after, long upTo) {
    return after < firstMicros && lastMicros <= upTo;
  }

  boolean isOutside(long after, long upTo) {
    return lastMicros <= after || upTo < firstMicros;
  }

  /** Whether one of its movements may lie on either side of a time. */
  boolean mayBeAround(long micros) {
    return firstMicros <= micros && micros < latestMicros;
  }

  /** The last microsecond in which one of its movements may have happened. */
  long overMicros() {
    return Math.max(lastMicros, latestMicros);
  }

  static void write(List<Span> spans, PackedWriter out) {
    long before = 0;
    for (Span span : spans) {
      out.writeByte(span.level);
      out.writeUnsigned(span.page);
      out.writeSigned(span.firstMicros - before);
      out.writeUnsigned(span.lastMicros - span.firstMicros);
      boolean isImprecise = span.latestMicros != Long.MIN_VALUE;
      out.writeDeltas(span.sum, span.hasReceipts, isImprecise);
      if (isImprecise) {
        out.writeUnsigned(span.latestMicros - span.firstMicros);
      }
      before = span.lastMicros;
    }
  }

  static List<Span> read(PackedReader in) {
    List<Span> spans = new ArrayList<>();
    long before = 0;
    while (in.hasMore()) {
      int level = in.readByte();
      long page = in.readUnsigned();
      long first = before + in.readSigned();
      long last = first + in.readUnsigned();
      Buckets sum = in.readDeltas();
      long latest = in.isImprecise() ? first + in.readUnsigned() : Long.MIN_VALUE;
      spans.add(new Span(level, page, first, last, sum, in.isMarked(), latest));
      before = last;
    }
    return spans;
  }
}
