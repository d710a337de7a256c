package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each event of a provider pass once, whoever wrote it down: two adapters, or one that was set
 * up anew, give one event two names. What is not passed on goes to {@link #PUT_ASIDE}.
 *
 * <p>State, by {@link PaymentStatement#providerEventKey}: what was said first, dropped by time to
 * live.
 */
public final class AcceptProviderEvents extends KeyedProcessFunction<String, Inbound, GoodsEvent> {

  public static final OutputTag<Outbound> PUT_ASIDE = new OutputTag<>("provider-events-aside") {};

  /** Conflicts, for people. */
  public static final OutputTag<MoneyAlert> FOUND = new OutputTag<>("found-of-providers") {};

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final Duration retention;

  private transient ValueState<PaymentStatement> first;
  private transient OutputEncoder encoder;
  private transient Counter duplicates;
  private transient Counter deadLetters;

  /**
   * @param retention wall-clock time for which a provider's event is remembered
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public AcceptProviderEvents(SchemaIds schemaIds, Duration retention) {
    this.schemaIds = schemaIds;
    this.retention = retention;
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<PaymentStatement> descriptor =
        new ValueStateDescriptor<>("first-statement", PaymentStatement.class);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(retention)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(1_000)
            .build());
    first = getRuntimeContext().getState(descriptor);
    encoder = new OutputEncoder(schemaIds);
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    duplicates = metrics.counter("recordsDuplicate");
    deadLetters = metrics.counter("recordsDeadLettered");
  }

  @Override
  public void processElement(Inbound inbound, Context context, Collector<GoodsEvent> out)
      throws Exception {
    GoodsEvent event = Objects.requireNonNull(inbound.event(), "it was accepted");
    PaymentStatement said = Objects.requireNonNull(event.payment(), "it speaks of a payment");
    PaymentStatement before = first.value();
    if (before == null) {
      first.update(said);
      out.collect(event);
    } else if (said.saysTheSameAs(before)) {
      duplicates.inc();
      context.output(PUT_ASIDE, encoder.duplicate(event, said.providerEventKey()));
    } else {
      deadLetters.inc();
      context.output(
          PUT_ASIDE,
          encoder.deadLetter(
              inbound.refused(
                  Reason.EVENT_CONFLICT,
                  "provider_event_id was told before by %s with another content, and the first stands: ask the provider which holds."
                      .formatted(before.eventId()))));
      context.output(FOUND, MoneyAlert.withoutAmount(conflict(event, said, before)));
    }
  }

  private static Alert conflict(GoodsEvent event, PaymentStatement said, PaymentStatement before) {
    String address = event.origin().address();
    return new Alert(
        Alert.Check.EVENT_CONFLICT,
        said.providerEventKey() + '|' + address,
        0,
        0,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("partition", (long) event.origin().partition(), "offset", event.origin().offset()),
        List.of(
            new Alert.Evidence(before.eventId(), "stands"),
            new Alert.Evidence(event.eventId(), "refused")),
        "%s tells of event %s of %s otherwise than %s before it, and was refused: ask the provider which holds."
            .formatted(address, said.providerEventId(), said.provider(), before.eventId()),
        event.occurredAtMicros());
  }
}
