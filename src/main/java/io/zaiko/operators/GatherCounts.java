package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.count.CountSession;
import io.zaiko.domain.count.ItemCount;
import io.zaiko.domain.count.SessionHearing;
import io.zaiko.domain.count.SessionStep;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds the lines of a counting session until it is complete, then tells each shelf what was
 * counted on it; a record that comes later corrects that.
 *
 * <p>State, by {@code location|count_id}: one {@link CountSession} and its {@link ItemCount}s by
 * SKU, of which a record reads and writes those it names, and the completion all. They die together
 * by timer {@code horizon} after the session was last spoken of, twice that where it is complete.
 * Bound: {@link CountSession#MAX_ENTRIES} items and areas. There is one timer for each session, and
 * one more for the next step of time while it is half told. Operator state: the {@link
 * ReachedTime}.
 */
public final class GatherCounts extends KeyedProcessFunction<String, GoodsEvent, Movement>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("count-alerts") {};

  /** People hear of an open session after this part of the time for which it is remembered. */
  public static final int PATIENCE = 3;

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final Duration horizon;

  private transient ValueState<CountSession> session;
  private transient MapState<String, ItemCount> items;
  private transient OutputEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param horizon business time after which what was counted can take effect no more; for so long
   *     an open session is remembered after its newest record, and a complete one for twice that
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public GatherCounts(SchemaIds schemaIds, Duration horizon) {
    this.schemaIds = schemaIds;
    this.horizon = horizon;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    time = new ReachedTime(context.getOperatorStateStore(), System.currentTimeMillis());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    time.keep();
  }

  @Override
  public void open(OpenContext context) {
    session =
        getRuntimeContext().getState(new ValueStateDescriptor<>("session", CountSession.class));
    items =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("items", Types.STRING, Types.POJO(ItemCount.class)));
    encoder = new OutputEncoder(schemaIds);
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<Movement> out)
      throws Exception {
    CountSession stored = session.value();
    long watermark = time.millis(context.timerService());
    SessionStep step =
        hearing(out)
            .hear(
                stored,
                event,
                BusinessTime.micros(watermark),
                BusinessTime.microsBefore(watermark, horizon));
    session.update(step.next());
    if (stored == null) {
      context.timerService().registerEventTimeTimer(dueMillis(step.next()));
    }
    if (step.next().isHalfTold()) {
      context.timerService().registerEventTimeTimer(watermark + 1);
    }
    step.alerts().forEach(alert -> tell(alert, context));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Movement> out)
      throws Exception {
    CountSession stored = session.value();
    if (stored == null) {
      return;
    }
    CountSession next = stored;
    if (stored.isHalfTold()) {
      next = hearing(out).retold(stored, context.getCurrentKey());
      session.update(next);
    }
    if (dueMillis(stored) <= timestamp) {
      boolean isForgotten = deathMillis(stored) <= timestamp;
      SessionStep step =
          SessionHearing.reviewed(
              next, context.getCurrentKey(), isForgotten, BusinessTime.micros(timestamp));
      step.alerts().forEach(alert -> tell(alert, context));
      if (isForgotten) {
        session.clear();
        items.clear();
        return;
      }
      next = step.next();
      session.update(next);
    }
    context.timerService().registerEventTimeTimer(dueMillis(next));
  }

  private SessionHearing hearing(Collector<Movement> out) {
    return new SessionHearing(new KeptItems(items), out::collect);
  }

  private void tell(Alert alert, Context context) {
    context.output(ALERTS, encoder.alert(alert, WallClock.nowMicros()));
  }

  /** When it is to be looked at next. */
  private long dueMillis(CountSession remembered) {
    return remembered.isOpenUntold()
        ? BusinessTime.millisAfter(remembered.spokenOfMicros(), horizon.dividedBy(PATIENCE))
        : deathMillis(remembered);
  }

  private long deathMillis(CountSession remembered) {
    // A complete one is kept twice as long: what may still arrive of it is then too late for it and
    // does not pass for a count of its own.
    return BusinessTime.millisAfter(
        remembered.spokenOfMicros(), remembered.isComplete() ? horizon.multipliedBy(2) : horizon);
  }
}
