package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.freshness.SilenceCheck;
import io.zaiko.domain.freshness.SourceNews;
import io.zaiko.domain.freshness.SourceStep;
import io.zaiko.domain.freshness.SourceWatch;
import io.zaiko.domain.freshness.WatchedPlace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a source falls silent in opening hours, and when it is heard again; passes on to
 * each location what its sources said. A heartbeat counts for all locations of its source.
 *
 * <p>State, by source id: one {@link SourceWatch} and its {@link WatchedPlace}s by location, at
 * most {@link SourceWatch#MAX_PLACES}, of which a sign touches the one it names, and a look all.
 * They die by timer {@link SourceWatch#KEPT_MICROS} after the source was last heard, a place as
 * long after it was last named. There is one timer for each source, at least every hour. Without a
 * timeout there is no state by source at all. Broadcast: the locations that are not always open and
 * what they were before, as {@link KnownPlaces}; how far the control topics were read before, as
 * {@link ReadAtStart}.
 */
public final class WatchSources
    extends KeyedBroadcastProcessFunction<String, SignOfLife, ControlRecord, SourceNews>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> ALERTS = new OutputTag<>("source-alerts") {};

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final long timeoutMicros;
  private final ControlAtStart controlAtStart;

  private transient ValueState<SourceWatch> watch;
  private transient MapState<String, WatchedPlace> places;
  private transient OutputEncoder encoder;
  private transient Counter alerts;
  private transient Counter unwatched;
  private transient Counter placesWithoutHours;
  private transient int refusedAtStart;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient KnownPlaces knownPlaces;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReadAtStart readAtStart;

  /**
   * @param timeout open time in which a source should be heard; zero: silence is not watched
   * @param controlAtStart what the control topics said when the job was submitted
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public WatchSources(SchemaIds schemaIds, Duration timeout, ControlAtStart controlAtStart) {
    this.schemaIds = schemaIds;
    this.timeoutMicros = TimeUnit.MILLISECONDS.toMicros(timeout.toMillis());
    this.controlAtStart = controlAtStart;
  }

  /** What the control stream is broadcast into. */
  public static MapStateDescriptor<?, ?>[] broadcastStates() {
    return new MapStateDescriptor<?, ?>[] {KnownPlaces.PLACES, KnownPlaces.HISTORIES};
  }

  /**
   * Takes over the locations where no state knows of them: at a fresh start, and after a savepoint
   * from before they were kept, whose control source has them behind it.
   */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    knownPlaces = new KnownPlaces(context.getOperatorStateStore());
    readAtStart = new ReadAtStart(context.getOperatorStateStore());
    if (readAtStart.isUnknown() && !controlAtStart.readUpTo().isEmpty()) {
      refusedAtStart = knownPlaces.startWith(controlAtStart);
      readAtStart.startWith(controlAtStart);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Broadcast state is brought up to date as it is heard.
  }

  @Override
  public void open(OpenContext context) {
    watch = getRuntimeContext().getState(new ValueStateDescriptor<>("source", SourceWatch.class));
    places =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("places", Types.STRING, Types.POJO(WatchedPlace.class)));
    encoder = new OutputEncoder(schemaIds);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    alerts = metrics.counter("sourceAlerts");
    unwatched = metrics.counter("sourcePlacesUnwatched");
    placesWithoutHours = metrics.counter("placesBeyondLimit");
    placesWithoutHours.inc(refusedAtStart);
  }

  @Override
  public void processElement(SignOfLife sign, ReadOnlyContext context, Collector<SourceNews> out)
      throws Exception {
    String locationId = sign.locationId();
    long time = sign.timeMicros();
    if (locationId != null) {
      out.collect(new SourceNews(locationId, sign.sourceId(), SourceNews.Kind.SPOKE, time));
    }
    SourceWatch stored = watch.value();
    if (timeoutMicros == 0) {
      return;
    }
    long watermark = BusinessTime.micros(context.currentWatermark());
    boolean isOfThePast = watermark != Long.MIN_VALUE && SourceWatch.isOver(time, watermark);
    if (stored == null && (locationId == null || isOfThePast)) {
      return;
    }
    SourceWatch next = stored == null ? SourceWatch.of(time, timeoutMicros) : stored.heard(time);
    if (locationId != null) {
      next = spokenFor(next, locationId, time);
    }
    keep(stored, next, context.timerService());
    long now = Math.max(watermark, next.judgedAtMicros());
    if (next.mayHaveEnded(time, now, timeoutMicros)) {
      look(next, now, context.timerService(), out, context);
    }
  }

  private SourceWatch spokenFor(SourceWatch heard, String locationId, long time) throws Exception {
    WatchedPlace known = places.get(locationId);
    WatchedPlace place = heard.spokenFor(known, time);
    if (place == null) {
      if (known == null) {
        unwatched.inc();
      }
      return heard;
    }
    places.put(locationId, place);
    return known == null ? heard.withPlace(timeoutMicros) : heard;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SourceNews> out)
      throws Exception {
    SourceWatch stored = watch.value();
    if (stored != null && lookMillis(stored) <= timestamp) {
      look(stored, BusinessTime.micros(timestamp), context.timerService(), out, context);
    }
  }

  private void look(
      SourceWatch stored,
      long nowMicros,
      TimerService timers,
      Collector<SourceNews> out,
      ReadOnlyContext context)
      throws Exception {
    Map<String, WatchedPlace> watched = new HashMap<>();
    for (Map.Entry<String, WatchedPlace> place : places.entries()) {
      watched.put(place.getKey(), place.getValue());
    }
    SourceStep step =
        new SilenceCheck(
                context.getCurrentKey(), stored, knownPlaces::clockOf, timeoutMicros, nowMicros)
            .run(watched);
    for (Map.Entry<String, WatchedPlace> place : step.changed().entrySet()) {
      places.put(place.getKey(), place.getValue());
    }
    for (String locationId : step.dropped()) {
      places.remove(locationId);
    }
    step.news().forEach(out::collect);
    if (step.alert() != null) {
      alerts.inc();
      context.output(ALERTS, encoder.alert(step.alert(), WallClock.nowMicros()));
    }
    SourceWatch next = step.next();
    if (next == null) {
      watch.clear();
      timers.deleteEventTimeTimer(lookMillis(stored));
    } else {
      keep(stored, next, timers);
    }
  }

  /** Keeps how it stands and moves its timer. */
  private void keep(@Nullable SourceWatch before, SourceWatch next, TimerService timers)
      throws Exception {
    watch.update(next);
    long due = lookMillis(next);
    if (before == null) {
      timers.registerEventTimeTimer(due);
    } else if (lookMillis(before) != due) {
      timers.deleteEventTimeTimer(lookMillis(before));
      timers.registerEventTimeTimer(due);
    }
  }

  /** The first full second at which it is to be looked at. */
  private static long lookMillis(SourceWatch watched) {
    return -Math.floorDiv(-watched.lookAtMicros(), 1_000_000L) * 1_000L;
  }

  @Override
  public void processBroadcastElement(
      ControlRecord control, Context context, Collector<SourceNews> out) throws Exception {
    if (control.topic() != ControlTopic.LOCATIONS || readAtStart.covers(control)) {
      return;
    }
    long since = control.inbound().origin().timestampMicros();
    if (!knownPlaces.note(control.id(), control.place(), since)) {
      placesWithoutHours.inc();
    }
  }
}
