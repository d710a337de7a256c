package io.zaiko.tools.verify;

import io.zaiko.avro.StockCount;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Alerts that time alone brings about, which no other record witnesses: a difference where one must
 * have been told and was not. What came so near to its time that it may not be told yet is not
 * judged.
 */
final class ExpectedAlerts {
  private static final String OVERDUE = "TRANSFER_OVERDUE";

  private final Assumptions assumptions;
  private final ProvenTime time;
  private final OpenSessions sessions = new OpenSessions();
  private final SilentSources silence;
  private final IdentityAlertAudit identities = new IdentityAlertAudit();

  ExpectedAlerts(WireReader wire, Assumptions assumptions, InstantSource clock) {
    this.assumptions = assumptions;
    this.time = new ProvenTime(assumptions.isReplay(), clock);
    this.silence = new SilentSources(wire, time, assumptions.silenceTimeout());
  }

  /**
   * Takes an applied record or a heartbeat.
   *
   * @param places the locations that it names
   * @param asOfMicros its business time, never ahead of the broker's clock
   */
  void heard(RawRecord raw, SpecificRecord record, Collection<String> places, long asOfMicros) {
    time.heard(raw, asOfMicros);
    silence.heard(Contract.source(record).getId(), places, asOfMicros);
    if (record instanceof StockCount count) {
      sessions.heard(count, asOfMicros);
    }
  }

  /**
   * Takes a record of {@code locations}.
   *
   * @param isRefused whether the job refused it
   */
  void location(RawRecord raw, boolean isRefused) {
    silence.location(raw, isRefused);
  }

  /** Whether a source was silent when people were told so. */
  SilentSources.Verdict isSilent(String sourceId, long toldMicros) {
    return silence.isSilent(sourceId, toldMicros);
  }

  /** Takes from the ledger when a record was booked. */
  void booked(String eventId, long writtenMicros) {
    sessions.booked(eventId, writtenMicros);
    identities.booked(eventId, writtenMicros);
  }

  /** What is told of sources that break their own numbering. */
  IdentityAlertAudit identities() {
    return identities;
  }

  ProvenTime time() {
    return time;
  }

  /**
   * Compares, once everything is read.
   *
   * @return how many are missing. A job that has only just caught up may be about to tell them
   */
  long compare(NaiveTransfers courses, AlertAudit alerts, Differences differences) {
    long before = differences.differentBy(Check.ALERTS);
    sessions.compare(alerts, time, assumptions.lateHorizon(), differences);
    compareOverdue(courses, alerts.standing(OVERDUE).keySet(), differences);
    silence.compare(alerts, differences);
    long missing = differences.differentBy(Check.ALERTS) - before;
    return missing + identities.compare(alerts, time, assumptions.gapTimeout(), differences);
  }

  private void compareOverdue(
      NaiveTransfers courses, Set<String> standing, Differences differences) {
    courses
        .courses()
        .forEach(
            (name, course) ->
                differences.expect(
                    course.isTakenFromLedger()
                        || standing.contains(name.ref())
                        || course.overdueAt(time.micros()) == 0,
                    Check.ALERTS,
                    () ->
                        name.key()
                            + ": "
                            + course.overdueAt(time.micros())
                            + " units should have arrived, but no "
                            + OVERDUE
                            + " stands"));
  }
}
