package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Turns sales, voids and fulfilments into movements of shelves, each up to what its order sold.
 *
 * <p>State, by order_ref: one {@link Order}; it dies by timer {@code retention} after the order was
 * last spoken of. Another timer looks for units that were not collected in time. Bound: a record
 * has at most 10,000 lines, a line at most {@link io.zaiko.domain.stock.OrderLine#MAX_VOIDS} voids,
 * {@link io.zaiko.domain.stock.LineFulfilment#MAX_STATEMENTS} fulfilments and the names, units and
 * sources of {@link io.zaiko.domain.stock.OrderLine#MAX_SALES} sales.
 */
public final class FollowOrders extends KeyedProcessFunction<String, GoodsEvent, Movement>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("order-alerts") {};

  private static final long serialVersionUID = 1L;

  /** The timer of an order's death falls on a full hour, so that a busy order has few of them. */
  private static final long TIMER_GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  private final SchemaIds schemaIds;
  private final long retentionMillis;

  private transient ValueState<Order> order;
  private transient OutputEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param retention business time for which an order is remembered after its newest event
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FollowOrders(SchemaIds schemaIds, Duration retention) {
    this.schemaIds = schemaIds;
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
    order = getRuntimeContext().getState(new ValueStateDescriptor<>("order", Order.class));
    encoder = new OutputEncoder(schemaIds);
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<Movement> out)
      throws Exception {
    Order stored = order.value();
    Order before = stored == null ? Order.UNKNOWN : stored;
    long reached = BusinessTime.micros(time.millis(context.timerService()));
    OrderStep step = before.apply(event, reached);
    store(before, step, context.timerService());
    if (stored == null) {
      context.timerService().registerEventTimeTimer(deathMillis(step.next()));
    }
    step.movements().forEach(out::collect);
    tell(step, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Movement> out)
      throws Exception {
    Order stored = order.value();
    if (stored == null) {
      return;
    }
    time.millis(context.timerService()); // notes how far time has come
    Long review = reviewMillis(stored);
    if (review != null && review <= timestamp) {
      OrderStep step =
          stored.reviewed(context.getCurrentKey(), TimeUnit.MILLISECONDS.toMicros(timestamp));
      store(stored, step, context.timerService());
      tell(step, context);
    }
    if (timestamp % TIMER_GRAIN_MILLIS == 0) {
      forgetInTime(stored, timestamp, context.timerService());
    }
  }

  private void forgetInTime(Order stored, long timestamp, TimerService timers) {
    long death = deathMillis(stored);
    if (death > timestamp) {
      timers.registerEventTimeTimer(death);
      return;
    }
    Long review = reviewMillis(stored);
    if (review != null) {
      timers.deleteEventTimeTimer(review);
    }
    order.clear();
  }

  /** Keeps what an order has become and moves the timer of its next review. */
  private void store(Order before, OrderStep step, TimerService timers) throws Exception {
    order.update(step.next());
    Long was = reviewMillis(before);
    Long next = reviewMillis(step.next());
    if (Objects.equals(was, next)) {
      return;
    }
    if (was != null) {
      timers.deleteEventTimeTimer(was);
    }
    if (next != null) {
      timers.registerEventTimeTimer(next);
    }
  }

  private void tell(OrderStep step, Context context) {
    long now = WallClock.nowMicros();
    step.alerts().forEach(alert -> context.output(ALERTS, encoder.alert(alert, now)));
  }

  /** The first millisecond that is not before what is due; null where nothing is. */
  private static @Nullable Long reviewMillis(Order remembered) {
    Long due = remembered.dueMicros();
    return due == null ? null : -Math.floorDiv(-due, 1_000L);
  }

  private long deathMillis(Order remembered) {
    long spokenOfMillis = TimeUnit.MICROSECONDS.toMillis(remembered.spokenOfMicros());
    long due = spokenOfMillis + retentionMillis;
    return (Math.floorDiv(due, TIMER_GRAIN_MILLIS) + 1) * TIMER_GRAIN_MILLIS;
  }
}
