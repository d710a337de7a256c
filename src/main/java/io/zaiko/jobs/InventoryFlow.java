package io.zaiko.jobs;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.operators.AcceptOnce;
import io.zaiko.operators.ControlAtStart;
import io.zaiko.operators.FollowOrders;
import io.zaiko.operators.KeepShelves;
import io.zaiko.operators.Keys;
import io.zaiko.operators.RefusedControl;
import io.zaiko.operators.SplitLines;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The way of the data through the inventory job, forward only: each record passes once, orders turn
 * sales and voids into movements, shelves turn movements into ledger entries and images.
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
    SingleOutputStreamOperator<GoodsEvent> accepted = acceptOnce(sources);
    SingleOutputStreamOperator<Movement> ofOrders = followOrders(accepted);
    SingleOutputStreamOperator<Outbound> told =
        keepShelves(ofOrders.union(splitLines(accepted)), sources.control());

    publish(accepted.getSideOutput(AcceptOnce.PUT_ASIDE), Stage.PUT_ASIDE, sinks);
    publish(ofOrders.getSideOutput(FollowOrders.ALERTS), Stage.ORDER_ALERTS, sinks);
    publish(told, Stage.PUBLISH_STOCK, sinks);
  }

  private SingleOutputStreamOperator<GoodsEvent> acceptOnce(Sources sources) {
    DataStream<Inbound> refusedControl =
        Stage.CONTROL_REFUSALS.of(
            sources.control().flatMap(new RefusedControl()).setParallelism(1));
    return Stage.ACCEPT_ONCE.of(
        sources
            .goods()
            .union(refusedControl)
            .keyBy(Keys::identityGroup)
            .process(
                new AcceptOnce(
                    schemaIds,
                    settings.dedupRetention(),
                    settings.lateHorizon(),
                    settings.gapTimeout())));
  }

  private SingleOutputStreamOperator<Movement> followOrders(DataStream<GoodsEvent> accepted) {
    return Stage.FOLLOW_ORDERS.of(
        Stage.OF_ORDERS
            .of(accepted.filter(Keys::belongsToOrder))
            .keyBy(Keys::order)
            .process(new FollowOrders(schemaIds, settings.orderRetention())));
  }

  private static SingleOutputStreamOperator<Movement> splitLines(DataStream<GoodsEvent> accepted) {
    return Stage.SPLIT_LINES.of(
        Stage.WITHOUT_ORDER
            .of(accepted.filter(event -> !Keys.belongsToOrder(event)))
            .flatMap(new SplitLines()));
  }

  private SingleOutputStreamOperator<Outbound> keepShelves(
      DataStream<Movement> movements, DataStream<ControlRecord> control) {
    // One subtask from source to broadcast: two would let records of one item overtake each other.
    DataStream<ControlRecord> accepted =
        Stage.CONTROL_RECORDS.of(control.filter(record -> !record.isRefused()).setParallelism(1));
    return Stage.KEEP_SHELVES.of(
        movements
            .keyBy(Movement::shelfKey)
            .connect(accepted.broadcast())
            .transform(
                Stage.KEEP_SHELVES.displayName(),
                TypeInformation.of(Outbound.class),
                new KeepShelves(schemaIds, controlAtStart, settings.lowStockAt())));
  }

  private static void publish(
      DataStream<Outbound> records, Stage stage, Function<Stage, Sink<Outbound>> sinks) {
    stage.of(records.sinkTo(sinks.apply(stage)));
  }
}
