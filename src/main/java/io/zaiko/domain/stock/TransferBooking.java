package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** One record on its way into its transfer. */
final class TransferBooking {

  private final Transfer before;
  private final GoodsEvent event;
  private final TransferHead head;
  private final Map<String, TransferItem> known;
  private final TreeMap<String, TransferItem> changed = new TreeMap<>();
  private final TreeMap<String, TransferDestination> destinations;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private int items;
  private int openItems;
  private long unfollowed;
  private TransferWait wait;
  private OverdueList overdueList;
  private long spokenOf;
  private long episode;

  TransferBooking(Transfer before, GoodsEvent event, Map<String, TransferItem> known) {
    this.before = before;
    this.event = event;
    this.head = Objects.requireNonNull(event.transfer(), "only records of a transfer come here");
    this.known = known;
    this.items = before.items();
    this.openItems = before.openItems();
    this.wait = before.awaited();
    this.overdueList = before.overdueList();
    this.spokenOf = before.spokenOfMicros();
    this.episode = before.episode();
    this.destinations = before.destinationsById();
  }

  TransferChange run(long watermarkMicros, long latenessMicros) {
    spokenOf = Math.max(spokenOf, Math.max(event.asOfMicros(), watermarkMicros));
    if (before.equals(Transfer.UNKNOWN)) {
      episode = Episode.OF_TRANSFERS.at(event.asOfMicros());
    }
    event.lines().forEach(this::book);
    long reviewAt = before.reviewAtMicros();
    for (Map.Entry<String, TransferItem> entry : changed.entrySet()) {
      TransferItem told = told(entry.getValue(), watermarkMicros, latenessMicros);
      entry.setValue(told);
      Long due = told.confirmableAtMicros(latenessMicros);
      reviewAt = due == null ? reviewAt : Math.min(reviewAt, due);
    }
    // After a restore the first record comes before the first watermark.
    long now = Math.max(watermarkMicros, before.spokenOfMicros());
    Transfer next = overdueRestated(next(reviewAt), now);
    return new TransferChange(next, changed.values(), movements, alerts);
  }

  private void book(GoodsLine line) {
    if (line.quantity() == 0 && head.step() != TransferStep.CLOSED) {
      moveGoodsAlone(line, Outcome.ZERO_LINE);
      return;
    }
    if (!hasRoomFor(line)) {
      unfollowed++;
      moveGoodsAlone(line, Outcome.TRANSFER_FULL);
      return;
    }
    TransferItem item = item(line.sku());
    TransferItem next = item.after(event, head, line);
    count(item, next);
    long overdue = wait.overdue();
    wait = wait.after(item, next);
    if (wait.overdue() < overdue) {
      boolean isClosing = head.step() == TransferStep.CLOSED;
      overdueList = overdueList.metAt(isClosing ? OverdueList.CLOSED : next.receivedAsOfMicros());
    }
    changed.put(line.sku(), next);
    move(line, item.inTransit(), next.inTransit());
  }

  private boolean hasRoomFor(GoodsLine line) {
    boolean isKnown = changed.containsKey(line.sku()) || known.containsKey(line.sku());
    boolean hasRoom = isKnown || items < Transfer.MAX_ITEMS;
    if (head.step() == TransferStep.CLOSED) {
      return hasRoom;
    }
    return hasRoom
        && item(line.sku()).hasRoomFor(line.quantity())
        && (destinations.containsKey(head.toLocationId())
            || destinations.size() < Transfer.MAX_PLACES);
  }

  private TransferItem item(String sku) {
    TransferItem item = changed.get(sku);
    if (item != null) {
      return item;
    }
    TransferItem before = known.get(sku);
    return before == null ? TransferItem.unknown(sku) : before.dated(destinations);
  }

  private TransferDestination destination(String locationId) {
    TransferDestination place = destinations.get(locationId);
    return place == null ? TransferDestination.unknown(locationId) : place;
  }

  private void count(TransferItem was, TransferItem is) {
    boolean isNew = !changed.containsKey(is.sku()) && !known.containsKey(is.sku());
    items += isNew ? 1 : 0;
    openItems += (is.isSettled() ? 0 : 1) - (isNew || was.isSettled() ? 0 : 1);
  }

  private void moveGoodsAlone(GoodsLine line, Outcome outcome) {
    movements.add(movement(line.locationId(), line, outcome, line.effectOf(line.quantity())));
    if (!line.locationId().equals(head.toLocationId())) {
      movements.add(movement(head.toLocationId(), line, outcome, Buckets.NONE));
    }
  }

  /**
   * The goods themselves, the place they were sent to, and whatever is another number in transit
   * than before.
   */
  private void move(GoodsLine line, Map<String, Long> was, Map<String, Long> is) {
    if (head.step() != TransferStep.CLOSED) {
      destinations.putIfAbsent(head.toLocationId(), destination(head.toLocationId()));
    }
    TreeSet<String> places = new TreeSet<>(was.keySet());
    places.addAll(is.keySet());
    places.add(head.toLocationId());
    Buckets here = line.effectOf(line.quantity());
    List<Movement> elsewhere = new ArrayList<>();
    for (String place : places) {
      long delta = is.getOrDefault(place, 0L) - was.getOrDefault(place, 0L);
      if (delta != 0) {
        destinations.put(place, destination(place).plus(delta));
      }
      if (place.equals(line.locationId())) {
        here = here.plus(Buckets.inTransit(delta));
      } else if (delta != 0 || place.equals(head.toLocationId())) {
        elsewhere.add(movement(place, line, Outcome.APPLIED, Buckets.inTransit(delta)));
      }
    }
    movements.add(movement(line.locationId(), line, Outcome.APPLIED, here));
    movements.addAll(elsewhere);
  }

  private Movement movement(String locationId, GoodsLine line, Outcome outcome, Buckets deltas) {
    GoodsLine there =
        new GoodsLine(
            line.lineNo(),
            line.sku(),
            locationId,
            line.quantity(),
            line.act(),
            line.from(),
            line.to(),
            line.area(),
            line.stated());
    return Movement.of(event, there, outcome, deltas);
  }

  private TransferItem told(TransferItem item, long watermarkMicros, long latenessMicros) {
    TransferItem told = item.told(watermarkMicros, latenessMicros);
    if (!told.equals(item)) {
      TransferItem was = known.get(item.sku());
      boolean isLater = was != null && event.occurredAtMicros() > was.latestAtMicros();
      alerts.add(
          TransferAlerts.discrepancy(
              head.transferRef(),
              episode,
              told,
              item.isToldConfirmed() && isLater,
              new Alert.Evidence(event.eventId(), TransferAlerts.role(head.step())),
              event.asOfMicros()));
    }
    return told;
  }

  private Transfer next(long reviewAtMicros) {
    boolean isFull = unfollowed > 0;
    Transfer next =
        new Transfer(
            List.copyOf(destinations.values()),
            items,
            openItems,
            reviewAtMicros,
            before.toldOverdue(),
            before.overdueSinceMicros(),
            before.overdueRevision(),
            before.unfollowed() + unfollowed,
            before.unfollowedRevision() + (isFull ? 1 : 0),
            spokenOf,
            wait,
            episode,
            wait.overdue() == 0 ? OverdueList.NONE : overdueList);
    if (isFull) {
      alerts.add(TransferAlerts.full(event, head, next));
    }
    return next;
  }

  private Transfer overdueRestated(Transfer next, long nowMicros) {
    if (wait.overdue() == before.toldOverdue()) {
      return next;
    }
    if (wait.overdue() != 0) {
      return next.reviewedBy(nowMicros);
    }
    Transfer cleared = next.withOverdue(0, before.overdueSinceMicros(), OverdueList.NONE);
    alerts.add(TransferAlerts.overdueCleared(event, head, cleared, overdueList.arrivedInTime()));
    return cleared;
  }
}
