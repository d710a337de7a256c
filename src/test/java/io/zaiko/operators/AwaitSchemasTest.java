package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Source;
import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.SchemaAccess;
import io.zaiko.codec.SchemaOutOfReachException;
import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.codec.WireFormat;
import io.zaiko.codec.WriterSchemas;
import io.zaiko.domain.identity.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AwaitSchemasTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What the registry answers by id; for others it does not answer. */
  private static final Map<Integer, Supplier<Schema>> REGISTRY = new ConcurrentHashMap<>();

  private static final SchemaAccess ACCESS = () -> AwaitSchemasTest::ask;
  private static final WriterSchemas SILENT =
      id -> {
        throw new SchemaOutOfReachException("out");
      };
  private static final Instant TIME = Instant.parse("2026-03-02T10:15:30Z");
  private static final int RESTOCK = 11;
  private static final int OTHER = 12;
  private static final int ITEM = 13;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void silence() {
    REGISTRY.clear();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }

  @Test
  void a_record_waits_for_its_own_schema_only_and_comes_when_it_can_be_had() throws Exception {
    var goods = goods(AwaitSchemas.MAX_BYTES);
    goods.processElement(waiting(RESTOCK, 1), 1);
    goods.processElement(waiting(OTHER, 2), 2);
    goods.processElement(Inbounds.named("known", 1), 3);
    goods.processElement(Inbounds.refused(Reason.TRUNCATED), 4);
    goods.processWatermark(50);
    assertThat(goods.extractOutputValues())
        .extracting(inbound -> inbound.origin().topic())
        .containsExactly("restocks.dock", "sales.pos");
    assertThat(goods.getOutput()).hasSize(3);

    answer(RESTOCK, Restock.getClassSchema());
    awaitOutput(goods, 3);
    assertThat(goods.extractOutputValues().get(2))
        .usingRecursiveComparison()
        .isEqualTo(decoder(id -> Restock.getClassSchema()).apply(waiting(RESTOCK, 1)));
    assertThat(eventIds(goods)).doesNotContain("restock-2");

    goods.processElement(waiting(RESTOCK, 3), 5);
    assertThat(eventIds(goods)).as("once there, nobody is asked").contains("restock-3");
  }

  @Test
  void an_id_that_turns_out_unknown_becomes_a_refusal() throws Exception {
    var goods = goods(AwaitSchemas.MAX_BYTES);
    goods.processElement(waiting(RESTOCK, 1), 1);
    REGISTRY.put(
        RESTOCK,
        () -> {
          throw new UnknownSchemaException("unknown");
        });
    awaitOutput(goods, 1);
    Inbound refused = goods.extractOutputValues().get(0);
    assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
    assertThat(refused.value()).isEqualTo(waiting(RESTOCK, 1).value());
  }

  @Test
  void what_waits_survives_a_kill_and_a_change_of_parallelism() throws Exception {
    var goods = goods(AwaitSchemas.MAX_BYTES);
    for (int number = 0; number < 5; number++) {
      goods.processElement(waiting(number % 2 == 0 ? RESTOCK : OTHER, number), 1);
    }
    OperatorSubtaskState state = goods.snapshot(1, 1);
    assertThat(goods.extractOutputValues()).isEmpty();
    List<String> released = new ArrayList<>();
    answer(RESTOCK, Restock.getClassSchema());
    answer(OTHER, Restock.getClassSchema());
    for (int subtask = 0; subtask < 2; subtask++) {
      var restored = restored(state, 2, subtask);
      int share = released.isEmpty() ? 3 : 2;
      awaitOutput(restored, share);
      released.addAll(eventIds(restored));
      assertThat(restored.snapshot(2, 2).getManagedOperatorState())
          .allSatisfy(
              handle ->
                  handle
                      .getStateNameToPartitionOffsets()
                      .forEach((name, info) -> assertThat(info.getOffsets()).isEmpty()));
    }
    assertThat(released)
        .containsExactlyInAnyOrder("restock-0", "restock-1", "restock-2", "restock-3", "restock-4");
  }

  @Test
  @Timeout(60)
  void a_full_room_holds_up_the_input_and_loses_nothing() throws Exception {
    var goods = goods(2 * WaitingRecord.of(waiting(RESTOCK, 0)).sizeBytes());
    goods.processElement(waiting(RESTOCK, 0), 1);
    goods.processElement(waiting(RESTOCK, 1), 1);
    AtomicBoolean heldUp = new AtomicBoolean();
    Thread task = Thread.currentThread();
    Thread registry =
        new Thread(
            () -> {
              await().atMost(PATIENCE).until(() -> task.getState() == Thread.State.TIMED_WAITING);
              heldUp.set(true);
              answer(RESTOCK, Restock.getClassSchema());
            });
    registry.start();
    goods.processElement(waiting(RESTOCK, 2), 1);
    assertThat(heldUp).isTrue();
    assertThat(eventIds(goods)).containsExactly("restock-0", "restock-1", "restock-2");
    registry.join();
  }

  @Test
  void master_data_of_a_partition_waits_behind_its_first_and_keeps_its_order() throws Exception {
    var control = control();
    control.processElement(item(0, 0, ITEM, ItemKind.NON_STOCK, SILENT), 1);
    control.processElement(item(0, 1, OTHER, ItemKind.STOCK, id -> Item.getClassSchema()), 1);
    control.processElement(item(1, 0, OTHER, ItemKind.STOCK, id -> Item.getClassSchema()), 1);
    assertThat(places(control)).containsExactly("1/0");

    OperatorSubtaskState state = control.snapshot(1, 1);
    var restored = opened(AwaitSchemas.ofControl(ACCESS), state, 1, 0);
    answer(OTHER, Item.getClassSchema());
    restored.processElement(item(0, 2, OTHER, ItemKind.STOCK, id -> Item.getClassSchema()), 1);
    restored.processElement(item(1, 1, OTHER, ItemKind.STOCK, id -> Item.getClassSchema()), 1);
    assertThat(places(restored)).containsExactly("1/1");
    answer(ITEM, Item.getClassSchema());
    awaitOutput(restored, 4);
    assertThat(places(restored)).containsExactly("1/1", "0/0", "0/1", "0/2");
    assertThat(restored.extractOutputValues().get(1).nonStock()).isTrue();
  }

  @Test
  void a_long_queue_leaves_room_for_barriers_between_its_slices() throws Exception {
    int records = 3 * AwaitSchemas.SLICE;
    var goods = goods(AwaitSchemas.MAX_BYTES);
    for (int number = 0; number < records; number++) {
      goods.processElement(waiting(RESTOCK, number), 1);
    }
    answer(RESTOCK, Restock.getClassSchema());
    int before = 0;
    while (before < records) {
      awaitOutput(goods, before + 1);
      int after = goods.extractOutputValues().size();
      assertThat(after - before).isLessThanOrEqualTo(AwaitSchemas.SLICE);
      before = after;
    }
    assertThat(eventIds(goods))
        .containsExactlyElementsOf(
            IntStream.range(0, records).mapToObj(number -> "restock-" + number).toList());
  }

  @Test
  void the_end_of_the_input_waits_for_what_waits() throws Exception {
    var goods = goods(AwaitSchemas.MAX_BYTES);
    goods.processElement(waiting(RESTOCK, 1), 1);
    answer(RESTOCK, Restock.getClassSchema());
    goods.endInput();
    assertThat(eventIds(goods)).containsExactly("restock-1");
  }

  @Test
  void what_rests_in_state_is_flat() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(WaitingRecord.class);
  }

  private static Schema ask(int schemaId) {
    return REGISTRY.getOrDefault(schemaId, () -> SILENT.byId(schemaId)).get();
  }

  private static void answer(int schemaId, Schema schema) {
    REGISTRY.put(schemaId, () -> schema);
  }

  /** A restock as the source hands it on while the registry is silent. */
  private static Inbound waiting(int schemaId, int number) {
    Restock restock =
        Restock.newBuilder()
            .setEventId("restock-" + number)
            .setOccurredAt(TIME)
            .setSource(new Source("dock", null, null, null, null, null))
            .setLines(List.of(new RestockLine(1, "mug", 1L, "shop")))
            .build();
    return new RecordDecoder(SILENT)
        .decode(
            "restocks.dock",
            0,
            number,
            TIME.toEpochMilli(),
            new byte[] {1},
            WireFormat.encode(schemaId, restock));
  }

  private static java.util.function.UnaryOperator<Inbound> decoder(WriterSchemas writers) {
    return raw ->
        new RecordDecoder(writers)
            .decode(
                raw.origin().topic(),
                raw.origin().partition(),
                raw.origin().offset(),
                raw.brokerTimeMillis(),
                raw.key(),
                raw.value());
  }

  private static ControlRecord item(
      int partition, long offset, int schemaId, ItemKind kind, WriterSchemas writers) {
    byte[] value = WireFormat.encode(schemaId, new Item("mug", kind, BaseUnit.PIECE, null));
    byte[] key = "mug".getBytes(StandardCharsets.UTF_8);
    return new ControlDecoder(writers).decode("items", partition, offset, 1_000, key, value);
  }

  private OneInputStreamOperatorTestHarness<Inbound, Inbound> goods(long maxBytes)
      throws Exception {
    return opened(
        new AwaitSchemas<>(new Awaited.Goods(Duration.ofMinutes(5), false), ACCESS, maxBytes),
        OperatorSubtaskState.builder().build(),
        1,
        0);
  }

  private OneInputStreamOperatorTestHarness<Inbound, Inbound> restored(
      OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
    return opened(
        AwaitSchemas.ofGoods(ACCESS, Duration.ofMinutes(5), false),
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, 720, 1, parallelism, subtask),
        parallelism,
        subtask);
  }

  private OneInputStreamOperatorTestHarness<ControlRecord, ControlRecord> control()
      throws Exception {
    return opened(AwaitSchemas.ofControl(ACCESS), OperatorSubtaskState.builder().build(), 1, 0);
  }

  private <T> OneInputStreamOperatorTestHarness<T, T> opened(
      AwaitSchemas<T> operator, OperatorSubtaskState state, int parallelism, int subtask)
      throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(operator, 720, parallelism, subtask);
    opened.add(harness);
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  /** Runs the task's mails, one by one, until there is so much output. */
  private static void awaitOutput(OneInputStreamOperatorTestHarness<?, ?> harness, int records) {
    await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .until(
            () -> {
              if (harness.extractOutputValues().size() < records) {
                var mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
                if (mail.isPresent()) {
                  mail.get().run();
                }
              }
              return harness.extractOutputValues().size() >= records;
            });
  }

  private static List<String> eventIds(OneInputStreamOperatorTestHarness<?, Inbound> harness) {
    return harness.extractOutputValues().stream().map(inbound -> inbound.eventId()).toList();
  }

  private static List<String> places(OneInputStreamOperatorTestHarness<?, ControlRecord> harness) {
    return harness.extractOutputValues().stream()
        .map(record -> record.inbound().origin())
        .map(origin -> origin.partition() + "/" + origin.offset())
        .toList();
  }
}
