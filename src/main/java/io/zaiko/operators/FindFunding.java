package io.zaiko.operators;

import io.zaiko.domain.settlement.FundingLink;
import io.zaiko.domain.settlement.ValueNews;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds what funded the loads of gift cards and points accounts: tells each account that names a
 * payment what that payment took, and what is left of it.
 *
 * <p>State, by the payment's id: one {@link FundingLink}, which dies by timer, within the hour
 * after a full one: {@code retention} of business time after it was last spoken of, and already
 * {@code patience} after it where no account asks. Most payments fund nothing.
 */
public final class FindFunding extends KeyedProcessFunction<String, ValueNews, ValueNews> {

  private static final long serialVersionUID = 1L;

  private final HourOfDeath death;
  private final HourOfDeath unaskedDeath;

  private transient ValueState<FundingLink> link;

  /**
   * @param patience business time for which a payment waits for a load that names it
   * @param retention business time for which it is known after it was last spoken of
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FindFunding(Duration patience, Duration retention) {
    this.death = new HourOfDeath(retention);
    this.unaskedDeath = new HourOfDeath(patience.compareTo(retention) < 0 ? patience : retention);
  }

  @Override
  public void open(OpenContext context) {
    link = getRuntimeContext().getState(new ValueStateDescriptor<>("link", FundingLink.class));
  }

  @Override
  public void processElement(ValueNews said, Context context, Collector<ValueNews> out)
      throws Exception {
    FundingLink stored = link.value();
    FundingLink before = stored == null ? FundingLink.UNHEARD : stored;
    FundingLink.Step step = before.heard(said);
    link.update(step.next());
    TimerService timers = context.timerService();
    String key = context.getCurrentKey();
    boolean isMoved = stored == null || deathMillis(key, before) != deathMillis(key, step.next());
    if (stored != null && isMoved) {
      timers.deleteEventTimeTimer(deathMillis(key, before));
    }
    if (isMoved) { // each touch is a write
      timers.registerEventTimeTimer(deathMillis(key, step.next()));
    }
    step.news().forEach(out::collect);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ValueNews> out)
      throws Exception {
    FundingLink stored = link.value();
    if (stored != null && deathMillis(context.getCurrentKey(), stored) <= timestamp) {
      link.clear();
    }
  }

  private long deathMillis(String key, FundingLink of) {
    return (of.isAskedFor() ? death : unaskedDeath).millis(key, of.spokenOfMicros());
  }
}
