package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Episode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /**
   * @param isOverruled whether another count for the same time stands instead
   */
  Alert variance(CountStatement count, ToldVariance told, boolean isOverruled) {
    return new Alert(
        Alert.Check.COUNT_VARIANCE,
        shelfKey() + Movement.KEY_SEPARATOR + count.countId(),
        Episode.OF_COUNTS.at(told.episodeMicros()),
        told.revision(),
        told.status(),
        Alert.Severity.MEDIUM,
        facts(told),
        List.of(new Alert.Evidence(count.by().eventId(), "count")),
        varianceSentence(count, told, isOverruled) + told.uncertain().sentence(),
        asOfMicros);
  }

  private static Map<String, Long> facts(ToldVariance told) {
    Map<String, Long> facts = new HashMap<>();
    facts.put("expected", told.expected());
    facts.put("counted", told.counted());
    facts.put("variance", told.variance());
    facts.put("in_transit", told.inTransit());
    if (told.unbookedReceipt() != 0) {
      facts.put("unbooked_receipt", told.unbookedReceipt());
    }
    if (told.uncertainUnits() != 0) {
      facts.put("uncertain_units", told.uncertainUnits());
      facts.put("time_precision_micros", told.timePrecisionMicros());
    }
    return facts;
  }

  private String varianceSentence(CountStatement count, ToldVariance told, boolean isOverruled) {
    if (told.isStanding() && told.unbookedReceipt() != 0) {
      return "Count %s found %d of %s where the books had %d: a receipt of %d was booked within a day, was it there already?"
          .formatted(
              count.countId(), told.counted(), shelf(), told.expected(), told.unbookedReceipt());
    }
    if (told.isStanding()) {
      return "Count %s found %d of %s where the books had %d: look for what was not booked."
          .formatted(count.countId(), told.counted(), shelf(), told.expected());
    }
    return isOverruled
        ? "Count %s of %s does not stand: another one for the same time does."
            .formatted(count.countId(), shelf())
        : "Count %s of %s agrees with the books now that late records are in."
            .formatted(count.countId(), shelf());
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

  /**
   * What is told of areas that sensors see.
   *
   * @param isResolved whether what is over was true and was made good, rather than never so
   */
  OfAreas ending(boolean isResolved) {
    return new OfAreas(this, isResolved ? Alert.Status.RESOLVED : Alert.Status.RETRACTED);
  }

  /** What people are told of the areas of a shelf that sensors see. */
  record OfAreas(CountAlerts of, Alert.Status ended) {

    /** Its key begins with the separator, as no location does: an area may be called as a count. */
    Alert variance(SeenArea seen) {
      return alert(
          Alert.Check.COUNT_VARIANCE,
          Movement.KEY_SEPARATOR + of.shelfKey() + Movement.KEY_SEPARATOR + seen.area(),
          seen.varianceRevision(),
          seen.exceedsBooks(),
          Map.of("expected", seen.booked(), "counted", seen.quantity()),
          seen,
          seen.exceedsBooks()
              ? "A sensor sees %d of %s in %s alone, and the books have %d: count the shelf."
                  .formatted(seen.quantity(), of.shelf(), seen.area(), seen.booked())
              : "What the sensor sees of %s in %s is within the books again."
                  .formatted(of.shelf(), seen.area()));
    }

    Alert lowShelf(SeenArea seen) {
      return alert(
          Alert.Check.LOW_SHELF,
          of.shelfKey() + Movement.KEY_SEPARATOR + seen.area(),
          seen.lowRevision(),
          seen.isLow(),
          Map.of("on_hand", seen.booked(), "seen", seen.quantity()),
          seen,
          seen.isLow()
              ? "%s is empty of %s and %d are on hand elsewhere: fill up from the back room."
                  .formatted(seen.area(), of.shelf(), seen.booked())
              : "%s holds %s again, or none is left to fill it up."
                  .formatted(seen.area(), of.shelf()));
    }

    private Alert alert(
        Alert.Check check,
        String key,
        long revision,
        boolean stands,
        Map<String, Long> facts,
        SeenArea seen,
        String sentence) {
      StatedBy by = Objects.requireNonNull(seen.by(), "only what was seen is told of");
      return new Alert(
          check,
          key,
          0,
          revision,
          stands ? Alert.Status.CONFIRMED : ended,
          Alert.Severity.LOW,
          facts,
          List.of(new Alert.Evidence(by.eventId(), "sensor")),
          sentence,
          of.asOfMicros());
    }
  }
}
