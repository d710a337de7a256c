package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An order, and all that shelves and people were told of it; by hand, in few words. */
final class FulfilledOrder {
  /** How late a hand-over may be booked. */
  static final long LATENESS = 10;

  private Order order = Order.UNKNOWN;
  private final List<Movement> movements = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  void say(GoodsEvent... events) {
    for (GoodsEvent event : events) {
      sayAt(Long.MIN_VALUE, event);
    }
  }

  void sayAt(long now, GoodsEvent event) {
    take(order.apply(event, now, LATENESS));
  }

  void review(long now) {
    take(order.reviewed("order", now, LATENESS));
  }

  private void take(OrderStep step) {
    order = step.next();
    movements.addAll(step.movements());
    alerts.addAll(step.alerts());
  }

  /** It goes on from another state, such as one that was restored. */
  void becomes(Order restored) {
    order = restored;
  }

  Order now() {
    return order;
  }

  List<Alert> alerts() {
    return alerts;
  }

  List<Movement> movements() {
    return movements;
  }

  Movement last() {
    return movements.get(movements.size() - 1);
  }

  /** Of an event, "place time outcome deltas", entry by entry. */
  List<String> told(String eventId) {
    return movements.stream()
        .filter(movement -> movement.eventId().equals(eventId))
        .map(
            movement ->
                movement.locationId()
                    + ' '
                    + movement.occurredAtMicros()
                    + ' '
                    + movement.outcome()
                    + ' '
                    + movement.deltas())
        .toList();
  }

  /** Of every event the sum of its entries, by place and time. */
  String sums() {
    TreeMap<String, Buckets> sums = new TreeMap<>();
    for (Movement movement : movements) {
      String key =
          movement.eventId() + ' ' + movement.locationId() + ' ' + movement.occurredAtMicros();
      sums.merge(key, movement.deltas(), Buckets::plus);
    }
    sums.values().removeIf(Buckets.NONE::equals);
    return sums.toString();
  }

  /**
   * What people were told.
   *
   * @param expected "check revision status {facts}", in order
   */
  void assertAlerts(String... expected) {
    assertThat(alerts)
        .extracting(
            alert ->
                alert.check()
                    + " "
                    + alert.revision()
                    + " "
                    + alert.status()
                    + " "
                    + new TreeMap<>(alert.facts()))
        .containsExactly(expected);
  }

  /**
   * What all entries add up to.
   *
   * @param expected "place bucket units bucket units", where not all is 0
   */
  void assertBooks(String... expected) {
    TreeMap<String, Buckets> books = new TreeMap<>();
    movements.forEach(each -> books.merge(each.locationId(), each.deltas(), Buckets::plus));
    books.values().removeIf(Buckets.NONE::equals);
    assertThat(books.entrySet())
        .extracting(each -> each.getKey() + words(each.getValue()))
        .containsExactly(expected);
  }

  private static String words(Buckets books) {
    return word("on hand", books.onHand())
        + word("not found", books.notFound())
        + word("allocated", books.allocated())
        + word("staged", books.staged());
  }

  private static String word(String bucket, long units) {
    return units == 0 ? "" : " " + bucket + " " + units;
  }
}
