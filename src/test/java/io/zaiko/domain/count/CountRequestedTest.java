package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A unit that could not be found when picked leaves sale until somebody looked. */
class CountRequestedTest {

  private final PureShelves shelves = new PureShelves();

  @Test
  void a_short_pick_asks_for_a_count_and_the_count_ends_it() {
    assertThat(shortPicked("x", 10, 2)).containsExactly("CONFIRMED 1 2");
    assertThat(shortPicked("y", 11, 1)).containsExactly("CONFIRMED 2 3");
    shelves.receive(count("c", 100, whole(5)));
    assertThat(standing()).isEqualTo("RESOLVED 3 0");
  }

  @Test
  void units_that_are_found_end_it() {
    shortPicked("x", 10, 2);
    assertThat(moved(RecordKind.ADJUSTMENT, "f", 12, -2)).containsExactly("RESOLVED 2 0");
  }

  @Test
  void units_that_an_adjustment_says_are_not_found_ask_for_none() {
    assertThat(moved(RecordKind.ADJUSTMENT, "n", 10, 2)).isEmpty();
  }

  @Test
  void a_short_pick_that_was_taken_back_asks_for_none_ever_after() {
    assertThat(shortPicked("x", 10, 2)).containsExactly("CONFIRMED 1 2");
    assertThat(shortPicked("x", 10, -2)).containsExactly("RESOLVED 2 0");
    assertThat(moved(RecordKind.ADJUSTMENT, "n", 12, 2)).as("lost, but not by a picker").isEmpty();
    assertThat(shortPicked("y", 13, 1)).containsExactly("CONFIRMED 3 3");
    assertThat(shortPicked("y", 13, -1)).containsExactly("RESOLVED 4 0");
  }

  @Test
  void what_is_missing_in_the_end_does_not_depend_on_the_order() {
    shortPicked("x", 10, 1);
    moved(RecordKind.ADJUSTMENT, "f", 11, -1);
    assertThat(moved(RecordKind.ADJUSTMENT, "n", 12, 1)).containsExactly("CONFIRMED 3 1");
    PureShelves other = new PureShelves();
    other.move(movement(RecordKind.ADJUSTMENT, "n", 12, 1));
    other.move(movement(RecordKind.FULFILMENT, "x", 10, 1));
    assertThat(words(other.move(movement(RecordKind.ADJUSTMENT, "f", 11, -1)).alerts()))
        .containsExactly("CONFIRMED 2 1");
  }

  private List<String> shortPicked(String eventId, long at, long units) {
    return moved(RecordKind.FULFILMENT, eventId, at, units);
  }

  private List<String> moved(RecordKind kind, String eventId, long at, long notFound) {
    return words(shelves.move(movement(kind, eventId, at, notFound)).alerts());
  }

  private static Movement movement(RecordKind kind, String eventId, long at, long notFound) {
    return new Movement(
        "shop",
        "sku",
        eventId,
        1,
        kind,
        Outcome.APPLIED,
        null,
        at,
        at,
        new Buckets(0, 0, 0, 0, notFound, 0, 0));
  }

  private String standing() {
    return shelves.alerts().values().stream()
        .filter(alert -> alert.check() == Alert.Check.COUNT_REQUESTED)
        .map(CountRequestedTest::word)
        .findAny()
        .orElse("");
  }

  private static List<String> words(List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.check() == Alert.Check.COUNT_REQUESTED)
        .map(CountRequestedTest::word)
        .toList();
  }

  private static String word(Alert alert) {
    return alert.status() + " " + alert.revision() + " " + alert.facts().get("not_found");
  }
}
