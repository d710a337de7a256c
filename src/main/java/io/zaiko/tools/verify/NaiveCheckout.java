package io.zaiko.tools.verify;

import io.zaiko.avro.Money;
import io.zaiko.tools.verify.NaiveHold.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks once through all that was said of a checkout, by time; PLACEs first, then by event id. */
final class NaiveCheckout {
  private final HoldSettings settings;
  private final Collection<NaiveHold> holds;
  private final Map<String, List<NaivePayment.Said>> payments = new HashMap<>();
  private @Nullable Money orderAmount;
  private Cover cover = Cover.NONE;
  private long awaitedUntilMicros = Long.MIN_VALUE;
  private @Nullable Long paidAheadMicros;

  private enum Cover {
    NONE,
    UNDER_WAY,
    COVERED,
    FAILED
  }

  private record Step(long atMicros, boolean isPlace, long saidMicros, String id, Runnable act) {}

  private NaiveCheckout(HoldSettings settings, Collection<NaiveHold> holds) {
    this.settings = settings;
    this.holds = holds;
  }

  /**
   * Lets each reservation take its place.
   *
   * @param holds the placed reservations of one checkout
   * @param paid what was said of its payments
   */
  static void walk(
      Collection<NaiveHold> holds, List<NaivePayment.Said> paid, HoldSettings settings) {
    NaiveCheckout walk = new NaiveCheckout(settings, holds);
    List<Step> steps = new ArrayList<>();
    for (NaiveHold hold : holds) {
      long placed = hold.placed().atMicros();
      for (NaiveHold.Request said : hold.requests()) {
        boolean isFirst = said == hold.placed();
        if (isFirst || !(NaiveHold.isPlace(said) || hold.isForeign(said))) {
          long at = Math.max(placed, said.atMicros());
          String id = said.request().getEventId();
          steps.add(new Step(at, isFirst, said.atMicros(), id, () -> walk.hear(hold, said, at)));
        }
      }
      for (NaiveHold.Sold sale : hold.sales()) {
        long at = Math.max(placed, sale.atMicros());
        Runnable sell = () -> end(hold, Fate.SOLD);
        steps.add(new Step(at, false, sale.atMicros(), sale.eventId(), sell));
      }
    }
    for (NaivePayment.Said said : paid) {
      long at = said.atMicros();
      steps.add(new Step(at, false, at, said.event().getEventId(), () -> walk.pay(said)));
    }
    steps.sort(
        Comparator.comparingLong(Step::atMicros)
            .thenComparing(step -> step.isPlace() ? 0 : 1)
            .thenComparingLong(Step::saidMicros)
            .thenComparing(Step::id));
    for (Step step : steps) {
      walk.advance(step.atMicros());
      step.act().run();
    }
    // Nothing more is said: a payment under way at the deadline is waited for.
    for (NaiveHold hold : holds) {
      hold.isInGrace |= hold.isHeld() && walk.cover == Cover.UNDER_WAY;
    }
  }

  private void advance(long atMicros) {
    for (NaiveHold hold : holds) {
      if (hold.isHeld()) {
        hold.isInGrace |= atMicros > hold.deadlineMicros && cover == Cover.UNDER_WAY;
        long end = hold.endMicros(settings);
        if (atMicros > end) {
          hold.fate = hold.timedOut();
          hold.endedAtMicros = end;
        }
      }
    }
  }

  private static void end(NaiveHold hold, Fate fate) {
    hold.fate = fate;
    hold.endedAtMicros = NaiveHold.NEVER;
  }

  private void hear(NaiveHold hold, NaiveHold.Request said, long at) {
    Long millis = said.request().getTimeToLiveMs();
    long until = said.atMicros() + (millis == null ? 0 : millis * 1_000);
    switch (said.request().getAct()) {
      case PLACE -> {
        hold.isBegun = true;
        hold.deadlineMicros = until;
        if (cover == Cover.COVERED && (others(hold) == 0 || isPaidAhead(at))) {
          commit(hold, at, true, others(hold) == 0);
          if (!hold.isAlone) {
            holds.forEach(each -> each.isAlone = false);
          }
        } else if (cover == Cover.UNDER_WAY) {
          hold.deadlineMicros = Math.max(until, awaitedUntilMicros);
        }
      }
      case EXTEND -> {
        if (hold.isHeld() && at <= hold.deadlineMicros) {
          hold.deadlineMicros = Math.max(hold.deadlineMicros, until);
        }
      }
      case COMMIT -> {
        if (hold.fate != Fate.SOLD && hold.fate != Fate.COMMITTED && !hold.isLetGo) {
          commit(hold, at, cover == Cover.COVERED, others(hold) == 0);
        }
      }
      case RELEASE -> {
        boolean isCommitted = hold.fate == Fate.COMMITTED;
        if (hold.isHeld() || (isCommitted && cover != Cover.COVERED)) {
          end(hold, Fate.RELEASED);
          hold.isLetGo = true;
        }
      }
    }
  }

  /** Whether the money came before anything was placed, and not long before. */
  private boolean isPaidAhead(long at) {
    return paidAheadMicros != null
        && at <= paidAheadMicros + HoldSettings.micros(settings.paymentGrace());
  }

  /** How many other reservations of the checkout stand. */
  private long others(NaiveHold than) {
    return holds.stream().filter(hold -> hold != than && hold.stands()).count();
  }

  private static void commit(NaiveHold hold, long at, boolean isPaid, boolean isAlone) {
    hold.committedAtMicros = hold.fate == Fate.COMMITTED ? hold.committedAtMicros : at;
    end(hold, Fate.COMMITTED);
    if (isPaid) {
      hold.isPaid = true;
      hold.isAlone |= isAlone;
    }
    hold.isLetGo = false;
  }

  private void pay(NaivePayment.Said said) {
    List<NaivePayment.Said> ofIt =
        payments.computeIfAbsent(said.payment(), first -> new ArrayList<>());
    boolean isFirst = ofIt.isEmpty();
    boolean wasUnderWay = !isFirst && NaivePayment.of(ofIt).isUnderWay();
    boolean hadMoney = !isFirst && NaivePayment.of(ofIt).sums().captured() > 0;
    Cover before = cover;
    ofIt.add(said);
    if (said.event().getOrderAmount() != null) {
      orderAmount = said.event().getOrderAmount();
    }
    cover = cover();
    boolean begins = NaivePayment.of(ofIt).isUnderWay() && !wasUnderWay;
    // Nobody said what the order costs: each payment that is taken pays for what is held then.
    boolean isOneMore =
        orderAmount == null && !hadMoney && NaivePayment.of(ofIt).sums().captured() > 0;
    boolean isCoveredNow = cover == Cover.COVERED && (before != Cover.COVERED || isOneMore);
    if (isCoveredNow && holds.stream().noneMatch(hold -> hold.isBegun)) {
      paidAheadMicros = said.atMicros();
    }
    boolean hasFailedNow = cover == Cover.FAILED && (before != Cover.FAILED || isFirst);
    long at = said.atMicros();
    long extended = at + settings.extensionMicros(said.method());
    awaitedUntilMicros = begins ? Math.max(awaitedUntilMicros, extended) : awaitedUntilMicros;
    List<NaiveHold> standing = holds.stream().filter(NaiveHold::stands).toList();
    for (NaiveHold hold : holds) {
      if (isCoveredNow && hold.isBegun && (hold.isHeld() || hold.fate == Fate.COMMITTED)) {
        commit(hold, at, true, standing.size() == 1);
      }
      if (hold.isHeld()) {
        if (cover != Cover.FAILED) {
          hold.failedAtMicros = NaiveHold.NEVER;
        } else if (hasFailedNow) {
          hold.failedAtMicros = at;
        }
        if (begins && at <= hold.deadlineMicros) {
          hold.deadlineMicros = Math.max(hold.deadlineMicros, extended);
        }
      }
    }
    if (isCoveredNow && holds.stream().noneMatch(NaiveHold::stands)) {
      List<NaiveHold> ended = holds.stream().filter(hold -> hold.isBegun).toList();
      ended.forEach(hold -> commit(hold, at, true, ended.size() == 1));
    }
  }

  private Cover cover() {
    List<NaivePayment> all = payments.values().stream().map(NaivePayment::of).toList();
    Money amount = orderAmount;
    long net =
        all.stream()
            .filter(each -> amount == null || each.currency().equals(amount.getCurrency()))
            .mapToLong(NaivePayment::netMinor)
            .sum();
    if (net > 0 && (amount == null || net >= amount.getMinor())) {
      return Cover.COVERED;
    }
    if (all.stream().anyMatch(NaivePayment::isUnderWay)) {
      return Cover.UNDER_WAY;
    }
    return all.stream().allMatch(NaivePayment::hasFailed) ? Cover.FAILED : Cover.NONE;
  }
}
