package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One item of a transfer: a sum over what was said of it, so that no order of arrival changes it.
 *
 * <pre>
 *   received units meet those shipped to where they arrived, then those shipped elsewhere, by
 *   location id; never more than were shipped
 *
 *   in transit to a place = shipped to it, less those met; 0 everywhere once closed
 *   discrepancy           = shipped - received - in transit, over all places
 *                           (positive: missing; negative: over, or their shipment is not known)
 * </pre>
 *
 * @param sku the item
 * @param places by location id, each once
 * @param damaged units received that were damaged
 * @param isClosed whether nothing more is expected
 * @param latestAtMicros the latest time at which something happened to it
 * @param latestEventId what happened then; of several, the greatest id
 * @param receivedAsOfMicros business time of the latest receipt, never ahead of the broker's clock
 * @param toldDiscrepancy units that the last TRANSFER_DISCREPANCY alert spoke of; 0 while none
 *     stands
 * @param isToldConfirmed whether that alert is CONFIRMED
 * @param alertRevision revision of that alert; 0 before the first
 */
public record TransferItem(
    String sku,
    List<TransferPlace> places,
    long damaged,
    boolean isClosed,
    long latestAtMicros,
    String latestEventId,
    long receivedAsOfMicros,
    long toldDiscrepancy,
    boolean isToldConfirmed,
    long alertRevision) {

  /** Absent in an old savepoint means none. */
  public TransferItem {
    places = places == null ? List.of() : places;
  }

  static TransferItem unknown(String sku) {
    return new TransferItem(
        sku, List.of(), 0, false, Long.MIN_VALUE, "", Long.MIN_VALUE, 0, false, 0);
  }

  /** This item after a line of a record, in which it is named. */
  TransferItem after(GoodsEvent event, TransferHead head, GoodsLine line) {
    String to = head.toLocationId();
    long units = line.quantity();
    TransferDue due = new TransferDue(head.expectedAtMicros(), units, event.eventId());
    return switch (head.step()) {
      case SHIPPED -> with(event, withPlace(to, place -> place.awaiting(due)), 0, false);
      case RECEIVED ->
          with(
              event,
              withPlace(to, place -> place.receiving(units)),
              line.effectOf(units).damaged(),
              false);
      case CLOSED -> with(event, places, 0, true);
    };
  }

  private TransferItem with(
      GoodsEvent event, List<TransferPlace> nextPlaces, long moreDamaged, boolean closes) {
    boolean isReceipt =
        event.transfer() != null && event.transfer().step() == TransferStep.RECEIVED;
    boolean isLatest =
        event.occurredAtMicros() > latestAtMicros
            || (event.occurredAtMicros() == latestAtMicros
                && event.eventId().compareTo(latestEventId) > 0);
    return new TransferItem(
        sku,
        nextPlaces,
        damaged + moreDamaged,
        isClosed || closes,
        isLatest ? event.occurredAtMicros() : latestAtMicros,
        isLatest ? event.eventId() : latestEventId,
        isReceipt ? Math.max(receivedAsOfMicros, event.asOfMicros()) : receivedAsOfMicros,
        toldDiscrepancy,
        isToldConfirmed,
        alertRevision);
  }

  private List<TransferPlace> withPlace(String locationId, UnaryOperator<TransferPlace> change) {
    List<TransferPlace> next = new ArrayList<>(places.size() + 1);
    next.addAll(places);
    int at = 0;
    while (at < next.size() && next.get(at).locationId().compareTo(locationId) < 0) {
      at++;
    }
    if (at == next.size() || !next.get(at).locationId().equals(locationId)) {
      next.add(at, TransferPlace.unknown(locationId));
    }
    next.set(at, change.apply(next.get(at)));
    return next;
  }

  /** Units sent anywhere. */
  public long shipped() {
    return places.stream().mapToLong(TransferPlace::shipped).sum();
  }

  /** Units that arrived anywhere. */
  public long received() {
    return places.stream().mapToLong(TransferPlace::received).sum();
  }

  /** Units on their way by where they were sent; a place to which none are is not named. */
  public TreeMap<String, Long> inTransit() {
    TreeMap<String, Long> inTransit = new TreeMap<>();
    if (isClosed) {
      return inTransit;
    }
    long elsewhere = 0;
    for (TransferPlace place : places) {
      elsewhere += Math.max(0, place.received() - place.shipped());
    }
    for (TransferPlace place : places) {
      long open = Math.max(0, place.shipped() - place.received());
      long met = Math.min(open, elsewhere);
      elsewhere -= met;
      if (open > met) {
        inTransit.put(place.locationId(), open - met);
      }
    }
    return inTransit;
  }

  /** This item with every shipment due at a time, also those of an old savepoint. */
  TransferItem dated(Map<String, TransferDestination> destinations) {
    List<TransferPlace> dated = new ArrayList<>(places.size());
    for (TransferPlace place : places) {
      TransferDestination destination = destinations.get(place.locationId());
      dated.add(destination == null ? place : place.dated(destination));
    }
    return dated.equals(places) ? this : with(dated);
  }

  private TransferItem with(List<TransferPlace> other) {
    return new TransferItem(
        sku,
        other,
        damaged,
        isClosed,
        latestAtMicros,
        latestEventId,
        receivedAsOfMicros,
        toldDiscrepancy,
        isToldConfirmed,
        alertRevision);
  }

  /** What is on its way by where it was sent, and there by when it is expected. */
  TreeMap<String, List<TransferDue>> awaited() {
    TreeMap<String, Long> inTransit = inTransit();
    TreeMap<String, List<TransferDue>> awaited = new TreeMap<>();
    for (TransferPlace place : places) {
      Long units = inTransit.get(place.locationId());
      if (units != null) {
        awaited.put(place.locationId(), place.awaited(units));
      }
    }
    return awaited;
  }

  /** Units that should have arrived by a time and did not. */
  long overdueAt(long micros) {
    long overdue = 0;
    for (List<TransferDue> dues : awaited().values()) {
      for (TransferDue due : dues) {
        overdue += due.expectedAtMicros() <= micros ? due.units() : 0;
      }
    }
    return overdue;
  }

  /** When units are next due after a time; {@link Transfer#NEVER} where none are. */
  long nextDueAfter(long micros) {
    long next = Transfer.NEVER;
    for (List<TransferDue> dues : awaited().values()) {
      for (TransferDue due : dues) {
        next = due.expectedAtMicros() > micros ? Math.min(next, due.expectedAtMicros()) : next;
      }
    }
    return next;
  }

  /** Units missing, where positive; over or of an unknown shipment, where negative. */
  public long discrepancy() {
    long inTransit = inTransit().values().stream().mapToLong(Long::longValue).sum();
    return shipped() - received() - inTransit;
  }

  /** Whether nothing is awaited: neither goods nor the word of a shipment. */
  public boolean isSettled() {
    return isClosed || shipped() == received();
  }

  /** Whether a further line keeps its sums within {@link Transfer#MAX_UNITS}. */
  boolean hasRoomFor(long units) {
    return Math.max(shipped(), received()) <= Transfer.MAX_UNITS - units;
  }

  /** When its suspicion is due to be confirmed; null while none stands. */
  @Nullable Long confirmableAtMicros(long latenessMicros) {
    boolean isSuspected = toldDiscrepancy != 0 && !isToldConfirmed;
    return isSuspected ? Long.valueOf(receivedAsOfMicros + latenessMicros) : null;
  }

  /**
   * This item with what is to be said of its discrepancy at this time: the same one where nothing
   * is new. What was confirmed is not doubted again before it is made good.
   */
  TransferItem told(long nowMicros, long latenessMicros) {
    long discrepancy = discrepancy();
    boolean isConfirmed =
        discrepancy != 0
            && (isClosed || isToldConfirmed || nowMicros >= receivedAsOfMicros + latenessMicros);
    if (discrepancy == toldDiscrepancy && isConfirmed == isToldConfirmed) {
      return this;
    }
    return new TransferItem(
        sku,
        places,
        damaged,
        isClosed,
        latestAtMicros,
        latestEventId,
        receivedAsOfMicros,
        discrepancy,
        isConfirmed,
        alertRevision + 1);
  }
}
