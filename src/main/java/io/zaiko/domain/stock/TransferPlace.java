package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one item of a transfer at one location.
 *
 * @param locationId where units were sent to or arrived
 * @param shipped units sent there
 * @param received units that arrived there, damaged ones among them
 * @param dues the units sent there by when they are expected, the earliest first, each time once,
 *     at most {@link #MAX_DUES}
 */
public record TransferPlace(
    String locationId, long shipped, long received, List<TransferDue> dues) {

  /** Of more times the two earliest are taken as one: what is due at the second is so earlier. */
  public static final int MAX_DUES = 32;

  /** Absent in an old savepoint means that they are due with the place, see {@link #dated}. */
  public TransferPlace {
    dues = dues == null ? List.of() : dues;
  }

  static TransferPlace unknown(String locationId) {
    return new TransferPlace(locationId, 0, 0, List.of());
  }

  TransferPlace receiving(long units) {
    return new TransferPlace(locationId, shipped, received + units, dues);
  }

  TransferPlace awaiting(TransferDue due) {
    return new TransferPlace(locationId, shipped + due.units(), received, with(due));
  }

  /** This place with what an old savepoint has of it due when the place was. */
  TransferPlace dated(TransferDestination destination) {
    long undated = shipped - dues.stream().mapToLong(TransferDue::units).sum();
    if (undated == 0) {
      return this;
    }
    TransferDue due =
        new TransferDue(destination.expectedAtMicros(), undated, destination.shipmentEventId());
    return new TransferPlace(locationId, shipped, received, with(due));
  }

  private List<TransferDue> with(TransferDue due) {
    List<TransferDue> next = new ArrayList<>(dues.size() + 1);
    next.addAll(dues);
    int at = 0;
    while (at < next.size() && next.get(at).expectedAtMicros() < due.expectedAtMicros()) {
      at++;
    }
    if (at < next.size() && next.get(at).expectedAtMicros() == due.expectedAtMicros()) {
      next.set(at, next.get(at).with(due));
    } else {
      next.add(at, due);
    }
    if (next.size() > MAX_DUES) {
      next.set(0, next.get(0).with(next.remove(1)));
    }
    return next;
  }

  /**
   * What is still awaited of each shipment: what arrived meets those that were due first.
   *
   * @param inTransit units on their way here
   */
  List<TransferDue> awaited(long inTransit) {
    long met = shipped - inTransit;
    List<TransferDue> awaited = new ArrayList<>(dues.size());
    for (TransferDue due : dues) {
      long arrived = Math.min(met, due.units());
      met -= arrived;
      if (arrived < due.units()) {
        awaited.add(due.of(due.units() - arrived));
      }
    }
    return awaited;
  }
}
