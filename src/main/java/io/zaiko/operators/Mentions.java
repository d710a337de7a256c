package io.zaiko.operators;

import io.zaiko.domain.reservation.Mention;
import io.zaiko.domain.stock.GoodsEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes from each record what it says of reservations and payments. */
public final class Mentions implements FlatMapFunction<GoodsEvent, Mention> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(GoodsEvent event, Collector<Mention> out) {
    Mention.of(event).forEach(out::collect);
  }
}
