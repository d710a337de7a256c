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
   * @param latenessMicros how late a hand-over may be booked
   */
  public OrderStep apply(GoodsEvent event, long watermarkMicros, long latenessMicros) {
    long spokenOf = Math.max(spokenOfMicros, Math.max(event.asOfMicros(), watermarkMicros));
    return new OrderSettlement(this, event, watermarkMicros, latenessMicros).run(spokenOf);
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
   * @param latenessMicros how late a hand-over may be booked
   */
  public OrderStep reviewed(String orderRef, long nowMicros, long latenessMicros) {
    List<Alert> alerts = new ArrayList<>(0);
    List<LineFulfilment> next = new ArrayList<>(fulfilments.size());
    for (LineFulfilment line : fulfilments) {
      Long due = line.dueMicros();
      if (due == null || due > nowMicros) {
        next.add(line);
      } else {
        LineJudgement judgement = new LineJudgement(orderRef, due, nowMicros, latenessMicros);
        next.add(judgement.judged(line, sold(line), fold(line), alerts));
      }
    }
    return new OrderStep(new Order(lines, spokenOfMicros, next), List.of(), alerts);
  }

  /** Whether units of it are yet to be handed over or given up. Folds each of its lines. */
  public boolean isOpen() {
    OrderLines known = new OrderLines(this);
    for (OrderLine line : lines) {
      if (line.line().isAllocated()) {
        List<OrderLine> allocated = known.at(known.allocated(line.line()));
        if (LineFold.of(allocated, known.fulfilment(line.line()).statements()).open() > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * What people should know before the order is forgotten: fulfilments whose sale never came, such
   * as those of a mistyped order.
   *
   * @param episode tells this life of the name from others
   * @param nowMicros how far business time has come
   */
  public List<Alert> forgotten(String orderRef, long episode, long nowMicros) {
    LineJudgement judgement = new LineJudgement(orderRef, nowMicros, nowMicros, 0);
    return fulfilments.stream()
        .filter(line -> !line.statements().isEmpty() && !fold(line).isSold())
        .map(line -> new LineAlerts(judgement, line, List.of()).withoutSale(episode))
        .toList();
  }

  private List<OrderLine> sold(LineFulfilment line) {
    return lines.stream().filter(each -> line.isOf(each.line())).toList();
  }

  private LineFold fold(LineFulfilment line) {
    List<OrderLine> allocated =
        sold(line).stream().filter(each -> each.line().isAllocated()).toList();
    return LineFold.of(allocated, line.statements());
  }
}
