package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a line of an order for what people should know.
 *
 * @param orderRef the order
 * @param atMicros business time of what made it look
 * @param nowMicros how far business time has come
 */
record LineJudgement(@Nullable String orderRef, long atMicros, long nowMicros) {

  /**
   * The line with what people are told of it.
   *
   * @param sold each line sold under its number, of its item
   * @param fold null where nothing was said of the line but sales and voids
   * @param alerts what is new to tell is added here
   */
  LineFulfilment judged(
      LineFulfilment line, List<OrderLine> sold, @Nullable LineFold fold, List<Alert> alerts) {
    LineAlerts words = new LineAlerts(this, line, sold);
    long excess = fold == null || !fold.isSold() ? 0 : fold.excess() + line.overflow();
    long doubled = DoubleBooking.units(sold, fold == null ? 0 : fold.cancelled());
    long uncollected = fold == null ? 0 : fold.allocation().overdueAt(nowMicros);
    return line.told(
        told(line.excess(), excess, words::excess, alerts),
        told(line.doubled(), doubled, words::doubled, alerts),
        told(line.uncollected(), uncollected, words::uncollected, alerts),
        fold == null ? null : fold.allocation().nextDueAfter(nowMicros));
  }

  private interface Words {
    Alert of(ToldUnits now);
  }

  private static ToldUnits told(ToldUnits before, long units, Words words, List<Alert> alerts) {
    if (units == before.units()) {
      return before;
    }
    ToldUnits now = before.next(units);
    alerts.add(words.of(now));
    return now;
  }
}
