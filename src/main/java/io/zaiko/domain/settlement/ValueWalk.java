package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Excess;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.payment.ValueEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all that was said of a gift card or points account, and of what funded its loads,
 * in the order of time, and notes when more was spent than was paid for. What is of one instant is
 * taken together.
 *
 * <p>It begins with the first OPENING, which holds what was before. Without one it begins with the
 * first load: where something was spent before that, the beginning is not known, and nothing is too
 * much.
 */
final class ValueWalk {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long ALWAYS = Long.MIN_VALUE;

  /** Spent beyond what was loaded, or of loads that nobody paid for. */
  final Excess unpaid;

  private final Map<String, List<Funding>> fundings = new HashMap<>();
  private final OrderTerms terms;
  private final long openedMicros;
  private final @Nullable ValueUnit unit;
  private final ValueLedger ledger = new ValueLedger();
  private final Set<String> held = new HashSet<>();
  private ValueSums before = ValueSums.NONE;
  private ValueSums sums = ValueSums.NONE;
  private long unfundedMinor;
  private final TreeSet<String> unpaying = new TreeSet<>();

  private ValueWalk(
      List<ValueEntry> inOrder, List<Funding> fundings, OrderTerms terms, long lasting) {
    for (Funding funding : fundings) {
      this.fundings.computeIfAbsent(funding.paymentId(), id -> new ArrayList<>()).add(funding);
    }
    this.terms = terms;
    this.unpaid = new Excess(lasting);
    this.openedMicros =
        inOrder.stream()
            .filter(ValueEntry::isOpening)
            .mapToLong(ValueEntry::occurredAtMicros)
            .min()
            .orElse(ALWAYS);
    this.unit = unitOf(inOrder, openedMicros != ALWAYS);
  }

  /** What it counts in; null where that, or its beginning, is not known. */
  private static @Nullable ValueUnit unitOf(List<ValueEntry> inOrder, boolean isOpened) {
    ValueEntry first =
        inOrder.stream()
            .filter(entry -> entry.type() == PaymentType.STORED_VALUE_LOADED)
            .findFirst()
            .orElse(null);
    if (first == null) {
      return null;
    }
    ValueUnit unit = ValueUnit.of(first);
    boolean isSeen =
        isOpened
            || inOrder.stream()
                .noneMatch(
                    entry ->
                        isSpent(entry.type())
                            && entry.occurredAtMicros() < first.occurredAtMicros());
    return isSeen
            && unit.isSound()
            && inOrder.stream().filter(ValueWalk::movesValue).allMatch(unit::isOf)
        ? unit
        : null;
  }

  /** An attempt in another currency moves nothing, and says nothing against what did. */
  private static boolean movesValue(ValueEntry entry) {
    return switch (entry.type()) {
      case PENDING, AUTHORISED, AUTHORISATION_ADJUSTED, DECLINED, EXPIRED, OUTCOME_UNKNOWN -> false;
      case CAPTURED,
          CAPTURE_FAILED,
          VOIDED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          STORED_VALUE_LOADED,
          STORED_VALUE_REDEEMED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED,
          SETTLED ->
          true;
    };
  }

  private static boolean isSpent(PaymentType type) {
    return type == PaymentType.STORED_VALUE_REDEEMED || type == PaymentType.STORED_VALUE_EXPIRED;
  }

  /**
   * Walks to the end of what was said.
   *
   * @param inOrder in {@link ValueEntry#ORDER}
   * @param fundings of its loads
   * @param holds of loads whose payment may yet turn out to have been captured: such is not missed
   * @param nowMicros how far business time has come: what may be captured until later is not missed
   */
  static ValueWalk through(
      List<ValueEntry> inOrder,
      List<Funding> fundings,
      OrderTerms terms,
      Holds holds,
      long nowMicros) {
    ValueWalk walk = new ValueWalk(inOrder, fundings, terms, lasting(inOrder, fundings, terms));
    if (walk.unit == null) {
      return walk;
    }
    if (!fundings.isEmpty()) {
      walk.hold(inOrder, holds, nowMicros);
    }
    TreeMap<Long, List<ValueEntry>> times = new TreeMap<>();
    for (ValueEntry entry : inOrder) {
      times.computeIfAbsent(entry.occurredAtMicros(), at -> new ArrayList<>()).add(entry);
      long missed = walk.missedMicros(entry);
      if (entry.fundingPaymentId() != null && missed <= nowMicros) {
        times.computeIfAbsent(missed, at -> new ArrayList<>());
      }
    }
    for (Funding funding : fundings) {
      for (Funding.Move move : funding.moves()) {
        times.computeIfAbsent(move.atMicros(), at -> new ArrayList<>());
      }
    }
    times.forEach(walk::hear);
    return walk;
  }

  private void hold(List<ValueEntry> inOrder, Holds holds, long nowMicros) {
    ValueLedger end = new ValueLedger();
    inOrder.forEach(end::hear);
    for (ValueEntry load : standing(end)) {
      long missed = missedMicros(load);
      List<Funding> named = named(load.fundingPaymentId());
      List<String> voices = named.stream().map(each -> Heard.provider(each.provider())).toList();
      if (missed < nowMicros && isAwaited(named) && holds.isHeld(missed, voices)) {
        held.add(load.eventId());
      }
    }
  }

  private static boolean isAwaited(List<Funding> named) {
    return !named.isEmpty() && named.stream().allMatch(each -> each.at(NEVER).capturedMinor() <= 0);
  }

  /** As late as the last of those who tell of it. */
  private static long lasting(List<ValueEntry> inOrder, List<Funding> fundings, OrderTerms terms) {
    long lasting = 0;
    for (ValueEntry entry : inOrder) {
      String provider = entry.account().substring(0, entry.account().indexOf('|'));
      lasting = Math.max(lasting, terms.payments().latenessOf(provider));
    }
    for (Funding funding : fundings) {
      lasting = Math.max(lasting, terms.payments().latenessOf(funding.provider()));
    }
    return lasting;
  }

  /** What it counts in; null where nothing can be told of it. */
  @Nullable ValueUnit unit() {
    return unit;
  }

  /** The balance in the end. */
  ValueSums sums() {
    return sums;
  }

  /** Of what was loaded, what nobody paid for in the end. */
  long unfundedMinor() {
    return unfundedMinor;
  }

  /** The payments that hold no money, or too little, for what they should have paid. */
  Set<String> unpaying() {
    return unpaying;
  }

  /** When a load will be missed that is not paid for yet; the end of time for none. */
  long nextMissedMicros(long nowMicros) {
    long next = NEVER;
    for (ValueEntry load : loads()) {
      long missed = missedMicros(load);
      List<Funding> named = named(load.fundingPaymentId());
      if (isAwaited(named) && missed > nowMicros) {
        next = Math.min(next, missed);
      }
    }
    return next;
  }

  private void hear(long at, List<ValueEntry> said) {
    if (at == openedMicros) {
      before = ledger.sums();
    }
    said.forEach(ledger::hear);
    if (at >= openedMicros) {
      judge(at, unit == null ? "" : unit.currency());
    }
  }

  private void judge(long at, String currency) {
    long tolerance = terms.payments().toleranceOf(currency);
    sums = ledger.sums().since(before);
    unfundedMinor = over(unfundedAt(at), tolerance);
    unpaid.turn(
        at, over(sums.overdrawn(), tolerance) + over(sums.spentUnfunded(unfundedMinor), tolerance));
  }

  private long unfundedAt(long at) {
    Map<String, Long> loaded = new HashMap<>();
    Map<String, Long> due = new HashMap<>();
    for (ValueEntry load : loads()) {
      String paymentId = load.fundingPaymentId();
      if (paymentId != null) {
        loaded.merge(paymentId, load.amountMinor(), Long::sum);
        due.merge(paymentId, missedMicros(load) <= at ? load.amountMinor() : 0, Long::sum);
      }
    }
    long unfunded = 0;
    unpaying.clear();
    for (Map.Entry<String, Long> each : loaded.entrySet()) {
      long missing =
          named(each.getKey()).stream()
              .mapToLong(
                  funding ->
                      unfunded(funding, at, each.getValue(), due.getOrDefault(each.getKey(), 0L)))
              .min()
              .orElse(0); // a payment that nobody knows, such as of a till
      unfunded += missing;
      if (missing > 0) {
        unpaying.add(each.getKey());
      }
    }
    return unfunded;
  }

  private long unfunded(Funding funding, long at, long loaded, long due) {
    Funding.Move move = funding.at(at);
    if (!funding.isWhole()) {
      return 0;
    }
    if (move.capturedMinor() <= 0) {
      return due;
    }
    if (unit == null || !unit.isMoney() || !funding.currency().equals(unit.currency())) {
      return move.heldMinor() <= 0 ? loaded : 0;
    }
    // Of a load that it pays in part, the rest was paid otherwise.
    return Math.max(0, Math.min(loaded, move.capturedMinor()) - Math.max(0, move.heldMinor()));
  }

  /** The payments that bear an id. */
  private List<Funding> named(@Nullable String paymentId) {
    return fundings.getOrDefault(paymentId, List.of());
  }

  /** The loads that stand, but for those that an opening balance holds. */
  private List<ValueEntry> loads() {
    return standing(ledger);
  }

  private List<ValueEntry> standing(ValueLedger ledger) {
    return ledger.loads().stream().filter(load -> load.occurredAtMicros() >= openedMicros).toList();
  }

  /** From when on a load is not paid for, if nothing was captured for it. */
  private long missedMicros(ValueEntry load) {
    if (held.contains(load.eventId())) {
      return NEVER;
    }
    boolean isOffline = named(load.fundingPaymentId()).stream().anyMatch(Funding::isOffline);
    OrderTerms.CaptureWindows windows = terms.capture();
    return load.occurredAtMicros()
        + (isOffline ? windows.offlineMicros() : windows.carriedOutMicros());
  }

  private static long over(long minor, long tolerance) {
    return minor > tolerance ? minor : 0;
  }
}
