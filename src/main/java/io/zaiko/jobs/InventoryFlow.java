package io.zaiko.jobs;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.freshness.SourceNews;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.operators.AcceptOnce;
import io.zaiko.operators.AcceptRules;
import io.zaiko.operators.ControlAtStart;
import io.zaiko.operators.FollowCheckouts;
import io.zaiko.operators.FollowOrders;
import io.zaiko.operators.FollowTransfers;
import io.zaiko.operators.GatherCounts;
import io.zaiko.operators.GatherSigns;
import io.zaiko.operators.KeepShelves;
import io.zaiko.operators.Keys;
import io.zaiko.operators.RefusedControl;
import io.zaiko.operators.SplitLines;
import io.zaiko.operators.SumGroups;
import io.zaiko.operators.TellFreshness;
import io.zaiko.operators.WatchSources;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The way of the data through the inventory job, forward only: each record passes once, orders turn
 * sales, voids and fulfilments into movements, checkouts turn requests and payments into words on
 * holds, shelves turn both into ledger entries and images.
 */
final class InventoryFlow {

  /**
   * Where the records come from.
   *
   * @param goods the goods topics and, in live mode, the clock
   * @param control the control topics
   */
  record Sources(DataStream<Inbound> goods, DataStream<ControlRecord> control) {}

  private final Settings settings;
  private final SchemaIds schemaIds;
  private final ControlAtStart controlAtStart;

  InventoryFlow(Settings settings, SchemaIds schemaIds, ControlAtStart controlAtStart) {
    this.settings = settings;
    this.schemaIds = schemaIds;
    this.controlAtStart = controlAtStart;
  }

  /**
   * Joins the operators.
   *
   * @param sinks the sink of each stage that emits
   */
  void wire(Sources sources, Function<Stage, Sink<Outbound>> sinks) {
    DataStream<ControlRecord> judged = acceptRules(sources.control());
    SingleOutputStreamOperator<GoodsEvent> accepted = acceptOnce(sources.goods(), judged);
    SingleOutputStreamOperator<Movement> ofOrders = followOrders(accepted);
    SingleOutputStreamOperator<Movement> ofTransfers = followTransfers(accepted);
    SingleOutputStreamOperator<Movement> ofCounts = gatherCounts(accepted);
    CheckoutFlow checkouts = new CheckoutFlow(settings, schemaIds);
    SingleOutputStreamOperator<Movement> ofCheckouts = checkouts.follow(accepted);
    DataStream<ControlRecord> control = understood(judged);
    SingleOutputStreamOperator<Outbound> told =
        keepShelves(
            ofOrders.union(ofTransfers, ofCounts, ofCheckouts, splitLines(accepted)), control);
    SingleOutputStreamOperator<SourceNews> ofSources = watchSources(accepted, control);
    SingleOutputStreamOperator<Outbound> freshness = tellFreshness(ofSources);

    publish(accepted.getSideOutput(AcceptOnce.PUT_ASIDE), Stage.PUT_ASIDE, sinks);
    publish(ofOrders.getSideOutput(FollowOrders.ALERTS), Stage.ORDER_ALERTS, sinks);
    publish(ofCheckouts.getSideOutput(FollowCheckouts.ALERTS), Stage.CHECKOUT_ALERTS, sinks);
    publish(ofTransfers.getSideOutput(FollowTransfers.ALERTS), Stage.TRANSFER_ALERTS, sinks);
    publish(ofCounts.getSideOutput(GatherCounts.ALERTS), Stage.COUNT_ALERTS, sinks);
    publish(ofSources.getSideOutput(WatchSources.ALERTS), Stage.SOURCE_ALERTS, sinks);
    publish(freshness, Stage.PUBLISH_FRESHNESS, sinks);
    publish(told, Stage.PUBLISH_STOCK, sinks);
    publish(checkouts.answer(ofCheckouts, told), Stage.PUBLISH_DECISIONS, sinks);
    publish(sumGroups(told), Stage.PUBLISH_GROUPS, sinks);
  }

  private static DataStream<ControlRecord> acceptRules(DataStream<ControlRecord> control) {
    return Stage.ACCEPT_RULES.of(
        control.keyBy(Keys::rulesBook).process(new AcceptRules()).setParallelism(1));
  }

  private SingleOutputStreamOperator<GoodsEvent> acceptOnce(
      DataStream<Inbound> goods, DataStream<ControlRecord> control) {
    DataStream<Inbound> refusedControl =
        Stage.CONTROL_REFUSALS.of(control.flatMap(new RefusedControl()).setParallelism(1));
    return Stage.ACCEPT_ONCE.of(
        goods
            .union(refusedControl)
            .keyBy(Keys::identityGroup)
            .process(
                new AcceptOnce(
                    schemaIds,
                    AcceptOnce.Ledger.STOCK,
                    settings.dedupRetention(),
                    settings.lateHorizon(),
                    settings.gapTimeout())));
  }

  private SingleOutputStreamOperator<Movement> followOrders(DataStream<GoodsEvent> accepted) {
    return Stage.FOLLOW_ORDERS.of(
        Stage.OF_ORDERS
            .of(accepted.filter(Keys::belongsToOrder))
            .keyBy(Keys::order)
            .process(
                new FollowOrders(
                    schemaIds, settings.countVarianceLateness(), settings.orderRetention())));
  }

  private SingleOutputStreamOperator<Movement> followTransfers(DataStream<GoodsEvent> accepted) {
    return Stage.FOLLOW_TRANSFERS.of(
        Stage.OF_TRANSFERS
            .of(accepted.filter(Keys::belongsToTransfer))
            .keyBy(Keys::transfer)
            .process(
                new FollowTransfers(
                    schemaIds, settings.transferLateness(), settings.orderRetention())));
  }

  private SingleOutputStreamOperator<Movement> gatherCounts(DataStream<GoodsEvent> accepted) {
    return Stage.GATHER_COUNTS.of(
        Stage.OF_COUNTS
            .of(accepted.filter(Keys::belongsToSession))
            .keyBy(Keys::session)
            .process(new GatherCounts(schemaIds, settings.lateHorizon())));
  }

  private static SingleOutputStreamOperator<Movement> splitLines(DataStream<GoodsEvent> accepted) {
    return Stage.SPLIT_LINES.of(
        Stage.WITHOUT_ORDER.of(accepted.filter(Keys::standsAlone)).flatMap(new SplitLines()));
  }

  private SingleOutputStreamOperator<SourceNews> watchSources(
      SingleOutputStreamOperator<GoodsEvent> accepted, DataStream<ControlRecord> control) {
    return Stage.WATCH_SOURCES.of(
        Stage.GATHER_SIGNS
            .of(
                accepted
                    .getSideOutput(AcceptOnce.SIGNS)
                    .transform(
                        Stage.GATHER_SIGNS.displayName(),
                        TypeInformation.of(SignOfLife.class),
                        new GatherSigns()))
            .keyBy(SignOfLife::sourceId)
            .connect(control.broadcast(WatchSources.broadcastStates()))
            .process(new WatchSources(schemaIds, settings.silenceTimeout(), controlAtStart)));
  }

  private SingleOutputStreamOperator<Outbound> tellFreshness(DataStream<SourceNews> news) {
    return Stage.TELL_FRESHNESS.of(
        news.keyBy(SourceNews::locationId).process(new TellFreshness(schemaIds)));
  }

  /**
   * One subtask from source to broadcast: two would let records of one item overtake each other.
   */
  private static DataStream<ControlRecord> understood(DataStream<ControlRecord> control) {
    return Stage.CONTROL_RECORDS.of(
        control.filter(record -> !record.isRefused()).setParallelism(1));
  }

  private SingleOutputStreamOperator<Outbound> keepShelves(
      DataStream<Movement> movements, DataStream<ControlRecord> control) {
    return Stage.KEEP_SHELVES.of(
        movements
            .keyBy(Movement::shelfKey)
            .connect(control.broadcast())
            .transform(
                Stage.KEEP_SHELVES.displayName(),
                TypeInformation.of(Outbound.class),
                new KeepShelves(
                    schemaIds,
                    controlAtStart,
                    settings.lowStockAt(),
                    settings.lateHorizon(),
                    settings.countVarianceLateness(),
                    settings.reservationRetention())));
  }

  private SingleOutputStreamOperator<Outbound> sumGroups(
      SingleOutputStreamOperator<Outbound> told) {
    return Stage.SUM_GROUPS.of(
        told.getSideOutput(KeepShelves.CONTRIBUTIONS)
            .keyBy(Contribution::key)
            .process(new SumGroups(schemaIds, settings.lowStockAt())));
  }

  private static void publish(
      DataStream<Outbound> records, Stage stage, Function<Stage, Sink<Outbound>> sinks) {
    stage.of(records.sinkTo(sinks.apply(stage)));
  }
}
