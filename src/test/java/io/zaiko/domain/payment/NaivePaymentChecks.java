package io.zaiko.domain.payment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * The amount checks as the documents tell them, by brute force: every sum is added up anew from all
 * that was said up to each moment. Of statements in one currency, each at its own second, without
 * adjustments; time has come to its end.
 */
final class NaivePaymentChecks {
  private static final long TOLERANCE = 1;

  private final List<PaymentStatement> inOrder;

  NaivePaymentChecks(List<PaymentStatement> said) {
    inOrder = new ArrayList<>(said);
    inOrder.sort(Comparator.comparingLong(PaymentStatement::occurredAtMicros));
  }

  /** Checks of which there is an alert in the end, with its status and its excess. */
  Map<String, String> alerts() {
    Map<String, String> alerts = new TreeMap<>();
    put(alerts, "OVER_REFUND", upTo -> sum(upTo, "REFUNDED") - sum(upTo, "CAPTURED"));
    put(
        alerts,
        "DOUBLE_LOSS",
        upTo -> {
          long lost = sum(upTo, "CHARGEBACK_RECEIVED");
          return lost == 0 ? 0 : sum(upTo, "REFUNDED") + lost - sum(upTo, "CAPTURED");
        });
    return alerts;
  }

  private void put(
      Map<String, String> alerts, String check, ToLongFunction<List<PaymentStatement>> tooMuch) {
    List<Long> excess = new ArrayList<>();
    for (int end = 1; end <= inOrder.size(); end++) {
      long minor = tooMuch.applyAsLong(inOrder.subList(0, end));
      excess.add(minor > TOLERANCE ? minor : 0L);
    }
    long last = excess.get(excess.size() - 1);
    long worst = worstThatLasted(excess);
    if (last > 0) {
      alerts.put(check, "CONFIRMED " + last);
    } else if (worst > 0) {
      alerts.put(check, "RESOLVED " + worst);
    }
  }

  /** The most in any run of moments that ended, and was longer than a provider may be late. */
  private long worstThatLasted(List<Long> excess) {
    long worst = 0;
    for (int from = 0; from < excess.size(); from++) {
      for (int to = from + 1; to < excess.size(); to++) {
        List<Long> run = excess.subList(from, to);
        boolean isWhole = excess.get(to) == 0 && !run.contains(0L);
        long micros = inOrder.get(to).occurredAtMicros() - inOrder.get(from).occurredAtMicros();
        if (isWhole && micros > Judged.LATENESS * Judged.SECOND) {
          for (long minor : run) {
            worst = Math.max(worst, minor);
          }
        }
      }
    }
    return worst;
  }

  /** Operations whose last word is of the type. */
  private static long sum(List<PaymentStatement> upTo, String type) {
    long sum = 0;
    Set<String> heard = new HashSet<>();
    for (int i = upTo.size() - 1; i >= 0; i--) {
      PaymentStatement said = upTo.get(i);
      if (heard.add(said.operationId()) && said.type().name().equals(type)) {
        sum += said.amountMinor();
      }
    }
    return sum;
  }
}
