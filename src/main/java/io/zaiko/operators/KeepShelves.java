package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Step;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps each shelf up to date and tells of it: a ledger entry for each movement, an availability
 * image where the numbers are news, an alert where people should look.
 *
 * <p>State, by shelf: one {@link Shelf}, which lives as long as the books. Broadcast: the non-stock
 * items, at most {@link NonStockItems#MAX}. Operator state: the epoch of this attempt.
 */
public final class KeepShelves
    extends KeyedBroadcastProcessFunction<String, Movement, ControlRecord, Outbound>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** What the control stream is broadcast into. */
  public static MapStateDescriptor<?, ?>[] broadcastStates() {
    return new MapStateDescriptor<?, ?>[] {NonStockItems.SKUS, NonStockItems.READ_UP_TO};
  }

  private final SchemaIds schemaIds;
  private final ControlAtStart controlAtStart;
  private final long lowStockAt;

  private transient ValueState<Shelf> shelf;
  private transient OutputEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ListState<Long> epochs;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient NonStockItems nonStockItems;

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
  public void initializeState(FunctionInitializationContext context) throws Exception {
    epochs =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("epoch", Types.LONG));
    long restored = 0;
    for (Long earlier : epochs.get()) {
      restored = Math.max(restored, earlier);
    }
    epoch = Math.max(restored + 1, System.currentTimeMillis());
    nonStockItems = new NonStockItems(context.getOperatorStateStore());
    if (!context.isRestored()) {
      nonStockItems.startWith(controlAtStart);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    epochs.update(List.of(epoch));
  }

  @Override
  public void open(OpenContext context) {
    shelf = getRuntimeContext().getState(new ValueStateDescriptor<>("shelf", Shelf.class));
    encoder = new OutputEncoder(schemaIds);
  }

  @Override
  public void processElement(Movement movement, ReadOnlyContext context, Collector<Outbound> out)
      throws Exception {
    Shelf stored = shelf.value();
    boolean nonStock = nonStockItems.contain(movement.sku());
    Step step =
        (stored == null ? Shelf.EMPTY : stored)
            .apply(movement, new ShelfView(nonStock, epoch, lowStockAt));
    shelf.update(step.next());
    long now = WallClock.nowMicros();
    out.collect(encoder.ledgerEntry(step.entry(), now));
    if (step.image() != null) {
      out.collect(encoder.image(step.image(), now));
    }
    step.alerts().forEach(alert -> out.collect(encoder.alert(alert, now)));
  }

  @Override
  public void processBroadcastElement(
      ControlRecord control, Context context, Collector<Outbound> out) throws Exception {
    boolean noted = nonStockItems.note(control);
    // Every subtask refuses the same record: one of them says so.
    if (!noted && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      out.collect(encoder.deadLetter(NonStockItems.refusal(control)));
    }
  }
}
