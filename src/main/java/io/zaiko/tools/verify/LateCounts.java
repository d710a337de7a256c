package io.zaiko.tools.verify;

import io.zaiko.avro.StockCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * Counts refused as TOO_LATE. Which ones, depends on arrival; but something so much later must have
 * happened before the job said so, or the broker's clock must say so, and only a count is ever too
 * late.
 */
final class LateCounts {
  private final long horizonMicros;
  private final List<Late> refused = new ArrayList<>();
  private long newestMicros = Long.MIN_VALUE;

  private record Late(
      RecordAddress address,
      boolean isCount,
      long countedAtMicros,
      long brokerMicros,
      long writtenMicros) {}

  LateCounts(Duration horizon) {
    this.horizonMicros = horizon.toSeconds() * 1_000_000;
  }

  /** Takes note of how far time has come: no record moves it beyond the broker's clock. */
  void seen(Arrival at) {
    newestMicros = Math.max(newestMicros, Math.min(at.occurredAtMicros(), brokerMicros(at)));
  }

  /**
   * Takes a refused record.
   *
   * @param ahead how far its source's clock is ahead
   * @param writtenMillis when the job refused it: what came later had no say
   */
  void refused(Arrival at, SpecificRecord record, long ahead, long writtenMillis) {
    Instant counted = Contract.occurredAt(record);
    if (record instanceof StockCount count) {
      counted = Objects.requireNonNullElse(count.getCountedAt(), counted);
    }
    refused.add(
        new Late(
            at.address(),
            record instanceof StockCount,
            NaiveStock.micros(counted) - ahead,
            brokerMicros(at),
            writtenMillis * 1_000));
  }

  private static long brokerMicros(Arrival at) {
    return at.brokerMillis() * 1_000;
  }

  /** Judges, once all records are known. */
  void compare(Differences differences) {
    for (Late late : refused) {
      long heard = Math.min(newestMicros, late.writtenMicros());
      long now = Math.max(heard, late.brokerMicros());
      differences.expect(
          late.isCount() && now - late.countedAtMicros() >= horizonMicros,
          Check.REFUSALS,
          () ->
              late.address()
                  + ": TOO_LATE, but "
                  + (late.isCount()
                      ? "nothing happened so much later"
                      : "only a count can be too late"));
    }
  }
}
