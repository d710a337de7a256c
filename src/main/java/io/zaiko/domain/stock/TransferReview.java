package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  private long overdueLines;
  private long reviewAtMicros = Transfer.NEVER;

  TransferReview(Transfer before, String transferRef, long nowMicros, long latenessMicros) {
    this.before = before;
    this.transferRef = transferRef;
    this.nowMicros = nowMicros;
    this.latenessMicros = latenessMicros;
  }

  TransferChange run(Iterable<TransferItem> known) {
    for (TransferItem item : known) {
      confirm(item);
      nameOverdue(item);
    }
    Transfer judged =
        new Transfer(
            before.destinations().stream().map(place -> place.judgedAt(nowMicros)).toList(),
            before.items(),
            before.openItems(),
            reviewAtMicros,
            before.toldOverdue(),
            before.overdueSinceMicros(),
            before.overdueRevision(),
            before.unfollowed(),
            before.unfollowedRevision(),
            before.spokenOfMicros());
    return new TransferChange(overdueTold(judged), changed, List.of(), alerts);
  }

  private void confirm(TransferItem item) {
    TransferItem told = item.told(nowMicros, latenessMicros);
    if (!told.equals(item)) {
      changed.add(told);
      alerts.add(
          TransferAlerts.discrepancy(
              transferRef,
              told,
              false,
              new Alert.Evidence(item.latestEventId(), "the last word"),
              nowMicros));
    }
    Long due = told.confirmableAtMicros(latenessMicros);
    reviewAtMicros = due == null ? reviewAtMicros : Math.min(reviewAtMicros, due);
  }

  private void nameOverdue(TransferItem item) {
    Map<String, Long> inTransit = item.inTransit();
    for (TransferDestination place : before.destinations()) {
      Long units = inTransit.get(place.locationId());
      if (units == null || place.overdueAt(nowMicros) == 0) {
        continue;
      }
      overdueLines++;
      String where = item.sku() + " at " + place.locationId();
      named.put(where, units + " of " + where);
      if (named.size() > MAX_NAMED) {
        named.pollLastEntry();
      }
    }
  }

  private Transfer overdueTold(Transfer judged) {
    long overdue = judged.overdueAt(nowMicros);
    if (overdue == judged.toldOverdue()) {
      return judged;
    }
    List<TransferDestination> late =
        judged.destinations().stream().filter(place -> place.overdueAt(nowMicros) != 0).toList();
    long since =
        late.stream()
            .mapToLong(TransferDestination::expectedAtMicros)
            .reduce(judged.overdueSinceMicros(), Math::max);
    Transfer told = judged.withOverdue(overdue, since);
    long more = overdueLines - named.size();
    String missing =
        String.join(", ", named.values()) + (more == 0 ? "" : " and " + more + " more");
    alerts.add(TransferAlerts.overdue(transferRef, told, late, missing, nowMicros));
    return told;
  }
}
