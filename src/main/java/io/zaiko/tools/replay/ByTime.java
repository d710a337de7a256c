package io.zaiko.tools.replay;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Two ordered series as one; where times are equal the first series goes first. */
final class ByTime implements Iterator<Outgoing> {
  private final Iterator<Outgoing> first;
  private final Iterator<Outgoing> second;
  private @Nullable Outgoing nextOfFirst;
  private @Nullable Outgoing nextOfSecond;

  ByTime(Iterator<Outgoing> first, Iterator<Outgoing> second) {
    this.first = first;
    this.second = second;
    this.nextOfFirst = next(first);
    this.nextOfSecond = next(second);
  }

  @Override
  public boolean hasNext() {
    return nextOfFirst != null || nextOfSecond != null;
  }

  @Override
  public Outgoing next() {
    Outgoing a = nextOfFirst;
    Outgoing b = nextOfSecond;
    if (a != null && (b == null || !b.occurredAt().isBefore(a.occurredAt()))) {
      nextOfFirst = next(first);
      return a;
    }
    if (b == null) {
      throw new NoSuchElementException();
    }
    nextOfSecond = next(second);
    return b;
  }

  private static @Nullable Outgoing next(Iterator<Outgoing> series) {
    return series.hasNext() ? series.next() : null;
  }
}
