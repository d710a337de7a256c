package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.payment.ValueEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Hears what was said of one account in its order of time, and adds it up: the last status of each
 * operation stands.
 */
final class ValueLedger {
  private record Operation(String paymentKey, String operationId) {}

  private final Map<Operation, ValueEntry> loads = new LinkedHashMap<>();
  private final Map<Operation, ValueEntry> expiries = new HashMap<>();
  private final Map<Operation, ValueEntry> last = new HashMap<>();
  private final Set<Operation> redeemed = new HashSet<>();
  private final Set<String> paidOtherwise = new HashSet<>();

  void hear(ValueEntry said) {
    Operation operation = new Operation(said.paymentKey(), said.operationId());
    switch (said.type()) {
      case STORED_VALUE_LOADED -> loads.put(operation, said);
      case STORED_VALUE_EXPIRED -> expiries.put(operation, said);
      case STORED_VALUE_REDEEMED -> {
        redeemed.add(operation);
        last.put(operation, said);
      }
      case CAPTURED -> {
        paidOtherwise.add(said.paymentKey());
        last.put(operation, said);
      }
      case REDEMPTION_REVERSED, VOIDED, CAPTURE_FAILED, DECLINED -> undo(operation, said);
      case REFUNDED, REFUND_FAILED, REFUND_REVERSED, OUTCOME_UNKNOWN -> last.put(operation, said);
      case PENDING,
          AUTHORISED,
          AUTHORISATION_ADJUSTED,
          EXPIRED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          SETTLED -> {}
    }
  }

  /** A load or an expiry may be undone as well as a redemption, whichever bears the name. */
  private void undo(Operation operation, ValueEntry said) {
    boolean isOfLoad =
        !redeemed.contains(operation)
            && (loads.remove(operation) != null || expiries.remove(operation) != null);
    if (!isOfLoad) {
      last.put(operation, said);
    }
  }

  /** The loads that stand. */
  Collection<ValueEntry> loads() {
    return loads.values();
  }

  ValueSums sums() {
    long spent = 0;
    long back = 0;
    for (Map.Entry<Operation, ValueEntry> each : last.entrySet()) {
      ValueEntry said = each.getValue();
      if (said.type() == PaymentType.STORED_VALUE_REDEEMED) {
        spent += said.amountMinor();
      } else if (isGivenBack(each.getKey(), said)) {
        back += said.amountMinor();
      }
    }
    return new ValueSums(sum(loads), spent, back, sum(expiries));
  }

  /** A card payment for a load may name the account, too: its refund goes to the card. */
  private boolean isGivenBack(Operation operation, ValueEntry said) {
    return said.type() == PaymentType.REFUNDED
        ? !paidOtherwise.contains(said.paymentKey())
        : said.type() == PaymentType.REDEMPTION_REVERSED && !redeemed.contains(operation);
  }

  private static long sum(Map<Operation, ValueEntry> entries) {
    return entries.values().stream().mapToLong(ValueEntry::amountMinor).sum();
  }
}
