package io.zaiko.tools.simulate;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One payment as payments.md section 1 reads it, from nothing but its events. */
final class NaivePayment {
  private static final Set<String> STATED_REASONS =
      Set.of("GOODWILL", "PRICE_ADJUSTMENT", "KEEP_ITEM");

  private final List<PaymentEvent> events = new ArrayList<>();

  void add(PaymentEvent event) {
    events.add(event);
  }

  PaymentEvent any() {
    return events.get(0);
  }

  /** By time, the provider's number, and where a second holds several, the rank of the type. */
  private List<PaymentEvent> inOrder() {
    List<PaymentEvent> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparing(PaymentEvent::getOccurredAt)
            .thenComparing(
                PaymentEvent::getProviderSequence, Comparator.nullsFirst(Long::compareTo))
            .thenComparing(PaymentEvent::getType));
    return sorted;
  }

  private long sumOf(PaymentType... ends) {
    Map<String, PaymentEvent> last = new LinkedHashMap<>();
    inOrder().forEach(event -> last.put(event.getOperationId(), event));
    long sum = 0;
    for (PaymentEvent event : last.values()) {
      if (List.of(ends).contains(event.getType())) {
        sum += event.getAmount().getMinor();
      }
    }
    return sum;
  }

  long captured() {
    return sumOf(PaymentType.CAPTURED, PaymentType.STORED_VALUE_REDEEMED);
  }

  long refunded() {
    return sumOf(PaymentType.REFUNDED);
  }

  long chargedBack() {
    return sumOf(PaymentType.CHARGEBACK_RECEIVED);
  }

  long loaded() {
    return sumOf(PaymentType.STORED_VALUE_LOADED);
  }

  /** Refunds that say why: they count as value that came back. */
  long refundedWithReason() {
    return events.stream()
        .filter(event -> event.getType() == PaymentType.REFUNDED)
        .filter(
            event -> STATED_REASONS.contains(Objects.requireNonNullElse(event.getReasonCode(), "")))
        .mapToLong(event -> event.getAmount().getMinor())
        .sum();
  }

  /** Its beginning lies before the first day. */
  boolean isUnseen() {
    return inOrder().get(0).getType() == PaymentType.REFUNDED;
  }

  boolean violatesItsLifecycle() {
    long authorised = Long.MAX_VALUE;
    boolean voided = false;
    boolean captured = false;
    boolean wrong = false;
    for (PaymentEvent event : inOrder()) {
      PaymentType type = event.getType();
      if (type == PaymentType.AUTHORISED || type == PaymentType.AUTHORISATION_ADJUSTED) {
        authorised = event.getAmount().getMinor();
      }
      voided |= type == PaymentType.VOIDED || type == PaymentType.EXPIRED;
      wrong |= type == PaymentType.CAPTURED && voided;
      captured |= type == PaymentType.CAPTURED;
      wrong |= type == PaymentType.REFUNDED && !captured;
    }
    return !isUnseen() && (wrong || captured() > authorised);
  }
}
