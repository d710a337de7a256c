package io.zaiko.jobs;

import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.operators.AnswerReservations;
import io.zaiko.operators.FindCheckouts;
import io.zaiko.operators.FollowCheckouts;
import io.zaiko.operators.FollowOrders;
import io.zaiko.operators.KeepShelves;
import io.zaiko.operators.Keys;
import io.zaiko.operators.Mentions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the flow that reservations take: what is said of a checkout goes to it, the checkout
 * tells its shelves, and what these answer becomes a decision.
 */
final class CheckoutFlow {

  /** The longest {@code time_to_live_ms}. */
  private static final Duration LONGEST_HOLD = Duration.ofDays(30);

  private final Settings settings;
  private final SchemaIds schemaIds;

  CheckoutFlow(Settings settings, SchemaIds schemaIds) {
    this.settings = settings;
    this.schemaIds = schemaIds;
  }

  /** What checkouts tell shelves. */
  SingleOutputStreamOperator<Movement> follow(DataStream<GoodsEvent> accepted) {
    Duration unknownAfter =
        Duration.ofMillis(
            TimeUnit.MICROSECONDS.toMillis(settings.checkoutPolicy().unknownAfterMicros()));
    DataStream<ForCheckout> said =
        Stage.FIND_CHECKOUTS.of(
            Stage.OF_CHECKOUTS
                .of(accepted.flatMap(new Mentions()))
                .keyBy(Keys::owner)
                .process(
                    new FindCheckouts(
                        unknownAfter,
                        settings.reservationRetention(),
                        settings.orderRetention(),
                        ownerRetention())));
    return Stage.FOLLOW_CHECKOUTS.of(
        said.keyBy(Keys::checkout)
            .process(
                new FollowCheckouts(
                    schemaIds,
                    settings.checkoutPolicy(),
                    settings.reservationRetention(),
                    openRetention())));
  }

  /** What becomes of reservations. */
  SingleOutputStreamOperator<Outbound> answer(
      SingleOutputStreamOperator<Movement> ofCheckouts, SingleOutputStreamOperator<?> ofShelves) {
    return Stage.ANSWER_RESERVATIONS.of(
        ofShelves
            .getSideOutput(KeepShelves.BALLOTS)
            .union(ofCheckouts.getSideOutput(FollowCheckouts.ANSWERS))
            .keyBy(Ballot::reservationId)
            .connect(ofCheckouts.getSideOutput(FollowCheckouts.WITHOUT_ORDER).keyBy(Alert::key))
            .process(
                new AnswerReservations(
                    schemaIds, settings.reservationRetention(), openRetention())));
  }

  /** Who holds units can be told to let go: an open order's time, or that of the longest hold. */
  private Duration ownerRetention() {
    Duration ofHold = LONGEST_HOLD.plus(settings.reservationRetention());
    return openRetention().compareTo(ofHold) < 0 ? ofHold : openRetention();
  }

  /** What is committed holds units until it is sold or released: as long as an open order. */
  private Duration openRetention() {
    return settings.orderRetention().multipliedBy(FollowOrders.OPEN_FACTOR);
  }
}
