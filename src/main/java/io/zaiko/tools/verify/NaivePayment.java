package io.zaiko.tools.verify;

import io.zaiko.avro.AmountKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One payment after a set of statements: sorted and summed anew each time.
 *
 * @param currency of what was said first
 * @param netMinor captured less refunded and charged back
 * @param isUnderWay whether money may still come
 * @param hasFailed whether none came to stay, and none will
 * @param sums what it comes to
 * @param states where it may be said to stand: one, or two where it is over without money
 */
record NaivePayment(
    String currency,
    long netMinor,
    boolean isUnderWay,
    boolean hasFailed,
    Sums sums,
    Set<String> states) {
  /**
   * What it comes to, minor units.
   *
   * @param authorised -1 where that is not known
   * @param isForeignCaptured whether a capture that stands is in another currency
   */
  record Sums(
      long authorised, long captured, long refunded, long chargedBack, boolean isForeignCaptured) {}

  /** What follows in a payment's life ranks higher. */
  private static final List<Set<PaymentType>> RANKS =
      List.of(
          Set.of(PaymentType.PENDING),
          Set.of(PaymentType.OUTCOME_UNKNOWN),
          Set.of(PaymentType.DECLINED),
          Set.of(PaymentType.AUTHORISED),
          Set.of(PaymentType.AUTHORISATION_ADJUSTED),
          Set.of(PaymentType.CAPTURED, PaymentType.STORED_VALUE_REDEEMED),
          Set.of(PaymentType.CAPTURE_FAILED),
          Set.of(PaymentType.EXPIRED),
          Set.of(PaymentType.VOIDED),
          Set.of(PaymentType.REFUNDED),
          Set.of(PaymentType.REFUND_FAILED),
          Set.of(PaymentType.REFUND_REVERSED, PaymentType.REDEMPTION_REVERSED),
          Set.of(PaymentType.CHARGEBACK_RECEIVED),
          Set.of(PaymentType.CHARGEBACK_REVERSED));

  private static final Set<PaymentType> NOT_OF_IT =
      Set.of(
          PaymentType.SETTLED, PaymentType.STORED_VALUE_LOADED, PaymentType.STORED_VALUE_EXPIRED);

  private static final Set<PaymentType> CAPTURES =
      Set.of(PaymentType.CAPTURED, PaymentType.STORED_VALUE_REDEEMED);

  /** How far the authorisation came, apart from all money. */
  private enum Stage {
    BEGUN("INITIATED"),
    AUTHORISED("AUTHORISED"),
    DECLINED("DECLINED"),
    OVER("VOIDED", "EXPIRED");

    private final Set<String> states;

    Stage(String... states) {
      this.states = Set.of(states);
    }
  }

  /**
   * What was said, set right by the clock of who said it.
   *
   * @param atMicros business time
   */
  record Said(PaymentEvent event, long atMicros) {
    String payment() {
      return event.getProvider()
          + '|'
          + event.getProviderAccount()
          + '|'
          + event.getProviderPaymentId();
    }

    String method() {
      return event.getInstrument() == null ? "" : event.getInstrument().getKind().name();
    }
  }

  /** By time, then the provider's number, then rank. */
  static List<Said> inOrder(List<Said> statements) {
    return statements.stream()
        .sorted(
            Comparator.comparingLong(Said::atMicros)
                .thenComparing(said -> number(said.event()))
                .thenComparing(said -> rank(said.event().getType()))
                .thenComparing(said -> said.event().getOperationId())
                .thenComparing(said -> said.event().getEventId()))
        .toList();
  }

  static NaivePayment of(List<Said> statements) {
    List<PaymentEvent> events = inOrder(statements).stream().map(Said::event).toList();
    String currency = events.get(0).getAmount().getCurrency();
    List<PaymentEvent> own =
        events.stream().filter(event -> !NOT_OF_IT.contains(event.getType())).toList();
    Map<String, PaymentEvent> last = new LinkedHashMap<>();
    own.forEach(event -> last.put(event.getOperationId(), event));
    Map<PaymentType, Long> sums = new HashMap<>();
    last.values()
        .forEach(
            event -> sums.merge(event.getType(), minor(event.getAmount(), currency), Long::sum));
    long captured =
        sums.getOrDefault(PaymentType.CAPTURED, 0L)
            + sums.getOrDefault(PaymentType.STORED_VALUE_REDEEMED, 0L);
    long refunded = sums.getOrDefault(PaymentType.REFUNDED, 0L);
    boolean isRefunded = sums.containsKey(PaymentType.REFUNDED);
    for (PaymentEvent event : last.values()) {
      if (event.getType() == PaymentType.REDEMPTION_REVERSED && !wasRedeemed(own, event)) {
        refunded += minor(event.getAmount(), currency);
        isRefunded = true;
      }
    }
    long chargedBack = sums.getOrDefault(PaymentType.CHARGEBACK_RECEIVED, 0L);
    long net = captured - refunded - chargedBack;
    Stages stages = new Stages();
    own.forEach(stages::hear);
    Sums all =
        new Sums(
            stages.authorised(currency, captured),
            captured,
            refunded,
            chargedBack,
            last.values().stream()
                .filter(event -> CAPTURES.contains(event.getType()))
                .anyMatch(event -> !event.getAmount().getCurrency().equals(currency)));
    if (sums.containsKey(PaymentType.CHARGEBACK_RECEIVED)) {
      return new NaivePayment(currency, net, false, true, all, Set.of("CHARGED_BACK"));
    }
    if (isRefunded) {
      boolean isWhole = refunded >= captured;
      Set<String> state = Set.of(isWhole ? "REFUNDED" : "PARTIALLY_REFUNDED");
      return new NaivePayment(currency, net, false, isWhole, all, state);
    }
    boolean isCaptured =
        sums.containsKey(PaymentType.CAPTURED)
            || sums.containsKey(PaymentType.STORED_VALUE_REDEEMED);
    if (isCaptured) {
      boolean isPart = captured < all.authorised();
      Set<String> state = Set.of(isPart ? "PARTIALLY_CAPTURED" : "CAPTURED");
      return new NaivePayment(currency, net, isPart, false, all, state);
    }
    boolean isUnknown = own.isEmpty() || !stages.withoutOutcome.isEmpty();
    boolean hasFailed =
        !isUnknown && (stages.stage == Stage.DECLINED || stages.stage == Stage.OVER);
    Set<String> states = isUnknown ? Set.of("UNKNOWN") : stages.stage.states;
    return new NaivePayment(currency, net, !own.isEmpty() && !hasFailed, hasFailed, all, states);
  }

  private static boolean wasRedeemed(List<PaymentEvent> own, PaymentEvent reversal) {
    return own.stream()
        .anyMatch(
            event ->
                event.getType() == PaymentType.STORED_VALUE_REDEEMED
                    && event.getOperationId().equals(reversal.getOperationId()));
  }

  private static long number(PaymentEvent event) {
    return Objects.requireNonNullElse(event.getProviderSequence(), -1L);
  }

  private static int rank(PaymentType type) {
    for (int rank = 0; rank < RANKS.size(); rank++) {
      if (RANKS.get(rank).contains(type)) {
        return rank;
      }
    }
    return type == PaymentType.SETTLED ? RANKS.size() + 1 : RANKS.size();
  }

  private static long minor(Money amount, String currency) {
    return amount.getCurrency().equals(currency) ? amount.getMinor() : 0;
  }

  /** Walks through the statements in their order. */
  private static final class Stages {
    private final Map<String, PaymentEvent> authorisations = new LinkedHashMap<>();
    private final Set<String> withoutOutcome = new HashSet<>();
    private Stage stage = Stage.BEGUN;

    void hear(PaymentEvent event) {
      String operation = event.getOperationId();
      withoutOutcome.remove(operation);
      switch (event.getType()) {
        case PENDING -> stage = stage == Stage.DECLINED ? Stage.BEGUN : stage;
        case AUTHORISED, AUTHORISATION_ADJUSTED -> {
          boolean isAdjusted = event.getType() == PaymentType.AUTHORISATION_ADJUSTED;
          if (stage == Stage.OVER && isAdjusted) {
            return;
          }
          if (stage == Stage.OVER) {
            authorisations.clear();
          }
          authorisations.remove(operation);
          authorisations.put(operation, event);
          withoutOutcome.clear();
          stage = Stage.AUTHORISED;
        }
        case DECLINED -> {
          if (stage != Stage.OVER) {
            authorisations.remove(operation);
            stage = authorisations.isEmpty() ? Stage.DECLINED : stage;
          }
        }
        case VOIDED, EXPIRED -> {
          stage = Stage.OVER;
          withoutOutcome.clear();
        }
        case OUTCOME_UNKNOWN -> withoutOutcome.add(operation);
        case CAPTURE_FAILED -> stage = isOpen() ? Stage.DECLINED : stage;
        case REDEMPTION_REVERSED -> stage = isOpen() ? Stage.OVER : stage;
        case CAPTURED,
            REFUNDED,
            REFUND_FAILED,
            REFUND_REVERSED,
            CHARGEBACK_RECEIVED,
            CHARGEBACK_REVERSED,
            STORED_VALUE_LOADED,
            STORED_VALUE_REDEEMED,
            STORED_VALUE_EXPIRED,
            SETTLED -> {}
      }
    }

    private boolean isOpen() {
      return stage != Stage.AUTHORISED && stage != Stage.OVER;
    }

    /** Minor units authorised; once that is over, no more than is captured. */
    long authorised(String currency, long captured) {
      @Nullable Long sum = null;
      for (PaymentEvent event : authorisations.values()) {
        boolean isDelta =
            event.getType() == PaymentType.AUTHORISATION_ADJUSTED
                && event.getAmountKind() == AmountKind.DELTA;
        if (event.getAmount().getCurrency().equals(currency)) {
          long minor = event.getAmount().getMinor();
          sum = isDelta ? (sum == null ? null : Long.valueOf(sum + minor)) : Long.valueOf(minor);
        }
      }
      long all = sum == null ? -1 : sum;
      return stage == Stage.OVER ? Math.min(all, captured) : all;
    }
  }
}
