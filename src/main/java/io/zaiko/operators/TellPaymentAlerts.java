package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.PaymentEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.payment.AlertFile;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells each alert once for each thing new about it, with what people made of it. An action on an
 * alert that there is not waits for it; after {@code patience} of business time it is refused.
 *
 * <p>State, by alert_id: one {@link AlertFile}, which dies by timer, at a full hour, {@code
 * retention} of business time after it was last spoken of; and at most {@link #MOST_WAITING}
 * actions that wait.
 */
public final class TellPaymentAlerts
    extends KeyedCoProcessFunction<String, MoneyAlert, Inbound, Outbound> {

  private static final long serialVersionUID = 1L;
  private static final int MOST_WAITING = 100;
  private static final String NO_SUCH_ALERT =
      "payment-alerts has no alert of this alert_id: take it from there, and send the action again"
          + " under a new event_id.";

  private final SchemaIds schemaIds;
  private final long patienceMillis;
  private final HourOfDeath ofClosed;
  private final HourOfDeath ofOpen;

  private transient ValueState<AlertFile> file;
  private transient ListState<Inbound> waiting;
  private transient PaymentEncoder encoder;
  private transient OutputEncoder refusals;

  /**
   * @param patience business time for which an action waits for its alert
   * @param retention business time for which an alert that ended is known after it was last spoken
   *     of; one that stands is for {@link FollowBalances#LIVES} times as long
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public TellPaymentAlerts(SchemaIds schemaIds, Duration patience, Duration retention) {
    this.schemaIds = schemaIds;
    this.patienceMillis = patience.toMillis();
    this.ofClosed = new HourOfDeath(retention);
    this.ofOpen = new HourOfDeath(retention.multipliedBy(FollowBalances.LIVES));
  }

  /** By the alert that an action names. */
  public static String alertOf(Inbound inbound) {
    return actionOf(inbound).alertId();
  }

  @Override
  public void open(OpenContext context) {
    file = getRuntimeContext().getState(new ValueStateDescriptor<>("alert", AlertFile.class));
    waiting =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("waiting-actions", Inbound.class));
    encoder = new PaymentEncoder(schemaIds);
    refusals = new OutputEncoder(schemaIds);
  }

  @Override
  public void processElement1(MoneyAlert found, Context context, Collector<Outbound> out)
      throws Exception {
    AlertFile before = known();
    AlertFile.Step step = before.heard(found);
    store(before, step.next(), context);
    if (step.isNews()) {
      if (before.told() == null) {
        waiting.clear(); // the first revision bears the newest of them
      }
      tell(step.next(), out);
    }
  }

  @Override
  public void processElement2(Inbound inbound, Context context, Collector<Outbound> out)
      throws Exception {
    AlertFile before = known();
    if (before.told() == null && !waits(inbound, context)) {
      refuse(inbound, out);
      return;
    }
    AlertFile.Step step = before.acted(actionOf(inbound));
    store(before, step.next(), context);
    if (step.isNews()) {
      tell(step.next(), out);
    }
  }

  private boolean waits(Inbound inbound, Context context) throws Exception {
    if (waitingNow().size() == MOST_WAITING) {
      return false;
    }
    waiting.add(inbound);
    context.timerService().registerEventTimeTimer(dueMillis(inbound));
    return true;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outbound> out)
      throws Exception {
    AlertFile stored = known();
    List<Inbound> still = new ArrayList<>();
    for (Inbound each : waitingNow()) {
      if (dueMillis(each) <= timestamp) {
        refuse(each, out);
      } else {
        still.add(each);
      }
    }
    waiting.update(still);
    if (stored.told() == null) {
      AlertFile left = new AlertFile(null, null, stored.spokenOfMicros(), List.of());
      for (Inbound each : still) {
        left = left.acted(actionOf(each)).next();
      }
      file.update(left);
    }
    if (deathMillis(stored) <= timestamp && still.isEmpty()) {
      file.clear();
    }
  }

  private void refuse(Inbound inbound, Collector<Outbound> out) {
    out.collect(refusals.deadLetter(inbound.refused(Reason.UNKNOWN_ALERT, NO_SUCH_ALERT)));
  }

  private void tell(AlertFile told, Collector<Outbound> out) {
    MoneyAlert alert = Objects.requireNonNull(told.told(), "there is something to tell");
    out.collect(encoder.alert(alert, told.action(), WallClock.nowMicros()));
  }

  private AlertFile known() throws Exception {
    AlertFile stored = file.value();
    return stored == null ? AlertFile.EMPTY : stored;
  }

  private List<Inbound> waitingNow() throws Exception {
    List<Inbound> all = new ArrayList<>();
    Iterable<Inbound> kept = waiting.get();
    if (kept != null) {
      kept.forEach(all::add);
    }
    return all;
  }

  private void store(AlertFile before, AlertFile next, Context context) throws Exception {
    file.update(next);
    boolean isFirst = before.spokenOfMicros() == AlertFile.EMPTY.spokenOfMicros();
    if (!isFirst && deathMillis(before) != deathMillis(next)) {
      context.timerService().deleteEventTimeTimer(deathMillis(before));
    }
    context.timerService().registerEventTimeTimer(deathMillis(next));
  }

  private static AlertAction actionOf(Inbound inbound) {
    GoodsEvent event = Objects.requireNonNull(inbound.event(), "it was accepted");
    return Objects.requireNonNull(event.action(), "only actions come here");
  }

  private long dueMillis(Inbound inbound) {
    return Math.addExact(inbound.eventTimeMillis(), patienceMillis) + 1;
  }

  /** What stands can be taken back as long as somebody may do so, and be acted on. */
  private long deathMillis(AlertFile of) {
    return (of.isOpen() ? ofOpen : ofClosed).millis(of.spokenOfMicros());
  }
}
