package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** A look at a transfer because a time has come. */
final class TransferReview {

  private static final int MAX_NAMED = 10;

  private final Transfer before;
  private final String transferRef;
  private final long nowMicros;
  private final long latenessMicros;
  private final List<TransferItem> changed = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  /** The first few of what is overdue, in words, by item and place. */
  private final TreeMap<String, String> named = new TreeMap<>();

  /** Some shipments of which it is. */
  private final TreeSet<String> shipments = new TreeSet<>();

  private final TreeMap<String, TransferDestination> destinations;
  private long overdueLines;
  private long overdue;
  private long overdueSince = Long.MIN_VALUE;
  private long firstDue = Transfer.NEVER;
  private long latestArrival = Long.MIN_VALUE;
  private long nextDue = Transfer.NEVER;
  private long reviewAtMicros = Transfer.NEVER;

  TransferReview(Transfer before, String transferRef, long nowMicros, long latenessMicros) {
    this.before = before;
    this.transferRef = transferRef;
    // What was once due stays so: after a restart time begins before the last look.
    this.nowMicros = Math.max(nowMicros, before.awaited().lookedAtMicros());
    this.latenessMicros = latenessMicros;
    this.destinations = before.destinationsById();
  }

  TransferChange run(Iterable<TransferItem> known) {
    for (TransferItem stored : known) {
      TransferItem item = stored.dated(destinations);
      confirm(item);
      item.awaited().forEach((place, dues) -> await(item, place, dues));
      nextDue = Math.min(nextDue, item.nextDueAfter(nowMicros));
    }
    Transfer judged =
        new Transfer(
            before.destinations(),
            before.items(),
            before.openItems(),
            reviewAtMicros,
            before.toldOverdue(),
            before.overdueSinceMicros(),
            before.overdueRevision(),
            before.unfollowed(),
            before.unfollowedRevision(),
            before.spokenOfMicros(),
            new TransferWait(nowMicros, overdue, nextDue),
            before.episode(),
            before.overdueList());
    return new TransferChange(overdueTold(judged), changed, List.of(), alerts);
  }

  private void confirm(TransferItem item) {
    TransferItem told = item.told(nowMicros, latenessMicros);
    if (!told.equals(item)) {
      changed.add(told);
      alerts.add(
          TransferAlerts.discrepancy(
              transferRef,
              before.episode(),
              told,
              false,
              new Alert.Evidence(item.latestEventId(), "the last word"),
              nowMicros));
    }
    Long due = told.confirmableAtMicros(latenessMicros);
    reviewAtMicros = due == null ? reviewAtMicros : Math.min(reviewAtMicros, due);
  }

  private void await(TransferItem item, String place, List<TransferDue> dues) {
    long late = 0;
    for (TransferDue due : dues) {
      if (due.expectedAtMicros() <= nowMicros) {
        late += due.units();
        overdueSince = Math.max(overdueSince, due.expectedAtMicros());
        firstDue = Math.min(firstDue, due.expectedAtMicros());
        shipments.add(due.shipmentEventId());
      }
    }
    while (shipments.size() > TransferAlerts.MAX_EVIDENCE) {
      shipments.pollLast();
    }
    if (late > 0) {
      overdue += late;
      latestArrival = Math.max(latestArrival, item.receivedAsOfMicros());
      name(late, item.sku() + " at " + place);
    }
  }

  private void name(long units, String where) {
    overdueLines++;
    named.put(where, units + " of " + where);
    if (named.size() > MAX_NAMED) {
      named.pollLastEntry();
    }
  }

  private String missing() {
    long more = overdueLines - named.size();
    return String.join(", ", named.values()) + (more == 0 ? "" : " and " + more + " more");
  }

  private Transfer overdueTold(Transfer judged) {
    long hash = overdue == 0 ? 0 : OverdueList.hash(shipments, missing());
    if (overdue == judged.toldOverdue() && (overdue == 0 || isTold(judged, hash))) {
      return judged;
    }
    OverdueList list = judged.overdueList().told(firstDue, latestArrival, hash);
    Transfer told = judged.withOverdue(overdue, overdueSince, list);
    alerts.add(TransferAlerts.overdue(transferRef, told, shipments, missing(), nowMicros));
    return told;
  }

  private boolean isTold(Transfer judged, long hash) {
    long told = judged.overdueList().contentHash();
    return overdueSince == judged.overdueSinceMicros() && (told == 0 || told == hash);
  }
}
