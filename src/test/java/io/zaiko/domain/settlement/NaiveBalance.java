package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The balance of one account, counted anew for every moment from everything said until then. Each
 * operation is of one payment and bears a name of its own; all is in one currency.
 */
final class NaiveBalance {
  private static final long LATE = 15 * BalanceWords.MINUTE;
  private static final long WINDOW = 15 * BalanceWords.MINUTE;

  private final List<PaymentStatement> all;

  NaiveBalance(List<PaymentStatement> all) {
    this.all =
        all.stream().sorted(Comparator.comparingLong(PaymentStatement::occurredAtMicros)).toList();
  }

  /** Status and excess of the alert in the end; null for none. */
  @Nullable String alert() {
    PaymentStatement first =
        all.stream().filter(said -> isBalance(said.type())).findFirst().orElse(null);
    if (first == null || first.type() != PaymentType.STORED_VALUE_LOADED) {
      return null;
    }
    TreeSet<Long> moments = new TreeSet<>();
    for (PaymentStatement said : all) {
      moments.add(said.occurredAtMicros());
      if (said.type() == PaymentType.STORED_VALUE_LOADED) {
        moments.add(said.occurredAtMicros() + WINDOW);
      }
    }
    long since = -1;
    long peak = 0;
    long lasting = 0;
    long excess = 0;
    for (long moment : moments) {
      excess = excessAt(moment);
      if (excess > 0) {
        since = since < 0 ? moment : since;
        peak = Math.max(peak, excess);
      } else {
        if (since >= 0 && moment - since > LATE) {
          lasting = Math.max(lasting, peak);
        }
        since = -1;
        peak = 0;
      }
    }
    return excess > 0 ? "CONFIRMED " + excess : lasting > 0 ? "RESOLVED " + lasting : null;
  }

  private static boolean isBalance(PaymentType type) {
    return type == PaymentType.STORED_VALUE_LOADED
        || type == PaymentType.STORED_VALUE_REDEEMED
        || type == PaymentType.STORED_VALUE_EXPIRED;
  }

  private long excessAt(long moment) {
    long loaded = 0;
    long unpaid = 0;
    long spent = 0;
    long expired = 0;
    for (PaymentStatement said : standingAt(moment)) {
      switch (said.type().name()) {
        case "STORED_VALUE_LOADED" -> {
          loaded += said.amountMinor();
          unpaid += unpaidOf(said, moment);
        }
        case "STORED_VALUE_REDEEMED" -> spent += said.amountMinor();
        case "STORED_VALUE_EXPIRED" -> expired += said.amountMinor();
        case "REFUNDED" -> spent -= said.provider().equals("ledger") ? said.amountMinor() : 0;
        case "REDEMPTION_REVERSED" ->
            spent -= wasRedeemed(said.operationId(), moment) ? 0 : said.amountMinor();
        default -> {}
      }
    }
    unpaid = unpaid > 1 ? unpaid : 0;
    long overdrawn = Math.max(0, spent + expired - loaded);
    long lost = Math.min(Math.min(unpaid, spent), spent + expired - (loaded - unpaid));
    return (overdrawn > 1 ? overdrawn : 0) + (lost > 1 ? lost : 0);
  }

  private boolean wasRedeemed(String operation, long moment) {
    return all.stream()
        .anyMatch(
            said ->
                said.operationId().equals(operation)
                    && said.type() == PaymentType.STORED_VALUE_REDEEMED
                    && said.occurredAtMicros() <= moment);
  }

  private List<PaymentStatement> standingAt(long moment) {
    Map<String, PaymentStatement> last = new HashMap<>();
    for (PaymentStatement said : all) {
      if (said.occurredAtMicros() <= moment) {
        last.put(said.operationId(), said);
      }
    }
    return new ArrayList<>(last.values());
  }

  /** Each payment is named by one load at most. */
  private long unpaidOf(PaymentStatement load, long moment) {
    String payment = load.means().fundingPaymentId();
    boolean isBegun =
        all.stream()
            .filter(said -> said.paymentId().equals(payment))
            .map(PaymentStatement::type)
            .anyMatch(type -> type == PaymentType.AUTHORISED || type == PaymentType.CAPTURED);
    if (!isBegun) {
      return 0;
    }
    long captured = 0;
    long gone = 0;
    for (PaymentStatement said : standingAt(moment)) {
      if (said.paymentId().equals(payment)) {
        captured += said.type() == PaymentType.CAPTURED ? said.amountMinor() : 0;
        boolean isGone =
            said.type() == PaymentType.REFUNDED || said.type() == PaymentType.CHARGEBACK_RECEIVED;
        gone += isGone ? said.amountMinor() : 0;
      }
    }
    if (captured == 0) {
      return moment >= load.occurredAtMicros() + WINDOW ? load.amountMinor() : 0;
    }
    long share = Math.min(load.amountMinor(), captured);
    return share - Math.min(share, Math.max(0, captured - gone));
  }
}
