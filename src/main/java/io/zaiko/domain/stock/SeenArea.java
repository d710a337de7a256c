package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor last saw of one area of a shelf, held against the books as of when it looked.
 *
 * <pre>
 *   more is seen than the books have      COUNT_VARIANCE stands, and follows the numbers
 *   nothing is seen, the books have some  LOW_SHELF stands, and follows the numbers
 *   a later look says otherwise           RESOLVED
 *   a late record says otherwise          RETRACTED
 * </pre>
 *
 * @param area the area
 * @param atMicros when it looked, never ahead of the broker's clock: what it saw earlier and comes
 *     later is passed over
 * @param exceedsBooks whether a COUNT_VARIANCE alert stands
 * @param varianceRevision revision of that alert; 0 before the first
 * @param isLow whether a LOW_SHELF alert stands
 * @param lowRevision revision of that alert; 0 before the first
 * @param quantity units seen
 * @param booked units on hand by the books, as last known
 * @param by the record that says so; null where nothing was seen, and in states from before what
 *     was seen was remembered: that is judged anew when the sensor is heard again
 */
public record SeenArea(
    String area,
    long atMicros,
    boolean exceedsBooks,
    long varianceRevision,
    boolean isLow,
    long lowRevision,
    long quantity,
    long booked,
    @Nullable StatedBy by) {

  static SeenArea unseen(String area) {
    return new SeenArea(area, Long.MIN_VALUE, false, 0, false, 0, 0, 0, null);
  }

  /** Whether what is seen says more than this: of one time the greater record does. */
  boolean isBefore(CountStatement evidence) {
    return evidence.atMicros() > atMicros
        || (evidence.atMicros() == atMicros && (by == null || evidence.by().compareTo(by) >= 0));
  }

  /** Whether a change of the books as of a time concerns this. */
  boolean isJudgedAsOf(long changedAtMicros) {
    return by != null && changedAtMicros <= atMicros;
  }

  /**
   * This area as a sensor sees it now.
   *
   * @param units on hand by the books at the time it looked
   * @param said takes what is new to people
   */
  SeenArea seen(CountStatement evidence, long units, CountAlerts alerts, List<Alert> said) {
    SeenArea looked =
        new SeenArea(
            area,
            evidence.atMicros(),
            exceedsBooks,
            varianceRevision,
            isLow,
            lowRevision,
            evidence.quantity(),
            booked,
            evidence.by());
    boolean isLater = evidence.atMicros() > atMicros;
    return looked.judged(this, units, alerts.ending(isLater), said);
  }

  /** This area now that the books have another number for when the sensor looked. */
  SeenArea rebooked(long units, CountAlerts alerts, List<Alert> said) {
    return units == booked ? this : judged(this, units, alerts.ending(false), said);
  }

  private SeenArea judged(SeenArea told, long units, CountAlerts.OfAreas alerts, List<Alert> said) {
    boolean exceeds = quantity > units;
    boolean low = quantity == 0 && units > 0;
    boolean isOther = quantity != told.quantity || units != told.booked;
    boolean isVarianceNews = exceeds != exceedsBooks || (exceeds && isOther);
    boolean isLowNews = low != isLow || (low && isOther);
    SeenArea next =
        new SeenArea(
            area,
            atMicros,
            exceeds,
            isVarianceNews ? varianceRevision + 1 : varianceRevision,
            low,
            isLowNews ? lowRevision + 1 : lowRevision,
            quantity,
            units,
            by);
    if (isVarianceNews) {
      said.add(alerts.variance(next));
    }
    if (isLowNews) {
      said.add(alerts.lowShelf(next));
    }
    return next;
  }
}
