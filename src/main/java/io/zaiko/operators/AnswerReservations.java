package io.zaiko.operators;

import io.zaiko.codec.DecisionEncoder;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.reservation.Answer;
import io.zaiko.domain.reservation.AnswerStep;
import io.zaiko.domain.reservation.Ballot;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Answers each round of a reservation when all its shelves have spoken. The second input is what
 * checkouts say of orders that do not come: people are told of those that were promised something.
 *
 * <p>State, by reservation_id: one {@link Answer}; it dies by timer, at a full hour, {@code
 * retention} of business time after the reservation was last of concern; one that is committed and
 * waits for its sale {@code openRetention} after. Operator state: the {@link AttemptEpoch}.
 */
public final class AnswerReservations
    extends KeyedCoProcessFunction<String, Ballot, Alert, Outbound>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final HourOfDeath ofSettled;
  private final HourOfDeath ofOpen;

  private transient ValueState<Answer> answer;
  private transient DecisionEncoder decisions;
  private transient OutputEncoder alerts;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient AttemptEpoch attempt;

  /**
   * @param retention how long an answer is remembered
   * @param openRetention how long that of an order without its sale
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public AnswerReservations(SchemaIds schemaIds, Duration retention, Duration openRetention) {
    this.schemaIds = schemaIds;
    this.ofSettled = new HourOfDeath(retention);
    this.ofOpen = new HourOfDeath(openRetention);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    attempt = new AttemptEpoch(context.getOperatorStateStore(), System.currentTimeMillis());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    attempt.keep();
  }

  @Override
  public void open(OpenContext context) {
    answer = getRuntimeContext().getState(new ValueStateDescriptor<>("answer", Answer.class));
    decisions = new DecisionEncoder(schemaIds);
    alerts = new OutputEncoder(schemaIds);
  }

  @Override
  public void processElement1(Ballot ballot, Context context, Collector<Outbound> out)
      throws Exception {
    Answer stored = answer.value();
    tell(stored, (stored == null ? Answer.NONE : stored).heard(ballot), context, out);
  }

  @Override
  public void processElement2(Alert withoutOrder, Context context, Collector<Outbound> out)
      throws Exception {
    Answer stored = answer.value();
    tell(stored, (stored == null ? Answer.NONE : stored).heard(withoutOrder), context, out);
  }

  private void tell(
      @Nullable Answer stored, AnswerStep step, Context context, Collector<Outbound> out)
      throws Exception {
    answer.update(step.next());
    remember(context, stored, step.next());
    long now = WallClock.nowMicros();
    if (step.decision() != null) {
      out.collect(decisions.decision(step.decision(), attempt.millis(), now));
    }
    if (step.withdrawal() != null) {
      out.collect(decisions.holdRelease(step.withdrawal()));
    }
    for (Alert alert : step.alerts()) {
      out.collect(alerts.alert(alert, now));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outbound> out)
      throws Exception {
    Answer stored = answer.value();
    if (stored != null && deathMillis(stored) <= timestamp) {
      answer.clear();
    }
  }

  /** One timer at a time: else each round of each order would leave one for months. */
  private void remember(Context context, @Nullable Answer before, Answer next) {
    long death = deathMillis(next);
    if (before != null && deathMillis(before) != death) {
      context.timerService().deleteEventTimeTimer(deathMillis(before));
    }
    context.timerService().registerEventTimeTimer(death);
  }

  private long deathMillis(Answer remembered) {
    return (remembered.isSettled() ? ofSettled : ofOpen).millis(remembered.spokenOfMicros());
  }
}
