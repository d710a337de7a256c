package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;

/**
 * What a sensor last saw of one area of a shelf.
 *
 * @param area the area
 * @param atMicros when: what it saw earlier and comes later is passed over
 * @param exceedsBooks whether a COUNT_VARIANCE alert stands: more is seen than the books have
 * @param varianceRevision revision of that alert; 0 before the first
 * @param isLow whether a LOW_SHELF alert stands: nothing is seen, and the books have some
 * @param lowRevision revision of that alert; 0 before the first
 */
public record SeenArea(
    String area,
    long atMicros,
    boolean exceedsBooks,
    long varianceRevision,
    boolean isLow,
    long lowRevision) {

  static SeenArea unseen(String area) {
    return new SeenArea(area, Long.MIN_VALUE, false, 0, false, 0);
  }

  /**
   * This area as a sensor sees it now.
   *
   * @param booked on hand by the books at the time it looked
   * @param said takes what is new to people
   */
  SeenArea seen(CountStatement evidence, long booked, CountAlerts alerts, List<Alert> said) {
    boolean exceeds = evidence.quantity() > booked;
    boolean low = evidence.quantity() == 0 && booked > 0;
    SeenArea next =
        new SeenArea(
            area,
            evidence.atMicros(),
            exceeds,
            exceeds == exceedsBooks ? varianceRevision : varianceRevision + 1,
            low,
            low == isLow ? lowRevision : lowRevision + 1);
    if (exceeds != exceedsBooks) {
      said.add(alerts.areaVariance(next, evidence, booked));
    }
    if (low != isLow) {
      said.add(alerts.lowShelf(next, evidence, booked));
    }
    return next;
  }
}
