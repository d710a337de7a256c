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
 * @param latenessMicros how late a hand-over may be booked
 */
record LineJudgement(
    @Nullable String orderRef, long atMicros, long nowMicros, long latenessMicros) {

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
    return line.told(
        told(
            line.excess().next(excess, stands(excess, Alert.Status.RETRACTED)),
            line.excess(),
            words::excess,
            alerts),
        told(
            line.doubled().next(doubled, stands(doubled, Alert.Status.RESOLVED)),
            line.doubled(),
            words::doubled,
            alerts),
        told(
            fold == null
                ? line.uncollected()
                : collected(line, sold, fold).told(line.uncollected()),
            line.uncollected(),
            words::uncollected,
            alerts),
        fold == null ? null : collected(line, sold, fold).dueMicros());
  }

  private CollectedInTime collected(LineFulfilment line, List<OrderLine> sold, LineFold fold) {
    return new CollectedInTime(sold, line.statements(), fold, nowMicros, latenessMicros);
  }

  private static Alert.Status stands(long units, Alert.Status ended) {
    return units > 0 ? Alert.Status.CONFIRMED : ended;
  }

  private interface Words {
    Alert of(ToldUnits now);
  }

  private static ToldUnits told(ToldUnits now, ToldUnits before, Words words, List<Alert> alerts) {
    if (now != before) {
      alerts.add(words.of(now));
    }
    return now;
  }
}
