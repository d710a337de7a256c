package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import java.util.Map;

/** What people are told of a shelf. */
final class ShelfAlerts {

  private ShelfAlerts() {}

  /** The alert of a shelf as it has just been judged. */
  static Alert negativeOnHand(
      ShelfId id, Shelf judged, ShelfView view, Cause cause, long atMicros) {
    boolean negative = judged.negativeAlerted();
    long onHand = judged.balances().onHand();
    return new Alert(
        Alert.Check.NEGATIVE_ON_HAND,
        id.key(),
        0,
        judged.alertRevision(),
        negative ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.MEDIUM,
        Map.of("on_hand", onHand),
        List.of(new Alert.Evidence(cause.id(), role(negative, view, cause))),
        sentence("%s at %s".formatted(id.sku(), id.locationId()), onHand, view),
        atMicros);
  }

  private static String role(boolean negative, ShelfView view, Cause cause) {
    if (cause.kind().equals(Cause.ITEM)) {
      return view.nonStock() ? "took it out of stock-keeping" : "put it under stock-keeping";
    }
    if (cause.kind().equals(Cause.RULE)) {
      return "let it be looked at anew";
    }
    return negative ? "took it below 0" : "brought it back";
  }

  private static String sentence(String shelf, long onHand, ShelfView view) {
    if (view.nonStock()) {
      return "%s is no stock item any more: its books raise no alert.".formatted(shelf);
    }
    return onHand < 0
        ? "The books say %d of %s: a receipt is not booked, or the shelf wants a count."
            .formatted(onHand, shelf)
        : "The books of %s are at %d again.".formatted(shelf, onHand);
  }

  /** Units were not found when picked, or none is missing any more. */
  static Alert countRequested(ShelfId id, ToldUnits told, Cause cause, long atMicros) {
    boolean isMissing = told.units() > 0;
    return new Alert(
        Alert.Check.COUNT_REQUESTED,
        id.key(),
        0,
        told.revision(),
        isMissing ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.MEDIUM,
        Map.of("not_found", told.units()),
        List.of(new Alert.Evidence(cause.id(), isMissing ? "came short" : "cleared it")),
        isMissing
            ? "%d units of %s at %s could not be found and are not sold: count the shelf, or write FOUND."
                .formatted(told.units(), id.sku(), id.locationId())
            : "No unit of %s at %s is missing any more.".formatted(id.sku(), id.locationId()),
        atMicros);
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
