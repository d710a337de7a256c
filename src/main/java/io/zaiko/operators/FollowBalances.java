package io.zaiko.operators;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.ValueAccount;
import io.zaiko.domain.settlement.ValueNews;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows the balance of each gift card and points account, and tells when more was spent than was
 * paid for. Whether a load was paid for waits, at most {@code payment.hold.max}, while the provider
 * that may yet tell of it is silent.
 *
 * <p>State, by provider and account: one {@link ValueAccount}; it dies by timer, within the hour
 * after a full one, {@code retention} of business time after the account was last spoken of.
 * Another timer comes when a check is to be judged again. Bound: {@link ValueAccount#MAX_ENTRIES}
 * entries. Broadcast state: until when each voice was heard. Operator state: the {@link
 * ReachedTime}.
 */
public final class FollowBalances
    extends KeyedBroadcastProcessFunction<String, ValueNews, Heard, MoneyAlert>
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
  public void processElement(ValueNews said, ReadOnlyContext context, Collector<MoneyAlert> out)
      throws Exception {
    ValueAccount stored = account.value();
    ValueAccount before = stored == null ? ValueAccount.EMPTY : stored;
    long now = BusinessTime.micros(time.millis(context.timerService()));
    judge(before, before.heard(said), context, now, out);
  }

  /** Who waits for it looks again by itself, see Holds: no account is visited for it here. */
  @Override
  public void processBroadcastElement(Heard heard, Context context, Collector<MoneyAlert> out)
      throws Exception {
    HeardVoices.hear(heard, context.getBroadcastState(HeardVoices.UNTIL));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MoneyAlert> out)
      throws Exception {
    ValueAccount stored = account.value();
    if (stored == null) {
      return;
    }
    long reached = BusinessTime.micros(time.millis(context.timerService()));
    long now = Math.max(reached, BusinessTime.micros(timestamp));
    if (stored.dueMicros() < now) {
      judge(stored, stored, context, now, out);
    }
    if (due.isDeath(context.getCurrentKey(), awaits(stored), timestamp)) {
      account.clear();
    }
  }

  private void judge(
      ValueAccount before,
      ValueAccount heard,
      ReadOnlyContext context,
      long now,
      Collector<MoneyAlert> out)
      throws Exception {
    Heard.Ears ears = HeardVoices.in(context.getBroadcastState(HeardVoices.UNTIL));
    ValueAccount.Step step = heard.judged(context.getCurrentKey(), terms, ears, now);
    ValueAccount next = step.next();
    account.update(next);
    step.alerts().forEach(out::collect);
    step.held().forEach(news -> context.output(WatchSilence.HELD, news));
    due.move(context.timerService(), context.getCurrentKey(), awaits(before), awaits(next));
  }

  private static JudgedTimers.Awaits awaits(ValueAccount of) {
    return new JudgedTimers.Awaits(of.spokenOfMicros(), of.dueMicros());
  }
}
