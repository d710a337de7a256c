package io.zaiko.testkit;

import io.zaiko.domain.history.History;
import io.zaiko.domain.history.Movements;
import io.zaiko.domain.history.Pages;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.Moved;
import io.zaiko.domain.stock.Posting;
import io.zaiko.domain.stock.ShelfPast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The past of a shelf in plain memory, as a running job keeps it in state. */
public final class MemoryPast implements ShelfPast, Pages {

  /** Nothing is ever settled, and nothing is certain. */
  public static final long NEVER = Long.MIN_VALUE;

  private final Map<Long, byte[]> pages = new HashMap<>();
  private final List<byte[]> tail = new ArrayList<>();
  private final History history = new History(this);
  private final int tailSize;
  private CountedBooks counts = CountedBooks.NONE;
  private long settledBefore = NEVER;
  private long certainUpTo = NEVER;
  private int reads;

  /**
   * @param tailSize so many movements are sealed together
   */
  public MemoryPast(int tailSize) {
    this.tailSize = tailSize;
  }

  public static MemoryPast empty() {
    return new MemoryPast(4);
  }

  /** Lets time pass. */
  public void advance(long settledBeforeMicros, long certainUpToMicros) {
    this.settledBefore = settledBeforeMicros;
    this.certainUpTo = certainUpToMicros;
  }

  /** Remembers what a shelf asks for. */
  public void keep(Posting posting) {
    if (posting.counts() != null) {
      counts = posting.counts();
    }
    if (posting.kept() != null) {
      tail.add(Movements.packed(posting.kept()));
      if (tail.size() >= tailSize) {
        history.seal(tail, settledBefore);
        tail.clear();
      }
    }
  }

  public void counts(CountedBooks next) {
    counts = next;
  }

  /** How many pages were read. */
  public int reads() {
    return reads;
  }

  public long bytes() {
    return pages.values().stream().mapToLong(page -> page.length).sum();
  }

  public int pages() {
    return pages.size();
  }

  @Override
  public long keptFromMicros() {
    return history.keptFromMicros();
  }

  @Override
  public Buckets moved(long afterMicros, long upToMicros) {
    return history.moved(tail, afterMicros, upToMicros);
  }

  @Override
  public boolean hasReceipt(long units, long afterMicros, long upToMicros) {
    return history.hasReceipt(tail, units, afterMicros, upToMicros);
  }

  @Override
  public void around(long atMicros, Consumer<Moved> found) {
    history.around(tail, atMicros, found);
  }

  @Override
  public CountedBooks counts() {
    return counts;
  }

  @Override
  public long settledBeforeMicros() {
    return settledBefore;
  }

  @Override
  public long certainUpToMicros() {
    return certainUpTo;
  }

  @Override
  public byte[] read(long page) {
    reads++;
    return pages.get(page);
  }

  @Override
  public void write(long page, byte[] packed) {
    pages.put(page, packed);
  }

  @Override
  public void remove(long page) {
    pages.remove(page);
  }
}
