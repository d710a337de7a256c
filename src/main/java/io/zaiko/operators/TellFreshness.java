package io.zaiko.operators;

import io.zaiko.codec.FreshnessEncoder;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.freshness.Freshness;
import io.zaiko.domain.freshness.SourceNews;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells how fresh the books of each location are: at once when a source falls silent or is heard
 * again and when business time has come a minute further, the rest by timer a minute later.
 *
 * <p>State, by location: one {@link Freshness}, which lives as long as the books, and when its
 * silent sources were last heard, at most {@link Freshness#MAX_SILENT}; these go when the source is
 * heard again or given up. There is one timer for each location of which not all is told yet.
 */
public final class TellFreshness extends KeyedProcessFunction<String, SourceNews, Outbound> {

  private static final long serialVersionUID = 1L;

  private static final long GRAIN_MILLIS = TimeUnit.MICROSECONDS.toMillis(Freshness.GRAIN_MICROS);

  private final SchemaIds schemaIds;

  private transient ValueState<Freshness> freshness;
  private transient MapState<String, Long> silent;
  private transient FreshnessEncoder encoder;
  private transient Counter unnamed;

  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public TellFreshness(SchemaIds schemaIds) {
    this.schemaIds = schemaIds;
  }

  @Override
  public void open(OpenContext context) {
    freshness =
        getRuntimeContext().getState(new ValueStateDescriptor<>("freshness", Freshness.class));
    silent =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("silent-sources", Types.STRING, Types.LONG));
    encoder = new FreshnessEncoder(schemaIds);
    unnamed = getRuntimeContext().getMetricGroup().counter("silentSourcesUnnamed");
  }

  @Override
  public void processElement(SourceNews news, Context context, Collector<Outbound> out)
      throws Exception {
    Freshness stored = freshness.value();
    Freshness before = stored == null ? Freshness.UNKNOWN : stored;
    boolean mustTell = false;
    Freshness next = before;
    switch (news.kind()) {
      case SPOKE -> {
        next = before.spokenOf(news.timeMicros());
        mustTell = next.isFarBehind();
      }
      case FELL_SILENT -> {
        next = fellSilent(before, news);
        mustTell = true;
      }
      case NOT_SILENT -> {
        next = notSilent(before, news);
        mustTell = !next.equals(before);
      }
    }
    if (mustTell) {
      next = tell(next, context.getCurrentKey(), out);
    } else if (next.isBehind() && !next.waits()) {
      long watermark = Math.max(0, context.timerService().currentWatermark());
      context.timerService().registerEventTimeTimer(watermark + GRAIN_MILLIS);
      next = next.waiting(true);
    }
    if (!next.equals(before)) {
      freshness.update(next);
    }
  }

  private Freshness fellSilent(Freshness before, SourceNews news) throws Exception {
    boolean isKnown = silent.contains(news.sourceId());
    if (!isKnown && before.silentSources() >= Freshness.MAX_SILENT) {
      unnamed.inc();
      return before;
    }
    silent.put(news.sourceId(), news.timeMicros());
    return isKnown ? before : before.withSilent(before.silentSources() + 1);
  }

  private Freshness notSilent(Freshness before, SourceNews news) throws Exception {
    if (!silent.contains(news.sourceId())) {
      return before;
    }
    silent.remove(news.sourceId());
    return before.withSilent(before.silentSources() - 1);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outbound> out)
      throws Exception {
    Freshness stored = freshness.value();
    if (stored != null) {
      Freshness awake = stored.waiting(false);
      freshness.update(awake.isBehind() ? tell(awake, context.getCurrentKey(), out) : awake);
    }
  }

  private Freshness tell(Freshness known, String locationId, Collector<Outbound> out)
      throws Exception {
    TreeMap<String, Long> lastHeard = new TreeMap<>();
    if (known.silentSources() > 0) {
      for (Map.Entry<String, Long> source : silent.entries()) {
        lastHeard.put(source.getKey(), source.getValue());
      }
    }
    out.collect(encoder.freshness(locationId, known, lastHeard, WallClock.nowMicros()));
    return known.told();
  }
}
