package io.zaiko.domain.reservation;

import static io.zaiko.domain.reservation.Said.ORDER_AMOUNT;

import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.stock.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recomputes where the reservations of a checkout stand by letting a clock tick second by second:
 * at each tick first what ran out before it ends, then all that bears this second is heard. It
 * knows nothing of rounds and of what was told.
 */
final class NaiveCheckout {

  /** One reservation; seconds. */
  private static final class Hold {
    Request place;
    boolean isPlaced;
    Fate fate = Fate.HELD;
    long deadline;
    long grace;
    Long failed;
    boolean isByRequest;
    boolean isPaid;
    boolean isAlone;
    long end;
    String order;

    Hold(Request place) {
      this.place = place;
    }

    boolean isHeld() {
      return isPlaced && fate == Fate.HELD;
    }

    boolean stands() {
      return isHeld() || (isPlaced && (fate == Fate.COMMITTED || fate == Fate.SOLD));
    }

    long endsAt(long withGrace) {
      return failed == null ? deadline + withGrace : Math.min(deadline + withGrace, failed + 300);
    }

    void endAt(long second) {
      fate = failed == null ? Fate.EXPIRED : Fate.RELEASED;
      end = second;
    }
  }

  private final Map<String, Hold> holds = new TreeMap<>();
  private final Map<String, PaymentType> lastOfPayment = new HashMap<>();
  private final Set<String> captured = new HashSet<>();
  private final Map<String, Long> money = new HashMap<>();
  private long awaited;
  private long paidAheadUntil = -1;
  private final Map<Long, List<ForCheckout>> bySecond = new HashMap<>();

  private NaiveCheckout(List<ForCheckout> said) {
    for (ForCheckout each : said) {
      if (each.request() != null && each.request().isPlace()) {
        holds.putIfAbsent(each.request().reservationId(), new Hold(each.request()));
      }
    }
    for (ForCheckout each : said) {
      bySecond.computeIfAbsent(at(each), second -> new ArrayList<>()).add(each);
    }
  }

  /** Where each stands at a second, such as {@code r1 EXPIRED 600 paid}. */
  static List<String> standing(List<ForCheckout> said, long now) {
    NaiveCheckout naive = new NaiveCheckout(said);
    long last = now;
    for (ForCheckout each : said) {
      last = Math.max(last, each.occurredAtMicros() / Said.SECOND);
    }
    for (long second = 0; second <= last; second++) {
      naive.tick(second);
    }
    List<String> standing = new ArrayList<>();
    naive.holds.forEach((id, hold) -> standing.add(id + ' ' + naive.standing(hold, now)));
    return standing;
  }

  private String standing(Hold hold, long now) {
    boolean isOver = hold.fate == Fate.EXPIRED || (hold.fate == Fate.RELEASED && !hold.isByRequest);
    long end =
        isOver ? hold.end : hold.endsAt(isUnderWay() ? Math.max(120, hold.grace) : hold.grace);
    Fate fate = hold.fate;
    if ((isOver || hold.isHeld()) && now < end) {
      fate = Fate.HELD;
    } else if (hold.isHeld()) {
      fate = hold.failed == null ? Fate.EXPIRED : Fate.RELEASED;
    }
    String until = fate == Fate.HELD || fate == Fate.EXPIRED ? " " + end : "";
    String order = fate == Fate.COMMITTED || fate == Fate.SOLD ? " " + orElseCheckout(hold) : "";
    return fate + until + order + (hold.isPaid ? " paid" : "") + (hold.isAlone ? " alone" : "");
  }

  private static String orElseCheckout(Hold hold) {
    return hold.order == null ? "c" : hold.order;
  }

  private void tick(long second) {
    for (Hold hold : holds.values()) {
      if (hold.isHeld() && second - 1 == hold.deadline && isUnderWay()) {
        hold.grace = 120;
      }
      if (hold.isHeld() && hold.endsAt(hold.grace) < second) {
        hold.endAt(hold.endsAt(hold.grace));
      }
    }
    List<ForCheckout> now = new ArrayList<>(bySecond.getOrDefault(second, List.of()));
    now.sort(
        Comparator.<ForCheckout>comparingInt(s -> isPlace(s) ? 0 : 1)
            .thenComparing(ForCheckout::occurredAtMicros)
            .thenComparing(ForCheckout::eventId));
    now.forEach(s -> hear(s, second));
  }

  /** The second at which it counts: not before the PLACE of its reservation. */
  private long at(ForCheckout each) {
    long own = each.occurredAtMicros() / Said.SECOND;
    if (each.payment() != null) {
      return own;
    }
    Request place = Objects.requireNonNull(holds.get(reservation(each))).place;
    return Math.max(own, place.occurredAtMicros() / Said.SECOND);
  }

  private static String reservation(ForCheckout each) {
    return each.request() != null
        ? each.request().reservationId()
        : Objects.requireNonNull(each.sale()).reservationId();
  }

  private static boolean isPlace(ForCheckout each) {
    return each.request() != null && each.request().isPlace();
  }

  private void hear(ForCheckout each, long second) {
    if (each.payment() != null) {
      pay(each.payment(), second);
      return;
    }
    Hold hold = Objects.requireNonNull(holds.get(reservation(each)));
    if (each.sale() != null) {
      if (hold.fate != Fate.SOLD) {
        hold.fate = Fate.SOLD;
        hold.order = each.sale().orderRef();
      }
      return;
    }
    Request request = Objects.requireNonNull(each.request());
    long until = second(request.occurredAtMicros()) + second(request.head().timeToLiveMicros());
    switch (request.head().act()) {
      case PLACE -> {
        if (!hold.isPlaced) {
          hold.isPlaced = true;
          hold.deadline = until;
          boolean isAlone = noOtherStands(hold);
          if (isCovered() && (isAlone || second <= paidAheadUntil)) {
            coverHold(hold, isAlone);
            holds.values().forEach(other -> other.isAlone &= isAlone);
          } else if (isUnderWay()) {
            hold.deadline = Math.max(until, awaited);
          }
        }
      }
      case EXTEND -> {
        if (hold.isHeld() && second <= hold.deadline) {
          hold.deadline = Math.max(hold.deadline, until);
        }
      }
      case RELEASE -> {
        if (hold.isHeld() || (hold.fate == Fate.COMMITTED && !isCovered())) {
          hold.fate = Fate.RELEASED;
          hold.isByRequest = true;
        }
      }
      case COMMIT -> {
        boolean isFinal = hold.fate == Fate.SOLD;
        if (!isFinal && !(hold.fate == Fate.RELEASED && hold.isByRequest)) {
          if (hold.fate != Fate.COMMITTED && isCovered()) {
            coverHold(hold, noOtherStands(hold));
          }
          hold.fate = Fate.COMMITTED;
          hold.order = hold.order == null ? request.head().orderRef() : hold.order;
        }
      }
    }
  }

  private boolean noOtherStands(Hold than) {
    return holds.values().stream().noneMatch(hold -> hold != than && hold.stands());
  }

  private static void coverHold(Hold hold, boolean isAlone) {
    hold.fate = Fate.COMMITTED;
    hold.isPaid = true;
    hold.isAlone |= isAlone;
  }

  private static long second(long micros) {
    return micros / Said.SECOND;
  }

  private void pay(PaymentStatement payment, long second) {
    boolean wasCovered = isCovered();
    boolean wasFailed = hasFailed();
    boolean isNew = !lastOfPayment.containsKey(payment.paymentId());
    boolean wasUnderWay = isUnderWay(lastOfPayment.get(payment.paymentId()));
    lastOfPayment.put(payment.paymentId(), payment.type());
    if (payment.type() == PaymentType.CAPTURED && captured.add(payment.paymentId())) {
      money.merge(payment.paymentId(), payment.amountMinor(), Long::sum);
    }
    if (payment.type() == PaymentType.REFUNDED) {
      money.put(payment.paymentId(), 0L);
    }
    boolean begins = isUnderWay(payment.type()) && !wasUnderWay;
    long more = payment.method().equals("BANK_SLIP") ? 3 * Said.DAY : 900;
    if (begins) {
      awaited = Math.max(awaited, second + more);
    }
    if (!wasCovered && isCovered() && holds.values().stream().noneMatch(hold -> hold.isPlaced)) {
      paidAheadUntil = second + 120;
    }
    boolean isOne = holds.values().stream().filter(Hold::stands).count() == 1;
    for (Hold hold : holds.values()) {
      if (!wasCovered && isCovered() && hold.isPlaced) {
        if (hold.isHeld() || hold.fate == Fate.COMMITTED) {
          coverHold(hold, isOne);
        }
      }
      if (!hold.isHeld()) {
        continue;
      }
      if (!hasFailed()) {
        hold.failed = null;
      } else if (!wasFailed || isNew) {
        hold.failed = second;
      }
      if (begins && second <= hold.deadline) {
        hold.deadline = Math.max(hold.deadline, second + more);
      }
    }
    if (!wasCovered && isCovered() && holds.values().stream().noneMatch(Hold::stands)) {
      long placed = holds.values().stream().filter(hold -> hold.isPlaced).count();
      for (Hold hold : holds.values()) {
        if (hold.isPlaced) {
          coverHold(hold, placed == 1);
          hold.isByRequest = false;
        }
      }
    }
  }

  private boolean isCovered() {
    return money.values().stream().mapToLong(Long::longValue).sum() >= ORDER_AMOUNT;
  }

  private boolean isUnderWay() {
    return !isCovered() && lastOfPayment.values().stream().anyMatch(NaiveCheckout::isUnderWay);
  }

  private static boolean isUnderWay(PaymentType last) {
    return last == PaymentType.PENDING || last == PaymentType.AUTHORISED;
  }

  private boolean hasFailed() {
    return !lastOfPayment.isEmpty()
        && lastOfPayment.values().stream()
            .allMatch(
                last ->
                    last == PaymentType.DECLINED
                        || last == PaymentType.VOIDED
                        || last == PaymentType.EXPIRED
                        || last == PaymentType.REFUNDED);
  }
}
