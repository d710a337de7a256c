package io.zaiko.domain.settlement;

import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The payments of an order at one time, minor units.
 *
 * @param payments of which something is captured
 * @param accounts those of providers at which something is captured or open
 * @param least the least that is captured and open of one of them
 * @param mostRepeated at one account, all but the greatest capture; where there is no other
 *     account, all that is captured
 * @param ownOverRefund what its payments show by themselves to be refunded beyond captures
 * @param ownLoss the same, with what is charged back
 * @param isCovered whether they captured what was sold
 */
record HeldMoney(
    long captured,
    long refunded,
    long excused,
    long chargedBack,
    long open,
    int payments,
    int accounts,
    long least,
    long mostRepeated,
    long ownOverRefund,
    long ownLoss,
    boolean isCovered) {

  /**
   * Adds up where each payment stands.
   *
   * @param totalMinor of what was sold: where so much is captured, what another payment gives back
   *     is of that, though nothing of that one's own beginning is known
   */
  static HeldMoney of(
      List<PaymentPart> parts, Map<String, Move> now, long totalMinor, long tolerance) {
    long all = 0;
    for (PaymentPart part : parts) {
      all = Amounts.sum(all, now.getOrDefault(part.paymentKey(), Move.NONE).capturedMinor());
    }
    boolean isCovered = totalMinor > 0 && all >= totalMinor - tolerance;
    long captured = 0;
    long refunded = 0;
    long excused = 0;
    long chargedBack = 0;
    long open = 0;
    int count = 0;
    long least = Long.MAX_VALUE;
    long overRefund = 0;
    long loss = 0;
    Set<String> accounts = new HashSet<>();
    Map<String, Long> sumAt = new HashMap<>();
    Map<String, Long> greatestAt = new HashMap<>();
    for (PaymentPart part : parts) {
      Move move = now.getOrDefault(part.paymentKey(), Move.NONE);
      captured = Amounts.sum(captured, move.capturedMinor());
      refunded = Amounts.sum(refunded, move.refundedMinor());
      excused = Amounts.sum(excused, move.excusedMinor());
      chargedBack = Amounts.sum(chargedBack, move.chargedBackMinor());
      open = Amounts.sum(open, move.openMinor());
      if (!part.isUnseen() || !isCovered) { // by itself it says so, or is from before the start
        overRefund += Math.max(0, move.refundedMinor() - move.capturedMinor());
        loss += Math.max(0, -move.heldMinor());
      }
      if (move.capturedMinor() > 0) {
        count++;
        sumAt.merge(part.providerAccount(), move.capturedMinor(), Amounts::sum);
        greatestAt.merge(part.providerAccount(), move.capturedMinor(), Math::max);
      }
      long brings = Amounts.sum(move.capturedMinor(), move.openMinor());
      if (brings > 0) {
        accounts.add(part.providerAccount());
        least = Math.min(least, brings);
      }
    }
    long repeated =
        sumAt.entrySet().stream()
            .mapToLong(each -> each.getValue() - greatestAt.getOrDefault(each.getKey(), 0L))
            .max()
            .orElse(0);
    if (sumAt.size() == 1) {
      repeated = captured;
    }
    return new HeldMoney(
        captured,
        refunded,
        excused,
        chargedBack,
        open,
        count,
        accounts.size(),
        least,
        repeated,
        overRefund,
        loss,
        isCovered);
  }
}
