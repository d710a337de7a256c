package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.identity.IdentityAlerts;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.domain.identity.SequenceWindow;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.identity.Verdict;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets each record pass once. What is not passed on goes to {@link #PUT_ASIDE}: redeliveries to
 * {@code duplicates}, refusals to {@code dead-letters}, and what people should know to {@code
 * stock-alerts}, or in the job of payments to {@link #FOUND}. Each job puts aside only records of
 * the kinds that it accounts for: payments say in the other what becomes of goods.
 *
 * <p>State, by key: for a numbering source a window of at most 2 x 256 ranges and a ring of 4,096
 * hashes and addresses, kept for ever; for a record without a number the same, dropped by time to
 * live. Key: see {@link Keys#identityGroup}. Operator state: the {@link ReachedTime}.
 */
public final class AcceptOnce extends KeyedProcessFunction<String, Inbound, GoodsEvent>
    implements CheckpointedFunction {

  public static final OutputTag<Outbound> PUT_ASIDE = new OutputTag<>("put-aside") {};

  /** Accepted records of payments and actions, as they came: one may still be refused. */
  public static final OutputTag<Inbound> ACCEPTED = new OutputTag<>("accepted") {};

  /** What people should know of payments: it is told with what they made of it. */
  public static final OutputTag<MoneyAlert> FOUND = new OutputTag<>("found-of-identities") {};

  /** Who was heard: the sources of accepted records and of heartbeats. */
  public static final OutputTag<SignOfLife> SIGNS = new OutputTag<>("signs-of-life") {};

  /** Heartbeats, in the job of payments: who is alive may yet tell what is missing. */
  public static final OutputTag<GoodsEvent> BEATS = new OutputTag<>("heartbeats") {};

  private static final long serialVersionUID = 1L;

  private static final String TOO_LATE =
      "it counts a time longer ago than late.horizon, and what moved since is no longer kept one by"
          + " one: count again.";

  private final SchemaIds schemaIds;
  private final Ledger ledger;
  private final Duration dedupRetention;
  private final Duration lateHorizon;
  private final long horizonMicros;
  private final long gapTimeoutMicros;

  private transient ValueState<SequenceWindow> window;
  private transient MapState<Integer, RememberedHash> ring;
  private transient ValueState<RememberedHash> seen;
  private transient ValueState<Long> seenBefore;
  private transient OutputEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  private transient long nowMillis;

  private transient Counter applied;
  private transient Counter duplicates;
  private transient Counter deadLetters;
  private transient Counter ofOtherLedger;

  /** Which records a job accounts for. */
  public enum Ledger {
    STOCK,
    PAYMENTS;

    boolean has(RecordKind kind) {
      boolean isOfPayments = kind == RecordKind.PAYMENT || kind == RecordKind.ALERT_ACTION;
      return isOfPayments == (this == PAYMENTS);
    }
  }

  /**
   * @param ledger which records it accounts for
   * @param dedupRetention wall-clock time for which an event id is remembered
   * @param lateHorizon how long after a window's opening lower numbers are new, and how late a
   *     count may come
   * @param gapTimeout how long a gap is open before people are told
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public AcceptOnce(
      SchemaIds schemaIds,
      Ledger ledger,
      Duration dedupRetention,
      Duration lateHorizon,
      Duration gapTimeout) {
    this.schemaIds = schemaIds;
    this.ledger = ledger;
    this.dedupRetention = dedupRetention;
    this.lateHorizon = lateHorizon;
    this.horizonMicros = TimeUnit.MILLISECONDS.toMicros(lateHorizon.toMillis());
    this.gapTimeoutMicros = TimeUnit.MILLISECONDS.toMicros(gapTimeout.toMillis());
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
    window =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("sequence-window", SequenceWindow.class));
    ring =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "newest-hashes", Types.INT, Types.POJO(RememberedHash.class)));
    seen = byEventId("event-origins", Types.POJO(RememberedHash.class));
    seenBefore = byEventId("event-ids", Types.LONG); // of stock's first savepoints; read only
    encoder = new OutputEncoder(schemaIds);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    applied = metrics.counter("recordsAccepted");
    duplicates = metrics.counter("recordsDuplicate");
    deadLetters = metrics.counter("recordsDeadLettered");
    ofOtherLedger = metrics.counter("recordsOfOtherLedger");
  }

  private <T> ValueState<T> byEventId(String name, TypeInformation<T> type) {
    ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, type);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(dedupRetention)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(1_000)
            .build());
    return getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(Inbound inbound, Context context, Collector<GoodsEvent> out)
      throws Exception {
    nowMillis = time.millis(context.timerService());
    GoodsEvent event = inbound.event();
    if (event == null) {
      refuse(inbound, context);
    } else if (event.kind() == RecordKind.HEARTBEAT) { // it moved time on, and shows who is alive
      SignOfLife.in(event, sign -> context.output(SIGNS, sign));
      if (ledger == Ledger.PAYMENTS) {
        context.output(BEATS, event);
      }
    } else {
      accept(inbound, event, context, out);
    }
  }

  private void accept(Inbound inbound, GoodsEvent event, Context context, Collector<GoodsEvent> out)
      throws Exception {
    Judged judged = event.source().isNumbered() ? byNumber(event, context) : byEventId(event);
    Verdict verdict = judged.verdict();
    Reason refusal = verdict.refusal();
    CountHead count = event.count();
    if (!ledger.has(event.kind()) && verdict != Verdict.NEW) {
      ofOtherLedger.inc();
    } else if (refusal != null) {
      deadLetters.inc();
      String explanation = IdentityAlerts.explain(verdict, judged.first());
      context.output(PUT_ASIDE, encoder.deadLetter(inbound.refused(refusal, explanation)));
      alert(context, refusalAlert(judged, event));
    } else if (verdict == Verdict.DUPLICATE) {
      duplicates.inc();
      context.output(PUT_ASIDE, encoder.duplicate(event, event.identity()));
    } else if (count != null
        && count.countedAtMicros() < BusinessTime.microsBefore(nowMillis, lateHorizon)) {
      deadLetters.inc();
      context.output(PUT_ASIDE, encoder.deadLetter(inbound.refused(Reason.TOO_LATE, TOO_LATE)));
    } else {
      applied.inc();
      out.collect(event);
      if (ledger == Ledger.PAYMENTS && ledger.has(event.kind())) {
        context.output(ACCEPTED, inbound);
      }
      SignOfLife.in(event, sign -> context.output(SIGNS, sign));
    }
  }

  private void refuse(Inbound refused, Context context) {
    Optional<RecordKind> kind = RecordKind.ofTopic(refused.origin().topic());
    if (kind.isPresent() && !ledger.has(kind.get())) { // master data has none, and is of stock
      ofOtherLedger.inc();
      return;
    }
    deadLetters.inc();
    context.output(PUT_ASIDE, encoder.deadLetter(refused));
  }

  private Judged byEventId(GoodsEvent event) throws Exception {
    RememberedHash first = firstOfEventId();
    Long hash = first == null ? null : first.contentHash();
    Verdict verdict = Verdict.byEventId(hash, event.contentHash());
    if (verdict == Verdict.NEW) {
      seen.update(RememberedHash.of(SourceRef.NO_SEQUENCE, event.contentHash(), event.origin()));
    }
    return new Judged(verdict, first);
  }

  private @Nullable RememberedHash firstOfEventId() throws Exception {
    RememberedHash first = seen.value();
    boolean mayBeOlder = first == null && ledger == Ledger.STOCK;
    Long hash = mayBeOlder ? seenBefore.value() : null;
    return hash == null ? first : new RememberedHash(SourceRef.NO_SEQUENCE, hash);
  }

  private Judged byNumber(GoodsEvent event, Context context) throws Exception {
    SequenceWindow stored = window.value();
    SequenceWindow before = stored == null ? SequenceWindow.UNOPENED : stored;
    SourceRef source = event.source();
    int slot = RememberedHash.slotOf(source.sequence());
    RememberedHash remembered = ring.get(slot);
    Verdict verdict =
        before.judge(
            source.sequence(),
            event.contentHash(),
            event.occurredAtMicros(),
            remembered,
            BusinessTime.micros(nowMillis),
            horizonMicros);
    if (verdict == Verdict.NEW) {
      RememberedHash newest =
          RememberedHash.of(source.sequence(), event.contentHash(), event.origin());
      if (newest.replaces(remembered)) {
        ring.put(slot, newest);
      }
      SequenceWindow after =
          before.with(source.sequence(), event.occurredAtMicros(), BusinessTime.micros(nowMillis));
      window.update(tellOfGaps(before, after, event, context));
    }
    boolean isKept = remembered != null && remembered.sequence() == source.sequence();
    return new Judged(verdict, isKept ? remembered : null);
  }

  private SequenceWindow tellOfGaps(
      SequenceWindow before, SequenceWindow after, GoodsEvent event, Context context) {
    if (!ledger.has(event.kind())) {
      return after;
    }
    if (before.waitsForAnotherGap(after)) {
      long dueMicros = after.gapSinceMicros() + gapTimeoutMicros;
      context.timerService().registerEventTimeTimer(TimeUnit.MICROSECONDS.toMillis(dueMicros) + 1);
    }
    if (!after.gapIsHealed()) {
      return after;
    }
    SequenceWindow told = after.alerted();
    alert(context, IdentityAlerts.gap(told, context.getCurrentKey(), event.asOfMicros()));
    return told;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<GoodsEvent> out)
      throws Exception {
    SequenceWindow stored = window.value();
    long nowMicros = TimeUnit.MILLISECONDS.toMicros(timestamp);
    if (stored != null && stored.gapIsOverdue(nowMicros, gapTimeoutMicros)) {
      SequenceWindow told = stored.alerted();
      window.update(told);
      alert(context, IdentityAlerts.gap(told, context.getCurrentKey(), nowMicros));
    }
  }

  private static Alert refusalAlert(Judged judged, GoodsEvent event) {
    return IdentityAlerts.refused(
        judged.verdict(),
        event.identity(),
        event.eventId(),
        event.origin(),
        judged.first(),
        event.occurredAtMicros());
  }

  private void alert(Context context, Alert alert) {
    switch (ledger) {
      case STOCK -> context.output(PUT_ASIDE, encoder.alert(alert, WallClock.nowMicros()));
      case PAYMENTS -> context.output(FOUND, MoneyAlert.withoutAmount(alert));
    }
  }

  /**
   * What was decided.
   *
   * @param first the record that was received under the same identity; null where that is not known
   */
  private record Judged(Verdict verdict, @Nullable RememberedHash first) {}
}
