package io.zaiko.operators;

import io.zaiko.domain.settlement.SourceVoices;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  private transient Map<String, Noticed> noticed;

  /** For whom a source speaks, and when a record of it passed last. */
  private static final class Noticed {
    private final Set<String> voices = new HashSet<>();
    private boolean isKnown;
    private long passedMicros;

    /** Whether it is to pass. */
    boolean hears(GoodsEvent event) {
      boolean isNew = !isKnown;
      for (String voice : SourceVoices.of(event)) {
        isNew |= voices.size() < SourceVoices.MOST && voices.add(voice);
      }
      boolean passes = isNew || event.asOfMicros() - passedMicros >= GRAIN_MICROS;
      isKnown = true;
      if (passes) {
        passedMicros = event.asOfMicros();
      }
      return passes;
    }
  }

  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public NoticeSources() {}

  @Override
  public void open(OpenContext context) {
    noticed = new HashMap<>();
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<GoodsEvent> out) {
    String source = event.source().id();
    if (noticed.size() >= MOST && !noticed.containsKey(source)) {
      noticed.clear();
    }
    if (noticed.computeIfAbsent(source, first -> new Noticed()).hears(event)) {
      out.collect(event);
    }
  }
}
