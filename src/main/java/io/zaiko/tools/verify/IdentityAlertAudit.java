package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * What people are told of sources that break their own numbering: of numbers that are missing, and
 * of each record that was refused for its identity.
 */
final class IdentityAlertAudit {
  private static final String GAP = "SEQUENCE_GAP";

  private static final List<String> REFUSALS =
      List.of("EVENT_CONFLICT", "SEQUENCE_REUSED", "SEQUENCE_EXPIRED");

  /** Where the id of a record's schema lies, after a byte that is 0. */
  private static final int SCHEMA_ID_AT = 1;

  private final Map<String, NumberedSource> sources = new HashMap<>();
  private final Map<String, Map<String, RecordAddress>> refused = new HashMap<>();
  private final Map<String, NumberedSource.Booked> awaited = new HashMap<>();
  private boolean isAwaiting;
  private long unjudged;

  /** Takes a record that used up its identity, and whose place in the ledger will tell when. */
  void received(RawRecord raw, SpecificRecord record, Identity identity, Arrival at) {
    if (identity.key() instanceof Identity.Numbered numbered) {
      take(raw, record, numbered, at);
    }
  }

  /** Takes a record that used up its identity and was refused then. */
  void received(
      RawRecord raw, SpecificRecord record, Identity identity, Arrival at, long writtenMillis) {
    if (identity.key() instanceof Identity.Numbered numbered) {
      take(raw, record, numbered, at).at(writtenMillis * 1_000);
    }
  }

  private NumberedSource.Booked take(
      RawRecord raw, SpecificRecord record, Identity.Numbered numbered, Arrival at) {
    byte[] value = raw.value();
    int schemaId = value == null ? 0 : ByteBuffer.wrap(value).getInt(SCHEMA_ID_AT);
    return sources
        .computeIfAbsent(group(raw, numbered), first -> new NumberedSource())
        .received(numbered.number(), Contract.eventId(record), schemaId, at);
  }

  /** Takes a record that was refused for its identity. */
  void refused(String reason, RawRecord raw, SpecificRecord record, Identity identity) {
    String name =
        identity.key() instanceof Identity.Numbered numbered
            ? group(raw, numbered) + '|' + numbered.number()
            : Contract.eventId(record);
    refused
        .computeIfAbsent(reason, first -> new HashMap<>())
        .put(name + '|' + raw.address(), raw.address());
  }

  /** As alerts name it: the kind of {@code sales.web} is SALE. */
  private static String group(RawRecord raw, Identity.Numbered numbered) {
    Identity.Series series = numbered.series();
    String topic = raw.topicPrefix();
    String kind = topic.substring(0, topic.length() - 1).toUpperCase(Locale.ROOT);
    return series.source() + '|' + series.epoch() + '|' + kind;
  }

  /** Takes from the ledger when a record was booked; all inputs must be known. */
  void booked(String eventId, long writtenMicros) {
    if (!isAwaiting) {
      isAwaiting = true;
      for (NumberedSource source : sources.values()) {
        source.awaited().forEach(record -> awaited.putIfAbsent(record.eventId(), record));
      }
    }
    NumberedSource.Booked record = awaited.get(eventId);
    if (record != null) {
      record.at(writtenMicros);
    }
  }

  /**
   * Compares, once everything is read.
   *
   * @return how many gaps must have been told of and were not: a job that has only just caught up
   *     may be about to
   */
  long compare(AlertAudit alerts, ProvenTime time, Duration timeout, Differences differences) {
    REFUSALS.forEach(check -> compareRefused(check, alerts.standing(check), differences));
    Map<String, AlertAudit.Said> standing = alerts.standing(GAP);
    long untold = 0;
    for (Map.Entry<String, NumberedSource> source : sources.entrySet()) {
      AlertAudit.Said said = standing.remove(source.getKey());
      NumberedSource.Judgement judgement =
          source.getValue().judge(said, time, timeout.toSeconds() * 1_000_000L);
      unjudged += judgement.isJudged() || judgement.objection() != null ? 0 : 1;
      untold += judgement.isMissing() ? 1 : 0;
      differences.expect(
          judgement.objection() == null,
          Check.ALERTS,
          () ->
              source.getKey()
                  + (judgement.isMissing()
                      ? ": no " + GAP + " stands, but "
                      : ": " + GAP + " stands, but ")
                  + judgement.objection());
    }
    for (String key : standing.keySet()) {
      differences.add(Check.ALERTS, key + ": " + GAP + " stands, but nothing of it was received");
    }
    return untold;
  }

  private void compareRefused(
      String check, Map<String, AlertAudit.Said> standing, Differences differences) {
    refused
        .getOrDefault(check, Map.of())
        .forEach(
            (key, address) -> {
              AlertAudit.Said said = standing.remove(key);
              differences.expect(
                  said != null
                      && said.status() == AlertStatus.CONFIRMED
                      && said.facts().getOrDefault("partition", -1L) == address.partition()
                      && said.facts().getOrDefault("offset", -1L) == address.offset(),
                  Check.ALERTS,
                  () -> address + " was refused as " + check + ", but no alert says so");
            });
    standing.values().removeIf(CountConflicts::isTold);
    for (String key : standing.keySet()) {
      differences.add(Check.ALERTS, key + ": " + check + " stands, but no such record was refused");
    }
  }

  /** Numberings with missing numbers of which it is not known what must be told by now. */
  long unjudged() {
    return unjudged;
  }
}
