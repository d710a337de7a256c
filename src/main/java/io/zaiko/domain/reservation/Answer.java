package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reservation is answered: one decision for each round, when all its shelves have spoken.
 *
 * <pre>
 *   first round     all shelves granted -> GRANTED; else REFUSED, and those that did let go
 *   REFUSED         for good, but for what is paid and alone in its checkout: COMMITTED
 *   GRANTED         -> EXTENDED | COMMITTED | RELEASED | EXPIRED, as its checkout says
 *   ended, and held again by what is heard late
 *                   -> EXTENDED; or, where some units went elsewhere meanwhile, EXPIRED as before,
 *                      and the shelves that took theirs again let go
 *   never placed    REFUSED, for good: a PLACE that comes later is refused, too
 * </pre>
 *
 * @param isDecided whether it was granted or refused
 * @param isGranted which of both; it never changes
 * @param isWithdrawn whether shelves were told to let go
 * @param ballots of rounds that are not complete, at most {@link #MAX_BALLOTS}
 * @param stands the decision that stands; null before any
 * @param untilMicros while GRANTED or EXTENDED, until when; where EXPIRED, when it was given up
 * @param isSettled whether nothing but time is expected to be said of it any more
 * @param revision of the decision that stands; 0 before any
 * @param toldWithoutStock units that people were told an order lacks
 * @param alertRevision of that alert; 0 before any
 * @param spokenOfMicros business time until which it is of concern
 * @param overdue what its checkout says of an order it lacks
 */
public record Answer(
    boolean isDecided,
    boolean isGranted,
    boolean isWithdrawn,
    List<Ballot> ballots,
    @Nullable DecisionKind stands,
    long untilMicros,
    boolean isSettled,
    long revision,
    long toldWithoutStock,
    long alertRevision,
    long spokenOfMicros,
    Overdue overdue) {

  /** Of 200 shelves and 100 rounds; a checkout begins no more than that. */
  public static final int MAX_BALLOTS = 20_000;

  /** Nothing heard. */
  public static final Answer NONE =
      new Answer(
          false, false, false, List.of(), null, 0, false, 0, 0, 0, Long.MIN_VALUE, Overdue.NOTHING);

  private static final Comparator<Ballot> BY_SHELF =
      Comparator.comparing(Ballot::locationId).thenComparing(Ballot::sku);

  /** Absent in an old savepoint means none. */
  public Answer {
    ballots = ballots == null ? List.of() : ballots;
    overdue = overdue == null ? Overdue.NOTHING : overdue;
  }

  /** Hears its checkout say that it lacks its order, or lacks it no more. */
  public AnswerStep heard(Alert withoutOrder) {
    Answer next =
        with(
            overdue.hearing(withoutOrder),
            Math.max(spokenOfMicros, withoutOrder.occurredAtMicros()));
    return next.warning(new AnswerStep(next, null, null, List.of()));
  }

  /** Hears what one shelf answers, or the checkout itself where there is no shelf. */
  public AnswerStep heard(Ballot ballot) {
    HoldTerms terms = ballot.terms();
    if (terms.shelves() == 0) {
      return completed(terms, List.of(), ballots);
    }
    List<Ballot> ofRound = new ArrayList<>();
    List<Ballot> others = new ArrayList<>();
    for (Ballot each : ballots) {
      (each.terms().round() == terms.round() ? ofRound : others).add(each);
    }
    ofRound.add(ballot);
    if (ofRound.size() < terms.shelves()) {
      List<Ballot> waiting = new ArrayList<>(ballots);
      waiting.add(ballot);
      Answer next =
          new Answer(
              isDecided,
              isGranted,
              isWithdrawn,
              waiting.size() > MAX_BALLOTS ? ballots : waiting,
              stands,
              untilMicros,
              isSettled,
              revision,
              toldWithoutStock,
              alertRevision,
              Math.max(spokenOfMicros, terms.asOfMicros()),
              overdue);
      return new AnswerStep(next, null, null, List.of());
    }
    ofRound.sort(BY_SHELF);
    return completed(terms, ofRound, others);
  }

  private AnswerStep completed(HoldTerms terms, List<Ballot> round, List<Ballot> others) {
    boolean granted =
        isDecided ? isGranted : !round.isEmpty() && round.stream().allMatch(Ballot::isGranted);
    boolean isLost =
        granted && terms.fate() == Fate.HELD && round.stream().anyMatch(Ballot::isLost);
    List<String> toLetGo =
        isWithdrawn || (granted && !isLost)
            ? List.of()
            : round.stream().filter(Ballot::isGranted).map(Ballot::sku).toList();
    boolean withdrawn = isWithdrawn || !toLetGo.isEmpty() || isLost;
    DecisionKind kind = kind(terms, granted, granted && withdrawn);
    long until = until(terms, kind);
    long lacking = lacking(round, kind);
    List<Alert> alerts =
        lacking == toldWithoutStock
            ? List.of()
            : List.of(AnswerAlerts.paidWithoutStock(terms, round, lacking, alertRevision + 1));
    // The deadline of what was refused changes nothing that was told.
    boolean isUntold =
        stands == DecisionKind.REFUSED && kind == DecisionKind.REFUSED && isDeadline(terms);
    Answer next =
        new Answer(
            true,
            granted,
            withdrawn,
            others,
            kind,
            until,
            kind != DecisionKind.COMMITTED || terms.fate() == Fate.SOLD,
            isUntold ? revision : revision + 1,
            lacking,
            alertRevision + alerts.size(),
            Math.max(spokenOfMicros, Math.max(terms.asOfMicros(), terms.untilMicros())),
            overdue);
    Decision decision =
        new Decision(
            terms,
            kind,
            round.stream().map(DecisionLine::of).toList(),
            until > 0 ? until : null,
            kind == DecisionKind.COMMITTED ? order(terms) : null,
            round.stream().anyMatch(Ballot::isLate),
            next.revision);
    Withdrawal withdrawal =
        toLetGo.isEmpty()
            ? null
            : new Withdrawal(
                terms.reservationId(), round.get(0).locationId(), toLetGo, terms.asOfMicros());
    return next.warning(new AnswerStep(next, isUntold ? null : decision, withdrawal, alerts));
  }

  /** Whether time alone began the round: it bears the deadline, and answers no request. */
  private static boolean isDeadline(HoldTerms terms) {
    return terms.fate() == Fate.EXPIRED
        && terms.causeKind() == RecordKind.RESERVATION
        && terms.atMicros() == terms.untilMicros()
        && terms.note() == HoldNote.NONE;
  }

  /** The step, and what people are told of a lack of its order after it. */
  private AnswerStep warning(AnswerStep step) {
    boolean isPromised = stands == DecisionKind.COMMITTED || (isGranted && !isWithdrawn);
    Alert untold = overdue.untold(isPromised);
    if (untold == null) {
      return step;
    }
    List<Alert> alerts = new ArrayList<>(step.alerts());
    alerts.add(untold);
    Answer told = with(overdue.telling(untold), spokenOfMicros);
    return new AnswerStep(told, step.decision(), step.withdrawal(), alerts);
  }

  private Answer with(Overdue nextOverdue, long nextSpokenOf) {
    return new Answer(
        isDecided,
        isGranted,
        isWithdrawn,
        ballots,
        stands,
        untilMicros,
        isSettled,
        revision,
        toldWithoutStock,
        alertRevision,
        nextSpokenOf,
        nextOverdue);
  }

  /** Business time; 0 where the decision names none. */
  private long until(HoldTerms terms, DecisionKind kind) {
    return switch (kind) {
      case GRANTED, EXTENDED -> terms.fate() == Fate.HELD ? terms.untilMicros() : untilMicros;
      // What is asked of it once it was given up does not change when that was.
      case EXPIRED -> {
        if (terms.fate() == Fate.EXPIRED) {
          yield terms.untilMicros();
        }
        yield stands == DecisionKind.EXPIRED ? untilMicros : terms.asOfMicros();
      }
      case REFUSED, COMMITTED, RELEASED -> 0;
    };
  }

  /** Units; where no shelf speaks, as many as before. */
  private long lacking(List<Ballot> round, DecisionKind kind) {
    if (round.isEmpty()) {
      return toldWithoutStock;
    }
    return kind == DecisionKind.COMMITTED
        ? round.stream().mapToLong(Ballot::withoutStock).sum()
        : 0;
  }

  private static String order(HoldTerms terms) {
    return terms.orderRef() == null ? terms.checkoutRef() : terms.orderRef();
  }

  private DecisionKind kind(HoldTerms terms, boolean granted, boolean isGone) {
    return switch (terms.fate()) {
      case HELD -> {
        if (!granted) {
          yield DecisionKind.REFUSED;
        }
        yield isGone ? DecisionKind.EXPIRED : held(terms);
      }
      case COMMITTED, SOLD -> {
        if (granted ? !isGone : terms.isPaid() && terms.isAlone()) {
          yield DecisionKind.COMMITTED;
        }
        boolean isPaidFor = isGone && terms.isPaid() && terms.isAlone();
        yield isPaidFor
            ? DecisionKind.COMMITTED
            : granted ? DecisionKind.EXPIRED : DecisionKind.REFUSED;
      }
      case RELEASED -> granted ? DecisionKind.RELEASED : DecisionKind.REFUSED;
      case EXPIRED -> granted ? DecisionKind.EXPIRED : DecisionKind.REFUSED;
      case UNKNOWN, WITHDRAWN -> stands == null ? DecisionKind.REFUSED : stands;
    };
  }

  private DecisionKind held(HoldTerms terms) {
    if (stands == null) {
      return DecisionKind.GRANTED;
    }
    boolean isAsBefore =
        (stands == DecisionKind.GRANTED || stands == DecisionKind.EXTENDED)
            && untilMicros == terms.untilMicros();
    return isAsBefore ? stands : DecisionKind.EXTENDED;
  }
}
