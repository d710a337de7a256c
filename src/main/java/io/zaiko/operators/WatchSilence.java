package io.zaiko.operators;

import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.HeldNews;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.Silence;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tells of each provider, and of the shops of each channel, how many checks wait for it while it is
 * silent: an outage is one alert.
 *
 * <p>State, by provider or channel: one {@link Silence}; it dies by timer, at a full hour, {@code
 * retention} of business time after it last changed. Bound: as many voices as there are accounts
 * and shops, while checks wait for them.
 */
public final class WatchSilence extends KeyedProcessFunction<String, HeldNews, MoneyAlert> {

  /** What whoever judges says of checks that wait. */
  public static final OutputTag<HeldNews> HELD = new OutputTag<>("held") {};

  private static final long serialVersionUID = 1L;

  private final OrderTerms terms;
  private final HourOfDeath death;

  private transient ValueState<Silence> silence;

  /**
   * @param retention business time for which a silence is known after it last changed
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public WatchSilence(OrderTerms terms, Duration retention) {
    this.terms = terms;
    this.death = new HourOfDeath(retention);
  }

  @Override
  public void open(OpenContext context) {
    silence = getRuntimeContext().getState(new ValueStateDescriptor<>("silence", Silence.class));
  }

  @Override
  public void processElement(HeldNews said, Context context, Collector<MoneyAlert> out)
      throws Exception {
    Silence stored = silence.value();
    Silence before = stored == null ? Silence.NONE : stored;
    Silence.Step step = before.heard(said, terms);
    silence.update(step.next());
    death.move(context.timerService(), before.spokenOfMicros(), step.next().spokenOfMicros());
    MoneyAlert alert = step.alert();
    if (alert != null) {
      out.collect(alert);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MoneyAlert> out)
      throws Exception {
    Silence stored = silence.value();
    if (stored != null && death.millis(stored.spokenOfMicros()) <= timestamp) {
      silence.clear();
    }
  }
}
