package io.zaiko.operators;

import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.stock.GoodsEvent;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Picks what records of goods are to the money of their orders, for the {@link OrderDesks}. */
public final class PickGoods extends ProcessFunction<GoodsEvent, OrderNews> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(GoodsEvent event, Context context, Collector<OrderNews> out) {
    OrderNews.of(event).forEach(news -> context.output(OrderDesks.of(news), news));
  }
}
