package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Excess;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks through all that happened to an order and its payments in the order of time, and notes what
 * was too much when. What is of one instant is taken together.
 */
final class OrderWalk {
  final Excess overcharged;
  final Excess overchargedAcross;
  final Excess heldTwice;
  final Excess overRefunded;
  final Excess lostTwice;
  final Excess refundedWithoutReturn;
  final Excess kept;
  final Excess missing;
  final Excess neverSold;
  final Excess soldFewer;
  final Excess doubled;

  private final Map<String, Excess> unsold = new HashMap<>();
  private final OrderTerms terms;
  private final SoldGoods goods;
  private final Map<Integer, SoldLine> lines;
  private final List<PaymentPart> payments;
  private final Map<String, Move> now = new HashMap<>();
  private final GoodsBack back = new GoodsBack();
  private final boolean isPriced;
  private boolean isSoldYet;
  private long returnedMinor;
  private long keptByCustomerMinor;
  private long paidOutMinor;
  private long paidOutUnlessToldMinor;
  private OrderSums sums = OrderSums.NONE;

  private OrderWalk(
      List<OrderEntry> inOrder, List<PaymentPart> payments, OrderTerms terms, long lasting) {
    this.terms = terms;
    this.payments = payments;
    this.goods = new SoldGoods(inOrder, terms);
    this.lines = goods.lines();
    this.overcharged = new Excess(lasting);
    this.overchargedAcross = new Excess(lasting);
    this.heldTwice = new Excess(terms.reversalMicros());
    this.overRefunded = new Excess(lasting);
    this.lostTwice = new Excess(lasting);
    this.refundedWithoutReturn = new Excess(terms.returnMicros());
    this.kept = new Excess(terms.refundDueMicros());
    this.missing = new Excess(captureWindow(inOrder));
    this.neverSold = new Excess(lasting);
    this.soldFewer = new Excess(lasting);
    this.doubled = new Excess(lasting);
    for (PaymentPart payment : payments) {
      now.put(payment.paymentKey(), Move.NONE);
    }
    this.isPriced =
        goods.isPriced()
            && payments.stream().allMatch(this::isOfItsCurrency)
            && inOrder.stream().allMatch(this::isOfItsCurrency);
  }

  private boolean isOfItsCurrency(PaymentPart payment) {
    return !payment.isMixed() && payment.currency().equals(goods.currency());
  }

  /** Of sales the goods know. */
  private boolean isOfItsCurrency(OrderEntry entry) {
    Bill bill = entry.bill();
    return entry.kind() != OrderEntry.Kind.RETURN
        || (bill != null
            && bill.totalMinor() != Bill.NOT_STATED
            && bill.currency().equals(goods.currency()));
  }

  /**
   * Walks to the end of what was said.
   *
   * @param inOrder in {@link OrderEntry#ORDER}
   * @param nowMicros how far business time has come: what is due later is not asked for
   */
  static OrderWalk through(
      List<OrderEntry> inOrder, List<PaymentPart> payments, OrderTerms terms, long nowMicros) {
    long lasting =
        payments.stream()
            .mapToLong(each -> terms.payments().latenessOf(each.provider()))
            .max()
            .orElse(terms.payments().latenessMicros());
    OrderWalk walk = new OrderWalk(inOrder, payments, terms, lasting);
    TreeMap<Long, List<Runnable>> times = new TreeMap<>();
    for (OrderEntry entry : inOrder) {
      times
          .computeIfAbsent(entry.occurredAtMicros(), at -> new ArrayList<>())
          .add(() -> walk.hear(entry));
    }
    for (PaymentPart payment : payments) {
      for (Move move : payment.moves()) {
        times
            .computeIfAbsent(move.atMicros(), at -> new ArrayList<>())
            .add(() -> walk.now.put(payment.paymentKey(), move));
      }
    }
    for (Bill.Tender tender : walk.goods.deferred()) {
      if (tender.dueAtMicros() <= nowMicros) {
        times.computeIfAbsent(tender.dueAtMicros(), at -> new ArrayList<>());
      }
    }
    times.forEach(
        (at, said) -> {
          said.forEach(Runnable::run);
          walk.judge(at);
        });
    return walk;
  }

  SoldGoods goods() {
    return goods;
  }

  OrderSums sums() {
    return sums;
  }

  GoodsBack back() {
    return back;
  }

  /** Whether money was taken of a payment for which there is no sale. */
  Excess unsoldOf(PaymentPart payment) {
    return unsold.computeIfAbsent(payment.paymentKey(), key -> new Excess(saleWindow(payment)));
  }

  /** Where a payment stands in the end. */
  Move of(String paymentKey) {
    return now.getOrDefault(paymentKey, Move.NONE);
  }

  private long captureWindow(List<OrderEntry> inOrder) {
    long window = terms.capture().carriedOutMicros();
    if (inOrder.stream().anyMatch(OrderWalk::handsOver)) {
      window = Math.max(window, terms.capture().sentMicros());
    }
    return goods.isOffline() ? Math.max(window, terms.capture().offlineMicros()) : window;
  }

  private static boolean handsOver(OrderEntry entry) {
    return entry.kind() == OrderEntry.Kind.HANDED_OVER
        && entry.lines().stream().anyMatch(line -> line.units() > 0);
  }

  private long saleWindow(PaymentPart payment) {
    if (payment.isOffline()) {
      return terms.sale().offlineMicros();
    }
    return payment.locationId() != null ? terms.sale().inShopMicros() : terms.sale().onlineMicros();
  }

  private void hear(OrderEntry entry) {
    switch (entry.kind()) {
      case SALE -> {
        isSoldYet = true;
        for (OrderEntry.Line line : entry.lines()) {
          SoldLine sold = lines.get(line.lineNo());
          if (sold != null) {
            sold.sell(entry);
          }
        }
      }
      case VOID, CANCELLED, SHORT_PICKED, HANDED_OVER -> {
        for (OrderEntry.Line line : entry.lines()) {
          SoldLine sold = lines.get(line.lineNo());
          if (sold != null) {
            sold.note(entry, line.units());
          }
        }
      }
      case RETURN -> back(entry);
    }
  }

  private void back(OrderEntry entry) {
    entry.lines().forEach(back::add);
    Bill bill = entry.bill();
    if (bill == null || !isPriced) {
      return;
    }
    returnedMinor = Amounts.sum(returnedMinor, bill.totalMinor());
    keptByCustomerMinor = Amounts.sum(keptByCustomerMinor, entry.keptMinor());
    boolean isOfLinked = terms.isLinked(entry.channel());
    if (bill.tenders().isEmpty() && !isOfLinked) {
      paidOutUnlessToldMinor = Amounts.sum(paidOutUnlessToldMinor, Math.max(0, bill.totalMinor()));
    }
    for (Bill.Tender tender : bill.tenders()) {
      if (SoldGoods.settlesByItself(tender, isOfLinked)) {
        paidOutMinor = Amounts.sum(paidOutMinor, tender.minor());
      } else if (tender.settlement() == Bill.Settlement.BY_STORED_VALUE) {
        paidOutUnlessToldMinor = Amounts.sum(paidOutUnlessToldMinor, Math.max(0, tender.minor()));
      }
    }
  }

  private void judge(long at) {
    for (PaymentPart payment : payments) {
      boolean isMissed = terms.isLinked(payment.channel()) && !payment.isUnseen() && !isSoldYet;
      unsoldOf(payment)
          .turn(at, isMissed ? beyond(of(payment.paymentKey()).heldMinor(), payment) : 0);
    }
    if (!goods.isSold()) {
      return;
    }
    judgeUnits(at);
    if (isPriced && isCancelledKnown()) {
      judgeMoney(at, cancelledMinor());
    } else {
      List.of(overcharged, overchargedAcross, heldTwice, overRefunded, lostTwice)
          .forEach(Excess::drop);
      List.of(refundedWithoutReturn, kept, missing).forEach(Excess::drop);
    }
  }

  private long beyond(long minor, PaymentPart payment) {
    return minor > terms.payments().toleranceOf(payment.currency()) ? minor : 0;
  }

  private void judgeUnits(long at) {
    back.compare(lines.values());
    neverSold.turn(at, back.neverSold());
    soldFewer.turn(at, back.soldFewer());
    doubled.turn(at, lines.values().stream().mapToLong(SoldLine::doubled).sum());
  }

  private boolean isAllGone() {
    return lines.values().stream().allMatch(line -> line.gone() == line.units());
  }

  /** Whether it is known what units that do not stand were worth. */
  private boolean isCancelledKnown() {
    return isAllGone()
        || lines.values().stream().allMatch(line -> line.gone() == 0 || line.isPriced());
  }

  private long cancelledMinor() {
    if (isAllGone()) {
      return goods.totalMinor();
    }
    long minor = 0;
    for (SoldLine line : lines.values()) {
      minor = Amounts.sum(minor, line.worth(line.gone()));
    }
    return minor;
  }

  private void judgeMoney(long at, long cancelled) {
    long tolerance = terms.payments().toleranceOf(goods.currency());
    HeldMoney held = HeldMoney.of(payments, now, goods.totalMinor(), tolerance);
    long ownMinor =
        Amounts.sum(
            goods.paidMinor(),
            Math.min(
                goods.paidUnlessToldMinor(),
                Math.max(0, goods.totalMinor() - goods.paidMinor() - held.captured())));
    long reasoned = Math.max(0, held.excused() - keptByCustomerMinor);
    sums =
        new OrderSums(
                goods.totalMinor(),
                cancelled,
                returnedMinor + reasoned,
                reasoned,
                held.captured() + ownMinor,
                held.refunded() + paidOutMinor,
                held.chargedBack(),
                held.captured() - held.refunded() - held.chargedBack(),
                held.open(),
                goods.paidMinor(),
                0)
            .paidOutUpTo(paidOutUnlessToldMinor)
            .after(sums);
    charges(at, held, tolerance);
    overRefunded.turn(
        at, over(sums.refunded() - sums.captured() - held.ownOverRefund(), tolerance));
    lostTwice.turn(
        at,
        sums.chargedBack() == 0
            ? 0
            : over(
                sums.refunded() + sums.chargedBack() - sums.captured() - held.ownLoss(),
                tolerance));
    boolean isLinked = goods.isLinked();
    kept.turn(at, isLinked ? over(sums.kept(), tolerance) : 0);
    boolean isSeen = held.isCovered() || payments.stream().noneMatch(PaymentPart::isUnseen);
    refundedWithoutReturn.turn(
        at, isLinked && isSeen ? over(sums.refundedWithoutReturn(), tolerance) : 0);
    boolean isDue = isLinked && isSeen && !goods.isFromBefore();
    missing.turn(at, isDue ? over(missingMinor(at, cancelled), tolerance) : 0);
  }

  private void charges(long at, HeldMoney held, long tolerance) {
    long excess = held.payments() < 2 ? 0 : over(sums.overcharged(), tolerance);
    boolean isOfOneAccount = held.mostRepeated() >= excess - tolerance;
    if (excess == 0) {
      overcharged.turn(at, 0);
      overchargedAcross.turn(at, 0);
    } else if (isOfOneAccount) {
      overchargedAcross.drop();
      overcharged.turn(at, excess);
    } else {
      overcharged.drop();
      overchargedAcross.turn(at, excess);
    }
    long would = excess > 0 ? 0 : over(sums.wouldBeOvercharged(held.captured()), tolerance);
    heldTwice.turn(at, held.accounts() > 1 && held.least() <= would + tolerance ? would : 0);
  }

  /** What the goods that left are worth, and nobody has captured though it is due. */
  private long missingMinor(long at, long cancelled) {
    long leftMinor = 0;
    boolean isAllLeft = true;
    boolean isKnown = true;
    for (SoldLine line : lines.values()) {
      if (line.left() > 0) {
        isKnown &= line.isPriced();
        leftMinor = Amounts.sum(leftMinor, line.isPriced() ? line.worth(line.left()) : 0);
      }
      isAllLeft &= line.left() + line.gone() == line.units();
    }
    if (!isAllLeft && !isKnown) {
      return 0; // what a part of it is worth nobody knows
    }
    long standing = goods.totalMinor() - cancelled;
    long owed = isAllLeft ? standing : Math.min(leftMinor, standing);
    for (Bill.Tender tender : goods.deferred()) {
      if (tender.dueAtMicros() > at) {
        owed -= tender.minor();
      }
    }
    return owed - sums.returned() - sums.captured() + sums.refundedForReturns();
  }

  private static long over(long minor, long tolerance) {
    return minor > tolerance ? minor : 0;
  }
}
