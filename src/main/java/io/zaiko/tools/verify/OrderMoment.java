package io.zaiko.tools.verify;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** All numbers of an order as of one time, minor units, and what follows from them. */
final class OrderMoment {
  private final long atMicros;
  private final OrderTenders tenders;
  private final List<OrderPayment> payments = new ArrayList<>();
  private final List<OrderGoods> goods;
  private final Map<String, Long> cameBack = new TreeMap<>();
  private final long doubled;
  private final long total;
  private final @Nullable Long cancelled;
  private final @Nullable Long returned;
  private final long reasoned;
  private final long madeGoodBefore;
  private final long tolerance;

  OrderMoment(
      NaiveOrder order,
      OrderTotal sold,
      OrderTenders tenders,
      PaymentMeasures measures,
      long tolerance,
      long madeGoodBefore,
      long atMicros) {
    this.tolerance = tolerance;
    this.atMicros = atMicros;
    this.madeGoodBefore = madeGoodBefore;
    this.tenders = tenders;
    for (NaiveLife life : order.payments().values()) {
      OrderPayment payment = OrderPayment.at(life, atMicros, measures);
      if (payment != null) {
        payments.add(payment);
      }
    }
    doubled = OrderGoods.doubled(order, sold, atMicros);
    goods = OrderGoods.at(order, sold, atMicros);
    total = sold.isKnown() ? sold.minor() : 0;
    cancelled = cancelled();
    Long back = 0L;
    long notReturned = 0;
    for (GoodsRecord<Return> each : order.returns()) {
      if (each.atMicros() <= atMicros) {
        Long minor = StatedTotal.of(each.said()).minor();
        back = back == null || minor == null ? null : Long.valueOf(back + minor);
        takeBack(each.said());
        notReturned += notReturned(each.said());
      }
    }
    reasoned = Math.max(0, sum(OrderPayment::reasoned) - notReturned);
    returned = back == null ? null : Long.valueOf(back + reasoned);
  }

  /** What a return refunds for goods that the customer keeps. */
  private static long notReturned(Return back) {
    List<ReturnLine> kept =
        back.getLines().stream()
            .filter(line -> line.getDisposition() == Disposition.NOT_RETURNED)
            .toList();
    if (!kept.isEmpty() && kept.size() == back.getLines().size()) {
      return Objects.requireNonNullElse(StatedTotal.of(back).minor(), 0L);
    }
    return kept.stream()
        .map(ReturnLine::getAmount)
        .filter(Objects::nonNull)
        .mapToLong(Money::getMinor)
        .sum();
  }

  private void takeBack(Return back) {
    for (ReturnLine line : back.getLines()) {
      if (line.getDisposition() != Disposition.NOT_RETURNED) {
        cameBack.merge(line.getSku(), line.getQuantity(), Long::sum);
      }
    }
  }

  private @Nullable Long cancelled() {
    boolean isAnyGone = goods.stream().anyMatch(line -> line.gone() > 0);
    if (isAnyGone && goods.stream().allMatch(line -> line.stands() == 0)) {
      return total;
    }
    return worth(OrderGoods::gone);
  }

  /** What some units of each line come to; null where it is not known. */
  private @Nullable Long worth(ToLongFunction<OrderGoods> units) {
    long sum = 0;
    for (OrderGoods line : goods) {
      Long worth = line.line().worth(units.applyAsLong(line));
      if (worth == null) {
        return null;
      }
      sum += worth;
    }
    return sum;
  }

  private long sum(ToLongFunction<OrderPayment> what) {
    return payments.stream().mapToLong(what).sum();
  }

  /** Whether what is cancelled is known. */
  boolean isKnown() {
    return cancelled != null;
  }

  boolean isReturnKnown() {
    return returned != null;
  }

  private long k() {
    return Objects.requireNonNull(cancelled);
  }

  private long v() {
    return Objects.requireNonNull(returned);
  }

  /** Paid, where providers have or will have so much. */
  private long paid(long byProviders) {
    long sure = byProviders + tenders.settled();
    return sure + Math.min(tenders.filling(), Math.max(0, total - sure));
  }

  private long c() {
    return paid(sum(OrderPayment::captured));
  }

  private long r() {
    long sure = sum(OrderPayment::refunded) + tenders.refunded(atMicros);
    long open = Math.min(unowed() + v(), c()) - sure - b();
    return sure + Math.min(tenders.perhapsRefunded(atMicros), Math.max(0, open));
  }

  private long b() {
    return sum(OrderPayment::chargedBack);
  }

  /** Paid beyond what was sold, where two payments did that. */
  long paidTwice() {
    return paidTwice(OrderPayment::captured);
  }

  private long paidTwice(ToLongFunction<OrderPayment> paid) {
    long some = payments.stream().filter(each -> paid.applyAsLong(each) > 0).count();
    return some < 2 ? 0 : paid(sum(paid)) - total - madeGood();
  }

  /** What went back and goods did not explain, now or at an earlier time, as far as it still is. */
  long madeGood() {
    if (cancelled == null || returned == null) {
      return madeGoodBefore;
    }
    long back = r() + b();
    return Math.min(back, Math.max(madeGoodBefore, back - v() - k()));
  }

  /**
   * Of that, what goods that come back later do not take up: no more than there was to make good.
   */
  long staysMadeGood() {
    return cancelled == null || returned == null
        ? madeGoodBefore
        : Math.min(madeGood(), Math.max(0, c() - total));
  }

  /** Whether no one account took as much twice. */
  boolean isAcrossAccounts(long tolerance) {
    long excess = paidTwice() - tolerance;
    Map<String, Long> all = new HashMap<>();
    Map<String, Long> greatest = new HashMap<>();
    for (OrderPayment payment : payments) {
      if (payment.captured() > 0) {
        all.merge(payment.account(), payment.captured(), Long::sum);
        greatest.merge(payment.account(), payment.captured(), Math::max);
      }
    }
    return all.size() > 1
        && all.entrySet().stream()
            .allMatch(
                each ->
                    each.getValue() - Objects.requireNonNull(greatest.get(each.getKey())) < excess);
  }

  /** Authorised beyond what was sold at two accounts, one payment of it wholly so. */
  long authorisedTwice(long tolerance) {
    long excess = paidTwice(OrderPayment::withOpen);
    long accounts =
        payments.stream()
            .filter(each -> each.withOpen() > 0)
            .map(OrderPayment::account)
            .distinct()
            .count();
    boolean isAnyWhole =
        payments.stream()
            .anyMatch(each -> each.withOpen() > 0 && each.withOpen() <= excess + tolerance);
    return paidTwice() > tolerance || accounts < 2 || !isAnyWhole ? 0 : excess;
  }

  /**
   * Whether all that was sold is paid by payments, so that no other can be from before the start.
   */
  boolean isCovered() {
    return total > 0 && sum(OrderPayment::captured) >= total - tolerance;
  }

  /** What a payment tells of its own excess. */
  private long shown(OrderPayment payment, long excess) {
    return payment.isUnseen() && isCovered() ? 0 : Math.max(0, excess);
  }

  /** Given back beyond what was paid, but for what single payments show. */
  long refundedTooMuch() {
    return r() - c() - sum(each -> shown(each, each.refunded() - each.captured()));
  }

  long lostTwice() {
    return b() == 0 ? 0 : r() + b() - c() - sum(each -> shown(each, -each.held()));
  }

  /** What was paid beyond what still stands of the sales. */
  private long unowed() {
    return Math.max(0, c() - (total - k()));
  }

  long refundedWithoutReturn() {
    return r() - v() - unowed();
  }

  long kept() {
    long cameBack = v() - reasoned;
    long forReasons = Math.max(0, Math.min(reasoned, r() - cameBack - unowed()));
    return Math.min(unowed() + cameBack + forReasons - r() - b(), sum(OrderPayment::held));
  }

  /** What left and nobody paid; 0 where it is not known what that comes to. */
  long missing() {
    Long left = owed();
    return left == null ? 0 : left - tenders.dueAfter(atMicros) - v() - c() + Math.min(r(), v());
  }

  /** For what left; once nothing is to come, delivery and the like are owed as well. */
  private @Nullable Long owed() {
    if (goods.stream().allMatch(line -> line.left() == line.stands())) {
      return total - k();
    }
    Long left = worth(OrderGoods::left);
    return left == null ? null : Long.valueOf(Math.min(left, total - k()));
  }

  AlertSeverity severityOfMissing() {
    return sum(OrderPayment::open) < missing() ? AlertSeverity.CRITICAL : AlertSeverity.MEDIUM;
  }

  /** Whether goods left that way. */
  boolean hasLeft(boolean isCarriedOut) {
    return goods.stream()
        .filter(line -> line.isCarriedOut() == isCarriedOut)
        .anyMatch(line -> line.left() > 0);
  }

  /** Units that another source sold as well. */
  long doubled() {
    return doubled;
  }

  /**
   * Units of items that came back beyond what the order sold and stands.
   *
   * @param sold of all of them together
   * @param returned of all of them together
   */
  record Unsold(long sold, long returned) {
    long excess() {
      return returned - sold;
    }
  }

  /**
   * Items of which more came back than was sold.
   *
   * @param isAnySold whether of each some was sold, or of none any
   */
  Unsold unsold(boolean isAnySold) {
    Map<String, Long> stands = new HashMap<>();
    goods.forEach(line -> stands.merge(line.line().said().getSku(), line.stands(), Long::sum));
    long sold = 0;
    long back = 0;
    for (Map.Entry<String, Long> item : cameBack.entrySet()) {
      long standing = stands.getOrDefault(item.getKey(), 0L);
      if (item.getValue() > standing && standing > 0 == isAnySold) {
        sold += standing;
        back += item.getValue();
      }
    }
    return new Unsold(sold, back);
  }
}
