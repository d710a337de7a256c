package io.zaiko.operators;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.PaymentEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentLifeStep;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentStanding;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.ValueNews;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Follows each payment through its life: tells where it stands with every event, what is wrong with
 * it by itself, and what it brings to its order, by the {@link OrderDesks}.
 *
 * <p>State, by payment: one {@link PaymentLife}; it dies by timer, within the hour after a full
 * one, {@code retention} of business time after the payment was last spoken of, later where it
 * names a gift card or points account. Another timer comes when a check is to be confirmed. Bound:
 * {@link PaymentLife#MAX_STATEMENTS} statements. Operator state: the {@link AttemptEpoch} and the
 * {@link ReachedTime}.
 */
public final class FollowPayments extends KeyedProcessFunction<String, GoodsEvent, Outbound>
    implements CheckpointedFunction {

  /** How matters of money stand, said before or not. */
  public static final OutputTag<MoneyAlert> FOUND = new OutputTag<>("found-of-payments") {};

  /** What payments say of balances of gift cards and points. */
  public static final OutputTag<ValueNews> BALANCES = new OutputTag<>("said-of-balances") {};

  /** What payments could fund, and loads that name what funds them. */
  public static final OutputTag<ValueNews> FUNDING = new OutputTag<>("funding-of-loads") {};

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final PaymentTerms terms;
  private final HashSet<String> excuses;
  private final JudgedTimers due;

  private transient ValueState<PaymentLife> life;
  private transient PaymentEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient AttemptEpoch attempt;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient ReachedTime time;

  /**
   * @param excuses values of {@code reason_code} for which a refund needs no return
   * @param retention business time for which a payment is known after its newest event
   * @param ofAccounts the same of one that names a gift card or points account: what is given back
   *     to it later must find it
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public FollowPayments(
      SchemaIds schemaIds,
      PaymentTerms terms,
      Set<String> excuses,
      Duration retention,
      Duration ofAccounts) {
    this.schemaIds = schemaIds;
    this.terms = terms;
    this.excuses = new HashSet<>(excuses);
    this.due = new JudgedTimers(retention, ofAccounts);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    long wallClock = System.currentTimeMillis();
    attempt = new AttemptEpoch(context.getOperatorStateStore(), wallClock);
    time = new ReachedTime(context.getOperatorStateStore(), wallClock);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    attempt.keep();
    time.keep();
  }

  @Override
  public void open(OpenContext context) {
    life = getRuntimeContext().getState(new ValueStateDescriptor<>("life", PaymentLife.class));
    encoder = new PaymentEncoder(schemaIds);
  }

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<Outbound> out)
      throws Exception {
    PaymentLife stored = life.value();
    PaymentLifeStep step =
        (stored == null ? PaymentLife.UNHEARD : stored)
            .heard(
                Objects.requireNonNull(event.payment(), "it speaks of a payment"),
                event.asOfMicros(),
                terms,
                nowMicros(context.timerService()));
    tell(stored, step, context, out);
    bring(stored, step.next(), context);
    moveBalances(stored, step.next(), event.asOfMicros(), context);
  }

  /** What came late may be the first to name an order: then it is of that one, and of no other. */
  private void bring(@Nullable PaymentLife before, PaymentLife next, Context context) {
    PaymentPart part = next.part(terms, excuses);
    PaymentPart was = before == null ? null : before.part(terms, excuses);
    OrderNews news = OrderNews.of(part, true);
    if (was != null) {
      OrderNews brought = OrderNews.of(was, false);
      if (!brought.key().equals(news.key())) {
        context.output(OrderDesks.of(brought), brought);
      }
    }
    context.output(OrderDesks.of(news), news);
    ValueNews.ofFunding(was, part).ifPresent(funding -> context.output(FUNDING, funding));
  }

  private static void moveBalances(
      @Nullable PaymentLife before, PaymentLife next, long asOfMicros, Context context) {
    List<PaymentStatement> were = before == null ? List.of() : before.statements();
    for (ValueNews news : ValueNews.ofBalances(were, next.statements(), asOfMicros)) {
      context.output(BALANCES, news);
      news.claim().ifPresent(claim -> context.output(FUNDING, claim));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outbound> out)
      throws Exception {
    PaymentLife stored = life.value();
    if (stored == null) {
      return;
    }
    long now = Math.max(nowMicros(context.timerService()), BusinessTime.micros(timestamp));
    if (stored.dueMicros() < now) {
      tell(stored, stored.timeCame(terms, now), context, out);
    }
    if (due.isDeath(context.getCurrentKey(), awaits(stored), timestamp)) {
      life.clear();
    }
  }

  private void tell(
      @Nullable PaymentLife before, PaymentLifeStep step, Context context, Collector<Outbound> out)
      throws Exception {
    PaymentLife next = step.next();
    life.update(next);
    due.move(
        context.timerService(),
        context.getCurrentKey(),
        awaits(before == null ? PaymentLife.UNHEARD : before),
        awaits(next));
    PaymentStanding told = step.told();
    if (told != null) {
      out.collect(encoder.state(told, attempt.millis(), WallClock.nowMicros()));
    }
    step.alerts().forEach(alert -> context.output(FOUND, alert));
    step.takenBack(context.getCurrentKey()).forEach(alert -> context.output(FOUND, alert));
  }

  private long nowMicros(TimerService timers) {
    return BusinessTime.micros(time.millis(timers));
  }

  private static JudgedTimers.Awaits awaits(PaymentLife of) {
    return new JudgedTimers.Awaits(of.spokenOfMicros(), of.dueMicros(), of.isOfAccount());
  }
}
