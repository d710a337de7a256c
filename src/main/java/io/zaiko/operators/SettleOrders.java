package io.zaiko.operators;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.OrderAccount;
import io.zaiko.domain.settlement.OrderEntry;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderTerms;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Settles each order: holds what its payments took and gave back against what was sold, cancelled
 * and returned, and tells what is wrong. Payments that find no order, and sales that no payment
 * names, go on to {@link WatchCounters}.
 *
 * <p>What is missing waits, at most {@code payment.hold.max}, while one that may yet tell of it is
 * silent; for whom, {@link WatchSilence} hears.
 *
 * <p>State, by order, or by payment where it has none: one {@link OrderAccount}; it dies by timer,
 * within the hour after a full one, {@code retention} of business time after the order was last
 * spoken of. Another timer comes when a check is to be judged again. Bound: {@link
 * OrderAccount#MAX_ENTRIES} records and {@link OrderAccount#MAX_PAYMENTS} payments. Broadcast
 * state: until when each voice was heard. Operator state: the {@link ReachedTime}.
 */
public final class SettleOrders
    extends KeyedBroadcastProcessFunction<String, OrderNews, Heard, MoneyAlert>
    implements CheckpointedFunction {

  /** What changed of payments without an order and of sales without a payment. */
  public static final OutputTag<CounterNews> AT_COUNTERS = new OutputTag<>("at-counters") {};

  private static final long serialVersionUID = 1L;

  private final OrderTerms terms;
  private final JudgedTimers due;

  private transient ValueState<OrderAccount> account;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param retention business time for which an order is known after its newest event
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public SettleOrders(OrderTerms terms, Duration retention) {
    this.terms = terms;
    this.due = new JudgedTimers(retention);
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
    account =
        getRuntimeContext().getState(new ValueStateDescriptor<>("account", OrderAccount.class));
  }

  @Override
  public void processElement(OrderNews said, ReadOnlyContext context, Collector<MoneyAlert> out)
      throws Exception {
    OrderAccount stored = account.value();
    OrderAccount before = stored == null ? OrderAccount.EMPTY : stored;
    OrderEntry entry = said.entry();
    OrderAccount heard;
    if (entry != null) {
      heard = before.heard(entry, said.asOfMicros());
    } else {
      PaymentPart part = Objects.requireNonNull(said.part(), "goods or a payment");
      heard = before.heard(part, said.path(), said.isOfIt());
    }
    judge(before, heard, context, nowMicros(context.timerService()), out);
    CounterNews.between(context.getCurrentKey(), before, heard, terms)
        .forEach(news -> context.output(AT_COUNTERS, news));
  }

  /** Who waits for it looks again by itself, see Holds: no order is visited for it here. */
  @Override
  public void processBroadcastElement(Heard heard, Context context, Collector<MoneyAlert> out)
      throws Exception {
    HeardVoices.hear(heard, context.getBroadcastState(HeardVoices.UNTIL));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MoneyAlert> out)
      throws Exception {
    OrderAccount stored = account.value();
    if (stored == null) {
      return;
    }
    long now = Math.max(nowMicros(context.timerService()), BusinessTime.micros(timestamp));
    if (stored.dueMicros() < now) {
      judge(stored, stored, context, now, out);
    }
    if (due.isDeath(context.getCurrentKey(), awaits(stored), timestamp)) {
      account.clear();
    }
  }

  private void judge(
      OrderAccount before,
      OrderAccount heard,
      ReadOnlyContext context,
      long now,
      Collector<MoneyAlert> out)
      throws Exception {
    TimerService timers = context.timerService();
    Heard.Ears ears = HeardVoices.in(context.getBroadcastState(HeardVoices.UNTIL));
    OrderAccount.Step step =
        heard.judged(OrderNews.orderOf(context.getCurrentKey()), terms, ears, now);
    OrderAccount next = step.next();
    account.update(next);
    step.alerts().forEach(alert -> out.collect(alert.by(context.getCurrentKey())));
    step.held().forEach(news -> context.output(WatchSilence.HELD, news));
    due.move(timers, context.getCurrentKey(), awaits(before), awaits(next));
  }

  private long nowMicros(TimerService timers) {
    return BusinessTime.micros(time.millis(timers));
  }

  private static JudgedTimers.Awaits awaits(OrderAccount of) {
    return new JudgedTimers.Awaits(of.spokenOfMicros(), of.dueMicros());
  }
}
