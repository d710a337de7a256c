package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import io.zaiko.domain.alert.Excess;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the money of an order: a function of the set of what was said of it, and of
 * how far time has come.
 *
 * <pre>
 *   of what is there:    nothing -> SUSPECTED while it is too much -> CONFIRMED when that has lasted
 *                        -> RESOLVED when it was made good
 *   of what is missing:  nothing -> CONFIRMED when it has been missing for as long as it may come
 *                        -> RESOLVED when it came after all, too late
 *   each -> RETRACTED by what happened before and came late
 * </pre>
 */
final class OrderChecks {
  /** No check is to be looked at again. */
  static final long NEVER = Long.MAX_VALUE;

  private static final String EXCESS = "excess";

  private final String orderRef;
  private final List<PaymentPart> payments;
  private final Set<String> providers;
  private final OrderWalk walk;
  private final OrderSums sums;
  private final OrderSentences sentences;
  private final String currency;
  private final OrderEvidence evidence;
  private final OrderTerms terms;
  private final Heard.Ears ears;
  private final Holds holds;
  private final long nowMicros;
  private final List<MoneyAlert> alerts = new ArrayList<>();
  private long dueMicros = NEVER;

  /**
   * Judges.
   *
   * @param ears until when each is heard of whom something may be missing
   * @param inOrder in {@link OrderEntry#ORDER}
   * @param nowMicros how far business time has come
   */
  OrderChecks(
      String orderRef,
      List<OrderEntry> inOrder,
      List<PaymentPart> payments,
      OrderTerms terms,
      Heard.Ears ears,
      long nowMicros) {
    this.terms = terms;
    this.ears = ears;
    this.holds = new Holds(terms, ears, nowMicros);
    this.orderRef = orderRef;
    this.payments = payments;
    this.providers = payments.stream().map(Heard::providerOf).collect(Collectors.toSet());
    this.walk = OrderWalk.through(inOrder, payments, terms, nowMicros);
    this.sums = walk.sums();
    this.sentences = new OrderSentences(orderRef, walk, payments);
    this.currency = walk.goods().currency();
    this.evidence = OrderEvidence.of(inOrder, payments);
    this.nowMicros = nowMicros;
    charges();
    losses();
    absences();
    payments.forEach(this::withoutSale);
    goodsBack();
    bookedTwice();
    OrderTotals.mismatches(inOrder, terms, alerts);
    walk.goods().deferred().stream()
        .filter(tender -> tender.dueAtMicros() > nowMicros)
        .forEach(tender -> dueMicros = Math.min(dueMicros, tender.dueAtMicros()));
  }

  /** What there is to tell. */
  List<MoneyAlert> alerts() {
    return alerts;
  }

  /** When to judge again though nothing more is said; {@link #NEVER} if it makes no difference. */
  long dueMicros() {
    return Math.min(dueMicros, holds.dueMicros());
  }

  /** What is due, and waits for somebody who is silent. */
  Holds holds() {
    return holds;
  }

  private void charges() {
    atOnce(walk.overcharged, Check.DUPLICATE_CHARGE, sentences::overcharged);
    awaits(walk.heldTwice);
    boolean isOver = walk.overchargedAcross.wasMadeGood() && !walk.heldTwice.isSettled(nowMicros);
    if (walk.overchargedAcross.stands() || isOver) {
      atOnce(walk.overchargedAcross, Check.CROSS_PROVIDER_DUPLICATE, sentences::overchargedAcross);
    } else {
      onceLasted(
          walk.heldTwice,
          Check.CROSS_PROVIDER_DUPLICATE,
          Severity.LOW,
          EXCESS,
          providers,
          sentences::heldTwice);
    }
  }

  /** Over all means of payment: it may be that a capture is yet to be told. */
  private void losses() {
    onceLasted(
        walk.overRefunded,
        Check.OVER_REFUND,
        Severity.CRITICAL,
        EXCESS,
        providers,
        sentences::overRefunded);
    onceLasted(
        walk.lostTwice,
        Check.DOUBLE_LOSS,
        Severity.CRITICAL,
        EXCESS,
        providers,
        sentences::lostTwice);
  }

  private void absences() {
    onceLasted(
        walk.refundedWithoutReturn,
        Check.REFUND_WITHOUT_RETURN,
        Severity.HIGH,
        EXCESS,
        takersBack(),
        sentences::refundedWithoutReturn);
    onceLasted(walk.kept, Check.MONEY_KEPT, Severity.MEDIUM, EXCESS, providers, sentences::kept);
    boolean isGone = sums.open() < walk.missing.minor();
    onceLasted(
        walk.missing,
        Check.SALE_WITHOUT_CAPTURE,
        isGone ? Severity.CRITICAL : Severity.MEDIUM,
        "missing",
        settlers(),
        () -> sentences.missing(isGone));
  }

  /** Who would tell of a return: what one channel sold may come back to another. */
  private Set<String> takersBack() {
    Set<String> voices = new HashSet<>();
    walk.goods().channels().forEach(channel -> voices.add(Heard.channel(channel)));
    terms.profiles().keySet().stream()
        .map(Heard::channel)
        .filter(voice -> ears.untilMicros(voice) != Long.MIN_VALUE)
        .forEach(voices::add);
    return voices;
  }

  /**
   * Who would tell of a capture: its providers, and whoever tells of payments where it was sold.
   */
  private Set<String> settlers() {
    Set<String> voices = new HashSet<>(providers);
    walk.goods().providers().forEach(provider -> voices.add(Heard.provider(provider)));
    walk.goods()
        .payers()
        .forEach(
            (shop, channel) -> {
              boolean isShopKnown = ears.untilMicros(shop) != Long.MIN_VALUE;
              voices.add(isShopKnown ? shop : channel);
            });
    return voices;
  }

  private void withoutSale(PaymentPart payment) {
    Excess excess = walk.unsoldOf(payment);
    Status status = whenLasted(excess, List.of(Heard.sellerOf(payment)));
    if (status == null) {
      return;
    }
    Move last = payment.last();
    Map<String, Long> facts = new TreeMap<>();
    facts.put("captured", last.capturedMinor());
    facts.put("refunded", last.refundedMinor());
    facts.put("charged_back", last.chargedBackMinor());
    tell(
        Check.PAYMENT_WITHOUT_SALE,
        payment.paymentKey(),
        status,
        Severity.HIGH,
        facts,
        excess.minor(),
        payment.currency(),
        sentences.unsold(payment));
  }

  private void goodsBack() {
    GoodsBack back = walk.back();
    units(
        walk.neverSold,
        Check.RETURN_NOT_SOLD,
        0,
        back.neverSold(),
        back.neverSoldMinor(),
        sentences::neverSold);
    units(
        walk.soldFewer,
        Check.EXCESS_RETURN,
        back.sold(),
        back.soldBack(),
        back.soldFewerMinor(),
        sentences::soldFewer);
  }

  private void units(
      Excess excess, Check check, long sold, long returned, long risk, Supplier<String> sentence) {
    Status status = whileStanding(excess);
    if (status != null) {
      Map<String, Long> facts = new TreeMap<>(Map.of("sold", sold, "returned", returned));
      tell(check, orderRef, status, Severity.HIGH, facts, risk, currency, sentence.get());
    }
  }

  private void bookedTwice() {
    Status status = whileStanding(walk.doubled);
    if (status != null) {
      long units = walk.doubled.stands() ? walk.doubled.minor() : walk.doubled.peakMinor();
      tell(
          Check.DOUBLE_BOOKED,
          orderRef,
          status,
          Severity.HIGH,
          new TreeMap<>(Map.of("doubled", units)),
          0,
          "",
          sentences.doubled(units));
    }
  }

  private void atOnce(Excess excess, Check check, Supplier<String> sentence) {
    Status status = whileStanding(excess);
    if (status != null) {
      tellOfOrder(check, status, Severity.CRITICAL, EXCESS, excess, sentence.get());
    }
  }

  private void onceLasted(
      Excess excess,
      Check check,
      Severity severity,
      String fact,
      Collection<String> voices,
      Supplier<String> sentence) {
    Status status = whenLasted(excess, voices);
    if (status != null) {
      tellOfOrder(check, status, severity, fact, excess, sentence.get());
    }
  }

  private @Nullable Status whileStanding(Excess excess) {
    awaits(excess);
    if (excess.stands()) {
      return excess.isSettled(nowMicros) ? Status.CONFIRMED : Status.SUSPECTED;
    }
    return excess.wasMadeGood() ? Status.RESOLVED : null;
  }

  private @Nullable Status whenLasted(Excess excess, Collection<String> voices) {
    awaits(excess);
    if (excess.isSettled(nowMicros) && !holds.isHeld(excess.settlesAtMicros(), voices)) {
      return Status.CONFIRMED;
    }
    return excess.onceLasted() ? Status.RESOLVED : null;
  }

  private void awaits(Excess excess) {
    if (excess.stands() && !excess.isSettled(nowMicros)) {
      dueMicros = Math.min(dueMicros, excess.settlesAtMicros());
    }
  }

  private void tellOfOrder(
      Check check, Status status, Severity severity, String fact, Excess excess, String sentence) {
    Map<String, Long> facts = new TreeMap<>();
    facts.put("total", sums.total());
    facts.put("cancelled", sums.cancelled());
    facts.put("returned", sums.returned());
    facts.put("captured", sums.captured());
    facts.put("refunded", sums.refunded());
    facts.put("charged_back", sums.chargedBack());
    boolean isOver = status == Status.RESOLVED;
    facts.put(fact, isOver ? excess.peakMinor() : excess.minor());
    tell(check, orderRef, status, severity, facts, isOver ? 0 : excess.minor(), currency, sentence);
  }

  private void tell(
      Check check,
      String key,
      Status status,
      Severity severity,
      Map<String, Long> facts,
      long risk,
      String of,
      String sentence) {
    alerts.add(
        new MoneyAlert(
            new Alert(
                check,
                key,
                0,
                0,
                status,
                severity,
                facts,
                evidence.newest(),
                status == Status.RESOLVED ? sentence + " It was made good." : sentence,
                evidence.lastMicros()),
            of.isEmpty() ? 0 : risk,
            of));
  }
}
