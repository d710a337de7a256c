package io.zaiko.jobs;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.Heard;
import io.zaiko.domain.settlement.HeldNews;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderWord;
import io.zaiko.domain.settlement.ValueNews;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.operators.AcceptOnce;
import io.zaiko.operators.AcceptProviderEvents;
import io.zaiko.operators.FindFunding;
import io.zaiko.operators.FindOrders;
import io.zaiko.operators.FollowBalances;
import io.zaiko.operators.FollowPayments;
import io.zaiko.operators.HearSources;
import io.zaiko.operators.HeardVoices;
import io.zaiko.operators.Keys;
import io.zaiko.operators.NoticeSources;
import io.zaiko.operators.OrderDesks;
import io.zaiko.operators.PickGoods;
import io.zaiko.operators.SettleOrders;
import io.zaiko.operators.TellPaymentAlerts;
import io.zaiko.operators.WatchCounters;
import io.zaiko.operators.WatchSilence;
import java.time.Duration;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The way of the data through the payments job, forward only: each record passes once, each event
 * of a provider once, payments tell where they stand and what is wrong with them; what they took is
 * held against the goods of their orders, at counters against sales, on gift cards against loads;
 * alerts are told with what people made of them.
 */
final class PaymentsFlow {

  private final Settings settings;
  private final SchemaIds schemaIds;

  PaymentsFlow(Settings settings, SchemaIds schemaIds) {
    this.settings = settings;
    this.schemaIds = schemaIds;
  }

  /**
   * Joins the operators.
   *
   * @param records of payments, of goods and of what people made of alerts and, in live mode, the
   *     clock
   * @param sinks the sink of each stage that emits
   */
  void wire(DataStream<Inbound> records, Function<Stage, Sink<Outbound>> sinks) {
    SingleOutputStreamOperator<GoodsEvent> accepted = acceptOnce(records);
    DataStream<Inbound> raw = accepted.getSideOutput(AcceptOnce.ACCEPTED);
    SingleOutputStreamOperator<GoodsEvent> payments = acceptProviderEvents(raw);
    SingleOutputStreamOperator<Outbound> states = followPayments(payments);

    publish(accepted.getSideOutput(AcceptOnce.PUT_ASIDE), Stage.PAYMENTS_ASIDE, sinks);
    publish(
        payments.getSideOutput(AcceptProviderEvents.PUT_ASIDE), Stage.PROVIDER_EVENTS_ASIDE, sinks);
    publish(states, Stage.PUBLISH_PAYMENTS, sinks);
    BroadcastStream<Heard> heard = hear(accepted).broadcast(HeardVoices.UNTIL);
    SingleOutputStreamOperator<MoneyAlert> ofOrders = settleOrders(accepted, states, heard);
    SingleOutputStreamOperator<MoneyAlert> ofCounters =
        watchCounters(ofOrders.getSideOutput(SettleOrders.AT_COUNTERS), heard);
    SingleOutputStreamOperator<MoneyAlert> ofBalances =
        followBalances(
            states.getSideOutput(FollowPayments.BALANCES),
            states.getSideOutput(FollowPayments.FUNDING),
            heard);
    DataStream<MoneyAlert> found =
        states
            .getSideOutput(FollowPayments.FOUND)
            .union(
                ofOrders,
                ofCounters,
                ofBalances,
                watchSilence(ofOrders, ofCounters, ofBalances),
                accepted.getSideOutput(AcceptOnce.FOUND),
                payments.getSideOutput(AcceptProviderEvents.FOUND));
    publish(tellAlerts(found, raw), Stage.PUBLISH_PAYMENT_ALERTS, sinks);
  }

  private SingleOutputStreamOperator<GoodsEvent> acceptOnce(DataStream<Inbound> records) {
    return Stage.ACCEPT_PAYMENTS.of(
        records
            .keyBy(Keys::identityGroup)
            .process(
                new AcceptOnce(
                    schemaIds,
                    AcceptOnce.Ledger.PAYMENTS,
                    settings.dedupRetention(),
                    settings.lateHorizon(),
                    settings.gapTimeout())));
  }

  private SingleOutputStreamOperator<GoodsEvent> acceptProviderEvents(DataStream<Inbound> raw) {
    return Stage.ACCEPT_PROVIDER_EVENTS.of(
        Stage.ONLY_PAYMENTS
            .of(raw.filter(Keys::isPayment))
            .keyBy(Keys::providerEvent)
            .process(new AcceptProviderEvents(schemaIds, settings.dedupRetention())));
  }

  private SingleOutputStreamOperator<Outbound> followPayments(DataStream<GoodsEvent> payments) {
    return Stage.FOLLOW_PAYMENTS.of(
        payments
            .keyBy(Keys::payment)
            .process(
                new FollowPayments(
                    schemaIds,
                    settings.paymentTerms(),
                    settings.orderTerms().refundReasons(),
                    beyondOrders(),
                    accountRetention())));
  }

  private SingleOutputStreamOperator<MoneyAlert> settleOrders(
      SingleOutputStreamOperator<GoodsEvent> accepted,
      SingleOutputStreamOperator<?> payments,
      BroadcastStream<Heard> heard) {
    SingleOutputStreamOperator<OrderNews> goods =
        Stage.GOODS_OF_ORDERS.of(accepted.process(new PickGoods()));
    SingleOutputStreamOperator<OrderNews> byTender =
        findOrders(
            at(OrderDesks.TENDERS, goods, payments),
            OrderWord.Kind.OF_TENDER,
            Stage.FIND_ORDERS_BY_TENDER);
    SingleOutputStreamOperator<OrderNews> byCheckout =
        findOrders(
            at(OrderDesks.CHECKOUTS, goods, byTender),
            OrderWord.Kind.OF_CHECKOUT,
            Stage.FIND_ORDERS_BY_CHECKOUT);
    return Stage.SETTLE_ORDERS.of(
        at(OrderDesks.ORDERS, goods, payments, byTender, byCheckout)
            .keyBy(OrderNews::key)
            .connect(heard)
            .process(new SettleOrders(settings.orderTerms(), settings.paymentRetention())));
  }

  /** What several have for one desk. */
  private static DataStream<OrderNews> at(
      OutputTag<OrderNews> desk,
      SingleOutputStreamOperator<?> first,
      SingleOutputStreamOperator<?>... others) {
    DataStream<OrderNews> all = first.getSideOutput(desk);
    for (SingleOutputStreamOperator<?> each : others) {
      all = all.union(each.getSideOutput(desk));
    }
    return all;
  }

  private DataStream<Heard> hear(SingleOutputStreamOperator<GoodsEvent> accepted) {
    return Stage.HEAR_SOURCES.of(
        Stage.NOTICE_SOURCES
            .of(accepted.process(new NoticeSources()))
            .union(accepted.getSideOutput(AcceptOnce.BEATS))
            .keyBy(event -> event.source().id())
            .process(new HearSources(settings.paymentRetention())));
  }

  private DataStream<MoneyAlert> watchSilence(
      SingleOutputStreamOperator<MoneyAlert> ofOrders,
      SingleOutputStreamOperator<MoneyAlert> ofCounters,
      SingleOutputStreamOperator<MoneyAlert> ofBalances) {
    return Stage.WATCH_SILENCE.of(
        ofOrders
            .getSideOutput(WatchSilence.HELD)
            .union(
                ofCounters.getSideOutput(WatchSilence.HELD),
                ofBalances.getSideOutput(WatchSilence.HELD))
            .keyBy(HeldNews::key)
            .process(new WatchSilence(settings.orderTerms(), settings.paymentRetention())));
  }

  private SingleOutputStreamOperator<MoneyAlert> watchCounters(
      DataStream<CounterNews> news, BroadcastStream<Heard> heard) {
    return Stage.WATCH_COUNTERS.of(
        news.keyBy(CounterNews::key)
            .connect(heard)
            .process(new WatchCounters(settings.orderTerms(), settings.paymentRetention())));
  }

  private SingleOutputStreamOperator<OrderNews> findOrders(
      DataStream<OrderNews> news, OrderWord.Kind kind, Stage stage) {
    return stage.of(news.keyBy(OrderNews::key).process(new FindOrders(kind, beyondOrders())));
  }

  private SingleOutputStreamOperator<MoneyAlert> followBalances(
      DataStream<ValueNews> ofAccounts,
      DataStream<ValueNews> funding,
      BroadcastStream<Heard> heard) {
    DataStream<ValueNews> found =
        Stage.FIND_FUNDING.of(
            funding
                .keyBy(ValueNews::key)
                .process(new FindFunding(settings.lateHorizon(), settings.paymentRetention())));
    return Stage.FOLLOW_BALANCES.of(
        ofAccounts
            .union(found)
            .keyBy(ValueNews::key)
            .connect(heard)
            .process(new FollowBalances(settings.orderTerms(), accountRetention())));
  }

  /** An order is spoken of after its payment was, and what is given back then must find it. */
  private Duration beyondOrders() {
    return settings.paymentRetention().multipliedBy(2);
  }

  private Duration accountRetention() {
    return settings.paymentRetention().multipliedBy(FollowBalances.LIVES);
  }

  private SingleOutputStreamOperator<Outbound> tellAlerts(
      DataStream<MoneyAlert> found, DataStream<Inbound> raw) {
    return Stage.TELL_PAYMENT_ALERTS.of(
        found
            .keyBy(each -> each.alert().alertId())
            .connect(
                Stage.ONLY_ACTIONS.of(raw.filter(Keys::isAction)).keyBy(TellPaymentAlerts::alertOf))
            .process(
                new TellPaymentAlerts(
                    schemaIds, settings.actionPatience(), settings.paymentRetention())));
  }

  private static void publish(
      DataStream<Outbound> records, Stage stage, Function<Stage, Sink<Outbound>> sinks) {
    stage.of(records.sinkTo(sinks.apply(stage)));
  }
}
