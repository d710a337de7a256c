package io.zaiko.operators;

import io.zaiko.domain.reservation.Belonging;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.reservation.Mention;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Finds the checkout of what is said of a reservation or a payment.
 *
 * <p>State, by owner: one {@link Belonging}; it dies by timer after the owner was last spoken of: a
 * reservation whose checkout is known {@code ofReservations} after, for what is committed holds
 * units until somebody can release it; a payment whose checkout is known {@code ofPayments} after;
 * what waits for its checkout {@code ofWaiting} after, for most payments have none. Bound: {@link
 * Belonging#MAX_WAITING} mentions wait, a sale's with at most the lines of one record. Another
 * timer sends on a request that waited {@code unknownAfter}.
 */
public final class FindCheckouts extends KeyedProcessFunction<String, Mention, ForCheckout> {

  private static final long serialVersionUID = 1L;

  private final long unknownAfterMicros;
  private final HourOfDeath ofWaiting;
  private final HourOfDeath ofPayments;
  private final HourOfDeath ofReservations;

  private transient ValueState<Belonging> belonging;
  private transient Counter dropped;

  /**
   * @param unknownAfter business time for which a request may lack its PLACE
   * @param ofWaiting business time for which what waits for its checkout is remembered after its
   *     newest mention
   * @param ofPayments the same of a payment whose checkout is known
   * @param ofReservations the same of a reservation whose checkout is known
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FindCheckouts(
      Duration unknownAfter, Duration ofWaiting, Duration ofPayments, Duration ofReservations) {
    this.unknownAfterMicros = TimeUnit.MILLISECONDS.toMicros(unknownAfter.toMillis());
    this.ofWaiting = new HourOfDeath(ofWaiting);
    this.ofPayments = new HourOfDeath(ofPayments);
    this.ofReservations = new HourOfDeath(ofReservations);
  }

  @Override
  public void open(OpenContext context) {
    belonging =
        getRuntimeContext().getState(new ValueStateDescriptor<>("belonging", Belonging.class));
    dropped = getRuntimeContext().getMetricGroup().counter("mentionsDropped");
  }

  @Override
  public void processElement(Mention mention, Context context, Collector<ForCheckout> out)
      throws Exception {
    Belonging stored = belonging.value();
    Belonging.Step step = (stored == null ? Belonging.UNKNOWN : stored).apply(mention);
    store(context.getCurrentKey(), stored, step.next(), context.timerService());
    step.passed().forEach(out::collect);
    dropped.inc(step.dropped());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ForCheckout> out)
      throws Exception {
    Belonging stored = belonging.value();
    if (stored == null) {
      return;
    }
    Belonging left = stored;
    // At the end of a replay nothing is answered, and no timer is set again.
    if (ReachedTime.hasCome(timestamp, context.timerService())) {
      long now = TimeUnit.MILLISECONDS.toMicros(timestamp);
      Belonging.Step step = stored.reviewed(now, unknownAfterMicros);
      step.passed().forEach(out::collect);
      left = step.next();
      store(context.getCurrentKey(), stored, left, context.timerService());
    }
    if (deathMillis(context.getCurrentKey(), left) <= timestamp) {
      belonging.clear();
    }
  }

  /** Keeps what is known and moves the timers. */
  private void store(String owner, @Nullable Belonging before, Belonging next, TimerService timers)
      throws Exception {
    belonging.update(next);
    if (before != null && deathMillis(owner, before) != deathMillis(owner, next)) {
      timers.deleteEventTimeTimer(deathMillis(owner, before));
    }
    Long was = before == null ? null : dueMillis(before);
    Long due = dueMillis(next);
    if (was != null && !was.equals(due)) {
      timers.deleteEventTimeTimer(was);
    }
    timers.registerEventTimeTimer(deathMillis(owner, next));
    if (due != null) {
      timers.registerEventTimeTimer(due);
    }
  }

  /** The first millisecond that is not before what is due; null where nothing is. */
  private @Nullable Long dueMillis(Belonging remembered) {
    Long due = remembered.dueMicros(unknownAfterMicros);
    return due == null ? null : -Math.floorDiv(-due, 1_000L);
  }

  private long deathMillis(String owner, Belonging remembered) {
    return deathOf(owner, remembered).millis(remembered.spokenOfMicros());
  }

  private HourOfDeath deathOf(String owner, Belonging remembered) {
    if (remembered.checkoutRef() == null) {
      return ofWaiting;
    }
    return Mention.isReservation(owner) ? ofReservations : ofPayments;
  }
}
