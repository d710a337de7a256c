package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one order: what was sold and what became of it.
 *
 * <pre>
 *   a sale                     passes on to its shelves in full
 *   a void, a fulfilment,      passes on up to what was sold and is not yet voided, handed over,
 *   its sale known             cancelled or short-picked
 *   a void, a fulfilment,      waits, and passes on when the sale comes
 *   its sale unknown
 *   an earlier one, or a       corrects what was passed on before: how much, where, and when it
 *   further sale, coming late  moved
 * </pre>
 *
 * <p>What one line comes to is {@link LineFold}'s to say; what was told of it is what the fold says
 * of the set as it was before an event.
 *
 * @param lines one for each (number, item, place, act) that a sale or a void named
 * @param spokenOfMicros when it was last spoken of: the largest of the business times of its events
 *     and of how far business time had come when they arrived
 * @param fulfilments one for each (number, item) that a fulfilment named, or of which people were
 *     told something
 */
public record Order(List<OrderLine> lines, long spokenOfMicros, List<LineFulfilment> fulfilments) {

  /** Nothing known. */
  public static final Order UNKNOWN = new Order(List.of(), Long.MIN_VALUE);

  /** Absent in an old savepoint means none. */
  public Order {
    lines = lines == null ? List.of() : lines;
    fulfilments = fulfilments == null ? List.of() : fulfilments;
  }

  /** An order of which nothing was fulfilled. */
  public Order(List<OrderLine> lines, long spokenOfMicros) {
    this(lines, spokenOfMicros, List.of());
  }

  /**
   * Applies a sale, a void or a fulfilment of this order.
   *
   * @param watermarkMicros how far business time has come
   */
  public OrderStep apply(GoodsEvent event, long watermarkMicros) {
    long spokenOf = Math.max(spokenOfMicros, Math.max(event.asOfMicros(), watermarkMicros));
    return new OrderSettlement(this, event, watermarkMicros).run(spokenOf);
  }

  /** When it is to be {@linkplain #reviewed reviewed} next; null for never. */
  public @Nullable Long dueMicros() {
    Long due = null;
    for (LineFulfilment line : fulfilments) {
      Long next = line.dueMicros();
      if (next != null && (due == null || next < due)) {
        due = next;
      }
    }
    return due;
  }

  /**
   * Looks for units that were to be collected by now. The order is not spoken of by this.
   *
   * @param nowMicros how far business time has come
   */
  public OrderStep reviewed(String orderRef, long nowMicros) {
    List<Alert> alerts = new ArrayList<>(0);
    List<LineFulfilment> next = new ArrayList<>(fulfilments.size());
    for (LineFulfilment line : fulfilments) {
      Long due = line.dueMicros();
      if (due == null || due > nowMicros) {
        next.add(line);
        continue;
      }
      List<OrderLine> sold = lines.stream().filter(each -> line.isOf(each.line())).toList();
      List<OrderLine> allocated = sold.stream().filter(each -> each.line().isAllocated()).toList();
      LineFold fold = LineFold.of(allocated, line.statements());
      next.add(new LineJudgement(orderRef, due, nowMicros).judged(line, sold, fold, alerts));
    }
    return new OrderStep(new Order(lines, spokenOfMicros, next), List.of(), alerts);
  }
}
