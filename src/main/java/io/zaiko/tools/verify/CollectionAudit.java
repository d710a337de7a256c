package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What people are told of units that were set aside and not collected in time. */
final class CollectionAudit {
  static final String CHECK = "UNCOLLECTED";

  /** The end of a replay brings what clocks have shown by then; those of machines may differ. */
  private static final long CLOCKS_DIFFER_MICROS = TimeUnit.HOURS.toMicros(1);

  private final Differences differences;
  private final FromArrival fromArrival;
  private final long surelyMicros;
  private final long atMostMicros;
  private final long latenessMicros;
  private long pending;

  /**
   * @param lateness for so long a hand-over may be booked late
   */
  CollectionAudit(
      ProvenTime time,
      boolean isReplay,
      Duration lateness,
      Differences differences,
      FromArrival fromArrival) {
    this.differences = differences;
    this.fromArrival = fromArrival;
    this.surelyMicros = time.micros();
    this.atMostMicros = time.atMostMicros() + (isReplay ? CLOCKS_DIFFER_MICROS : 0);
    this.latenessMicros = TimeUnit.MILLISECONDS.toMicros(lateness.toMillis());
  }

  /** How many differences a job that has only just caught up may be about to mend. */
  long pending() {
    return pending;
  }

  /** Whether there ever was reason to tell of a line. */
  boolean mayHaveWaited(JudgedLine line) {
    return line.mayHaveWaited(atMostMicros);
  }

  /** How it must have ended: whether the customer was late, or the word of it. */
  static AlertStatus ended(JudgedLine line) {
    return line.someLeftLate() ? AlertStatus.RESOLVED : AlertStatus.RETRACTED;
  }

  /**
   * Judges what stands of a line. Of units due in the last minutes nobody knows whether they are
   * told of.
   *
   * @param said null where nothing stands
   */
  void standing(JudgedLine line, AlertAudit.@Nullable Said said) {
    if (!line.isDecided()) {
      if (said != null) {
        fromArrival.add(CHECK);
        expect(mayHaveWaited(line), line, CHECK + " was told without any reason");
      }
      return;
    }
    long least = line.overdueAt(surelyMicros);
    if (said == null) {
      expect(
          least == 0,
          line,
          least + " units were not collected in time, but no " + CHECK + " stands");
      pending += least == 0 ? 0 : 1;
      return;
    }
    compare(line, said, least);
    compareStatus(line, said);
  }

  private void compare(JudgedLine line, AlertAudit.Said said, long least) {
    long most = line.overdueAt(atMostMicros);
    Long told = said.facts().get("uncollected");
    boolean agrees = told != null && told >= Math.max(1, least) && told <= most;
    expect(
        agrees,
        line,
        most == 0
            ? CHECK + " stands, but nothing waits beyond its time"
            : CHECK + " says " + new TreeMap<>(said.facts()) + ", recomputed " + most);
    pending += !agrees && told != null && told < least ? 1 : 0;
  }

  private void compareStatus(JudgedLine line, AlertAudit.Said said) {
    boolean isConfirmed = said.status() == AlertStatus.CONFIRMED;
    boolean isSure = line.overdueAt(surelyMicros) > 0 && overdueBefore(line, surelyMicros) > 0;
    expect(isConfirmed || !isSure, line, CHECK + " is still SUSPECTED");
    expect(
        !isConfirmed || overdueBefore(line, atMostMicros) > 0 || line.overdueAt(atMostMicros) == 0,
        line,
        CHECK + " is CONFIRMED, but a hand-over may still be booked late");
    pending += !isConfirmed && isSure ? 1 : 0;
  }

  private long overdueBefore(JudgedLine line, long micros) {
    return line.overdueAt(Math.max(micros, Long.MIN_VALUE + latenessMicros) - latenessMicros);
  }

  private void expect(boolean isSo, JudgedLine line, String otherwise) {
    differences.expect(isSo, Check.ALERTS, () -> line.key() + ": " + otherwise);
  }
}
