package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns sales and voids into movements of shelves, each void up to what its order sold.
 *
 * <p>State, by order_ref: one {@link Order}; it dies by timer {@code retention} after the order was
 * last spoken of. Bound: a record has at most 10,000 lines, a line at most {@link
 * io.zaiko.domain.stock.OrderLine#MAX_VOIDS} voids and the times of {@link
 * io.zaiko.domain.stock.OrderLine#MAX_SALES} sales.
 */
public final class FollowOrders extends KeyedProcessFunction<String, GoodsEvent, Movement> {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("order-alerts") {};

  private static final long serialVersionUID = 1L;

  /** Timers of one order fall on full hours, so that a busy order has few of them. */
  private static final long TIMER_GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  private final SchemaIds schemaIds;
  private final long retentionMillis;

  private transient ValueState<Order> order;
  private transient OutputEncoder encoder;

  /**
   * @param retention business time for which an order is remembered after its newest event
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FollowOrders(SchemaIds schemaIds, Duration retention) {
    this.schemaIds = schemaIds;
    this.retentionMillis = retention.toMillis();
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
    long watermark = context.timerService().currentWatermark();
    OrderStep step = before.apply(event, TimeUnit.MILLISECONDS.toMicros(watermark));
    order.update(step.next());
    if (stored == null) {
      context.timerService().registerEventTimeTimer(dueMillis(step.next()));
    }
    step.movements().forEach(out::collect);
    long now = WallClock.nowMicros();
    step.alerts().forEach(alert -> context.output(ALERTS, encoder.alert(alert, now)));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Movement> out)
      throws Exception {
    Order stored = order.value();
    if (stored == null) {
      return;
    }
    long due = dueMillis(stored);
    if (due > timestamp) {
      context.timerService().registerEventTimeTimer(due);
    } else {
      order.clear();
    }
  }

  private long dueMillis(Order remembered) {
    long spokenOfMillis = TimeUnit.MICROSECONDS.toMillis(remembered.spokenOfMicros());
    long due = spokenOfMillis + retentionMillis;
    return (Math.floorDiv(due, TIMER_GRAIN_MILLIS) + 1) * TIMER_GRAIN_MILLIS;
  }
}
