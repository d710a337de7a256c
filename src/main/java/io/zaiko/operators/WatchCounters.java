package io.zaiko.operators;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.CounterBook;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.OrderTerms;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Watches counters whose terminals stand alone: holds payments that name no order against sales
 * that name no payment, and tells where one instrument paid more often than was sold.
 *
 * <p>State, by {@code place|currency|minor units}: one {@link CounterBook} of the last days. It
 * dies by timer, within the hour after a full one, {@link CounterBook#keptMicros} of business time
 * after it was last spoken of, {@code retention} where there is an alert. Another timer comes when
 * it is to be judged again. Bound: {@link CounterBook#MAX_ENTRIES} payments and sales, {@link
 * CounterBook#MAX_TOLD} alerts. Broadcast state: until when each voice was heard. Operator state:
 * the {@link ReachedTime}.
 */
public final class WatchCounters
    extends KeyedBroadcastProcessFunction<String, CounterNews, Heard, MoneyAlert>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final OrderTerms terms;
  private final JudgedTimers due;

  private transient ValueState<CounterBook> book;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * Judges by these measures.
   *
   * @param retention business time for which a counter with an alert is known after its last word
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public WatchCounters(OrderTerms terms, Duration retention) {
    this.terms = terms;
    Duration kept =
        Duration.ofMillis(TimeUnit.MICROSECONDS.toMillis(CounterBook.keptMicros(terms)));
    this.due = new JudgedTimers(kept, kept.compareTo(retention) < 0 ? retention : kept);
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
    book = getRuntimeContext().getState(new ValueStateDescriptor<>("book", CounterBook.class));
  }

  @Override
  public void processElement(CounterNews said, ReadOnlyContext context, Collector<MoneyAlert> out)
      throws Exception {
    CounterBook stored = book.value();
    CounterBook before = stored == null ? CounterBook.EMPTY : stored;
    judge(before, before.heard(said), context, nowMicros(context.timerService()), out);
  }

  /** Who waits for it looks again by itself, see Holds: no counter is visited for it here. */
  @Override
  public void processBroadcastElement(Heard heard, Context context, Collector<MoneyAlert> out)
      throws Exception {
    HeardVoices.hear(heard, context.getBroadcastState(HeardVoices.UNTIL));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MoneyAlert> out)
      throws Exception {
    CounterBook stored = book.value();
    if (stored == null) {
      return;
    }
    long now = Math.max(nowMicros(context.timerService()), BusinessTime.micros(timestamp));
    if (stored.dueMicros() < now) {
      judge(stored, stored, context, now, out);
    }
    if (due.isDeath(context.getCurrentKey(), awaits(stored), timestamp)) {
      book.clear();
    }
  }

  private void judge(
      CounterBook before,
      CounterBook heard,
      ReadOnlyContext context,
      long now,
      Collector<MoneyAlert> out)
      throws Exception {
    CounterBook.Step step =
        heard.judged(
            context.getCurrentKey(),
            terms,
            HeardVoices.in(context.getBroadcastState(HeardVoices.UNTIL)),
            now);
    CounterBook next = step.next();
    book.update(next);
    step.alerts().forEach(out::collect);
    step.held().forEach(news -> context.output(WatchSilence.HELD, news));
    due.move(context.timerService(), context.getCurrentKey(), awaits(before), awaits(next));
  }

  private long nowMicros(TimerService timers) {
    return BusinessTime.micros(time.millis(timers));
  }

  private static JudgedTimers.Awaits awaits(CounterBook of) {
    return new JudgedTimers.Awaits(of.spokenOfMicros(), of.dueMicros(), !of.told().isEmpty());
  }
}
