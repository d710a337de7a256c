package io.zaiko.tools.verify;

import io.zaiko.avro.PaymentType;
import io.zaiko.avro.StoredValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that was accepted of one gift card or points account, counted anew for every moment from
 * everything said until then.
 */
final class NaiveAccount {
  private static final Set<PaymentType> WITHOUT_VALUE =
      Set.of(PaymentType.DECLINED, PaymentType.OUTCOME_UNKNOWN);
  private static final long LOOKS_AGAIN_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final List<Entry> entries = new ArrayList<>();
  private final PaymentMeasures measures;

  /** The payments that bear an id, whatever the provider. */
  private final Map<String, List<NaiveLife>> byPaymentId;

  /**
   * What one record says of it.
   *
   * @param value of the record, else of the first of its payment that states one
   */
  record Entry(NaivePayment.Said said, StoredValue value) {
    PaymentType type() {
      return said.event().getType();
    }

    long minor() {
      return said.event().getAmount().getMinor();
    }

    boolean isOpening() {
      return type() == PaymentType.STORED_VALUE_LOADED
          && "OPENING".equals(said.event().getReasonCode());
    }

    /** The payment that is to pay for a load; null for none. */
    @Nullable String paidBy() {
      StoredValue own = said.event().getStoredValue();
      return type() == PaymentType.STORED_VALUE_LOADED && own != null
          ? own.getFundingPaymentId()
          : null;
    }
  }

  private record Operation(String payment, String operation) {}

  /**
   * At one moment, minor units.
   *
   * @param unfunded of what was loaded, what nobody paid for
   */
  record Balance(long loaded, long redeemed, long givenBack, long expired, long unfunded) {
    private Balance since(Balance before) {
      return new Balance(
          loaded - before.loaded,
          redeemed - before.redeemed,
          givenBack - before.givenBack,
          expired - before.expired,
          unfunded);
    }

    /** What was spent and not paid for. */
    long excess(long tolerance) {
      long spent = redeemed - givenBack;
      long overdrawn = spent + expired - loaded;
      long ofUnfunded = Math.min(Math.min(unfunded, spent), spent + expired - loaded + unfunded);
      return over(overdrawn, tolerance) + over(ofUnfunded, tolerance);
    }

    private static long over(long minor, long tolerance) {
      return minor > tolerance ? minor : 0;
    }
  }

  NaiveAccount(PaymentMeasures measures, Map<String, List<NaiveLife>> byPaymentId) {
    this.measures = measures;
    this.byPaymentId = byPaymentId;
  }

  void hear(Entry entry) {
    entries.add(entry);
    entries.sort(
        Comparator.comparingLong((Entry each) -> each.said().atMicros())
            .thenComparing(each -> each.said().payment()));
  }

  /** How many records say something of it. */
  int size() {
    return entries.size();
  }

  /** Its first load; null where none is known. */
  private @Nullable Entry firstLoad() {
    return entries.stream()
        .filter(each -> each.type() == PaymentType.STORED_VALUE_LOADED)
        .findFirst()
        .orElse(null);
  }

  private long openedMicros() {
    return entries.stream()
        .filter(Entry::isOpening)
        .mapToLong(each -> each.said().atMicros())
        .min()
        .orElse(Long.MIN_VALUE);
  }

  /** Whether its beginning is known and all of it is in one unit. */
  boolean isSound() {
    Entry first = firstLoad();
    if (first == null) {
      return false;
    }
    boolean isSeen =
        openedMicros() != Long.MIN_VALUE
            || entries.stream()
                .filter(each -> each.said().atMicros() < first.said().atMicros())
                .noneMatch(
                    each ->
                        each.type() == PaymentType.STORED_VALUE_REDEEMED
                            || each.type() == PaymentType.STORED_VALUE_EXPIRED);
    String unit = unit();
    return isSeen
        && (isMoney() || !CURRENCY.matcher(unit).matches())
        && entries.stream()
            .filter(each -> !WITHOUT_VALUE.contains(each.type()))
            .allMatch(
                each ->
                    each.said().event().getAmount().getCurrency().equals(currency())
                        && (each.value().getUnit().isBlank()
                            || each.value().getUnit().equals(unit)));
  }

  /** Of its amounts. */
  String currency() {
    return Objects.requireNonNull(firstLoad()).said().event().getAmount().getCurrency();
  }

  private String unit() {
    String stated = Objects.requireNonNull(firstLoad()).value().getUnit();
    return stated.isBlank() ? currency() : stated;
  }

  /** Whether its unit is a currency. */
  boolean isMoney() {
    return unit().equals(currency());
  }

  /** Whether what should have paid for a load may have been forgotten before the load came. */
  boolean isFundingOld(long patienceMicros) {
    return entries.stream()
        .anyMatch(
            load ->
                funding(load.paidBy()).stream()
                    .anyMatch(
                        life -> life.newestMicros() < load.said().atMicros() - patienceMicros));
  }

  /** Whether a load is missed for which the job may yet wait, as its provider may be silent. */
  boolean mayWait(ProvenTime time) {
    long hold = HoldSettings.micros(measures.orders().holdMax());
    return hold > 0
        && entries.stream()
            .filter(load -> load.paidBy() != null)
            .filter(load -> missedMicros(load) <= time.atMostMicros())
            .filter(load -> !time.hasPassed(missedMicros(load) + hold + LOOKS_AGAIN_MICROS))
            .anyMatch(load -> isUncaptured(funding(load.paidBy())));
  }

  private static boolean isUncaptured(List<NaiveLife> funding) {
    return !funding.isEmpty()
        && funding.stream().allMatch(life -> life.whole().sums().captured() <= 0);
  }

  /** By how much the latest of those who tell of it may be late. */
  long latenessMicros() {
    long most = 0;
    for (Entry entry : entries) {
      most = Math.max(most, measures.latenessMicros(entry.said().event().getProvider()));
      for (NaiveLife life : funding(entry.paidBy())) {
        String provider = life.statements().get(0).event().getProvider();
        most = Math.max(most, measures.latenessMicros(provider));
      }
    }
    return most;
  }

  /** The moments at which it may have changed, from its opening on. */
  TreeSet<Long> moments(long latestMicros) {
    TreeSet<Long> moments = new TreeSet<>();
    for (Entry entry : entries) {
      moments.add(entry.said().atMicros());
      if (entry.paidBy() != null && missedMicros(entry) <= latestMicros) {
        moments.add(missedMicros(entry));
      }
      for (NaiveLife life : funding(entry.paidBy())) {
        life.statements().forEach(said -> moments.add(said.atMicros()));
      }
    }
    moments.headSet(openedMicros()).clear();
    return moments;
  }

  /** The balance at a moment. */
  Balance at(long micros) {
    long opened = openedMicros();
    Balance all = sums(micros);
    Balance since = opened == Long.MIN_VALUE ? all : all.since(sums(opened - 1));
    long unfunded = unfunded(micros, opened);
    long tolerance = measures.toleranceOf(currency());
    return new Balance(
        since.loaded,
        since.redeemed,
        since.givenBack,
        since.expired,
        unfunded > tolerance ? unfunded : 0);
  }

  private List<Entry> until(long micros) {
    return entries.stream().filter(each -> each.said().atMicros() <= micros).toList();
  }

  private Map<Operation, Entry> last(long micros) {
    Map<Operation, Entry> last = new LinkedHashMap<>();
    until(micros).forEach(each -> last.put(operation(each), each));
    return last;
  }

  private static Operation operation(Entry entry) {
    return new Operation(entry.said().payment(), entry.said().event().getOperationId());
  }

  private Balance sums(long micros) {
    Map<PaymentType, Long> sums = new HashMap<>();
    long back = 0;
    for (Entry entry : last(micros).values()) {
      sums.merge(entry.type(), entry.minor(), Long::sum);
      boolean isRefund =
          entry.type() == PaymentType.REFUNDED
              && !was(micros, PaymentType.CAPTURED, entry.said().payment(), null);
      boolean isReversal =
          entry.type() == PaymentType.REDEMPTION_REVERSED && !undoes(entry, micros);
      back += isRefund || isReversal ? entry.minor() : 0;
    }
    return new Balance(
        sums.getOrDefault(PaymentType.STORED_VALUE_LOADED, 0L),
        sums.getOrDefault(PaymentType.STORED_VALUE_REDEEMED, 0L),
        back,
        sums.getOrDefault(PaymentType.STORED_VALUE_EXPIRED, 0L),
        0);
  }

  /** Whether it is about an operation that put something on the account or took it. */
  private boolean undoes(Entry reversal, long micros) {
    return Set.of(
            PaymentType.STORED_VALUE_REDEEMED,
            PaymentType.STORED_VALUE_LOADED,
            PaymentType.STORED_VALUE_EXPIRED)
        .stream()
        .anyMatch(type -> was(micros, type, reversal.said().payment(), operation(reversal)));
  }

  private boolean was(
      long micros, PaymentType type, String payment, @Nullable Operation operation) {
    return until(micros).stream()
        .filter(each -> each.type() == type && each.said().payment().equals(payment))
        .anyMatch(each -> operation == null || operation(each).equals(operation));
  }

  private long missedMicros(Entry load) {
    OrderMeasures.CaptureWindow window = measures.orders().captureWindow();
    boolean isOffline =
        funding(load.paidBy()).stream()
            .flatMap(life -> life.statements().stream())
            .anyMatch(said -> said.event().getOffline());
    return load.said().atMicros()
        + HoldSettings.micros(isOffline ? window.offline() : window.carriedOut());
  }

  private long unfunded(long micros, long opened) {
    Map<String, List<Entry>> loads = new HashMap<>();
    for (Entry each : last(micros).values()) {
      String paidBy = each.paidBy();
      if (paidBy != null && each.said().atMicros() >= opened) {
        loads.computeIfAbsent(paidBy, id -> new ArrayList<>()).add(each);
      }
    }
    long unfunded = 0;
    for (Map.Entry<String, List<Entry>> each : loads.entrySet()) {
      long least = Long.MAX_VALUE;
      for (NaiveLife life : funding(each.getKey())) {
        least = Math.min(least, missing(life, each.getValue(), micros));
      }
      unfunded += least == Long.MAX_VALUE ? 0 : least;
    }
    return unfunded;
  }

  private long missing(NaiveLife life, List<Entry> loads, long micros) {
    NaivePayment whole = life.whole();
    boolean isMixed =
        life.statements().stream()
            .anyMatch(said -> !said.event().getAmount().getCurrency().equals(whole.currency()));
    if (life.isUnseen(measures) || isMixed) {
      return 0;
    }
    long loaded = loads.stream().mapToLong(Entry::minor).sum();
    List<NaivePayment.Said> said = OrderPayment.until(life, micros);
    NaivePayment then = said.isEmpty() ? null : NaivePayment.of(said);
    if (then == null || then.sums().captured() <= 0) {
      return loads.stream()
          .filter(load -> missedMicros(load) <= micros)
          .mapToLong(Entry::minor)
          .sum();
    }
    long held = Math.max(0, then.netMinor());
    if (!isMoney() || !whole.currency().equals(currency())) {
      return held == 0 ? loaded : 0;
    }
    return Math.max(0, Math.min(loaded, then.sums().captured()) - held);
  }

  /** What a load names, but for what only speaks of balances. */
  private List<NaiveLife> funding(@Nullable String paymentId) {
    return byPaymentId.getOrDefault(paymentId == null ? "" : paymentId, List.of());
  }
}
