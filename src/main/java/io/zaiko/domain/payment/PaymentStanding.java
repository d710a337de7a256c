package io.zaiko.domain.payment;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment stands, to be told.
 *
 * @param statements in order of time, at least one
 * @param isUnseen whether its beginning may lie before what is known
 * @param events how many were accepted
 * @param revision of this
 * @param cause the statement that brought it about
 */
public record PaymentStanding(
    List<PaymentStatement> statements,
    boolean isUnseen,
    long events,
    long revision,
    PaymentStatement cause) {

  /** What it comes to. */
  public Payment payment() {
    return Payment.of(statements);
  }

  /** Business time of its newest statement. */
  public long asOfMicros() {
    return statements.get(statements.size() - 1).occurredAtMicros();
  }

  /** The first that is stated, in order of time; null where none is. */
  public @Nullable String first(Function<PaymentStatement, @Nullable String> field) {
    return statements.stream().map(field).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
