package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;

/** What people are told of a shelf. */
final class ShelfAlerts {

  private ShelfAlerts() {}

  static Alert negativeOnHand(Movement movement, long onHand, boolean negative, long revision) {
    String shelf = "%s at %s".formatted(movement.sku(), movement.locationId());
    return new Alert(
        Alert.Check.NEGATIVE_ON_HAND,
        movement.shelfKey(),
        0,
        revision,
        negative ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.MEDIUM,
        Map.of("on_hand", onHand),
        List.of(
            new Alert.Evidence(
                movement.eventId(), negative ? "took it below 0" : "brought it back")),
        negative
            ? "The books say %d of %s: a receipt is not booked, or the shelf wants a count."
                .formatted(onHand, shelf)
            : "The books of %s are at %d again.".formatted(shelf, onHand),
        movement.asOfMicros());
  }

  static Alert outOfRange(Movement movement) {
    return new Alert(
        Alert.Check.OUT_OF_RANGE,
        movement.shelfKey() + "|" + movement.eventId() + "|" + movement.lineNo(),
        0,
        1,
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("limit", Buckets.LIMIT),
        List.of(new Alert.Evidence(movement.eventId(), "took no effect")),
        "Line %d of %s would take the shelf beyond %d units and took no effect: correct the quantity and send it as a new event."
            .formatted(movement.lineNo(), movement.eventId(), Buckets.LIMIT),
        movement.asOfMicros());
  }
}
