package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of transfers that were used again: the job forgets a transfer some time after it was last
 * spoken of, and takes what comes later for another one. Believed only where so much time lies
 * between two of its records; then the ledger says what is on its way.
 */
final class ForgottenTransfers {
  private final FromArrival fromArrival;
  private final long retentionMicros;

  /** When the ledger was first written, by event id. */
  private final Map<String, Long> written = new HashMap<>();

  /**
   * One record.
   *
   * @param asOfMicros when it spoke of its transfer
   * @param writtenMicros the job had come no further when it took it
   */
  private record Step(long asOfMicros, long writtenMicros) {}

  /**
   * @param retention {@code order.retention}
   */
  ForgottenTransfers(FromArrival fromArrival, Duration retention) {
    this.fromArrival = fromArrival;
    this.retentionMicros = retention.toSeconds() * 1_000_000L;
  }

  /** Takes an entry of the ledger. */
  void entry(StockLedgerEntry entry, AppliedEvent event) {
    if (event.isTransfer()) {
      written.merge(event.eventId(), NaiveStock.micros(entry.getEmittedAt()), Math::min);
    }
  }

  /** Lets the ledger speak of those that were forgotten; once all of it is read. */
  void settle(NaiveStock stock) {
    Map<String, List<Step>> transfers = new HashMap<>();
    written.forEach(
        (eventId, writtenMicros) -> {
          AppliedEvent event = stock.event(eventId);
          String ref = stock.transfers().ref(eventId);
          if (event != null && ref != null) {
            transfers
                .computeIfAbsent(ref, first -> new ArrayList<>())
                .add(new Step(event.asOfMicros(), writtenMicros));
          }
        });
    transfers.forEach(
        (ref, steps) -> {
          if (mayBeForgotten(steps)) {
            stock.transfers().takeFromLedger(ref);
            fromArrival.add("TRANSFER_FORGOTTEN");
          }
        });
  }

  private boolean mayBeForgotten(List<Step> steps) {
    steps.sort(Comparator.comparingLong(Step::writtenMicros));
    Step before = steps.get(0);
    for (Step step : steps) {
      // What was written at one time was heard at one time: nothing is forgotten in between.
      if (step.writtenMicros() > before.writtenMicros()
          && step.writtenMicros() - retentionMicros >= before.asOfMicros()) {
        return true;
      }
      before = new Step(Math.max(before.asOfMicros(), step.asOfMicros()), step.writtenMicros());
    }
    return false;
  }
}
