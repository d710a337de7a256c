package io.zaiko.tools.verify;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** All that was accepted of one payment, summed up anew for every question. */
final class NaiveLife {
  private static final Set<PaymentType> BEGINNINGS =
      Set.of(PaymentType.PENDING, PaymentType.AUTHORISED, PaymentType.DECLINED);
  private static final Set<PaymentType> PERHAPS_BEGINNINGS =
      Set.of(
          PaymentType.CAPTURED,
          PaymentType.CAPTURE_FAILED,
          PaymentType.OUTCOME_UNKNOWN,
          PaymentType.STORED_VALUE_LOADED,
          PaymentType.STORED_VALUE_REDEEMED);

  private final List<NaivePayment.Said> statements = new ArrayList<>();

  void add(NaivePayment.Said said) {
    statements.add(said);
  }

  int events() {
    return statements.size();
  }

  List<NaivePayment.Said> statements() {
    return statements;
  }

  NaivePayment whole() {
    return NaivePayment.of(statements);
  }

  long newestMicros() {
    return statements.stream().mapToLong(NaivePayment.Said::atMicros).max().orElse(0);
  }

  @Nullable String first(Function<PaymentEvent, @Nullable String> field) {
    return NaivePayment.inOrder(statements).stream()
        .map(said -> field.apply(said.event()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether something of it may have been before the first event that is known. */
  boolean isUnseen(PaymentMeasures measures) {
    if (statements.stream().anyMatch(said -> BEGINNINGS.contains(said.event().getType()))) {
      return false;
    }
    for (NaivePayment.Said said : NaivePayment.inOrder(statements)) {
      if (PERHAPS_BEGINNINGS.contains(said.event().getType())) {
        return said.atMicros() < measures.seenWholeFromMicros();
      }
    }
    return true;
  }

  /**
   * For how long in sum of one stretch something was too much, and since when it is.
   *
   * @param sinceMicros since when it is too much; {@link Long#MIN_VALUE} where it is not
   * @param wasLong whether it was once, for longer than told, and is no more
   */
  record Stretch(long sinceMicros, boolean wasLong) {
    boolean stands() {
      return sinceMicros != Long.MIN_VALUE;
    }
  }

  /** When a sum of the payment was too much, by looking at every beginning of its history. */
  Stretch tooMuch(ToLongFunction<NaivePayment> excess, long tolerance, long lastingMicros) {
    List<NaivePayment.Said> inOrder = NaivePayment.inOrder(statements);
    long since = Long.MIN_VALUE;
    boolean wasLong = false;
    for (int end = 1; end <= inOrder.size(); end++) {
      long at = inOrder.get(end - 1).atMicros();
      boolean isNow = excess.applyAsLong(NaivePayment.of(inOrder.subList(0, end))) > tolerance;
      if (isNow && since == Long.MIN_VALUE) {
        since = at;
      } else if (!isNow && since != Long.MIN_VALUE) {
        wasLong |= at - since > lastingMicros;
        since = Long.MIN_VALUE;
      }
    }
    return new Stretch(since, wasLong);
  }
}
