package io.zaiko.tools.verify;

import io.zaiko.avro.HoldRelease;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Sorts every input record into applied, duplicate or dead letter, and judges each choice. */
final class InputAudit {
  private final WireReader wire;
  private final SetAside setAside;
  private final NaiveReservations reservations;
  private final NaiveStock stock;
  private final Differences differences;
  private final FromArrival fromArrival;
  private final Assumptions assumptions;
  private final LateCounts lateCounts;
  private final FreshnessAudit freshness;
  private final IdentityAlertAudit identityAlerts;
  private final boolean partial;
  private final Identities identities = new Identities();
  private final Map<String, TopicTally> tallies = new TreeMap<>();

  InputAudit(
      WireReader wire,
      SetAside setAside,
      NaiveStock stock,
      Differences differences,
      FromArrival fromArrival,
      Assumptions assumptions,
      FreshnessAudit freshness,
      IdentityAlertAudit identityAlerts,
      NaiveReservations reservations,
      boolean partial) {
    this.reservations = reservations;
    this.freshness = freshness;
    this.identityAlerts = identityAlerts;
    this.fromArrival = fromArrival;
    this.assumptions = assumptions;
    this.lateCounts = new LateCounts(assumptions.lateHorizon());
    this.wire = wire;
    this.setAside = setAside;
    this.stock = stock;
    this.differences = differences;
    this.partial = partial;
  }

  /** Makes a topic appear in the report, also when it is empty. */
  TopicTally tally(String topic) {
    return tallies.computeIfAbsent(topic, TopicTally::new);
  }

  /** Takes a record of an input topic; the record, where it was applied, else null. */
  @Nullable SpecificRecord input(RawRecord raw) {
    differences.compared(Check.INPUTS);
    TopicTally tally = tally(raw.topic());
    tally.addRecord();
    RecordAddress address = raw.address();
    SetAside.Refused refused = setAside.strikeDeadLetter(address);
    boolean duplicate = setAside.strikeDuplicate(address);
    differences.expect(
        refused == null || !duplicate,
        Check.INPUTS,
        () -> address + " is in dead-letters and in duplicates");
    WireReader.Reading reading = wire.read(raw.value(), Contract.schemaOf(raw.topicPrefix()));
    SpecificRecord record = reading.record();
    Set<Fault> faults =
        record == null
            ? reading.faults()
            : NaiveRules.faultsOf(record, raw.timestampMillis(), assumptions.skew());
    if (record != null && faults.isEmpty()) {
      lateCounts.seen(arrival(raw, record));
    }
    if (refused != null) {
      tally.addDeadLetter();
      refused(raw, refused, record, faults);
    }
    if (duplicate) {
      tally.addDuplicate();
      duplicate(address, record, faults);
    }
    if (refused != null || duplicate) {
      return null;
    }
    if (record == null || !faults.isEmpty()) {
      differences.add(Check.REFUSALS, raw.address() + " should have been refused: " + faults);
      return null;
    }
    applied(raw, tally, record);
    return record;
  }

  private void refused(
      RawRecord raw, SetAside.Refused refused, @Nullable SpecificRecord record, Set<Fault> faults) {
    differences.compared(Check.REFUSALS);
    differences.expect(
        refused.holds(raw.value()),
        Check.REFUSALS,
        () -> raw.address() + ": the dead letter does not hold the bytes of the record");
    if (!faults.isEmpty()) {
      differences.expect(
          faults.stream().anyMatch(fault -> fault.name().equals(refused.reason())),
          Check.REFUSALS,
          () -> raw.address() + " was refused as " + refused.reason() + ", expected " + faults);
    } else if (record != null) {
      refusedForItsIdentity(raw, refused, record);
    }
  }

  private void refusedForItsIdentity(
      RawRecord raw, SetAside.Refused refused, SpecificRecord record) {
    String reason = refused.reason();
    Arrival at = arrival(raw, record);
    long ahead = assumptions.skew().micros(Contract.source(record));
    Identity identity = Identity.of(record);
    switch (reason) {
      case "EVENT_CONFLICT" -> identities.conflict(at.address(), identity);
      case "SEQUENCE_REUSED" -> identities.reuse(identity, at);
      case "SEQUENCE_EXPIRED" -> identities.expire(identity, at);
      case "TOO_LATE" -> {
        identities.apply(identity, at); // it uses up its identity, though it changes no stock
        identityAlerts.received(raw, record, identity, at, refused.writtenMillis());
        lateCounts.refused(at, record, ahead, refused.writtenMillis());
      }
      default -> {
        differences.add(
            Check.REFUSALS, at.address() + " was refused as " + reason + ", but nothing is wrong");
        return;
      }
    }
    if (!reason.equals("TOO_LATE")) {
      identityAlerts.refused(reason, raw, record, identity);
    }
    fromArrival.add(reason);
  }

  private Arrival arrival(RawRecord raw, SpecificRecord record) {
    long occurredAtMicros =
        NaiveStock.micros(Contract.occurredAt(record))
            - assumptions.skew().micros(Contract.source(record));
    return new Arrival(raw.address(), raw.timestampMillis(), occurredAtMicros);
  }

  private void duplicate(
      RecordAddress address, @Nullable SpecificRecord record, Set<Fault> faults) {
    differences.compared(Check.DUPLICATES);
    if (record == null || !faults.isEmpty()) {
      differences.add(
          Check.DUPLICATES,
          address + " was dropped as a duplicate, but should have been refused: " + faults);
      return;
    }
    identities.duplicate(address, Identity.of(record));
  }

  private void applied(RawRecord raw, TopicTally tally, SpecificRecord record) {
    Arrival at = arrival(raw, record);
    if (!(record instanceof HoldRelease)) { // the job is no source that is heard somewhere
      freshness.heard(raw, record, Math.min(at.occurredAtMicros(), raw.timestampMillis() * 1_000L));
    }
    if (raw.topicPrefix().equals("heartbeats")) {
      tally.addApplied();
      return;
    }
    boolean firstOfItsName =
        stock.apply(raw.topic(), record, raw.timestampMillis() * 1_000)
            && reservations.apply(raw.topic(), record);
    // The identity forgets the times of transport, by which the stock corrects the others.
    Identity identity = Identity.of(record);
    identityAlerts.received(raw, record, identity, at);
    boolean firstOfItsIdentity = identities.apply(identity, at);
    differences.expect(
        firstOfItsIdentity && firstOfItsName,
        Check.INPUTS,
        () -> raw.address() + ": event " + Contract.eventId(record) + " was applied before");
  }

  /** Takes a record that another job accounts for; one it would refuse says nothing here. */
  void payment(RawRecord raw) {
    WireReader.Reading reading = wire.read(raw.value(), Contract.schemaOf(raw.topicPrefix()));
    SpecificRecord record = reading.record();
    if (record != null
        && NaiveRules.faultsOf(record, raw.timestampMillis(), assumptions.skew()).isEmpty()) {
      reservations.apply(raw.topic(), record);
    }
  }

  /** Compares, once inputs and ledger are read. */
  void compare() {
    for (AppliedEvent event : stock.events()) {
      if (event.isWitnessed()) {
        tally(event.topic()).addApplied();
      }
    }
    setAside.compare();
    if (!partial) {
      identities.compare(differences);
      lateCounts.compare(differences);
    }
    for (TopicTally.Balance balance : balances()) {
      differences.expect(
          balance.difference() == 0,
          Check.INPUTS,
          () -> balance.topic() + ": " + balance.difference() + " records are not accounted for");
    }
  }

  /** The account of every input topic, by name. */
  List<TopicTally.Balance> balances() {
    Collection<TopicTally> all = tallies.values();
    return all.stream().map(TopicTally::balance).toList();
  }
}
