package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the books say of each count with what people were told of it, and tells what is
 * new.
 *
 * <pre>
 *   nothing told             a variance           SUSPECTED, or CONFIRMED where it is certain
 *   SUSPECTED, CONFIRMED     another variance     the next revision
 *   SUSPECTED                time has passed      CONFIRMED
 *   SUSPECTED, CONFIRMED     none any more        RETRACTED
 *   RETRACTED                a variance again     the next revision
 * </pre>
 *
 * A variance is the difference to what movements and earlier counts say. Of counts for one time
 * only the one that stands varies; what another says of that time is a conflict between the two.
 */
final class CountTelling {

  /** So long after a count a receipt may be of goods that were there when it was made. */
  static final long RECEIPT_MICROS = 24 * 3_600_000_000L;

  private final CountAlerts alerts;
  private final CountedBooks books;
  private final @Nullable Long firstMovedAtMicros;
  private final ShelfPast past;
  private final @Nullable Moved arriving;
  private final @Nullable CountStatement placed;

  private CountTelling(
      CountedBooks books,
      Trail trail,
      CountAlerts alerts,
      ShelfPast past,
      @Nullable Moved arriving,
      @Nullable CountStatement placed) {
    this.books = books;
    this.firstMovedAtMicros = trail.firstMovedAtMicros();
    this.alerts = alerts;
    this.past = past;
    this.arriving = arriving;
    this.placed = placed;
  }

  /**
   * Tells what is new of the counts.
   *
   * @param trail of the shelf: a count of a shelf where nothing had moved opens its books, and
   *     varies from none
   * @param arriving a movement that the past does not hold yet; null for none
   * @param placed a count that was put into its place just now; null for none
   */
  static CountReview of(
      CountedBooks books,
      Trail trail,
      CountAlerts alerts,
      ShelfPast past,
      @Nullable Moved arriving,
      @Nullable CountStatement placed) {
    return new CountTelling(books, trail, alerts, past, arriving, placed).run();
  }

  private CountReview run() {
    List<Alert> said = new ArrayList<>(0);
    List<Counted> next = new ArrayList<>(books.counts());
    Buckets running = books.folded().balances();
    Buckets before = running;
    boolean isFirst = books.folded().isEmpty();
    for (int i = 0; i < next.size(); i++) {
      Counted counted = next.get(i);
      if (!isOfTimeOf(i - 1, i)) {
        before = running.plus(counted.movedBefore());
        isFirst = isFirst && i == 0;
      }
      running = counted.statement().over(running.plus(counted.movedBefore()));
      ToldVariance was = counted.told();
      ToldVariance is = isSplit(counted) ? settled(was) : variance(i, before, running, isFirst);
      if (is != null && (was == null || !is.saysTheSameAs(was))) {
        next.set(i, counted.told(is));
        said.add(alerts.variance(counted.statement(), is, isOfTimeOf(i + 1, i)));
      }
    }
    return new CountReview(books.with(next, conflicts(said)), said);
  }

  private boolean isOfTimeOf(int other, int i) {
    return books.isOfOneTime(other, i);
  }

  /**
   * Whether a count for the same time is settled, and what was there before with it: so in states
   * from before such counts were settled together.
   */
  private boolean isSplit(Counted counted) {
    return books.folded().covers(counted.statement().atMicros());
  }

  /** What was suspected stays as it was told, for nobody will know better. */
  private static @Nullable ToldVariance settled(@Nullable ToldVariance was) {
    return was != null && was.status() == Alert.Status.SUSPECTED ? was.confirmed() : was;
  }

  /**
   * What is to be said of a count; null where nothing ever was.
   *
   * @param before what was there by all that is known of before its time
   * @param isFirst whether no count of an earlier time is known
   */
  private @Nullable ToldVariance variance(int i, Buckets before, Buckets after, boolean isFirst) {
    Counted counted = books.counts().get(i);
    ToldVariance was = counted.told();
    long at = counted.statement().atMicros();
    boolean isOpening = isFirst && (firstMovedAtMicros == null || firstMovedAtMicros > at);
    boolean varies = before.onHand() != after.onHand() && !isOpening && !isOfTimeOf(i + 1, i);
    if (!varies && (was == null || !was.isStanding())) {
      return was;
    }
    boolean isCertain =
        at <= past.certainUpToMicros() || at < past.settledBeforeMicros() || books.isBeyondBound(i);
    ToldVariance known = counted.statement().equals(placed) ? null : was;
    Uncertain uncertain = varies ? uncertain(known, at) : Uncertain.NONE;
    return new ToldVariance(
        before.onHand(),
        after.onHand(),
        before.inTransit(),
        status(varies, isCertain || (was != null && was.status() == Alert.Status.CONFIRMED)),
        was == null ? 1 : was.revision() + 1,
        was == null ? at : was.episodeMicros(),
        varies ? unbookedReceipt(known, after.onHand() - before.onHand(), at) : 0,
        uncertain.units(),
        uncertain.widestMicros());
  }

  /**
   * Units that the count may or may not hold. Pages are read where a count comes; to what was told
   * of it a movement adds itself, unless it takes back.
   */
  private Uncertain uncertain(@Nullable ToldVariance was, long at) {
    Moved news = arriving != null && arriving.isAround(at) ? arriving : null;
    if (was != null && was.isStanding()) {
      if (at < past.settledBeforeMicros() || news == null) {
        return was.uncertain();
      }
      if (news != null && news.uncertainUnits() > 0) {
        return was.uncertain().plus(news);
      }
    }
    Uncertain.Sum sum = new Uncertain.Sum();
    past.around(at, sum::add);
    if (news != null) {
      sum.add(news);
    }
    return sum.total();
  }

  /**
   * What was delivered and counted may have been booked later; 0 where nothing like it was. Pages
   * are read where the variance is another one: else there is only what arrives to be looked at.
   *
   * @param was what was told of the count as it stands; null for nothing
   */
  private long unbookedReceipt(@Nullable ToldVariance was, long variance, long at) {
    long until = at + RECEIPT_MICROS;
    if (variance <= 0 || (arriving != null && arriving.isReceiptOf(variance, at, until))) {
      return Math.max(0, variance);
    }
    if (was != null && was.isStanding() && was.variance() == variance) {
      return was.unbookedReceipt();
    }
    return past.hasReceipt(variance, at, until) ? variance : 0;
  }

  private static Alert.Status status(boolean varies, boolean isCertain) {
    if (!varies) {
      return Alert.Status.RETRACTED;
    }
    return isCertain ? Alert.Status.CONFIRMED : Alert.Status.SUSPECTED;
  }

  private List<ToldConflict> conflicts(List<Alert> said) {
    List<ToldConflict> next = new ArrayList<>(books.conflicts());
    for (ToldConflict was : books.conflicts()) {
      if (was.isStanding() && conflictAt(was.atMicros()) == null) {
        ToldConflict is =
            new ToldConflict(
                was.atMicros(), was.standing(), was.other(), false, was.revision() + 1);
        next.set(next.indexOf(was), is);
        said.add(alerts.conflict(is, List.of()));
      }
    }
    for (int i = 1; i < books.counts().size(); i++) {
      long at = books.counts().get(i).statement().atMicros();
      if (at == books.counts().get(i - 1).statement().atMicros()) {
        tellConflict(at, next, said);
      }
    }
    return next;
  }

  private void tellConflict(long at, List<ToldConflict> told, List<Alert> said) {
    List<CountStatement> pair = conflictAt(at);
    if (pair == null) {
      return;
    }
    ToldConflict was = told.stream().filter(t -> t.atMicros() == at).findFirst().orElse(null);
    long standing = pair.get(0).quantity();
    long other = pair.get(1).quantity();
    if (was != null && was.isStanding() && was.standing() == standing && was.other() == other) {
      return;
    }
    ToldConflict is =
        new ToldConflict(at, standing, other, true, was == null ? 1 : was.revision() + 1);
    told.remove(was);
    told.add(is);
    said.add(alerts.conflict(is, pair));
  }

  /** The count that stands at a time and one that contradicts it; null where none does. */
  private @Nullable List<CountStatement> conflictAt(long at) {
    CountStatement standing = null;
    for (int i = books.counts().size() - 1; i >= 0; i--) {
      CountStatement statement = books.counts().get(i).statement();
      if (statement.atMicros() == at) {
        if (standing == null) {
          standing = statement;
        } else if (statement.contradicts(standing)) {
          return List.of(standing, statement);
        }
      }
    }
    return null;
  }
}
