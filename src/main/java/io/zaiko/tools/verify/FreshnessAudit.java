package io.zaiko.tools.verify;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.LocationFreshness;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SilentSource;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.Transfer;
import io.zaiko.avro.TransferStep;
import io.zaiko.avro.Void;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/** How fresh each location is said to be, and whether a source called silent was heard since. */
final class FreshnessAudit {
  /** What the job tells may be so far behind, unless the end of a replay has let it tell all. */
  private static final long BEHIND_AT_MOST_MICROS = TimeUnit.MINUTES.toMicros(1);

  /** The clock moves silence on while the topics are read, one after the other. */
  private static final Duration ONE_READING = Duration.ofMinutes(5);

  /**
   * The job looks at a source that is silent so often, unless it says something newer than that.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  /** The job names no more silent sources of one location. */
  private static final int SILENT_AT_MOST = 1_000;

  private final OutputReader reader;
  private final Differences differences;
  private final ExpectedAlerts expected;

  /** The business times of the last minute of each location. */
  private final Map<String, TreeSet<Long>> times = new HashMap<>();

  private final Map<String, Long> lastHeard = new HashMap<>();

  /** When the broker was given what a source said last. */
  private final Map<String, Instant> lastSent = new HashMap<>();

  private final Map<String, LocationFreshness> said = new HashMap<>();
  private long unjudged;

  FreshnessAudit(OutputReader reader, Differences differences, ExpectedAlerts expected) {
    this.reader = reader;
    this.differences = differences;
    this.expected = expected;
  }

  /**
   * Takes an applied record or a heartbeat.
   *
   * @param asOfMicros its business time, never ahead of the broker's clock
   */
  void heard(RawRecord raw, SpecificRecord record, long asOfMicros) {
    String source = Contract.source(record).getId();
    if (lastHeard.merge(source, asOfMicros, Math::max) == asOfMicros) {
      lastSent.put(source, Instant.ofEpochMilli(raw.timestampMillis()));
    }
    List<String> named = locations(record);
    expected.heard(raw, record, named, asOfMicros);
    for (String location : named) {
      TreeSet<Long> ofLocation = times.computeIfAbsent(location, first -> new TreeSet<>());
      ofLocation.add(asOfMicros);
      ofLocation.headSet(ofLocation.last() - BEHIND_AT_MOST_MICROS).clear();
    }
  }

  private static List<String> locations(SpecificRecord record) {
    if (record instanceof Sale sale) {
      return sale.getLines().stream().map(line -> line.getLocationId()).toList();
    } else if (record instanceof Void undone) {
      return undone.getLines().stream().map(line -> line.getLocationId()).toList();
    } else if (record instanceof Fulfilment step) {
      return step.getLines().stream().map(line -> line.getLocationId()).toList();
    } else if (record instanceof Return back) {
      return back.getLines().stream().map(line -> line.getLocationId()).toList();
    } else if (record instanceof Restock restock) {
      return restock.getLines().stream().map(line -> line.getLocationId()).toList();
    } else if (record instanceof StockAdjustment change) {
      return change.getLines().stream().map(line -> line.getLocationId()).toList();
    } else if (record instanceof StockCount count) {
      return List.of(count.getLocationId());
    } else if (record instanceof Transfer transfer) {
      boolean left = transfer.getStep() == TransferStep.SHIPPED;
      return List.of(left ? transfer.getFromLocationId() : transfer.getToLocationId());
    } else if (record instanceof ReservationRequest request
        && request.getAct() == ReservationAct.PLACE) {
      return List.of(request.getLocationId());
    } else if (record instanceof ReservationRequest || record instanceof Heartbeat) {
      return List.of();
    }
    throw new IllegalArgumentException("no input: " + record.getSchema().getFullName());
  }

  /** Takes a record of {@code location-freshness}. */
  void freshness(RawRecord raw) {
    LocationFreshness record = reader.read(raw, LocationFreshness.class, Check.FRESHNESS);
    if (record != null) {
      said.put(record.getLocationId(), record);
    }
  }

  /**
   * Compares.
   *
   * @param partial whether older records were left out
   */
  void compare(AlertAudit alerts, boolean partial) {
    times.forEach((location, ofLocation) -> compare(location, ofLocation, partial));
    for (String location : said.keySet()) {
      differences.expect(
          partial || times.containsKey(location),
          Check.FRESHNESS,
          () -> location + " is said to be fresh, but nothing of it was applied");
    }
    compareSilent(alerts, partial);
  }

  private void compare(String location, TreeSet<Long> ofLocation, boolean partial) {
    differences.compared(Check.FRESHNESS);
    LocationFreshness record = said.get(location);
    Instant last = record == null ? null : record.getLastBusinessTime();
    if (last == null) {
      differences.add(Check.FRESHNESS, location + ": no last_business_time is told");
      return;
    }
    long told = NaiveStock.micros(last);
    boolean isLast = told == ofLocation.last();
    boolean isOneOfThem = !expected.time().isEnded() && ofLocation.contains(told);
    boolean isOlderRecord = partial && told > ofLocation.last();
    differences.expect(
        isLast || isOneOfThem || isOlderRecord,
        Check.FRESHNESS,
        () ->
            location
                + ": last_business_time is "
                + last
                + ", recomputed "
                + ofLocation.last()
                + " microseconds");
  }

  private void compareSilent(AlertAudit alerts, boolean partial) {
    Map<String, Long> silent = new HashMap<>();
    Set<String> fresh = new HashSet<>();
    boolean isCut = false;
    for (LocationFreshness record : said.values()) {
      isCut |= record.getSilentSources().size() >= SILENT_AT_MOST;
      if (isRecent(record.getEmittedAt())) {
        record.getSilentSources().forEach(source -> fresh.add(source.getSourceId()));
      }
      for (SilentSource source : record.getSilentSources()) {
        silent.merge(source.getSourceId(), 1L, Long::sum);
      }
    }
    Map<String, AlertAudit.Said> standing = alerts.standing("SOURCE_SILENT");
    standing.forEach((source, alert) -> compareAlert(source, alert, partial));
    if (isCut || partial) {
      return;
    }
    standing.forEach(
        (source, alert) ->
            differences.expect(
                silent.remove(source) != null || isRecent(instant(alert.occurredAtMicros())),
                Check.FRESHNESS,
                () -> source + " is silent by its alert, but is listed at no location"));
    silent.keySet().removeAll(fresh);
    for (String source : silent.keySet()) {
      differences.add(Check.FRESHNESS, source + " is listed as silent, but no alert stands");
    }
  }

  /** Whether it may have been told between the reading of one topic and of the other. */
  private boolean isRecent(Instant told) {
    return told.plus(ONE_READING).isAfter(expected.time().now());
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private void compareAlert(String source, AlertAudit.Said alert, boolean partial) {
    Long heard = lastHeard.get(source);
    differences.expect(
        heard == null ? partial : heard <= alert.occurredAtMicros() || isToBeLookedAt(source),
        Check.ALERTS,
        () ->
            source
                + ": SOURCE_SILENT stands, but it was "
                + (heard == null ? "never heard" : "heard since"));
    if (heard == null || heard > alert.occurredAtMicros() || isToBeLookedAt(source) || partial) {
      return;
    }
    SilentSources.Verdict verdict = expected.isSilent(source, alert.occurredAtMicros());
    unjudged += verdict == SilentSources.Verdict.UNCERTAIN ? 1 : 0;
    differences.expect(
        verdict != SilentSources.Verdict.NOT_SILENT,
        Check.ALERTS,
        () -> source + ": SOURCE_SILENT stands, but it was not silent so long in opening hours");
  }

  /** Silent sources that could not be held against opening hours. */
  long unjudged() {
    return unjudged;
  }

  /** Whether it spoke so lately, of a time before the last look, that the next may be to come. */
  private boolean isToBeLookedAt(String source) {
    Instant sent = lastSent.get(source);
    return sent != null
        && sent.plus(BETWEEN_LOOKS).plus(ONE_READING).isAfter(expected.time().now());
  }
}
