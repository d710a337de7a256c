package io.zaiko.operators;

import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Turns each line of a record that belongs to no order into a movement of its shelf. */
public final class SplitLines implements FlatMapFunction<GoodsEvent, Movement> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(GoodsEvent event, Collector<Movement> out) {
    event.lines().forEach(line -> out.collect(Movement.of(event, line)));
  }
}
