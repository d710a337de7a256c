package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;

/**
 * What people are told of the counts of one shelf.
 *
 * @param id which shelf
 * @param asOfMicros business time of what brought it about
 */
record CountAlerts(ShelfId id, long asOfMicros) {

  private String shelfKey() {
    return id.key();
  }

  private String shelf() {
    return "%s at %s".formatted(id.sku(), id.locationId());
  }

  Alert variance(CountStatement count, ToldVariance told) {
    return new Alert(
        Alert.Check.COUNT_VARIANCE,
        shelfKey() + Movement.KEY_SEPARATOR + count.countId(),
        0,
        told.revision(),
        told.status(),
        Alert.Severity.MEDIUM,
        Map.of(
            "expected",
            told.expected(),
            "counted",
            told.counted(),
            "variance",
            told.variance(),
            "in_transit",
            told.inTransit()),
        List.of(new Alert.Evidence(count.by().eventId(), "count")),
        told.isStanding()
            ? "Count %s found %d of %s where the books had %d: look for what was not booked."
                .formatted(count.countId(), told.counted(), shelf(), told.expected())
            : "Count %s of %s agrees with the books now that late records are in."
                .formatted(count.countId(), shelf()),
        asOfMicros);
  }

  /**
   * @param pair the count that stands and one that contradicts it; empty where they agree again
   */
  Alert conflict(ToldConflict told, List<CountStatement> pair) {
    return new Alert(
        Alert.Check.EVENT_CONFLICT,
        shelfKey() + Movement.KEY_SEPARATOR + told.atMicros(),
        0,
        told.revision(),
        told.isStanding() ? Alert.Status.CONFIRMED : Alert.Status.RETRACTED,
        Alert.Severity.MEDIUM,
        Map.of("standing", told.standing(), "other", told.other()),
        pair.stream()
            .map(
                count ->
                    new Alert.Evidence(
                        count.by().eventId(), count == pair.get(0) ? "stands" : "overruled"))
            .toList(),
        told.isStanding()
            ? "Two counts of %s for one time say %d and %d: %d stands until someone counts again."
                .formatted(shelf(), told.standing(), told.other(), told.standing())
            : "The counts of %s for one time agree again.".formatted(shelf()),
        asOfMicros);
  }

  /** Its key begins with the separator, as no location does: an area may be called like a count. */
  Alert areaVariance(SeenArea seen, CountStatement evidence, long booked) {
    return new Alert(
        Alert.Check.COUNT_VARIANCE,
        Movement.KEY_SEPARATOR + shelfKey() + Movement.KEY_SEPARATOR + seen.area(),
        0,
        seen.varianceRevision(),
        seen.exceedsBooks() ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.LOW,
        Map.of("expected", booked, "counted", evidence.quantity()),
        List.of(new Alert.Evidence(evidence.by().eventId(), "sensor")),
        seen.exceedsBooks()
            ? "A sensor sees %d of %s in %s alone, and the books have %d: count the shelf."
                .formatted(evidence.quantity(), shelf(), seen.area(), booked)
            : "What the sensor sees of %s in %s is within the books again."
                .formatted(shelf(), seen.area()),
        asOfMicros);
  }

  Alert lowShelf(SeenArea seen, CountStatement evidence, long booked) {
    return new Alert(
        Alert.Check.LOW_SHELF,
        shelfKey() + Movement.KEY_SEPARATOR + seen.area(),
        0,
        seen.lowRevision(),
        seen.isLow() ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.LOW,
        Map.of("on_hand", booked, "seen", evidence.quantity()),
        List.of(new Alert.Evidence(evidence.by().eventId(), "sensor")),
        seen.isLow()
            ? "%s is empty of %s and %d are on hand elsewhere: fill up from the back room."
                .formatted(seen.area(), shelf(), booked)
            : "%s holds %s again, or none is left to fill it up.".formatted(seen.area(), shelf()),
        asOfMicros);
  }
}
