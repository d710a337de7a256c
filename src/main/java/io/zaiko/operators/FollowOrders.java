package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import java.time.Duration;
import java.util.List;
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
 * last spoken of. One of which units are open dies {@link #OPEN_FACTOR} times as long after, and
 * not before they were to be collected, which is within 366 days of their READY. Another timer
 * looks for units that were not collected in time. Operator state: the {@link ReachedTime}. Bound:
 * a record has at most 10,000 lines, an order as many as its records name, a line at most {@link
 * io.zaiko.domain.stock.OrderLine#MAX_VOIDS} voids, {@link
 * io.zaiko.domain.stock.LineFulfilment#MAX_STATEMENTS} fulfilments and the names, units and sources
 * of {@link io.zaiko.domain.stock.OrderLine#MAX_SALES} sales.
 */
public final class FollowOrders extends KeyedProcessFunction<String, GoodsEvent, Movement>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("order-alerts") {};

  /** An order of which units are yet to be handed over is kept so many times as long. */
  public static final int OPEN_FACTOR = 10;

  private static final long serialVersionUID = 1L;

  /**
   * The timer of an order's death falls on a full hour, so that a busy order has few of them. It is
   * known by that, also after a restore, and {@code episode} counts these hours: never change it.
   */
  private static final long TIMER_GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  private final SchemaIds schemaIds;
  private final long latenessMicros;
  private final long retentionMillis;

  private transient ValueState<Order> order;
  private transient OutputEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param lateness business time by which a hand-over may be booked late
   * @param retention business time for which an order is remembered after its newest event
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FollowOrders(SchemaIds schemaIds, Duration lateness, Duration retention) {
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
    order = getRuntimeContext().getState(new ValueStateDescriptor<>("order", Order.class));
    encoder = new OutputEncoder(schemaIds);
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<Movement> out)
      throws Exception {
    Order stored = order.value();
    Order before = stored == null ? Order.UNKNOWN : stored;
    long reached = BusinessTime.micros(time.believedMillis(context.timerService()));
    OrderStep step = before.apply(event, reached, latenessMicros);
    store(before, step, context.timerService());
    // The timer of an open order may be set to years ahead, and this may have been its last unit.
    if (stored == null || deathMillis(stored, 1) <= time.millis(context.timerService())) {
      context.timerService().registerEventTimeTimer(deathMillis(step.next(), 1));
    }
    step.movements().forEach(out::collect);
    tell(step.alerts(), context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Movement> out)
      throws Exception {
    Order stored = order.value();
    if (stored == null) {
      return;
    }
    time.millis(context.timerService()); // notes how far time has come
    boolean hasCome = ReachedTime.hasCome(timestamp, context.timerService());
    Order left = stored;
    Long review = reviewMillis(stored);
    if (review != null && review <= timestamp && hasCome) {
      OrderStep step = stored.reviewed(context.getCurrentKey(), micros(timestamp), latenessMicros);
      store(stored, step, context.timerService());
      tell(step.alerts(), context);
      left = step.next();
    }
    if (!isFullHour(timestamp)) {
      return;
    }
    long death = lastsUntil(left, timestamp);
    if (death > timestamp) {
      context.timerService().registerEventTimeTimer(death);
      return;
    }
    if (hasCome) {
      long episode = timestamp / TIMER_GRAIN_MILLIS;
      tell(left.forgotten(context.getCurrentKey(), episode, micros(timestamp)), context);
    }
    order.clear();
  }

  /** When it may die; at the earliest, where a time has not come so far. */
  private long lastsUntil(Order remembered, long timestamp) {
    long death = deathMillis(remembered, 1);
    if (death > timestamp || !remembered.isOpen()) {
      return death;
    }
    Long review = reviewMillis(remembered);
    long looked = review == null ? Long.MIN_VALUE : hourAfter(review);
    return Math.max(looked, deathMillis(remembered, OPEN_FACTOR));
  }

  /** Keeps what an order has become and moves the timer of its next review. */
  private void store(Order before, OrderStep step, TimerService timers) throws Exception {
    order.update(step.next());
    Long was = reviewMillis(before);
    Long next = reviewMillis(step.next());
    // On a full hour it may be the timer of the order's death, too.
    if (was != null && !was.equals(next) && !isFullHour(was)) {
      timers.deleteEventTimeTimer(was);
    }
    if (next != null) {
      timers.registerEventTimeTimer(next);
    }
  }

  private void tell(List<Alert> alerts, Context context) {
    long now = WallClock.nowMicros();
    alerts.forEach(alert -> context.output(ALERTS, encoder.alert(alert, now)));
  }

  /** The first millisecond that is not before what is due; null where nothing is. */
  private static @Nullable Long reviewMillis(Order remembered) {
    Long due = remembered.dueMicros();
    return due == null ? null : -Math.floorDiv(-due, 1_000L);
  }

  private long deathMillis(Order remembered, int times) {
    long spokenOfMillis = TimeUnit.MICROSECONDS.toMillis(remembered.spokenOfMicros());
    return hourAfter(spokenOfMillis + times * retentionMillis);
  }

  private static long hourAfter(long millis) {
    return (Math.floorDiv(millis, TIMER_GRAIN_MILLIS) + 1) * TIMER_GRAIN_MILLIS;
  }

  private static boolean isFullHour(long timestamp) {
    return timestamp % TIMER_GRAIN_MILLIS == 0;
  }

  private static long micros(long timestamp) {
    return TimeUnit.MILLISECONDS.toMicros(timestamp);
  }
}
