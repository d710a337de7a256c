package io.zaiko.tools.verify;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.tools.verify.CounterThings.Counter;
import io.zaiko.tools.verify.CounterThings.Paid;
import io.zaiko.tools.verify.CounterThings.Sold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Who paid more often than was sold, at counters whose terminals stand alone. Whether some payments
 * can all have a sale is seen by giving each sale, in order of time, to the payment that can wait
 * the least.
 */
final class NaiveCounters {
  private static final int MOST = 2_000;
  private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

  /**
   * What an alert speaks of.
   *
   * @param key with the instrument
   * @param episode days since 1970
   */
  record Matter(String key, long episode) {}

  /**
   * What one instrument paid too often on one day.
   *
   * @param standing how often it still is
   * @param isSure whether that does not depend on which sale is whose
   * @param sinceMicros since when the first of its runs has one too many
   * @param latestSinceMicros the same of the last
   * @param waitsUntilMicros until when the sale of each of them may come; they differ in severity
   */
  record Repeats(
      long payments,
      long sales,
      long standing,
      boolean isSure,
      long sinceMicros,
      long latestSinceMicros,
      long waitsUntilMicros) {
    Repeats with(Repeats other) {
      return new Repeats(
          payments + other.payments,
          sales + other.sales,
          standing + other.standing,
          isSure && other.isSure,
          Math.min(sinceMicros, other.sinceMicros),
          Math.max(latestSinceMicros, other.latestSinceMicros),
          Math.min(waitsUntilMicros, other.waitsUntilMicros));
    }

    AlertSeverity severity(long nowMicros) {
      return nowMicros > waitsUntilMicros ? AlertSeverity.HIGH : AlertSeverity.MEDIUM;
    }
  }

  private final OrderMeasures measures;
  private final Map<Matter, Repeats> found =
      new TreeMap<>(Comparator.comparing(Matter::key).thenComparingLong(Matter::episode));
  private final Set<Matter> undecided = new HashSet<>();
  private final Set<String> full = new HashSet<>();

  NaiveCounters(Map<String, Counter> counters, OrderMeasures measures) {
    this.measures = measures;
    counters.forEach(this::judge);
  }

  /** What is wrong, once time has passed. */
  Map<Matter, Repeats> found() {
    return found;
  }

  /** Whether it depends on what was forgotten when. */
  boolean isUndecided(Matter matter) {
    return undecided.contains(matter)
        || full.contains(matter.key().substring(0, matter.key().lastIndexOf('|')));
  }

  private void judge(String key, Counter counter) {
    if (counter.payments().size() + counter.sales().size() > MOST) {
      full.add(key);
      return;
    }
    List<List<Paid>> runs = runs(credited(counter.payments()));
    Set<Paid> owning = owning(inOrder(runs), counter.sales());
    long newest = counter.times().stream().mapToLong(Long::longValue).max().orElse(0);
    for (List<Paid> run : runs) {
      Paid first = run.get(0);
      Matter matter = new Matter(key + '|' + first.instrument(), first.atMicros() / DAY_MICROS);
      long needed = run.stream().mapToLong(this::neededFrom).min().orElse(0);
      if (needed < newest - keptMicros()) {
        undecided.add(matter);
      }
      List<Paid> own = run.stream().filter(owning::contains).toList();
      boolean isSilent = own.isEmpty() && !run.stream().allMatch(Paid::isLinked);
      if (own.size() < run.size() && run.size() > 1 && !isSilent) {
        found.merge(matter, repeats(run, own, counter.sales()), Repeats::with);
      }
    }
  }

  private Repeats repeats(List<Paid> run, List<Paid> own, List<Sold> sales) {
    long held = run.stream().filter(each -> each.goneMicros() == Long.MAX_VALUE).count();
    List<Sold> near =
        sales.stream().filter(sale -> run.stream().anyMatch(each -> mayPay(each, sale))).toList();
    long takenBack = near.stream().filter(Sold::isTakenBack).count();
    long back = takenBack == near.size() ? own.size() : 0;
    long since = run.get(Math.max(1, own.size())).atMicros();
    return new Repeats(
        run.size(),
        own.size(),
        Math.max(0, Math.min(run.size() - own.size(), held - (own.size() - back))),
        takenBack == 0 || takenBack == near.size(),
        since,
        since,
        run.stream()
            .filter(each -> !own.contains(each))
            .mapToLong(this::latestSale)
            .min()
            .orElse(Long.MAX_VALUE));
  }

  /** Payments without the credits, each given back by the credit that is its. */
  private static List<Paid> credited(List<Paid> all) {
    List<Paid> inTime =
        new ArrayList<>(
            all.stream()
                .sorted(Comparator.comparingLong(Paid::atMicros).thenComparing(Paid::id))
                .toList());
    for (Paid credit : List.copyOf(inTime)) {
      if (credit.isCredit() && credit.instrument() != null) {
        inTime.stream()
            .filter(each -> !each.isCredit() && each.goneMicros() == Long.MAX_VALUE)
            .filter(each -> Objects.equals(each.instrument(), credit.instrument()))
            .filter(each -> each.atMicros() <= credit.atMicros())
            .reduce((earlier, later) -> later)
            .ifPresent(
                latest -> inTime.set(inTime.indexOf(latest), latest.gone(credit.atMicros())));
      }
    }
    return inTime.stream().filter(each -> !each.isCredit()).toList();
  }

  private List<List<Paid>> runs(List<Paid> inTime) {
    long reversal = HoldSettings.micros(measures.reversalWindow());
    long repeat = HoldSettings.micros(measures.repeatWindow());
    List<List<Paid>> runs = new ArrayList<>();
    Map<String, List<Paid>> last = new HashMap<>();
    for (Paid each : inTime) {
      boolean isGoneAtOnce =
          each.goneMicros() != Long.MAX_VALUE && each.goneMicros() - each.atMicros() <= reversal;
      if (isGoneAtOnce) {
        continue;
      }
      List<Paid> run = each.instrument() == null ? null : last.get(each.instrument());
      if (run == null || each.atMicros() - run.get(run.size() - 1).atMicros() > repeat) {
        run = new ArrayList<>();
        runs.add(run);
        if (each.instrument() != null) {
          last.put(each.instrument(), run);
        }
      }
      run.add(each);
    }
    return runs;
  }

  private static List<Paid> inOrder(List<List<Paid>> runs) {
    List<Paid> inOrder = new ArrayList<>();
    int longest = runs.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      List<Paid> repeated = new ArrayList<>();
      List<Paid> single = new ArrayList<>();
      for (List<Paid> run : runs) {
        if (run.size() > i) {
          (run.size() == 1 ? single : repeated).add(run.get(i));
        }
      }
      for (List<Paid> each : List.of(repeated, single)) {
        each.sort(Comparator.comparingLong(Paid::atMicros).thenComparing(Paid::id));
        inOrder.addAll(each);
      }
    }
    return inOrder;
  }

  /** Those that have a sale of their own, if who comes first is served first. */
  private Set<Paid> owning(List<Paid> inOrder, List<Sold> sales) {
    List<Long> times = sales.stream().map(Sold::atMicros).sorted().toList();
    List<Paid> owning = new ArrayList<>();
    for (Paid each : inOrder) {
      owning.add(each);
      if (!canAllHaveOne(owning, times)) {
        owning.remove(owning.size() - 1);
      }
    }
    return new HashSet<>(owning);
  }

  private boolean canAllHaveOne(List<Paid> payments, List<Long> sales) {
    List<Paid> byEarliest =
        payments.stream().sorted(Comparator.comparingLong(this::earliestSale)).toList();
    PriorityQueue<Long> waiting = new PriorityQueue<>();
    int next = 0;
    for (long sale : sales) {
      while (next < byEarliest.size() && earliestSale(byEarliest.get(next)) <= sale) {
        waiting.add(latestSale(byEarliest.get(next)));
        next++;
      }
      if (!waiting.isEmpty() && waiting.poll() < sale) {
        return false; // the one that can wait the least has waited in vain
      }
    }
    return next == byEarliest.size() && waiting.isEmpty();
  }

  private boolean mayPay(Paid payment, Sold sale) {
    return earliestSale(payment) <= sale.atMicros() && sale.atMicros() <= latestSale(payment);
  }

  private long earliestSale(Paid payment) {
    Duration before =
        payment.isOffline() ? measures.saleWindow().offline() : measures.repeatWindow();
    return payment.atMicros() - HoldSettings.micros(before);
  }

  private long latestSale(Paid payment) {
    return payment.atMicros() + measures.saleWindowMicros(payment.isAtShop(), payment.isOffline());
  }

  private long neededFrom(Paid payment) {
    return Math.min(
        earliestSale(payment), payment.atMicros() - HoldSettings.micros(measures.repeatWindow()));
  }

  /** For how long things are known: the longest window and a week. */
  private long keptMicros() {
    OrderMeasures.SaleWindow sale = measures.saleWindow();
    return List.of(sale.usual(), sale.atShop(), sale.offline(), measures.repeatWindow()).stream()
            .mapToLong(HoldSettings::micros)
            .max()
            .orElse(0)
        + 7 * DAY_MICROS;
  }
}
