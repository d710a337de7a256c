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
    Shelf moved = with(sum, Math.max(asOfMicros, movement.asOfMicros()));
    Image image = moved.imageAfter(movement, view, !sum.equals(balances));
    Shelf shown = moved.shownAs(image, view);
    Shelf judged = shown.judged(movement, view, alerts);
    LedgerEntry entry = judged.entry(movement, outcome, deltas, view);
    return new Step(judged, entry, image, alerts);
  }

  private @Nullable Image imageAfter(Movement movement, ShelfView view, boolean changed) {
    if (view.nonStock()) {
      return isPublished ? image(movement, view, version, true) : null;
    }
    boolean isNews = changed || !isPublished || publishedEpoch != view.epoch();
    return isNews ? image(movement, view, version + 1, false) : null;
  }

  private Image image(Movement movement, ShelfView view, long nextVersion, boolean withdrawn) {
    long ats = availableToSell();
    return new Image(
        movement.locationId(),
        movement.sku(),
        balances,
        ats,
        StockStatus.of(ats, view.lowStockAt()),
        version == 0 ? null : publishedAts,
        movement.eventId(),
        movement.kind(),
        asOfMicros,
        view.epoch(),
        nextVersion,
        withdrawn);
  }

  private Shelf judged(Movement movement, ShelfView view, List<Alert> alerts) {
    boolean negative = balances.onHand() < 0 && !view.nonStock();
    if (negative == negativeAlerted) {
      return this;
    }
    alerts.add(
        ShelfAlerts.negativeOnHand(movement, balances.onHand(), negative, alertRevision + 1));
    return new Shelf(
        balances,
        asOfMicros,
        version,
        publishedEpoch,
        publishedAts,
        isPublished,
        negative,
        alertRevision + 1);
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
