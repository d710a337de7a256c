package io.zaiko.domain.payment;

import io.zaiko.domain.alert.Excess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks through all that was said of a payment in its order of time, and notes what was too much
 * when.
 *
 * <p>Against the order of a payment's life: captured beyond what was authorised; captured after it
 * was voided or had expired; refunded while nothing was captured; begun again after it was voided,
 * or after all of it was refunded.
 */
final class PaymentWalk {
  /** A payment that was voided and then authorised: no amount says by how much that is wrong. */
  private static final long SOME = 1;

  final Excess overCaptured;
  final Excess capturedAfterRelease;
  final Excess refundedUncaptured;
  final Excess begunAgain;
  final Excess overRefunded;
  final Excess lostTwice;

  private final PaymentTerms terms;
  private final PaymentFold fold = new PaymentFold();
  private final Set<String> captures = new HashSet<>();
  private final Map<String, Long> capturedLate = new HashMap<>();
  private long capturedBefore;
  private boolean wasReleased;
  private boolean wasVoided;
  private boolean wasAuthorisedAfterVoid;
  private boolean wasGivenBackWhole;
  private final Map<String, Long> capturedAnew = new HashMap<>();
  private final Set<String> foreignCaptures = new HashSet<>();
  private boolean isMixed;
  private Payment payment = fold.payment();

  private PaymentWalk(PaymentTerms terms, long lastingMicros) {
    this.terms = terms;
    this.overCaptured = new Excess(lastingMicros);
    this.capturedAfterRelease = new Excess(lastingMicros);
    this.refundedUncaptured = new Excess(lastingMicros);
    this.begunAgain = new Excess(lastingMicros);
    this.overRefunded = new Excess(lastingMicros);
    this.lostTwice = new Excess(lastingMicros);
  }

  /**
   * Walks to the end of what was said.
   *
   * @param inOrder at least one statement, in {@link PaymentFold#ORDER}
   */
  static PaymentWalk through(List<PaymentStatement> inOrder, PaymentTerms terms) {
    PaymentWalk walk = new PaymentWalk(terms, terms.latenessOf(inOrder.get(0).provider()));
    inOrder.forEach(walk::hear);
    return walk;
  }

  /** What it comes to. */
  Payment payment() {
    return payment;
  }

  /** Whether amounts of more than one currency were told. */
  boolean isMixed() {
    return isMixed;
  }

  private void hear(PaymentStatement said) {
    fold.hear(said);
    payment = fold.payment();
    isMixed |= !said.currency().equals(payment.currency());
    follow(said);
    judge(said);
  }

  private void follow(PaymentStatement said) {
    String operation = said.operationId();
    boolean isCounted = said.currency().equals(payment.currency());
    switch (said.type()) {
      case AUTHORISED -> {
        wasAuthorisedAfterVoid |= wasVoided;
        if (wasReleased) { // the rest is authorised anew, and what was captured by leave stays so
          capturedBefore = payment.capturedMinor() - sum(capturedLate);
        }
        wasReleased = false;
      }
      case VOIDED -> {
        wasReleased = true;
        wasVoided = true;
        wasAuthorisedAfterVoid = false;
      }
      case EXPIRED -> {
        wasReleased = true;
        wasAuthorisedAfterVoid = false;
      }
      case CAPTURED, STORED_VALUE_REDEEMED -> {
        boolean isNew = captures.add(operation);
        if (!isCounted) {
          foreignCaptures.add(operation);
        }
        long minor = isCounted ? said.amountMinor() : 0;
        if (capturedLate.containsKey(operation) || (isNew && wasReleased)) {
          capturedLate.put(operation, minor);
        }
        if (capturedAnew.containsKey(operation) || (isNew && wasGivenBackWhole)) {
          capturedAnew.put(operation, minor);
        }
      }
      case PENDING,
          AUTHORISATION_ADJUSTED,
          DECLINED,
          CAPTURE_FAILED,
          REFUNDED,
          REFUND_FAILED,
          REFUND_REVERSED,
          CHARGEBACK_RECEIVED,
          CHARGEBACK_REVERSED,
          OUTCOME_UNKNOWN,
          STORED_VALUE_LOADED,
          REDEMPTION_REVERSED,
          STORED_VALUE_EXPIRED,
          SETTLED -> {}
    }
    if (!isCapture(said.type()) && !PaymentFold.saysNothingOfIt(said.type())) {
      foreignCaptures.remove(operation);
      captures.remove(operation); // its last word stands: captured again, it moves money again
      capturedLate.remove(operation);
      capturedAnew.remove(operation);
    }
    // Of what was authorised to be captured in parts, a part given back is not the end.
    wasGivenBackWhole =
        payment.state() == PaymentState.REFUNDED
            && payment.capturedMinor() > 0
            && payment.authorisedMinor() <= payment.capturedMinor();
  }

  private static boolean isCapture(PaymentType type) {
    return type == PaymentType.CAPTURED || type == PaymentType.STORED_VALUE_REDEEMED;
  }

  private void judge(PaymentStatement said) {
    long at = said.occurredAtMicros();
    long captured = payment.capturedMinor();
    long back = payment.refundedMinor();
    long lost = payment.chargedBackMinor();
    long tolerance = terms.toleranceOf(payment.currency());
    overCaptured.turn(at, beyond(captured - capturedBefore - capturable(said), tolerance));
    capturedAfterRelease.turn(at, beyond(sum(capturedLate) - back, tolerance));
    refundedUncaptured.turn(at, captures.isEmpty() ? back : 0);
    long anew = beyond(sum(capturedAnew), tolerance);
    boolean isWholeAgain = back + lost >= captured;
    begunAgain.turn(
        at, wasAuthorisedAfterVoid ? Math.max(SOME, captured) : isWholeAgain ? 0 : anew);
    // Of what was captured in another currency nobody knows here what it is worth.
    boolean isWhole = foreignCaptures.isEmpty();
    overRefunded.turn(at, isWhole ? beyond(back - captured, tolerance) : 0);
    lostTwice.turn(at, isWhole && lost > 0 ? beyond(back + lost - captured, tolerance) : 0);
  }

  private long capturable(PaymentStatement said) {
    long authorised = payment.authorisedMinor();
    return authorised == PaymentStatement.NO_AMOUNT
        ? PaymentTerms.NO_LIMIT
        : terms.capturable(authorised, said.provider(), said.providerAccount());
  }

  private static long beyond(long minor, long tolerance) {
    return minor > tolerance ? minor : 0;
  }

  private static long sum(Map<String, Long> minors) {
    return minors.values().stream().mapToLong(Long::longValue).sum();
  }
}
