package io.zaiko.domain.stock;

import java.util.List;

/**
 * The lines of one order: what was sold and what of it does not stand.
 *
 * <pre>
 *   a sale                     passes on to its shelves in full
 *   a void, its sale known     passes on up to what was sold and is not yet voided
 *   a void, its sale unknown   waits, and passes on when the sale comes
 *   an earlier void, or a
 *   further sale, coming late  corrects what was passed on before: how much, and when it moved
 * </pre>
 *
 * @param lines one for each (number, item, place, act) that a record named
 * @param spokenOfMicros when it was last spoken of: the largest of the business times of its events
 *     and of how far business time had come when they arrived
 */
public record Order(List<OrderLine> lines, long spokenOfMicros) {

  /** Nothing known. */
  public static final Order UNKNOWN = new Order(List.of(), Long.MIN_VALUE);

  /** Absent in an old savepoint means none. */
  public Order {
    lines = lines == null ? List.of() : lines;
  }

  /**
   * Applies a sale or a void of this order.
   *
   * @param watermarkMicros how far business time has come
   */
  public OrderStep apply(GoodsEvent event, long watermarkMicros) {
    long spokenOf = Math.max(spokenOfMicros, Math.max(event.asOfMicros(), watermarkMicros));
    return new OrderSettlement(this, event).run(spokenOf);
  }
}
