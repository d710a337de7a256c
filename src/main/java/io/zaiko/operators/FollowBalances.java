package io.zaiko.operators;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.ValueAccount;
import io.zaiko.domain.settlement.ValueNews;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows the balance of each gift card and points account, and tells when more was spent than was
 * paid for.
 *
 * <p>State, by provider and account: one {@link ValueAccount}; it dies by timer, at a full hour,
 * {@code retention} of business time after the account was last spoken of. Another timer comes when
 * a check is to be judged again. Bound: {@link ValueAccount#MAX_ENTRIES} entries. Operator state:
 * the {@link ReachedTime}.
 */
public final class FollowBalances extends KeyedProcessFunction<String, ValueNews, MoneyAlert>
    implements CheckpointedFunction {

  /**
   * So many times as long as a payment is an account known: a gift card of one Christmas is spent
   * before the next but one, and topped up in between.
   */
  public static final int LIVES = 10;

  private static final long serialVersionUID = 1L;

  private final OrderTerms terms;
  private final JudgedTimers due;

  private transient ValueState<ValueAccount> account;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param retention business time for which an account is known after its newest event
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public FollowBalances(OrderTerms terms, Duration retention) {
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
        getRuntimeContext().getState(new ValueStateDescriptor<>("account", ValueAccount.class));
  }

  @Override
  public void processElement(ValueNews said, Context context, Collector<MoneyAlert> out)
      throws Exception {
    ValueAccount stored = account.value();
    ValueAccount before = stored == null ? ValueAccount.EMPTY : stored;
    TimerService timers = context.timerService();
    judge(before, before.heard(said), context.getCurrentKey(), nowMicros(timers), timers, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MoneyAlert> out)
      throws Exception {
    ValueAccount stored = account.value();
    if (stored == null) {
      return;
    }
    TimerService timers = context.timerService();
    long now = Math.max(nowMicros(timers), BusinessTime.micros(timestamp));
    if (stored.dueMicros() < now) {
      judge(stored, stored, context.getCurrentKey(), now, timers, out);
    }
    if (due.isDeath(awaits(stored), timestamp)) {
      account.clear();
    }
  }

  private void judge(
      ValueAccount before,
      ValueAccount heard,
      String key,
      long now,
      TimerService timers,
      Collector<MoneyAlert> out)
      throws Exception {
    ValueAccount.Step step = heard.judged(key, terms, now);
    ValueAccount next = step.next();
    account.update(next);
    step.alerts().forEach(out::collect);
    due.move(timers, awaits(before), awaits(next));
  }

  private long nowMicros(TimerService timers) {
    return BusinessTime.micros(time.millis(timers));
  }

  private static JudgedTimers.Awaits awaits(ValueAccount of) {
    return new JudgedTimers.Awaits(of.spokenOfMicros(), of.dueMicros());
  }
}
