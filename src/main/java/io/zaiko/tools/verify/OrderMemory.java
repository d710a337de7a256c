package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentAct;
import io.zaiko.tools.verify.NaiveOrderLine.Sale;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/**
 * For how long the job knows an order after a sale of it, as docs/state-of-orders.md says: ten
 * times as long while units are yet to be handed over. These surely are where all that was ever
 * said of a line, but for what waits, takes less than the sale promised.
 *
 * <p>When it was last spoken of is the time of a record, or that which business time had come to
 * when the record arrived. Of that the ledger's time is a witness, but none where a backlog is
 * read.
 */
final class OrderMemory {
  private static final int OPEN_FACTOR = 10;

  private final long retentionMicros;
  private final Predicate<AppliedLine> isWaiting;
  private final ToLongFunction<AppliedLine> writtenMicros;
  private final NaiveOrders orders;
  private final Map<String, List<NaiveOrderLine>> lines = new HashMap<>();

  /**
   * Something that was said of an order.
   *
   * @param line of it
   * @param promises units that are to be handed over from now on; less than 0 where it may take
   *     some
   */
  private record Word(NaiveOrderLine line, long atMicros, long promises) {}

  /**
   * @param retentionMicros {@code order.retention}
   * @param isWaiting whether the ledger says that a void or a fulfilment waits for its sale
   * @param writtenMicros when the ledger last spoke of a line; {@link Long#MIN_VALUE} where that is
   *     not known
   */
  OrderMemory(
      NaiveOrders orders,
      long retentionMicros,
      Predicate<AppliedLine> isWaiting,
      ToLongFunction<AppliedLine> writtenMicros) {
    this.retentionMicros = Math.min(retentionMicros, Long.MAX_VALUE / 2 / OPEN_FACTOR);
    this.isWaiting = isWaiting;
    this.writtenMicros = writtenMicros;
    this.orders = orders;
  }

  /** To be asked for what was said of lines, and not for what waits. */
  static OrderMemory of(
      NaiveOrders orders, Duration retention, ToLongFunction<AppliedLine> writtenMicros) {
    return new OrderMemory(
        orders, retention.toSeconds() * 1_000_000L, line -> false, writtenMicros);
  }

  /** {@code order.retention}. */
  long retentionMicros() {
    return retentionMicros;
  }

  /**
   * Whether all that was said of a line was said of one order: never did so much time pass between
   * two words of it that it may have been forgotten.
   */
  boolean isKept(NaiveOrderLine.Name name, NaiveOrderLine line) {
    return line.sales().size() + line.steps().size() < 2
        || (isKept(name, line, (event, said) -> event.asOfMicros())
            && isKept(name, line, this::writtenMicros));
  }

  /** The lines, as alerts name them, of which it may have been said of several orders. */
  Set<String> namedAgain() {
    Set<String> keys = new HashSet<>();
    orders
        .lines()
        .forEach(
            (name, line) -> {
              if (!isKept(name, line)) {
                keys.add(name.orderRef() + '|' + name.lineNo() + '|' + name.sku());
              }
            });
    return keys;
  }

  /** On whichever shelf it took effect; where that is not known, its own time. */
  private long writtenMicros(AppliedEvent event, AppliedLine said) {
    long written = writtenMicros.applyAsLong(said);
    if (written == Long.MIN_VALUE && said.order() != null) {
      for (AppliedLine there : event.lines()) {
        if (there.lineNo() == said.lineNo()) {
          written = Math.max(written, writtenMicros.applyAsLong(there));
        }
      }
    }
    return written == Long.MIN_VALUE ? event.asOfMicros() : written;
  }

  private boolean isKept(
      NaiveOrderLine.Name name,
      NaiveOrderLine line,
      ToLongBiFunction<AppliedEvent, AppliedLine> time) {
    List<Word> own = new ArrayList<>();
    addWords(line, time, own);
    long first = own.stream().mapToLong(Word::atMicros).min().orElse(0);
    long last = own.stream().mapToLong(Word::atMicros).max().orElse(0);
    return last - first < retentionMicros || isKept(words(name.orderRef(), time), first, last);
  }

  private boolean isKept(List<Word> words, long firstMicros, long lastMicros) {
    Map<NaiveOrderLine, Long> open = new HashMap<>();
    long before = firstMicros;
    for (Word word : words) {
      if (word.atMicros() > before && word.atMicros() <= lastMicros) {
        boolean isOpen = open.values().stream().anyMatch(units -> units > 0);
        if (word.atMicros() - before >= (isOpen ? OPEN_FACTOR : 1) * retentionMicros) {
          return false;
        }
        before = word.atMicros();
      }
      open.merge(word.line(), word.promises(), Long::sum);
    }
    return true;
  }

  private List<Word> words(String orderRef, ToLongBiFunction<AppliedEvent, AppliedLine> time) {
    List<Word> words = new ArrayList<>();
    of(orderRef).forEach(line -> addWords(line, time, words));
    words.sort(Comparator.comparingLong(Word::atMicros));
    return words;
  }

  private static void addWords(
      NaiveOrderLine line, ToLongBiFunction<AppliedEvent, AppliedLine> time, List<Word> words) {
    for (Sale sale : line.sales()) {
      long at = time.applyAsLong(sale.event(), sale.line());
      words.add(new Word(line, at, promises(sale) ? sale.units() : 0));
    }
    for (Step step : line.steps()) {
      long at = time.applyAsLong(step.event(), step.line());
      words.add(new Word(line, at, mayTake(step) ? -step.units() : 0));
    }
  }

  /** An earlier release may have forgotten it at once. */
  private static boolean promises(Sale sale) {
    return NaiveFulfilment.isAllocated(sale.place()) && !sale.line().isFromBeforeFulfilments();
  }

  /** The lines of an order, which are sought only where something waits. */
  private List<NaiveOrderLine> of(String orderRef) {
    if (lines.isEmpty()) {
      orders
          .lines()
          .forEach(
              (name, line) ->
                  lines.computeIfAbsent(name.orderRef(), first -> new ArrayList<>(1)).add(line));
    }
    return lines.getOrDefault(orderRef, List.of());
  }

  /** Until when it is known after a sale, if nothing else is said of it. */
  long keptUntilMicros(String orderRef, AppliedEvent sale) {
    boolean isOpen = of(orderRef).stream().anyMatch(line -> isOpen(line, sale));
    return sale.asOfMicros() + (isOpen ? OPEN_FACTOR : 1) * retentionMicros;
  }

  private boolean isOpen(NaiveOrderLine line, AppliedEvent sale) {
    long promised =
        line.sales().stream()
            .filter(each -> each.event() == sale && promises(each))
            .mapToLong(Sale::units)
            .sum();
    long taken =
        line.steps().stream()
            .filter(step -> mayTake(step) && !isWaiting.test(step.line()))
            .mapToLong(Step::units)
            .sum();
    return promised > taken;
  }

  private static boolean mayTake(Step step) {
    FulfilmentAct act = step.act();
    if (act == null) {
      return step.isAllocated();
    }
    return switch (act) {
      case ASSIGNED, READY -> false;
      case SHIPPED, PICKED_UP, CANCELLED, SHORT_PICKED -> true;
    };
  }
}
