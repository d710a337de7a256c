package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Records of orders, what people were told of them, and what the audit says of that. */
final class ToldOrders {
  private final NaiveStock stock = new NaiveStock(ClockSkew.DEFAULT);
  private final MemoryTopics topics = new MemoryTopics();
  private final HonestOutputs out = new HonestOutputs(topics);
  private Duration retention = Duration.ofDays(120);
  private Duration lateness = Duration.ZERO;
  private Instant heard = Goods.at(0);
  private String beats = "heartbeats.store";
  private boolean isReplay;
  private long pending;
  private String arrived = "";

  ToldOrders say(SpecificRecord... records) {
    for (SpecificRecord record : records) {
      long at = NaiveStock.micros(HonestOutputs.BROKER_TIME);
      if (!stock.apply("any", record, at)) {
        throw new AssertionError("said before: " + record);
      }
    }
    return this;
  }

  /** The job's time has come so far, and it has had the time to tell what follows. */
  ToldOrders timeIs(Instant time) {
    heard = time;
    return this;
  }

  ToldOrders remembered(Duration time) {
    retention = time;
    return this;
  }

  /** A hand-over may be booked so late. */
  ToldOrders late(Duration time) {
    lateness = time;
    return this;
  }

  /**
   * Of a replay.
   *
   * @param hasEnded whether its end was sent
   */
  ToldOrders replayed(boolean hasEnded) {
    isReplay = true;
    beats = hasEnded ? "heartbeats.replay" : "heartbeats.store";
    return this;
  }

  ToldOrders tell(String check, String key, AlertStatus status, Map<String, Long> facts) {
    out.alert(check, key, status, facts);
    return this;
  }

  /** People are told that a shelf can not serve so many units of orders. */
  ToldOrders tellOversold(String key, long units, String... losers) {
    AlertStatus status = units > 0 ? AlertStatus.CONFIRMED : AlertStatus.RESOLVED;
    out.alert("OVERSOLD", key, status, Map.of("oversold", units), List.of(losers));
    return this;
  }

  /** What a record did is taken from the ledger, for its order was forgotten. */
  ToldOrders believed(String eventId) {
    Objects.requireNonNull(stock.event(eventId)).lines().forEach(AppliedLine::takeFromLedger);
    return this;
  }

  /** A record that a release took in which knew no fulfilments. */
  ToldOrders beforeFulfilments(String eventId) {
    Objects.requireNonNull(stock.event(eventId))
        .lines()
        .forEach(AppliedLine::comesFromBeforeFulfilments);
    return this;
  }

  /** What the ledger says that the first line of a record did. */
  ToldOrders booked(String eventId, Units deltas) {
    Objects.requireNonNull(stock.event(eventId)).lines().get(0).book(deltas);
    return this;
  }

  ToldOrders declare(ItemKind kind) {
    Item item = new Item("TEA", kind, BaseUnit.PIECE, "tea");
    topics.append("items", 0, "TEA".getBytes(StandardCharsets.UTF_8), TestSchemas.encode(item));
    return this;
  }

  MemoryTopics topics() {
    return topics;
  }

  /** What differs, a sentence a line; empty where nothing does. */
  String objections() {
    Differences differences = new Differences();
    WireReader wire = new WireReader(TestSchemas.ALL);
    OutputReader reader = new OutputReader(wire, differences);
    AlertAudit alerts = new AlertAudit(reader, differences);
    topics.read(List.of("stock-alerts"), alerts::alert);
    ControlAudit control = control(wire, reader, differences);
    topics.read(List.of("items"), control::control);
    stock.settleOrders();
    OrderMemory memory = OrderMemory.of(stock.orders(), retention, line -> Long.MIN_VALUE);
    List<JudgedLine> lines = JudgedLine.of(stock.orders(), memory);
    FromArrival fromArrival = new FromArrival();
    pending =
        new OrderAlertAudit(lines, alerts, differences, fromArrival)
                .compare(time(), isReplay, lateness)
            + new CountRequestAudit(lines, stock.events(), control, alerts, differences)
                .compare(stock.books().balances());
    arrived = fromArrival.text();
    return String.join("\n", differences.firstOf(Check.ALERTS));
  }

  /**
   * What differs of the shelves that can not serve their orders.
   *
   * @param held what holds allocate beside the records
   */
  String ofOversold(OversoldAudit.Held... held) {
    Differences differences = new Differences();
    WireReader wire = new WireReader(TestSchemas.ALL);
    OutputReader reader = new OutputReader(wire, differences);
    AlertAudit alerts = new AlertAudit(reader, differences);
    topics.read(List.of("stock-alerts"), alerts::alert);
    ControlAudit control = control(wire, reader, differences);
    topics.read(List.of("items"), control::control);
    stock.settleOrders();
    Map<ShelfKey, Units> balances = stock.books().balances();
    OversoldAudit audit = new OversoldAudit(control, alerts, differences, new BeforeOversold());
    for (OversoldAudit.Held one : held) {
      audit.hold(one);
      Units allocated = new Units(0, 0, 0, 0, 0, one.units());
      balances.merge(one.shelf(), allocated, Units::plus);
    }
    pending = audit.compare(balances, stock.orders());
    return String.join("\n", differences.firstOf(Check.ALERTS));
  }

  private ControlAudit control(WireReader wire, OutputReader reader, Differences differences) {
    SetAside none = new SetAside(reader, differences, false);
    InputAudit inputs =
        new InputAudit(
            wire,
            none,
            stock,
            differences,
            new FromArrival(),
            Assumptions.DEFAULT,
            new FreshnessAudit(
                reader,
                differences,
                new ExpectedAlerts(wire, Assumptions.DEFAULT, InstantSource.system())),
            new IdentityAlertAudit(),
            new NaiveReservations(ClockSkew.DEFAULT),
            false);
    return new ControlAudit(wire, none, inputs, differences);
  }

  private ProvenTime time() {
    InstantSource clock = InstantSource.fixed(heard.plus(Duration.ofMinutes(2)));
    ProvenTime time = new ProvenTime(isReplay, clock);
    RawRecord last = new RawRecord(beats, 0, 0, heard.toEpochMilli(), null, null);
    time.heard(last, NaiveStock.micros(heard));
    return time;
  }

  /** How many of the last objections the job may be about to mend. */
  long pending() {
    return pending;
  }

  /** What the last audit believed. */
  String arrived() {
    return arrived;
  }
}
