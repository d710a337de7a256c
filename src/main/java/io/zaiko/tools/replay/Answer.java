package io.zaiko.tools.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A number published for a data set, and how to find it in the output.
 *
 * @param published from the set's SOURCE.md
 * @param toBeRefused how much of it lies in records that cannot be applied
 * @param measure a new, empty measure
 */
record Answer(String name, long published, long toBeRefused, Supplier<Measure> measure) {

  /** Adds up lines. */
  interface Measure {
    void add(MovedLine line);

    long total();
  }

  /** A sum over lines. */
  static Answer sum(String name, long published, ToLongFunction<MovedLine> of) {
    return new Answer(name, published, 0, () -> new Sum(of));
  }

  /** The same answer where these lines cannot be applied. */
  Answer without(List<MovedLine> lines) {
    Measure refused = measure.get();
    lines.forEach(refused::add);
    return new Answer(name, published, refused.total(), measure);
  }

  /** How many lines there are of a sort. */
  static Answer lines(String name, long published, Predicate<MovedLine> which) {
    return sum(name, published, line -> which.test(line) ? 1 : 0);
  }

  /** How many items have a sum below zero. */
  static Answer itemsBelowZero(String name, long published, ToLongFunction<MovedLine> of) {
    return new Answer(name, published, 0, () -> new BelowZero(of));
  }

  private static final class Sum implements Measure {
    private final ToLongFunction<MovedLine> of;
    private long total;

    Sum(ToLongFunction<MovedLine> of) {
      this.of = of;
    }

    @Override
    public void add(MovedLine line) {
      total += of.applyAsLong(line);
    }

    @Override
    public long total() {
      return total;
    }
  }

  private static final class BelowZero implements Measure {
    private final ToLongFunction<MovedLine> of;
    private final Map<String, Long> balances = new HashMap<>();

    BelowZero(ToLongFunction<MovedLine> of) {
      this.of = of;
    }

    @Override
    public void add(MovedLine line) {
      balances.merge(String.valueOf(line.sku()), of.applyAsLong(line), Long::sum);
    }

    @Override
    public long total() {
      return balances.values().stream().filter(balance -> balance < 0).count();
    }
  }
}
