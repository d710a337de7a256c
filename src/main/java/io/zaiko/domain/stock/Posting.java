package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a movement or a count does to the books of a shelf.
 *
 * @param outcome what became of it
 * @param balances after it
 * @param trail after it
 * @param counts after it; null where they are as before
 * @param kept what is to be remembered of it for counts to come; null for nothing
 * @param alerts what people are told
 */
public record Posting(
    Outcome outcome,
    Buckets balances,
    Trail trail,
    @Nullable CountedBooks counts,
    @Nullable Moved kept,
    List<Alert> alerts) {

  /**
   * Posts a movement.
   *
   * @param balances before it
   * @param trail before it
   * @param past asked only where the movement is a count or what a sensor sees, or not later than
   *     the standing count or the last look of a sensor, or a receipt within a day after a count
   */
  static Posting of(Buckets balances, Trail trail, Movement movement, ShelfPast past) {
    try {
      Posting posting = posted(balances, trail, movement, past);
      if (posting.isWithinLimit()) {
        return posting;
      }
    } catch (ArithmeticException beyondLong) {
      // Refused like any other sum beyond the limit.
    }
    return unchanged(
        Outcome.OUT_OF_RANGE, balances, trail, List.of(ShelfAlerts.outOfRange(movement)));
  }

  /**
   * Whether a line says something of its shelf, so that the channels are told of it. Before the
   * first that does, the shelf is not known: that is not the same as empty.
   */
  boolean tellsOfShelf(Movement movement) {
    return outcome.takesEffect() && movement.speaksOfShelf();
  }

  /** Whether the tail of the history is full with what is kept now. */
  public boolean fillsTail() {
    return kept != null && trail.unsealed() == 0;
  }

  private static Posting posted(Buckets balances, Trail trail, Movement movement, ShelfPast past) {
    CountStatement count = movement.count();
    if (count == null) {
      return moved(balances, trail, movement, past);
    }
    if (trail.isUnknownAt(count.atMicros())) {
      return unchanged(Outcome.TOO_LATE, balances, trail, List.of());
    }
    return count.isEvidence()
        ? seen(balances, trail, movement, count, past)
        : counted(balances, trail, movement, count, past);
  }

  private static Posting moved(Buckets balances, Trail trail, Movement movement, ShelfPast past) {
    Buckets deltas = movement.deltas();
    Buckets countable = deltas.countable();
    long at = movement.occurredAtMicros();
    Moved kept = countable.equals(Buckets.NONE) ? null : movement.kept(countable);
    Trail next = trail.moved(movement, kept != null);
    if (!trail.isCounted(at) || deltas.equals(Buckets.NONE)) {
      CountReview seen = kept == null ? null : heardLater(trail, kept, movement, past);
      return new Posting(
          movement.outcome(),
          balances.plus(deltas),
          next,
          seen == null ? null : seen.books(),
          kept,
          seen == null ? List.of() : seen.alerts());
    }
    CountedBooks before = past.counts();
    CountedBooks after = before.moved(countable, at);
    Buckets effect = after.end().minus(before.end()).plus(deltas.promised());
    boolean isAbsorbed = movement.outcome() == Outcome.APPLIED && deltas.onHand() != 0;
    CountReview seen = AreaTelling.moved(before, after, new Moved(at, countable), alerts(movement));
    CountReview told =
        CountTelling.of(seen.books(), next, alerts(movement), past, kept, null).after(seen);
    return new Posting(
        isAbsorbed ? Outcome.ABSORBED : movement.outcome(),
        balances.plus(effect),
        next,
        told.books(),
        kept,
        told.alerts());
  }

  /** What a movement that is later than all counts is to sensors and to counts; null: nothing. */
  private static @Nullable CountReview heardLater(
      Trail trail, Moved moved, Movement movement, ShelfPast past) {
    boolean mayExplain =
        moved.isReceipt() && trail.isCounted(moved.atMicros() - CountTelling.RECEIPT_MICROS);
    if (!mayExplain && !trail.isSeen(moved.atMicros())) {
      return null;
    }
    CountedBooks books = past.counts();
    CountReview seen = AreaTelling.moved(books, books, moved, alerts(movement));
    return mayExplain
        ? CountTelling.of(seen.books(), trail, alerts(movement), past, moved, null).after(seen)
        : seen;
  }

  private static Posting counted(
      Buckets balances, Trail trail, Movement movement, CountStatement count, ShelfPast past) {
    CountedBooks before = past.counts();
    Buckets since = balances.countable().minus(before.end());
    CountedBooks.Placed placed = before.placed(count, since, past);
    if (placed.outcome() == Outcome.TOO_LATE) {
      return unchanged(Outcome.TOO_LATE, balances, trail, List.of());
    }
    CountedBooks books = placed.books();
    CountReview seen =
        AreaTelling.counted(books, placed.since(), count.atMicros(), alerts(movement), past);
    CountReview told =
        CountTelling.of(seen.books(), trail, alerts(movement), past, null, count).after(seen);
    return new Posting(
        placed.outcome(),
        books.end().plus(placed.since()).plus(balances.promised()),
        trail.counted(books),
        told.books().settled(past.settledBeforeMicros()),
        null,
        told.alerts());
  }

  private static Posting seen(
      Buckets balances, Trail trail, Movement movement, CountStatement evidence, ShelfPast past) {
    CountedBooks before = past.counts();
    Buckets since = balances.countable().minus(before.end());
    Buckets booked = before.at(evidence.atMicros(), since, past);
    SeenArea was = before.area(Objects.requireNonNull(evidence.area(), "a sensor sees an area"));
    if (booked == null || was == null || !was.isBefore(evidence)) {
      return unchanged(Outcome.EVIDENCE, balances, trail, List.of());
    }
    List<Alert> said = new ArrayList<>(0);
    SeenArea is = was.seen(evidence, booked.onHand(), alerts(movement), said);
    Trail next = trail.seen(evidence.atMicros());
    return new Posting(Outcome.EVIDENCE, balances, next, before.with(is), null, said);
  }

  private static Posting unchanged(
      Outcome outcome, Buckets balances, Trail trail, List<Alert> alerts) {
    return new Posting(outcome, balances, trail, null, null, alerts);
  }

  private static CountAlerts alerts(Movement movement) {
    return new CountAlerts(ShelfId.of(movement), movement.asOfMicros());
  }

  private boolean isWithinLimit() {
    return balances.isWithinLimit() && (counts == null || counts.isWithinLimit());
  }
}
