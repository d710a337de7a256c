package io.zaiko.testkit;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.count.CountSession;
import io.zaiko.domain.count.ItemCount;
import io.zaiko.domain.count.SessionHearing;
import io.zaiko.domain.count.SessionItems;
import io.zaiko.domain.count.SessionStep;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfId;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Step;
import io.zaiko.domain.stock.TransferChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders, counting sessions and shelves joined by plain maps: each event once, in any order. */
public final class PureShelves {

  private static final ShelfView VIEW =
      new ShelfView(false, 1, EffectiveRule.none(Thresholds.at(3)));

  private final int tailSize;
  private long settledBefore = MemoryPast.NEVER;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, CountSession> sessions = new HashMap<>();
  private final Map<String, Items> items = new HashMap<>();
  private final PureTransfers transfers = new PureTransfers();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Map<String, MemoryPast> pasts = new HashMap<>();
  private final List<LedgerEntry> ledger = new ArrayList<>();
  private final Map<String, Alert> alerts = new HashMap<>();
  private final Map<String, Image> images = new HashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();

  private static final class Items implements SessionItems {
    private final Map<String, ItemCount> bySku = new HashMap<>();

    @Override
    public ItemCount item(String sku) {
      return bySku.get(sku);
    }

    @Override
    public void put(String sku, ItemCount item) {
      bySku.put(sku, item);
    }

    @Override
    public Iterable<Map.Entry<String, ItemCount>> all() {
      return bySku.entrySet();
    }
  }

  /**
   * @param tailSize so many movements of a shelf are sealed together
   */
  public PureShelves(int tailSize) {
    this.tailSize = tailSize;
  }

  public PureShelves() {
    this(4);
  }

  /** Takes in events; one seen before changes nothing. */
  public PureShelves receive(GoodsEvent... events) {
    for (GoodsEvent event : events) {
      if (seen.add(event.eventId())) {
        apply(event);
      }
    }
    return this;
  }

  /** Takes in a movement that is not of an event. */
  public Step move(Movement movement) {
    MemoryPast past = past(movement.shelfKey());
    Step step = shelves.getOrDefault(movement.shelfKey(), Shelf.EMPTY).apply(movement, VIEW, past);
    shelves.put(movement.shelfKey(), step.next());
    past.keep(step.posting());
    ledger.add(step.entry());
    if (step.image() != null) {
      images.put(movement.shelfKey(), step.image());
    }
    step.alerts().forEach(this::note);
    return step;
  }

  private void apply(GoodsEvent event) {
    String ref = event.orderRef();
    if (ref != null) {
      OrderStep step = orders.getOrDefault(ref, Order.UNKNOWN).apply(event, 0, 0);
      orders.put(ref, step.next());
      step.movements().forEach(this::move);
    } else if (event.count() != null && event.count().countId() != null) {
      String key = event.count().locationId() + "|" + event.count().countId();
      Items of = items.computeIfAbsent(key, first -> new Items());
      SessionStep step =
          new SessionHearing(of, this::move).hear(sessions.get(key), event, 0, settledBefore);
      sessions.put(key, step.next());
      step.alerts().forEach(this::note);
    } else if (event.transfer() != null) {
      TransferChange change = transfers.receive(event);
      change.movements().forEach(this::move);
      change.alerts().forEach(this::note);
    } else {
      event.lines().forEach(line -> move(Movement.of(event, line)));
    }
  }

  /** Counts before this are settled from now on. */
  public PureShelves settle(long beforeMicros) {
    settledBefore = beforeMicros;
    pasts.values().forEach(past -> past.advance(beforeMicros, MemoryPast.NEVER));
    return this;
  }

  /** Time has made every variance certain. */
  public PureShelves makeCertain() {
    shelves.forEach(
        (key, shelf) -> {
          MemoryPast past = past(key);
          past.advance(settledBefore, Long.MAX_VALUE);

          var review = shelf.reviewed(ShelfId.ofKey(key), past, 0);
          past.counts(review.books());
          review.alerts().forEach(this::note);
        });
    return this;
  }

  /** What writes a value of a state and reads it back. */
  public interface Rewriting {
    <T> T rewritten(Class<T> type, T value);
  }

  /** Passes all that rests in state through something, as a savepoint does. */
  public void rewrite(Rewriting through) {
    orders.replaceAll((ref, order) -> through.rewritten(Order.class, order));
    shelves.replaceAll((key, shelf) -> through.rewritten(Shelf.class, shelf));
    pasts
        .values()
        .forEach(past -> past.counts(through.rewritten(CountedBooks.class, past.counts())));
    sessions.replaceAll((key, session) -> through.rewritten(CountSession.class, session));
    items
        .values()
        .forEach(
            of -> of.bySku.replaceAll((sku, item) -> through.rewritten(ItemCount.class, item)));
    transfers.rewrite(through);
  }

  private void note(Alert alert) {
    alerts.put(alert.check() + "|" + alert.key(), alert);
    Long before = revisions.put(alert.alertId(), alert.revision());
    if (before != null && alert.revision() != before + 1) {
      throw new AssertionError("revision after " + before + ": " + alert);
    }
  }

  /** What is remembered of a shelf beside it. */
  public MemoryPast past(String key) {
    return pasts.computeIfAbsent(
        key,
        first -> {
          MemoryPast past = new MemoryPast(tailSize);
          past.advance(settledBefore, MemoryPast.NEVER);
          return past;
        });
  }

  /** The shelf of {@code location|sku}. */
  public Shelf shelf(String key) {
    return shelves.getOrDefault(key, Shelf.EMPTY);
  }

  public Map<String, Shelf> shelves() {
    return shelves;
  }

  /** The last image of each shelf that has one. */
  public Map<String, Image> images() {
    return images;
  }

  public List<LedgerEntry> ledger() {
    return ledger;
  }

  /** The last revision of each alert, by {@code check|key}. */
  public Map<String, Alert> alerts() {
    return alerts;
  }
}
