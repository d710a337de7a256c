package io.zaiko.tools.verify;

import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a payment did what its state did not permit, by looking at every beginning of its history
 * and at each operation in it.
 */
final class NaiveLifecycle {
  private static final Set<PaymentType> CAPTURES =
      Set.of(PaymentType.CAPTURED, PaymentType.STORED_VALUE_REDEEMED);
  private static final Set<PaymentType> RELEASES = Set.of(PaymentType.VOIDED, PaymentType.EXPIRED);
  private static final Set<PaymentType> OF_NO_OPERATION =
      Set.of(
          PaymentType.SETTLED, PaymentType.STORED_VALUE_LOADED, PaymentType.STORED_VALUE_EXPIRED);

  private final List<NaivePayment.Said> inOrder;
  private final PaymentMeasures measures;
  private final String currency;
  private final List<NaivePayment> wholes = new ArrayList<>();

  /**
   * A capture that stands.
   *
   * @param since the place of the event that made it one, from 0
   * @param minor what its last word says, 0 in another currency
   */
  private record Capture(int since, long minor) {}

  private NaiveLifecycle(NaiveLife life, PaymentMeasures measures) {
    this.inOrder = NaivePayment.inOrder(life.statements());
    this.measures = measures;
    this.currency = inOrder.get(0).event().getAmount().getCurrency();
    for (int end = 1; end <= inOrder.size(); end++) {
      wholes.add(NaivePayment.of(inOrder.subList(0, end)));
    }
  }

  /** Each way in which it may have gone wrong, by the name of its fact, and when it did. */
  static Map<String, Lasting> of(NaiveLife life, PaymentMeasures measures) {
    NaiveLifecycle of = new NaiveLifecycle(life, measures);
    Map<String, List<Map.Entry<Long, Lasting.Point>>> histories = new LinkedHashMap<>();
    for (int last = 0; last < of.inOrder.size(); last++) {
      long at = of.inOrder.get(last).atMicros();
      of.wrongAt(last)
          .forEach(
              (name, minor) ->
                  histories
                      .computeIfAbsent(name, first -> new ArrayList<>())
                      .add(Map.entry(at, Lasting.Point.of(minor))));
    }
    long waits = measures.latenessMicros(of.inOrder.get(0).event().getProvider());
    Map<String, Lasting> faults = new LinkedHashMap<>();
    histories.forEach((name, history) -> faults.put(name, Lasting.of(history, 0, waits, 0)));
    return faults;
  }

  private Map<String, Long> wrongAt(int last) {
    NaivePayment.Sums sums = wholes.get(last).sums();
    Map<String, Capture> captures = capturesAt(last);
    long tolerance = measures.toleranceOf(currency);
    long late = lateAt(last);
    long anew = 0;
    for (Capture capture : captures.values()) {
      anew += isGivenBackWhole(capture.since() - 1) ? capture.minor() : 0;
    }
    boolean isBackAgain = sums.refunded() + sums.chargedBack() >= sums.captured();
    long beyondLeave =
        sums.authorised() < 0 ? 0 : sums.captured() - byEarlierLeave(last) - permitted(sums);
    return Map.of(
        "over_captured",
        beyond(beyondLeave, tolerance),
        "captured_after_release",
        beyond(late - sums.refunded(), tolerance),
        "refunded_uncaptured",
        captures.isEmpty() ? sums.refunded() : 0,
        "begun_again",
        isAuthorisedAfterVoid(last)
            ? Math.max(1, sums.captured())
            : isBackAgain ? 0 : beyond(anew, tolerance));
  }

  private static long beyond(long minor, long tolerance) {
    return minor > tolerance ? minor : 0;
  }

  /** The operations whose last word, up to an event, is that they captured. */
  private Map<String, Capture> capturesAt(int last) {
    Map<String, Capture> captures = new HashMap<>();
    for (int i = 0; i <= last; i++) {
      PaymentEvent event = inOrder.get(i).event();
      String operation = event.getOperationId();
      if (CAPTURES.contains(event.getType())) {
        Capture before = captures.get(operation);
        boolean isOwn = event.getAmount().getCurrency().equals(currency);
        long minor = isOwn ? event.getAmount().getMinor() : 0;
        captures.put(operation, new Capture(before == null ? i : before.since(), minor));
      } else if (!OF_NO_OPERATION.contains(event.getType())) {
        captures.remove(operation);
      }
    }
    return captures;
  }

  /** What was captured, and stands, after a release that no authorisation had followed. */
  private long lateAt(int last) {
    long late = 0;
    for (Capture capture : capturesAt(last).values()) {
      late += isReleased(capture.since() - 1) ? capture.minor() : 0;
    }
    return late;
  }

  private boolean isReleased(int last) {
    boolean isReleased = false;
    for (int i = 0; i <= last; i++) {
      PaymentType type = inOrder.get(i).event().getType();
      isReleased = RELEASES.contains(type) || (isReleased && type != PaymentType.AUTHORISED);
    }
    return isReleased;
  }

  private boolean isAuthorisedAfterVoid(int last) {
    boolean wasVoided = false;
    boolean isAuthorised = false;
    for (int i = 0; i <= last; i++) {
      PaymentType type = inOrder.get(i).event().getType();
      wasVoided |= type == PaymentType.VOIDED;
      isAuthorised = !RELEASES.contains(type) && (isAuthorised || isAuthorised(type, wasVoided));
    }
    return isAuthorised;
  }

  private static boolean isAuthorised(PaymentType type, boolean wasVoided) {
    return wasVoided && type == PaymentType.AUTHORISED;
  }

  private boolean isGivenBackWhole(int last) {
    if (last < 0) {
      return false;
    }
    NaivePayment whole = wholes.get(last);
    NaivePayment.Sums sums = whole.sums();
    return whole.states().equals(Set.of("REFUNDED"))
        && sums.captured() > 0
        && sums.authorised() <= sums.captured();
  }

  /** What had been captured by leave when the rest was authorised anew, the last time it was. */
  private long byEarlierLeave(int last) {
    for (int i = last; i > 0; i--) {
      if (inOrder.get(i).event().getType() == PaymentType.AUTHORISED && isReleased(i - 1)) {
        return wholes.get(i).sums().captured() - lateAt(i - 1);
      }
    }
    return 0;
  }

  private long permitted(NaivePayment.Sums sums) {
    PaymentEvent event = inOrder.get(0).event();
    long percent =
        measures.overCapturePercent(event.getProvider() + '.' + event.getProviderAccount());
    BigInteger more =
        BigInteger.valueOf(sums.authorised())
            .multiply(BigInteger.valueOf(percent))
            .divide(BigInteger.valueOf(100));
    BigInteger most = BigInteger.valueOf(Long.MAX_VALUE / 2);
    return BigInteger.valueOf(sums.authorised()).add(more).min(most).longValue();
  }
}
