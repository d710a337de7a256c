package io.zaiko.operators;

import io.zaiko.domain.settlement.OrderNews;
import org.apache.flink.util.OutputTag;

/**
 * Where news of orders go. What is sent to its desk at once takes one hop; picked out of one stream
 * of all, it would take two.
 */
public final class OrderDesks {

  /** For an order, or for a payment that has none. */
  public static final OutputTag<OrderNews> ORDERS = new OutputTag<>("for-orders") {};

  /** For who knows the orders of tenders. */
  public static final OutputTag<OrderNews> TENDERS = new OutputTag<>("for-tenders") {};

  /** For who knows the orders of checkouts. */
  public static final OutputTag<OrderNews> CHECKOUTS = new OutputTag<>("for-checkouts") {};

  private OrderDesks() {}

  /** Whose news they are. */
  static OutputTag<OrderNews> of(OrderNews news) {
    if (news.isForOrder()) {
      return ORDERS;
    }
    return news.isForTender() ? TENDERS : CHECKOUTS;
  }
}
