package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Restatement;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfId;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Step;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each shelf up to date and tells of it: a ledger entry for each movement, an availability
 * image where the numbers are news, an alert where people should look. Where the world changes
 * around many shelves, a {@link Sweep} looks at them again.
 *
 * <p>The first input is keyed by shelf, the second is broadcast. An operator rather than a process
 * function, for only an operator may walk over its keys a slice at a time.
 *
 * <p>State, by shelf: one {@link Shelf}, which lives as long as the books. Broadcast: the non-stock
 * items, at most {@link NonStockItems#MAX}. Operator state: the epoch of this attempt, and what is
 * not swept yet, at most twice {@link Changes#NAMED_AT_MOST} for each subtask.
 */
public final class KeepShelves extends AbstractStreamOperator<Outbound>
    implements TwoInputStreamOperator<Movement, ControlRecord, Outbound> {

  private static final long serialVersionUID = 1L;
  private static final String SHELF = "shelf";

  private final SchemaIds schemaIds;
  private final ControlAtStart controlAtStart;
  private final long lowStockAt;

  private transient ValueState<Shelf> shelves;
  private transient OutputEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ListState<Long> epochs;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ListState<ToSweep> unswept;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient NonStockItems nonStockItems;

  private transient @Nullable Sweep sweep;
  private transient long epoch;

  /**
   * @param controlAtStart what the control topics said when a fresh job was submitted
   * @param lowStockAt LOW_STOCK at this many units and below
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public KeepShelves(SchemaIds schemaIds, ControlAtStart controlAtStart, long lowStockAt) {
    this.schemaIds = schemaIds;
    this.controlAtStart = controlAtStart;
    this.lowStockAt = lowStockAt;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    OperatorStateStore store = context.getOperatorStateStore();
    epochs = store.getUnionListState(new ListStateDescriptor<>("epoch", Types.LONG));
    unswept = store.getUnionListState(new ListStateDescriptor<>("unswept", ToSweep.class));
    long restored = 0;
    for (Long earlier : epochs.get()) {
      restored = Math.max(restored, earlier);
    }
    epoch = Math.max(restored + 1, System.currentTimeMillis());
    nonStockItems = new NonStockItems(store);
    if (!context.isRestored()) {
      nonStockItems.startWith(controlAtStart);
    } else if (!unswept.get().iterator().hasNext()) {
      // A state from before there were sweeps: whatever changed then was never answered.
      unswept.add(ToSweep.everything(Cause.item("items")));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    shelves = getRuntimeContext().getState(new ValueStateDescriptor<>(SHELF, Shelf.class));
    encoder = new OutputEncoder(schemaIds);
    sweep = new Sweep(this::keys, this::restate, getProcessingTimeService(), getMetricGroup());
    for (ToSweep left : unswept.get()) {
      if (!left.equals(ToSweep.NOTHING)) {
        sweep.answer(left);
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    epochs.update(List.of(epoch));
    List<ToSweep> left = sweep().unfinished();
    unswept.update(left.isEmpty() ? List.of(ToSweep.NOTHING) : left);
  }

  @Override
  public void processElement1(StreamRecord<Movement> element) throws Exception {
    Movement movement = element.getValue();
    Shelf stored = shelves.value();
    Step step = (stored == null ? Shelf.EMPTY : stored).apply(movement, view(movement.sku()));
    shelves.update(step.next());
    send(encoder.ledgerEntry(step.entry(), WallClock.nowMicros()));
    tell(step.image(), step.alerts());
  }

  @Override
  public void processElement2(StreamRecord<ControlRecord> element) throws Exception {
    ControlRecord control = element.getValue();
    switch (nonStockItems.note(control)) {
      case NOTHING_NEW -> {}
      case CHANGED ->
          sweep()
              .answer(ToSweep.item(control.id(), Cause.item(control.inbound().origin().address())));
      case NO_ROOM -> {
        // Every subtask refuses the same record: one of them says so.
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
          send(encoder.deadLetter(NonStockItems.refusal(control)));
        }
      }
    }
  }

  private void restate(String key, ShelfId id, Cause cause) throws Exception {
    setCurrentKey(key);
    Shelf stored = shelves.value();
    Restatement restated = stored == null ? null : stored.restated(id, view(id.sku()), cause);
    if (restated != null) {
      shelves.update(restated.next());
      tell(restated.image(), restated.alerts());
    }
  }

  private ShelfView view(String sku) throws Exception {
    return new ShelfView(nonStockItems.contain(sku), epoch, lowStockAt);
  }

  private void tell(@Nullable Image image, List<Alert> alerts) {
    long now = WallClock.nowMicros();
    if (image != null) {
      send(encoder.image(image, now));
    }
    alerts.forEach(alert -> send(encoder.alert(alert, now)));
  }

  private void send(Outbound outbound) {
    output.collect(new StreamRecord<>(outbound));
  }

  /** The keys of all shelves; RocksDB reads them from a snapshot while the shelves go on. */
  private Stream<String> keys() {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    Stream<String> keys = backend.getKeys(SHELF, VoidNamespace.INSTANCE);
    if (backend.getBackendTypeIdentifier().equals("rocksdb")) {
      return keys;
    }
    try (keys) { // a table on the heap may not change while it is read
      return keys.toList().stream();
    }
  }

  @Override
  public void finish() throws Exception {
    sweep().finish();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (sweep != null) {
      sweep.close(); // before the state that its keys are read from
    }
    super.close();
  }

  private Sweep sweep() {
    return Objects.requireNonNull(sweep, "not open");
  }
}
