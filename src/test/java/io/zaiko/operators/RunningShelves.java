package io.zaiko.operators;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** {@link KeepShelves} on a state backend, with a clock that the test turns. */
final class RunningShelves implements AutoCloseable {

  private static final long LONGER_THAN_ANY_PAUSE_MILLIS = 60_000;

  private final KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>
      harness;
  private final StateBackend backend;

  private RunningShelves(ControlAtStart atStart, StateBackend backend) throws Exception {
    this.backend = backend;
    this.harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeepShelves(
                Decoded.IDS,
                atStart,
                3,
                Duration.ofHours(72),
                Duration.ofHours(1),
                Duration.ofDays(7)),
            Movement::shelfKey,
            null,
            Types.STRING);
    harness.setStateBackend(backend);
  }

  static RunningShelves fresh(ControlAtStart atStart) throws Exception {
    return fresh(atStart, new EmbeddedRocksDBStateBackend());
  }

  static RunningShelves fresh(ControlAtStart atStart, StateBackend backend) throws Exception {
    RunningShelves shelves = new RunningShelves(atStart, backend);
    shelves.harness.open();
    return shelves;
  }

  static RunningShelves restored(OperatorSubtaskState state) throws Exception {
    return restored(state, ControlAtStart.NOTHING, new EmbeddedRocksDBStateBackend());
  }

  private static RunningShelves restored(
      OperatorSubtaskState state, ControlAtStart atStart, StateBackend backend) throws Exception {
    RunningShelves shelves = new RunningShelves(atStart, backend);
    shelves.harness.initializeState(state);
    shelves.harness.open();
    return shelves;
  }

  /** Takes a checkpoint, ends, and goes on from there. */
  RunningShelves restarted(ControlAtStart atStart) throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    close();
    return restored(snapshot, atStart, backend);
  }

  void move(String location, String sku, long units) throws Exception {
    GoodsLine line =
        new GoodsLine(
            1, sku, location, units, Act.RECEIVED, Condition.SELLABLE, Condition.SELLABLE);
    harness.processElement1(
        new StreamRecord<>(
            Movement.of(Events.event(RecordKind.RESTOCK, "e", 10, 10, false), line)));
  }

  /** Units are sold to be shipped from a location or group; fewer than none: they are not. */
  void order(String location, String sku, long units) throws Exception {
    GoodsLine line =
        new GoodsLine(
            1, sku, location, units, Act.ORDERED_TO_SHIP, Condition.SELLABLE, Condition.SELLABLE);
    move(Movement.of(Events.event(RecordKind.SALE, "o", 10, 10, false), line));
  }

  /** Says of an item whether it has no stock, at an offset of {@code items}, partition 0. */
  void declare(String sku, long offset, boolean nonStock) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new ControlRecord(
                ControlTopic.ITEMS,
                sku,
                false,
                nonStock,
                true,
                new Inbound(
                    new Origin("items", 0, offset, 0),
                    sku.getBytes(StandardCharsets.UTF_8),
                    new byte[] {1},
                    5,
                    null,
                    null,
                    null,
                    null))));
  }

  /** States a rule, at an offset of {@code stock-rules}, partition 0. */
  void rule(StockRule rule, long offset) throws Exception {
    control(rule.scope().key(), rule, offset);
  }

  /** Takes back a rule by its key. */
  void takeBack(String key, long offset) throws Exception {
    control(key, null, offset);
  }

  private void control(String key, @Nullable StockRule rule, long offset) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new ControlRecord(
                ControlTopic.STOCK_RULES,
                key,
                rule == null,
                false,
                true,
                new Inbound(
                    new Origin("stock-rules", 0, offset, 0),
                    key.getBytes(StandardCharsets.UTF_8),
                    new byte[] {1},
                    5,
                    null,
                    null,
                    null,
                    null),
                null,
                rule)));
  }

  /** Hands a movement on. */
  void move(Movement movement) throws Exception {
    harness.processElement1(new StreamRecord<>(movement));
  }

  /** States a location, at an offset of {@code locations}, partition 0. */
  void place(Place place, long offset) throws Exception {
    place(place.locationId(), place, offset);
  }

  /** Forgets a location. */
  void forget(String locationId, long offset) throws Exception {
    place(locationId, null, offset);
  }

  private void place(String locationId, @Nullable Place place, long offset) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new ControlRecord(
                ControlTopic.LOCATIONS,
                locationId,
                place == null,
                false,
                place == null || place.open(),
                new Inbound(
                    new Origin("locations", 0, offset, 0),
                    locationId.getBytes(StandardCharsets.UTF_8),
                    new byte[] {1},
                    5,
                    null,
                    null,
                    null,
                    null),
                place,
                null)));
  }

  /** What was said to groups so far, each once. */
  List<Contribution> contributions() {
    var said = harness.getSideOutput(KeepShelves.CONTRIBUTIONS);
    return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
  }

  /** What was answered to words so far, each once. */
  List<Ballot> ballots() {
    var said = harness.getSideOutput(KeepShelves.BALLOTS);
    return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
  }

  /** Business time comes so far. */
  void reach(Duration sinceEpoch) throws Exception {
    harness.processBothWatermarks(new Watermark(sinceEpoch.toMillis()));
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  /** Lets one slice of a sweep run; does nothing where none is due. */
  void slice() throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + LONGER_THAN_ANY_PAUSE_MILLIS);
  }

  /** Lets the sweep come to its end. */
  void sweep() throws Exception {
    while (isSweeping()) {
      slice();
    }
  }

  boolean isSweeping() {
    return harness.getProcessingTimeService().getNumActiveTimers() > 0;
  }

  /** Both inputs end. */
  void end() throws Exception {
    harness.endAllInputs();
    harness.getOperator().finish();
  }

  /** Everything sent so far, each once. */
  List<Outbound> sent() {
    return harness.extractOutputValues();
  }

  List<Availability> images() {
    List<Outbound> standing = sent().stream().filter(out -> out.value() != null).toList();
    return Decoded.of(Availability.class, standing, "availability");
  }

  /** The shelves of all tombstones. */
  List<String> withdrawn() {
    return sent().stream()
        .filter(out -> out.value() == null)
        .map(out -> new String(out.key(), StandardCharsets.UTF_8))
        .toList();
  }

  List<StockLedgerEntry> entries() {
    return Decoded.of(StockLedgerEntry.class, sent(), "stock-ledger");
  }

  List<StockAlert> alerts() {
    return Decoded.of(StockAlert.class, sent(), "stock-alerts");
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
