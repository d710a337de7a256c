package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.rule.ChannelAts;
import io.zaiko.domain.rule.StockRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SKU at one location: the sum of its movements, and what was last said of it.
 *
 * @param balances the sum of all deltas
 * @param asOfMicros the largest business time among the movements that say something of it, see
 *     {@link Posting#tellsOfShelf}; 0 before the first
 * @param version of the last image; 0 before the first
 * @param publishedEpoch epoch of the last image
 * @param publishedAts available to sell in the last image
 * @param isPublished whether an image stands, rather than none or a tombstone
 * @param negativeAlerted whether a NEGATIVE_ON_HAND alert stands
 * @param alertRevision revision of that alert; 0 before the first
 * @param trail what it must know of its past at every movement
 * @param shown what else was last said of it
 * @param rule of this shelf alone; null where there is none
 * @param trading what it must know of the trade of its location
 * @param search for units that nobody found
 */
public record Shelf(
    Buckets balances,
    long asOfMicros,
    long version,
    long publishedEpoch,
    long publishedAts,
    boolean isPublished,
    boolean negativeAlerted,
    long alertRevision,
    Trail trail,
    Shown shown,
    @Nullable StockRule rule,
    Trading trading,
    Search search) {

  /** Before the first movement. */
  public static final Shelf EMPTY =
      new Shelf(
          Buckets.NONE,
          0,
          0,
          0,
          0,
          false,
          false,
          0,
          Trail.NONE,
          Shown.NOTHING,
          null,
          Trading.NONE,
          Search.NONE);

  /** Absent in an old savepoint means no units, and nothing remembered. */
  public Shelf {
    balances = balances == null ? Buckets.NONE : balances;
    trail = trail == null ? trailOf(asOfMicros) : trail;
    shown = shown == null ? Shown.NOTHING : shown;
    trading = trading == null ? Trading.NONE : trading;
    search = search == null ? Search.NONE : search;
  }

  /** A shelf that moved before trails were kept has a past that nobody knows. */
  private static Trail trailOf(long asOfMicros) {
    return asOfMicros == 0 ? Trail.NONE : Trail.unknownUpTo(asOfMicros);
  }

  /** The shelf under another rule of its own; null: none any more. */
  public Shelf under(@Nullable StockRule other) {
    return with(other, trading, search);
  }

  /** The shelf that remembers something else of the trade of its location. */
  public Shelf trading(Trading other) {
    return other.equals(trading) ? this : with(rule, other, search);
  }

  /** The same books and images with what is kept beside them. */
  private Shelf with(@Nullable StockRule nextRule, Trading nextTrading, Search nextSearch) {
    return new Shelf(
        balances,
        asOfMicros,
        version,
        publishedEpoch,
        publishedAts,
        isPublished,
        negativeAlerted,
        alertRevision,
        trail,
        shown,
        nextRule,
        nextTrading,
        nextSearch);
  }

  /**
   * The image that stands, told of already.
   *
   * @param cause what it is wanted for
   */
  public Image standing(ShelfId id, ShelfView view, Cause cause) {
    return image(id, view, cause, offer(view), version, false);
  }

  /** Whether the image that stands, if one does, says what may be sold now. */
  public boolean isAsShown(ShelfView view) {
    return !isPublished || says(offer(view), view);
  }

  /** Whether groups are told of it: it has an image, or would but for its name, a group's. */
  public boolean counts(ShelfView view) {
    return isPublished || view.ofGroup() && asOfMicros != 0 && !view.nonStock();
  }

  /**
   * Applies a movement. Whatever the movement, there is an entry for the ledger; one that says
   * nothing of the shelf leaves it at that.
   *
   * @param past what is remembered of the shelf beside this
   */
  public Step apply(Movement movement, ShelfView view, ShelfPast past) {
    return apply(movement, Cause.of(movement), view, past);
  }

  /**
   * Applies a movement that is shown together with one that follows at once: what lies between the
   * two was never so, as between the units of a sale and those its hold gives up.
   */
  public Step applyUnseen(Movement movement, ShelfView view, ShelfPast past) {
    Step step = apply(movement, view, past);
    Shelf unseen = step.next().shownAs(version, publishedEpoch, publishedAts, isPublished, shown);
    return new Step(unseen, step.entry(), null, step.alerts(), step.posting());
  }

  /** Applies a movement that the channels are told comes of this. */
  public Step apply(Movement movement, Cause cause, ShelfView view, ShelfPast past) {
    Posting posting = Posting.of(balances, trail, movement, past);
    if (!posting.tellsOfShelf(movement)) {
      Shelf same = after(posting, asOfMicros, search);
      LedgerEntry entry = same.entry(movement, posting.outcome(), Buckets.NONE, view);
      return new Step(same, entry, null, posting.alerts(), posting);
    }
    List<Alert> alerts = new ArrayList<>(posting.alerts());
    Buckets deltas = posting.balances().minus(balances);
    boolean changed = !deltas.equals(Buckets.NONE);
    Shelf moved =
        after(posting, Math.max(asOfMicros, movement.asOfMicros()), search.after(movement));
    ShelfId id = ShelfId.of(movement);
    Offer offer = moved.offer(view);
    // What changes no number is news, too, such as a count that agrees: it was so at a later time.
    boolean isLater = moved.asOfMicros > asOfMicros;
    boolean isNews = changed || isLater || publishedEpoch != view.epoch() || !says(offer, view);
    Image image = moved.image(id, view, cause, offer, isNews);
    Shelf judged =
        moved.shownAs(image, offer, view).judged(id, view, cause, movement.asOfMicros(), alerts);
    LedgerEntry entry = judged.entry(movement, posting.outcome(), deltas, view);
    return new Step(judged, entry, image, alerts, posting);
  }

  /** Looks again at the counts, some of which time has made certain. */
  public CountReview reviewed(ShelfId id, ShelfPast past, long nowMicros) {
    CountAlerts alerts = new CountAlerts(id, nowMicros);
    return CountTelling.of(past.counts(), trail, alerts, past, null, null);
  }

  /**
   * Looks at the shelf again because the world changed around it, or a rule, not the shelf. One of
   * which nothing was ever applied is not told of.
   *
   * @param id which shelf this is
   * @param cause what changed
   * @return null where nobody would see a difference
   */
  public @Nullable Restatement restated(ShelfId id, ShelfView view, Cause cause) {
    if (asOfMicros == 0) {
      return null;
    }
    List<Alert> alerts = new ArrayList<>(0);
    Offer offer = offer(view);
    Image image = image(id, view, cause, offer, !says(offer, view));
    Shelf judged = shownAs(image, offer, view).judged(id, view, cause, asOfMicros, alerts);
    return image == null && alerts.isEmpty() ? null : new Restatement(judged, image, alerts);
  }

  /**
   * What a channel may buy here at this moment, 0 or more: nothing where the location is closed, is
   * the name of a group, or nothing is known of the shelf; without end where the item has no stock.
   */
  public long availableTo(String channel, ShelfView view) {
    if (view.nonStock()) {
      return Buckets.LIMIT;
    }
    return !view.open() || view.ofGroup() || asOfMicros == 0
        ? 0
        : ChannelAts.unitsFor(
            channel, balances.availableToSell(view.rule().safetyStock()), view.rule());
  }

  private Offer offer(ShelfView view) {
    Offer open = Offer.of(balances, view.rule(), isPublished ? statusShown(view) : null);
    return view.open() ? open : open.closed();
  }

  /** Whether the last image says what an offer does. */
  private boolean says(Offer offer, ShelfView view) {
    return isPublished
        && publishedAts == offer.availableToSell()
        && shown.says(offer)
        && statusShown(view) == offer.status();
  }

  private StockStatus statusShown(ShelfView view) {
    return shown.statusAt(publishedAts, view.rule().unlessStated());
  }

  /**
   * What the channels are told: all of it where there is news, and each coming and going. What
   * orders ask of a group is no shop that they could show.
   */
  private @Nullable Image image(
      ShelfId id, ShelfView view, Cause cause, Offer offer, boolean isNews) {
    if (view.nonStock() || view.ofGroup() && balances.areOrdersAlone()) {
      return isPublished ? image(id, view, cause, offer, version, true) : null;
    }
    return isNews || !isPublished ? image(id, view, cause, offer, version + 1, false) : null;
  }

  private Image image(
      ShelfId id, ShelfView view, Cause cause, Offer offer, long nextVersion, boolean withdrawn) {
    return new Image(
        id.locationId(),
        id.sku(),
        balances,
        offer.safetyStock(),
        offer.availableToSell(),
        offer.channels(),
        offer.status(),
        version == 0 ? null : publishedAts,
        cause,
        asOfMicros,
        view.epoch(),
        nextVersion,
        withdrawn);
  }

  private Shelf judged(ShelfId id, ShelfView view, Cause cause, long atMicros, List<Alert> alerts) {
    boolean negative = balances.onHand() < 0 && !view.nonStock();
    Shelf searched = searched(id, view, cause, atMicros, alerts);
    if (negative == negativeAlerted) {
      return searched;
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
            alertRevision + 1,
            trail,
            shown,
            rule,
            trading,
            searched.search);
    alerts.add(ShelfAlerts.negativeOnHand(id, judged, view, cause, atMicros));
    return judged;
  }

  private Shelf searched(
      ShelfId id, ShelfView view, Cause cause, long atMicros, List<Alert> alerts) {
    long units = search.units(balances, view);
    if (units == search.told().units()) {
      return this;
    }
    ToldUnits told = search.told().next(units);
    alerts.add(ShelfAlerts.countRequested(id, told, cause, atMicros));
    return with(rule, trading, search.telling(told));
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
        version,
        movement.clockSkewMillis());
  }

  private Shelf after(Posting posting, long nextAsOf, Search after) {
    return new Shelf(
        posting.balances(),
        nextAsOf,
        version,
        publishedEpoch,
        publishedAts,
        isPublished,
        negativeAlerted,
        alertRevision,
        posting.trail(),
        shown,
        rule,
        trading,
        after);
  }

  private Shelf shownAs(@Nullable Image image, Offer offer, ShelfView view) {
    if (image == null) {
      return this;
    }
    return image.withdrawn()
        ? shownAs(image.version(), view.epoch(), publishedAts, false, Shown.NOTHING)
        : shownAs(image.version(), view.epoch(), image.availableToSell(), true, Shown.of(offer));
  }

  private Shelf shownAs(
      long nextVersion, long inEpoch, long units, boolean isShown, Shown otherwise) {
    return new Shelf(
        balances,
        asOfMicros,
        nextVersion,
        inEpoch,
        units,
        isShown,
        negativeAlerted,
        alertRevision,
        trail,
        otherwise,
        rule,
        trading,
        search);
  }
}
