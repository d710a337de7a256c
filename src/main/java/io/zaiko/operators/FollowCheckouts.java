package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.reservation.Checkout;
import io.zaiko.domain.reservation.CheckoutPolicy;
import io.zaiko.domain.reservation.CheckoutStep;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.stock.Movement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decides where each reservation of a checkout stands, and tells its shelves.
 *
 * <p>State, by checkout_ref: one {@link Checkout}; it dies by timer {@code reservationRetention}
 * after it was last spoken of and its last deadline; {@code openRetention} after, where a committed
 * reservation lacks its sale. Another timer comes with the millisecond of the next deadline.
 * Operator state: the {@link ReachedTime}. Bound: {@link Checkout#MAX_RESERVATIONS} reservations,
 * each with {@link io.zaiko.domain.reservation.PlacedReservation#MAX_REQUESTS} requests and as many
 * sales, and {@link Checkout#MAX_PAYMENTS} statements of payments.
 */
public final class FollowCheckouts extends KeyedProcessFunction<String, ForCheckout, Movement>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("checkout-alerts") {};

  /** Of reservations that lack their order, whether or not something was promised. */
  public static final OutputTag<Alert> WITHOUT_ORDER = new OutputTag<>("without-order") {};

  /** Answers to requests that concern no shelf. */
  public static final OutputTag<Ballot> ANSWERS = new OutputTag<>("checkout-answers") {};

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final CheckoutPolicy policy;
  private final HourOfDeath ofEnded;
  private final HourOfDeath ofOpen;

  private transient ValueState<Checkout> checkout;
  private transient OutputEncoder encoder;
  private transient Counter ignored;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param reservationRetention business time for which a checkout is remembered
   * @param openRetention the same where a committed reservation lacks its sale
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FollowCheckouts(
      SchemaIds schemaIds,
      CheckoutPolicy policy,
      Duration reservationRetention,
      Duration openRetention) {
    this.schemaIds = schemaIds;
    this.policy = policy;
    this.ofEnded = new HourOfDeath(reservationRetention);
    this.ofOpen = new HourOfDeath(openRetention);
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
    checkout = getRuntimeContext().getState(new ValueStateDescriptor<>("checkout", Checkout.class));
    encoder = new OutputEncoder(schemaIds);
    ignored = getRuntimeContext().getMetricGroup().counter("checkoutStatementsIgnored");
  }

  @Override
  public void processElement(ForCheckout said, Context context, Collector<Movement> out)
      throws Exception {
    Checkout stored = checkout.value();
    Checkout before = stored == null ? Checkout.named(context.getCurrentKey()) : stored;
    long now = BusinessTime.micros(time.believedMillis(context.timerService()));
    CheckoutStep step = before.apply(said, now, policy);
    if (!step.next().isEmpty()) {
      store(stored, step.next(), context.timerService());
    }
    tell(step, context, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Movement> out)
      throws Exception {
    Checkout stored = checkout.value();
    if (stored == null) {
      return;
    }
    time.millis(context.timerService()); // notes how far time has come
    Checkout left = stored;
    // At the end of a replay nothing ends, and no timer is set again.
    if (ReachedTime.hasCome(timestamp, context.timerService())) {
      CheckoutStep step = stored.reviewed(TimeUnit.MILLISECONDS.toMicros(timestamp), policy);
      tell(step, context, out);
      left = step.next();
      store(stored, left, context.timerService());
    }
    if (deathMillis(left) <= timestamp) {
      checkout.clear();
    }
  }

  /** Keeps what a checkout has become and moves its timers. */
  private void store(@Nullable Checkout before, Checkout next, TimerService timers)
      throws Exception {
    checkout.update(next);
    if (before != null && deathMillis(before) != deathMillis(next)) {
      timers.deleteEventTimeTimer(deathMillis(before));
    }
    Long was = before == null ? null : dueMillis(before);
    Long due = dueMillis(next);
    if (was != null && !was.equals(due)) {
      timers.deleteEventTimeTimer(was);
    }
    timers.registerEventTimeTimer(deathMillis(next));
    if (due != null) {
      timers.registerEventTimeTimer(due);
    }
  }

  private void tell(CheckoutStep step, Context context, Collector<Movement> out) {
    step.words().forEach(out::collect);
    step.answers().forEach(answer -> context.output(ANSWERS, answer));
    step.alerts().forEach(alert -> tell(alert, context));
    ignored.inc(step.ignored());
  }

  private void tell(Alert alert, Context context) {
    if (alert.check() == Alert.Check.HOLD_WITHOUT_ORDER) {
      context.output(WITHOUT_ORDER, alert);
    } else {
      context.output(ALERTS, encoder.alert(alert, WallClock.nowMicros()));
    }
  }

  /** The first millisecond that is not before what is due; null where nothing is. */
  private @Nullable Long dueMillis(Checkout remembered) {
    Long due = remembered.dueMicros(policy);
    return due == null ? null : -Math.floorDiv(-due, 1_000L);
  }

  private long deathMillis(Checkout remembered) {
    return (remembered.isOpen() ? ofOpen : ofEnded).millis(remembered.lastsFromMicros());
  }
}
