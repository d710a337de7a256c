package io.zaiko.operators;

import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.SourceVoices;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hears for whom each source speaks, and until when it did.
 *
 * <p>State, by source: one {@link SourceVoices}; it dies by timer, at a full hour, {@code
 * retention} of business time after the source was last heard.
 */
public final class HearSources extends KeyedProcessFunction<String, GoodsEvent, Heard> {

  private static final long serialVersionUID = 1L;

  private final HourOfDeath death;

  private transient ValueState<SourceVoices> voices;

  /**
   * @param retention business time for which a source is known after it was last heard
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public HearSources(Duration retention) {
    this.death = new HourOfDeath(retention);
  }

  @Override
  public void open(OpenContext context) {
    voices = getRuntimeContext().getState(new ValueStateDescriptor<>("voices", SourceVoices.class));
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<Heard> out)
      throws Exception {
    SourceVoices stored = voices.value();
    SourceVoices before = stored == null ? SourceVoices.SILENT : stored;
    SourceVoices.Step step = before.heard(event);
    if (!step.next().equals(before)) {
      voices.update(step.next());
      death.move(context.timerService(), before.heardMicros(), step.next().heardMicros());
    }
    step.news().forEach(out::collect);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Heard> out)
      throws Exception {
    SourceVoices stored = voices.value();
    if (stored != null && death.millis(stored.heardMicros()) <= timestamp) {
      voices.clear();
    }
  }
}
