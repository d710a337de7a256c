package io.zaiko.operators;

import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderWord;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds the order of payments that name none, by a word that they share with a sale, and tells the
 * {@link OrderDesks}.
 *
 * <p>State, by the word: one {@link OrderWord}, which dies by timer, within the hour after a full
 * one, {@code retention} of business time after it was last spoken of.
 */
public final class FindOrders extends KeyedProcessFunction<String, OrderNews, OrderNews> {

  private static final long serialVersionUID = 1L;

  private final OrderWord.Kind kind;
  private final HourOfDeath death;

  private transient ValueState<OrderWord> word;

  /**
   * @param kind which word
   * @param retention business time for which it is known after it was last spoken of
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public FindOrders(OrderWord.Kind kind, Duration retention) {
    this.kind = kind;
    this.death = new HourOfDeath(retention);
  }

  @Override
  public void open(OpenContext context) {
    word = getRuntimeContext().getState(new ValueStateDescriptor<>("word", OrderWord.class));
  }

  @Override
  public void processElement(OrderNews said, Context context, Collector<OrderNews> out)
      throws Exception {
    OrderWord stored = word.value();
    OrderWord before = stored == null ? OrderWord.UNHEARD : stored;
    OrderWord.Step step = before.heard(said, kind);
    word.update(step.next());
    death.move(
        context.timerService(),
        context.getCurrentKey(),
        before.spokenOfMicros(),
        step.next().spokenOfMicros());
    step.news().forEach(news -> context.output(OrderDesks.of(news), news));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OrderNews> out)
      throws Exception {
    OrderWord stored = word.value();
    if (stored != null
        && death.millis(context.getCurrentKey(), stored.spokenOfMicros()) <= timestamp) {
      word.clear();
    }
  }
}
