package io.zaiko.domain.history;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Moved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The movements of one shelf that a count may still ask for, as a tree of pages.
 *
 * <pre>
 *   tail     movements as they came, appended and not read; when it is full it is sealed:
 *   page     64 movements in the order of their times, written once and never again
 *   ...      of 32 pages one page of what is known of each without reading it, and so on
 *   index    what is known of the topmost pages, rewritten at each sealing
 * </pre>
 *
 * A sum over a time reads the tail, the index and the pages that the time cuts through. What it
 * costs to keep a movement depends neither on how many there are nor on how they lie in time.
 */
public final class History {

  /** The number under which the index rests. */
  static final long INDEX = -1;

  /** A search for a receipt reads at most so many pages of movements, and those of spans above. */
  public static final int PAGES_SEARCHED = 256;

  /** At most so many pages are dropped at one sealing, so that none takes long. */
  private static final int DROPS = 8;

  private final Pages pages;

  public History(Pages pages) {
    this.pages = pages;
  }

  /**
   * Seals a full tail.
   *
   * @param tail what {@link Movements#packed(Moved)} made of each movement
   * @param dropUpToMicros movements that were over by this time are no longer wanted
   */
  public void seal(Iterable<byte[]> tail, long dropUpToMicros) {
    List<Moved> wanted = new ArrayList<>();
    long dropped = Long.MIN_VALUE;
    for (Moved moved : movementsOf(tail)) {
      if (moved.latestMicros() > dropUpToMicros) {
        wanted.add(moved);
      } else {
        dropped = Math.max(dropped, moved.atMicros());
      }
    }
    Index index = dropped(index().keptFrom(dropped), dropUpToMicros);
    if (!wanted.isEmpty()) {
      index = written(index, wanted);
    }
    pages.write(INDEX, index.packed());
  }

  private Index written(Index before, List<Moved> movements) {
    movements.sort(Comparator.comparingLong(Moved::atMicros));
    pages.write(before.nextPage(), Movements.packed(movements));
    Index index = before.with(Span.ofMovements(before.nextPage(), movements));
    while (index.isDue()) {
      pages.write(index.nextPage(), Index.packedPage(index.newest()));
      index = index.gathered(Span.ofSpans(index.nextPage(), index.newest()));
    }
    return index;
  }

  private Index dropped(Index before, long upToMicros) {
    Index index = before;
    for (int drops = 0; drops < DROPS && !index.spans().isEmpty(); drops++) {
      Span oldest = index.spans().get(0);
      boolean isPage = oldest.level() == 0;
      if ((isPage ? oldest.overMicros() : oldest.firstMicros()) > upToMicros) {
        break;
      }
      index = index.withOldest(isPage ? List.of() : Index.unpackedPage(page(oldest)));
      pages.remove(oldest.page());
    }
    return index;
  }

  /** Every movement later than this is kept. */
  public long keptFromMicros() {
    return index().keptFromMicros();
  }

  /** The sum of the movements with {@code after < t <= upTo}. */
  public Buckets moved(Iterable<byte[]> tail, long after, long upTo) {
    Total total = new Total();
    Movements.addUp(movementsOf(tail), after, upTo, total);
    addUp(index().spans(), after, upTo, total);
    return total.sum();
  }

  private void addUp(List<Span> spans, long after, long upTo, Total total) {
    for (Span span : spans) {
      if (span.isWithin(after, upTo)) {
        total.add(span.sum());
      } else if (!span.isOutside(after, upTo)) {
        if (span.level() == 0) {
          Movements.addUp(Movements.unpacked(page(span)), after, upTo, total);
        } else {
          addUp(Index.unpackedPage(page(span)), after, upTo, total);
        }
      }
    }
  }

  /**
   * Whether a receipt of so many units is among the movements with {@code after < t <= upTo}. It
   * reads only pages that hold receipts, the first {@link #PAGES_SEARCHED} of them.
   */
  public boolean hasReceipt(Iterable<byte[]> tail, long units, long after, long upTo) {
    return movementsOf(tail).stream().anyMatch(moved -> moved.isReceiptOf(units, after, upTo))
        || new ReceiptSearch(units, after, upTo).isIn(index().spans());
  }

  private final class ReceiptSearch {
    private final long units;
    private final long after;
    private final long upTo;
    private int pagesLeft = PAGES_SEARCHED;

    ReceiptSearch(long units, long after, long upTo) {
      this.units = units;
      this.after = after;
      this.upTo = upTo;
    }

    boolean isIn(List<Span> spans) {
      for (Span span : spans) {
        if (span.hasReceipts() && !span.isOutside(after, upTo) && pagesLeft > 0 && isIn(span)) {
          return true;
        }
      }
      return false;
    }

    private boolean isIn(Span span) {
      if (span.level() > 0) {
        return isIn(Index.unpackedPage(page(span)));
      }
      pagesLeft--;
      return Movements.unpacked(page(span)).stream()
          .anyMatch(moved -> moved.isReceiptOf(units, after, upTo));
    }
  }

  /**
   * Hands over each movement that may lie on either side of a time. It reads only pages that hold
   * some whose times are not exact.
   */
  public void around(Iterable<byte[]> tail, long atMicros, Consumer<Moved> found) {
    around(movementsOf(tail), atMicros, found);
    aroundIn(index().spans(), atMicros, found);
  }

  private void aroundIn(List<Span> spans, long atMicros, Consumer<Moved> found) {
    for (Span span : spans) {
      if (!span.mayBeAround(atMicros)) {
        continue;
      }
      if (span.level() == 0) {
        around(Movements.unpacked(page(span)), atMicros, found);
      } else {
        aroundIn(Index.unpackedPage(page(span)), atMicros, found);
      }
    }
  }

  private static void around(List<Moved> movements, long atMicros, Consumer<Moved> found) {
    movements.stream().filter(moved -> moved.isAround(atMicros)).forEach(found);
  }

  private static List<Moved> movementsOf(Iterable<byte[]> tail) {
    List<Moved> movements = new ArrayList<>();
    for (byte[] packed : tail) {
      movements.addAll(Movements.unpacked(packed));
    }
    return movements;
  }

  private byte[] page(Span span) {
    return Objects.requireNonNull(pages.read(span.page()), "a span has its page");
  }

  private Index index() {
    byte[] packed = pages.read(INDEX);
    return packed == null ? Index.EMPTY : Index.unpacked(packed);
  }
}
