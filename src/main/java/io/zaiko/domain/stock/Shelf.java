package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SKU at one location: the sum of its movements, and what was last said of it.
 *
 * @param balances the sum of all deltas
 * @param asOfMicros the largest business time among the applied movements
 * @param version of the last image; 0 before the first
 * @param publishedEpoch epoch of the last image
 * @param publishedAts available to sell in the last image
 * @param isPublished whether an image stands, rather than none or a tombstone
 * @param negativeAlerted whether a NEGATIVE_ON_HAND alert stands
 * @param alertRevision revision of that alert; 0 before the first
 */
public record Shelf(
    Buckets balances,
    long asOfMicros,
    long version,
    long publishedEpoch,
    long publishedAts,
    boolean isPublished,
    boolean negativeAlerted,
    long alertRevision) {

  /** Before the first movement. */
  public static final Shelf EMPTY = new Shelf(Buckets.NONE, 0, 0, 0, 0, false, false, 0);

  /** Absent in an old savepoint means no units. */
  public Shelf {
    balances = balances == null ? Buckets.NONE : balances;
  }

  /** Available to sell: may be negative. */
  public long availableToSell() {
    return balances.onHand() - balances.unavailable() - balances.allocated();
  }

  /** Applies a movement. Whatever the movement, there is an entry for the ledger. */
  public Step apply(Movement movement, ShelfView view) {
    List<Alert> alerts = new ArrayList<>(0);
    Outcome outcome = movement.outcome();
    Buckets deltas = movement.deltas();
    Buckets sum = balances.plus(deltas);
    if (!sum.isWithinLimit()) {
      outcome = Outcome.OUT_OF_RANGE;
      deltas = Buckets.NONE;
      sum = balances;
      alerts.add(ShelfAlerts.outOfRange(movement));
    }
    boolean changed = !sum.equals(balances);
    Shelf moved = with(sum, Math.max(asOfMicros, movement.asOfMicros()));
    ShelfId id = ShelfId.of(movement);
    Cause cause = Cause.of(movement);
    boolean isNews = changed || publishedEpoch != view.epoch();
    Image image = moved.image(id, view, cause, isNews);
    Shelf judged =
        moved.shownAs(image, view).judged(id, view, cause, movement.asOfMicros(), alerts);
    LedgerEntry entry = judged.entry(movement, outcome, deltas, view);
    return new Step(judged, entry, image, alerts);
  }

  /**
   * Looks at the shelf again because the world changed around it, not the shelf.
   *
   * @param id which shelf this is
   * @param cause what changed
   * @return null where nobody would see a difference
   */
  public @Nullable Restatement restated(ShelfId id, ShelfView view, Cause cause) {
    List<Alert> alerts = new ArrayList<>(0);
    Image image = image(id, view, cause, false);
    Shelf judged = shownAs(image, view).judged(id, view, cause, asOfMicros, alerts);
    return image == null && alerts.isEmpty() ? null : new Restatement(judged, image, alerts);
  }

  /** What the channels are told: all of it where there is news, and each coming and going. */
  private @Nullable Image image(ShelfId id, ShelfView view, Cause cause, boolean isNews) {
    if (view.nonStock()) {
      return isPublished ? image(id, view, cause, version, true) : null;
    }
    return isNews || !isPublished ? image(id, view, cause, version + 1, false) : null;
  }

  private Image image(
      ShelfId id, ShelfView view, Cause cause, long nextVersion, boolean withdrawn) {
    long ats = availableToSell();
    return new Image(
        id.locationId(),
        id.sku(),
        balances,
        ats,
        StockStatus.of(ats, view.lowStockAt()),
        version == 0 ? null : publishedAts,
        cause,
        asOfMicros,
        view.epoch(),
        nextVersion,
        withdrawn);
  }

  private Shelf judged(ShelfId id, ShelfView view, Cause cause, long atMicros, List<Alert> alerts) {
    boolean negative = balances.onHand() < 0 && !view.nonStock();
    if (negative == negativeAlerted) {
      return this;
    }
    Shelf judged =
        new Shelf(
            balances,
            asOfMicros,
            version,
            publishedEpoch,
            publishedAts,
            isPublished,
            negative,
            alertRevision + 1);
    alerts.add(ShelfAlerts.negativeOnHand(id, judged, view, cause, atMicros));
    return judged;
  }

  private LedgerEntry entry(Movement movement, Outcome outcome, Buckets deltas, ShelfView view) {
    return new LedgerEntry(
        movement.locationId(),
        movement.sku(),
        movement.eventId(),
        movement.lineNo(),
        movement.kind(),
        outcome,
        movement.orderRef(),
        movement.occurredAtMicros(),
        deltas,
        balances,
        view.epoch(),
        version);
  }

  private Shelf with(Buckets nextBalances, long nextAsOf) {
    return new Shelf(
        nextBalances,
        nextAsOf,
        version,
        publishedEpoch,
        publishedAts,
        isPublished,
        negativeAlerted,
        alertRevision);
  }

  private Shelf shownAs(@Nullable Image image, ShelfView view) {
    if (image == null) {
      return this;
    }
    return new Shelf(
        balances,
        asOfMicros,
        image.version(),
        view.epoch(),
        image.withdrawn() ? publishedAts : image.availableToSell(),
        !image.withdrawn(),
        negativeAlerted,
        alertRevision);
  }
}
