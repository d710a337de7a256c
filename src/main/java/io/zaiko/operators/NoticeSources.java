package io.zaiko.operators;

import io.zaiko.domain.settlement.SourceVoices;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets of each source's records pass what {@link HearSources} has not heard within the last second
 * of business time: that it speaks, and for whom. A busy source says so a thousand times a second.
 *
 * <p>State: none. What it remembers of at most {@value #MOST} sources is for speed alone, and is
 * forgotten with a restart.
 */
public final class NoticeSources extends ProcessFunction<GoodsEvent, GoodsEvent> {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 10_000;
  private static final long GRAIN_MICROS = 1_000_000;

  private transient Map<String, SourceVoices> noticed;
  private transient Map<String, Long> passedMicros;

  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public NoticeSources() {}

  @Override
  public void open(OpenContext context) {
    noticed = new HashMap<>();
    passedMicros = new HashMap<>();
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<GoodsEvent> out) {
    String source = event.source().id();
    SourceVoices before = noticed.getOrDefault(source, SourceVoices.SILENT);
    SourceVoices next = before.heard(event).next();
    Long passed = passedMicros.get(source);
    if (passed == null
        || next.voices().size() > before.voices().size()
        || event.asOfMicros() - passed >= GRAIN_MICROS) {
      if (noticed.size() >= MOST) {
        noticed.clear();
        passedMicros.clear();
      }
      noticed.put(source, next);
      passedMicros.put(source, event.asOfMicros());
      out.collect(event);
    }
  }
}
