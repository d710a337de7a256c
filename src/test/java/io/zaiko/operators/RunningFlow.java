package io.zaiko.operators;

import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.testkit.Arrived;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.testkit.Statement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The operators of the inventory job that keep stock, from bytes to images, each on its own state
 * and joined as the job joins them. What is on its way between two of them waits in a queue, one
 * for each way, so that a seed decides which way is ahead.
 */
final class RunningFlow implements AutoCloseable {

  private static final Duration HORIZON = Duration.ofHours(72);
  private static final Duration RETENTION = Duration.ofDays(120);
  private static final long BROKER_MILLIS = 1_900_000_000_000L;
  private static final long LONGER_THAN_ANY_PAUSE_MILLIS = 60_000;

  private final StateBackend backend;
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final RecordDecoder goodsDecoder = new RecordDecoder(schemas::get);
  private final ControlDecoder controlDecoder = new ControlDecoder(schemas::get);
  private final List<AbstractStreamOperatorTestHarness<?>> all = new ArrayList<>();

  private final KeyedOneInputStreamOperatorTestHarness<String, Inbound, GoodsEvent> acceptOnce;
  private final KeyedOneInputStreamOperatorTestHarness<String, ControlRecord, ControlRecord> rules;
  private final KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> orders;
  private final KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> transfers;
  private final KeyedOneInputStreamOperatorTestHarness<String, GoodsEvent, Movement> counts;
  private final KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>
      shelves;
  private final KeyedOneInputStreamOperatorTestHarness<String, Contribution, Outbound> groups;

  /** Of orders, of transfers, of counts, of lines that stand alone. */
  private final List<Queue<Movement>> ways =
      List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());

  private final Queue<ControlRecord> broadcast = new ArrayDeque<>();
  private final List<Outbound> sent;
  private long offset;

  private RunningFlow(
      StateBackend backend, @Nullable List<OperatorSubtaskState> states, List<Outbound> sent)
      throws Exception {
    this.backend = backend;
    this.sent = sent;
    this.acceptOnce =
        keyed(
            new AcceptOnce(
                Decoded.IDS,
                AcceptOnce.Ledger.STOCK,
                Duration.ofDays(7),
                HORIZON,
                Duration.ofMinutes(10)),
            Keys::identityGroup);
    this.rules = keyed(new AcceptRules(), Keys::rulesBook);
    this.orders = keyed(new FollowOrders(Decoded.IDS, Duration.ofHours(1), RETENTION), Keys::order);
    this.transfers =
        keyed(new FollowTransfers(Decoded.IDS, Duration.ofHours(24), RETENTION), Keys::transfer);
    this.counts = keyed(new GatherCounts(Decoded.IDS, HORIZON), Keys::session);
    this.shelves =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeepShelves(
                Decoded.IDS,
                ControlAtStart.NOTHING,
                3,
                HORIZON,
                Duration.ofHours(1),
                Duration.ofDays(7)),
            Movement::shelfKey,
            null,
            Types.STRING);
    all.add(shelves);
    this.groups = keyed(new SumGroups(Decoded.IDS, 3), Contribution::key);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).setStateBackend(all.get(i) == shelves ? backend : new HashMapStateBackend());
      if (states != null) {
        all.get(i).initializeState(states.get(i));
      }
      all.get(i).open();
    }
  }

  private <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> keyed(
      KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, I, O> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), key, Types.STRING);
    all.add(harness);
    return harness;
  }

  /**
   * Nothing has arrived yet.
   *
   * @param backend keeps the shelves
   */
  static RunningFlow fresh(StateBackend backend) throws Exception {
    return new RunningFlow(backend, null, new ArrayList<>());
  }

  /** Takes a checkpoint of all operators, ends, and goes on from there. */
  RunningFlow restarted() throws Exception {
    deliverAll(); // a checkpoint holds nothing that is on its way
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (AbstractStreamOperatorTestHarness<?> harness : all) {
      states.add(harness.snapshot(1, 1));
    }
    deliverAll();
    close();
    RunningFlow restored = new RunningFlow(backend, states, sent);
    restored.schemas.putAll(schemas);
    restored.offset = offset;
    return restored;
  }

  /** Takes in one record as its bytes would arrive; nothing reaches a shelf yet. */
  void receive(Arrived arrived) throws Exception {
    if (arrived.goods() != null) {
      receive(arrived.goods());
    } else {
      receive(arrived.statement());
    }
  }

  private void receive(HistoryRecord record) throws Exception {
    byte[] value = encoded(record.record());
    accept(goodsDecoder.decode(record.topic(), 0, offset++, BROKER_MILLIS, new byte[0], value));
  }

  private void receive(Statement said) throws Exception {
    byte[] key = said.key().getBytes(StandardCharsets.UTF_8);
    byte[] value = said.value() == null ? null : encoded(said.value());
    rules.processElement(
        new StreamRecord<>(
            controlDecoder.decode(said.topic(), 0, offset++, BROKER_MILLIS, key, value)));
    for (ControlRecord judged : drained(rules)) {
      if (judged.isRefused()) {
        accept(judged.inbound());
      } else {
        broadcast.add(judged);
      }
    }
  }

  private byte[] encoded(SpecificRecord record) {
    int id = record.getSchema().getFullName().hashCode() & 0xffff;
    schemas.put(id, record.getSchema());
    return WireFormat.encode(id, record);
  }

  private void accept(Inbound inbound) throws Exception {
    acceptOnce.processElement(new StreamRecord<>(inbound));
    for (GoodsEvent event : drained(acceptOnce)) {
      if (Keys.belongsToOrder(event)) {
        orders.processElement(new StreamRecord<>(event));
      } else if (Keys.belongsToTransfer(event)) {
        transfers.processElement(new StreamRecord<>(event));
      } else if (Keys.belongsToSession(event)) {
        counts.processElement(new StreamRecord<>(event));
      } else {
        new SplitLines().flatMap(event, collecting(ways.get(3)::add));
      }
    }
    drainWays();
  }

  private void drainWays() {
    ways.get(0).addAll(drained(orders));
    ways.get(1).addAll(drained(transfers));
    ways.get(2).addAll(drained(counts));
    sideOutput(acceptOnce, AcceptOnce.PUT_ASIDE, sent::add);
  }

  /** Lets a few of those that are on their way arrive at the shelves. */
  void deliverSome(SplittableRandom random) throws Exception {
    for (int i = random.nextInt(8); i > 0; i--) {
      int way = random.nextInt(ways.size() + 1);
      if (way == ways.size()) {
        deliver(broadcast.poll());
      } else {
        deliver(ways.get(way).poll());
      }
    }
  }

  private void deliverAll() throws Exception {
    for (Queue<Movement> way : ways) {
      while (!way.isEmpty()) {
        deliver(way.poll());
      }
    }
    while (!broadcast.isEmpty()) {
      deliver(broadcast.poll());
    }
    drainShelves();
  }

  private void deliver(@Nullable Movement movement) throws Exception {
    if (movement != null) {
      shelves.processElement1(new StreamRecord<>(movement));
      drainShelves();
    }
  }

  private void deliver(@Nullable ControlRecord control) throws Exception {
    if (control != null) {
      shelves.processElement2(new StreamRecord<>(control));
      drainShelves();
    }
  }

  private void drainShelves() throws Exception {
    sent.addAll(drained(shelves));
    List<Contribution> said = new ArrayList<>();
    sideOutput(shelves, KeepShelves.CONTRIBUTIONS, said::add);
    for (Contribution contribution : said) {
      groups.processElement(new StreamRecord<>(contribution));
    }
    sent.addAll(drained(groups));
  }

  /** Lets one slice of a sweep run. */
  void slice() throws Exception {
    shelves.setProcessingTime(shelves.getProcessingTime() + LONGER_THAN_ANY_PAUSE_MILLIS);
    drainShelves();
  }

  /** Business time comes so far; what was sent before it arrives first, as on a real channel. */
  void advanceTo(long millis) throws Exception {
    Watermark mark = new Watermark(millis);
    for (OneInputStreamOperatorTestHarness<?, ?> harness :
        List.of(acceptOnce, orders, transfers, counts)) {
      harness.processWatermark(mark);
    }
    drainWays();
    deliverAll();
    shelves.processBothWatermarks(mark);
    drainShelves();
    groups.processWatermark(mark);
    drainShelves();
  }

  /** Everything arrives and every sweep comes to its end. */
  void settle() throws Exception {
    deliverAll();
    while (shelves.getProcessingTimeService().getNumActiveTimers() > 0) {
      slice();
    }
  }

  /** Everything sent so far, each once, also before a restart. */
  List<Outbound> sent() {
    return sent;
  }

  private static <T> Collector<T> collecting(Consumer<T> each) {
    return new Collector<>() {
      @Override
      public void collect(T one) {
        each.accept(one);
      }

      @Override
      public void close() {}
    };
  }

  private static <T> void sideOutput(
      AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag, Consumer<T> each) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    while (records != null && !records.isEmpty()) {
      each.accept(records.poll().getValue());
    }
  }

  @SuppressWarnings("unchecked") // a harness gives out what its operator does, and watermarks
  private static <T> List<T> drained(AbstractStreamOperatorTestHarness<T> harness) {
    List<T> drained = new ArrayList<>();
    Queue<Object> out = harness.getOutput();
    while (!out.isEmpty()) {
      if (out.poll() instanceof StreamRecord<?> record) {
        drained.add((T) record.getValue());
      }
    }
    return drained;
  }

  @Override
  public void close() throws Exception {
    for (AbstractStreamOperatorTestHarness<?> harness : all) {
      harness.close();
    }
  }
}
