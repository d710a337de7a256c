package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.SchemaAccess;
import io.zaiko.codec.SchemaOutOfReachException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records whose schema the source could not get until it can be had, then decodes them
 * and sends them on; all others pass at once. Nobody waits for the registry here: another thread
 * asks, and its answers come as mails of the task. See docs/decisions/0006.
 *
 * <p>State, by subtask: the waiting records, {@link #MAX_BYTES} of them. A record beyond that holds
 * up the input, and with it the task's checkpoints, until there is room: nothing is lost.
 *
 * @param <T> what the source hands on
 */
public final class AwaitSchemas<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, BoundedOneInput {

  /** Key, value and 256 bytes for each record: at most 131,072 records. */
  static final long MAX_BYTES = 32L << 20;

  /** So many are sent on in one go; barriers and other mails pass between. */
  static final int SLICE = 500;

  private static final long serialVersionUID = 1L;

  private final Awaited<T> awaited;
  private final SchemaAccess access;
  private final long maxBytes;

  private transient MailboxExecutor mailbox;
  private transient ListState<WaitingRecord> kept;
  private transient WaitingRoom room;
  // Only what lanes to be looked at need; emptied when there are none.
  private transient Map<Integer, Supplier<Schema>> answers;
  private transient Function<WaitingRecord, T> decoder;
  private transient @Nullable SchemaQuestions questions;
  private transient volatile int waitingRecords;

  @SuppressWarnings("NullAway.Init") // transient fields are set before the first record
  AwaitSchemas(Awaited<T> awaited, SchemaAccess access, long maxBytes) {
    this.awaited = awaited;
    this.access = access;
    this.maxBytes = maxBytes;
  }

  /**
   * For goods: a record waits for its own schema only.
   *
   * @param clockSkewMax how far a source's clock may be wrong before its times are corrected
   * @param readsBills whether what sales and returns say of money is wanted
   */
  public static AwaitSchemas<Inbound> ofGoods(
      SchemaAccess access, Duration clockSkewMax, boolean readsBills) {
    return new AwaitSchemas<>(new Awaited.Goods(clockSkewMax, readsBills), access, MAX_BYTES);
  }

  /** For master data: the records of one partition wait for those before them. */
  public static AwaitSchemas<ControlRecord> ofControl(SchemaAccess access) {
    return new AwaitSchemas<>(new Awaited.Control(), access, MAX_BYTES);
  }

  @Override
  public void setMailboxExecutor(MailboxExecutor mailboxExecutor) {
    super.setMailboxExecutor(mailboxExecutor);
    mailbox = mailboxExecutor;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    answers = new HashMap<>();
    decoder = awaited.decoder(this::answer);
    room = new WaitingRoom(maxBytes);
    kept =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "records-awaiting-schema", TypeInformation.of(WaitingRecord.class)));
    for (WaitingRecord record : kept.get()) {
      room.admit(awaited.lane(awaited.inbound(decoder.apply(record))), record);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    getMetricGroup().gauge("recordsAwaitingSchema", (Gauge<Integer>) () -> waitingRecords);
    SchemaQuestions asked =
        new SchemaQuestions(
            access.writerSchemas(),
            (id, answer) -> mailbox.execute(() -> answered(id, answer), "schema " + id),
            () -> waitingRecords,
            getOperatorName() + ", asks for schemas");
    questions = asked;
    asked.start();
    lookAgain();
  }

  @Override
  public void processElement(StreamRecord<T> element) throws Exception {
    if (passes(element.getValue())) {
      output.collect(element);
      return;
    }
    while (room.isFull()) {
      mailbox.yield();
    }
    Inbound inbound = awaited.inbound(element.getValue());
    room.admit(awaited.lane(inbound), WaitingRecord.of(inbound));
    sendOn(); // at once where the schema is here by now
  }

  private boolean passes(T record) {
    if (awaited.awaitsSchema(record)) {
      return false;
    }
    return room.isEmpty()
        || !awaited.keepsOrder()
        || !room.has(awaited.lane(awaited.inbound(record)));
  }

  private Schema answer(int schemaId) {
    Supplier<Schema> answer = answers.get(schemaId);
    if (answer == null) {
      throw new SchemaOutOfReachException("not asked yet");
    }
    return answer.get();
  }

  private void answered(int schemaId, Supplier<Schema> answer) {
    answers.put(schemaId, answer);
    room.schemaIsThere(schemaId);
    sendOn();
  }

  private void lookAgain() {
    mailbox.execute(this::sendOn, "records whose schema is there");
  }

  private void sendOn() {
    WaitingRecord next = room.next();
    for (int left = SLICE; next != null && left > 0; left--) {
      sendOnOrSetAside(next);
      next = room.next();
    }
    waitingRecords = room.size();
    if (next == null) {
      answers.clear();
    } else {
      lookAgain();
    }
  }

  private void sendOnOrSetAside(WaitingRecord next) {
    T record = decoder.apply(next);
    if (awaited.awaitsSchema(record)) {
      int schemaId = awaited.inbound(record).schemaId();
      if (room.setNextAside(schemaId) && questions != null) {
        questions.ask(schemaId);
      }
    } else {
      room.releaseNext();
      // No one behind goes by a record's time; the watermark has gone ahead in any case.
      output.collect(new StreamRecord<>(record, next.timestampMillis()));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    kept.update(room.all());
  }

  @Override
  public void endInput() throws Exception {
    while (!room.isEmpty()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (questions != null) {
      questions.close();
    }
    super.close();
  }
}
