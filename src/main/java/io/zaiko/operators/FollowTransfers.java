package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Transfer;
import io.zaiko.domain.stock.TransferChange;
import io.zaiko.domain.stock.TransferItem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Turns the steps of transfers into movements of shelves, and tells of what is missing, over or
 * overdue.
 *
 * <p>State, by transfer_ref: one {@link Transfer} and its {@link TransferItem}s by SKU, of which a
 * record touches those it names. They die together by timer {@code retention} after the transfer
 * was last spoken of if it is settled, else {@link #OPEN_FACTOR} times as long after, and not
 * before it was judged, which is within 366 days of a shipment. Bound: {@link Transfer#MAX_ITEMS}
 * items, {@link Transfer#MAX_PLACES} places, {@link io.zaiko.domain.stock.TransferPlace#MAX_DUES}
 * due times of an item at a place. There is one timer for each transfer: the earliest time at which
 * it is to be judged or forgotten. Operator state: the {@link ReachedTime}.
 */
public final class FollowTransfers extends KeyedProcessFunction<String, GoodsEvent, Movement>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("transfer-alerts") {};

  /** A transfer of which something is awaited is kept so many times as long as a settled one. */
  public static final int OPEN_FACTOR = 10;

  private static final long serialVersionUID = 1L;

  /** Deaths fall on full hours, so that a busy transfer seldom moves its timer. */
  private static final long DEATH_GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  /** Judgements fall on full minutes, so that the items of one receipt are judged together. */
  private static final long JUDGE_GRAIN_MILLIS = Duration.ofMinutes(1).toMillis();

  private final SchemaIds schemaIds;
  private final long latenessMicros;
  private final long retentionMillis;

  private transient ValueState<Transfer> transfer;
  private transient MapState<String, TransferItem> items;
  private transient OutputEncoder encoder;
  private transient Counter alerts;
  private transient Counter forgottenOpen;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param lateness business time by which a shipment may be booked later than its receipt
   * @param retention business time for which a settled transfer is remembered after its newest
   *     event
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FollowTransfers(SchemaIds schemaIds, Duration lateness, Duration retention) {
    this.schemaIds = schemaIds;
    this.latenessMicros = TimeUnit.MILLISECONDS.toMicros(lateness.toMillis());
    this.retentionMillis = retention.toMillis();
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
    transfer = getRuntimeContext().getState(new ValueStateDescriptor<>("transfer", Transfer.class));
    items =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("items", Types.STRING, Types.POJO(TransferItem.class)));
    encoder = new OutputEncoder(schemaIds);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    alerts = metrics.counter("transferAlerts");
    forgottenOpen = metrics.counter("transfersForgottenOpen");
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<Movement> out)
      throws Exception {
    Transfer stored = transfer.value();
    long watermark = BusinessTime.micros(time.millis(context.timerService()));
    TransferChange change =
        (stored == null ? Transfer.UNKNOWN : stored)
            .apply(event, named(event), watermark, latenessMicros);
    store(stored, change, context.timerService());
    change.movements().forEach(out::collect);
    tell(change, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Movement> out)
      throws Exception {
    Transfer stored = transfer.value();
    if (stored == null) {
      return;
    }
    if (!waits(stored) && deathMillis(stored) <= timestamp) {
      forget(stored);
      return;
    }
    time.millis(context.timerService());
    TransferChange change =
        stored.judge(
            context.getCurrentKey(),
            items.values(),
            TimeUnit.MILLISECONDS.toMicros(timestamp),
            latenessMicros);
    store(null, change, context.timerService());
    tell(change, context);
  }

  private Map<String, TransferItem> named(GoodsEvent event) throws Exception {
    Map<String, TransferItem> named = new HashMap<>();
    for (GoodsLine line : event.lines()) {
      TransferItem item = items.get(line.sku());
      if (item != null) {
        named.put(line.sku(), item);
      }
    }
    return named;
  }

  /**
   * Keeps what changed and moves the timer.
   *
   * @param before whose timer still stands; null where there is none
   */
  private void store(@Nullable Transfer before, TransferChange change, TimerService timers)
      throws Exception {
    transfer.update(change.next());
    for (TransferItem item : change.items()) {
      items.put(item.sku(), item);
    }
    long due = dueMillis(change.next());
    if (before == null) {
      timers.registerEventTimeTimer(due);
    } else if (dueMillis(before) != due) {
      timers.deleteEventTimeTimer(dueMillis(before));
      timers.registerEventTimeTimer(due);
    }
  }

  private void tell(TransferChange change, Context context) {
    long now = WallClock.nowMicros();
    for (Alert alert : change.alerts()) {
      context.output(ALERTS, encoder.alert(alert, now));
    }
    alerts.inc(change.alerts().size());
  }

  private void forget(Transfer forgotten) {
    if (!forgotten.isSettled()) {
      forgottenOpen.inc();
    }
    transfer.clear();
    items.clear();
  }

  private long dueMillis(Transfer remembered) {
    return waits(remembered)
        ? after(TimeUnit.MICROSECONDS.toMillis(remembered.judgeAtMicros()), JUDGE_GRAIN_MILLIS)
        : deathMillis(remembered);
  }

  private static boolean waits(Transfer remembered) {
    return remembered.judgeAtMicros() != Transfer.NEVER;
  }

  private long deathMillis(Transfer remembered) {
    long spokenOf = TimeUnit.MICROSECONDS.toMillis(remembered.spokenOfMicros());
    long kept = remembered.isSettled() ? retentionMillis : OPEN_FACTOR * retentionMillis;
    return after(spokenOf + kept, DEATH_GRAIN_MILLIS);
  }

  private static long after(long millis, long grain) {
    return (Math.floorDiv(millis, grain) + 1) * grain;
  }
}
