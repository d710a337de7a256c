package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.sensor;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.SeenArea;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What people are told of a sensor follows from all that is known, and not from what came first.
 */
class SensorsTest {

  private static final String LOW = "LOW_SHELF|shop|sku|floor";
  private static final String VARIANCE = "COUNT_VARIANCE||shop|sku|floor";

  @Test
  void of_two_looks_at_one_time_the_greater_record_is_believed_whichever_came_first() {
    GoodsEvent empty = sensor("a", 100, "floor", 0);
    GoodsEvent full = sensor("b", 100, "floor", 3);
    GoodsEvent received = received("r", 10, 5);
    for (GoodsEvent[] order :
        new GoodsEvent[][] {{received, empty, full}, {received, full, empty}}) {
      Alert low = new PureShelves().receive(order).alerts().get(LOW);
      assertThat(low == null || low.status() == Alert.Status.RETRACTED).isTrue();
    }
    GoodsEvent emptyAfterAll = sensor("c", 100, "floor", 0);
    for (GoodsEvent[] order :
        new GoodsEvent[][] {{received, emptyAfterAll, full}, {received, full, emptyAfterAll}}) {
      assertThat(new PureShelves().receive(order).alerts().get(LOW).status())
          .isEqualTo(Alert.Status.CONFIRMED);
    }
  }

  @Test
  void a_late_movement_restates_and_takes_back_what_a_sensor_said() {
    PureShelves shelves =
        new PureShelves().receive(received("r", 10, 5), sensor("e", 100, "floor", 8));
    assertThat(shelves.alerts().get(VARIANCE).facts()).containsEntry("expected", 5L);
    shelves.receive(received("late", 50, 1));
    assertThat(shelves.alerts().get(VARIANCE).facts()).containsEntry("expected", 6L);
    assertThat(shelves.alerts().get(VARIANCE).revision()).isEqualTo(2);
    shelves.receive(received("later than it looked", 101, 4));
    assertThat(shelves.alerts().get(VARIANCE).revision()).isEqualTo(2);
    shelves.receive(received("latest", 100, 2));
    assertThat(shelves.alerts().get(VARIANCE).status()).isEqualTo(Alert.Status.RETRACTED);
    shelves.receive(Events.sale("s", 60, Events.line(1, Act.CARRIED_OUT, 1)));
    assertThat(shelves.alerts().get(VARIANCE).status()).isEqualTo(Alert.Status.CONFIRMED);
    assertThat(shelves.alerts().get(VARIANCE).facts()).containsEntry("expected", 7L);
  }

  @Test
  void a_late_count_and_what_it_absorbs_are_heard_by_the_sensors() {
    PureShelves shelves =
        new PureShelves().receive(received("r", 10, 5), sensor("e", 100, "floor", 0));
    assertThat(shelves.alerts().get(LOW).status()).isEqualTo(Alert.Status.CONFIRMED);
    shelves.receive(count("c", 50, whole(0)));
    assertThat(shelves.alerts().get(LOW).status()).isEqualTo(Alert.Status.RETRACTED);
    shelves.receive(received("absorbed", 40, 9));
    assertThat(shelves.alerts().get(LOW).status()).isEqualTo(Alert.Status.RETRACTED);
    shelves.receive(received("after the count", 60, 2));
    assertThat(shelves.alerts().get(LOW).status()).isEqualTo(Alert.Status.CONFIRMED);
    assertThat(shelves.alerts().get(LOW).facts()).containsEntry("on_hand", 2L);
    shelves.receive(count("of later", 200, whole(7)), received("before that", 70, 1));
    assertThat(shelves.alerts().get(LOW).facts()).containsEntry("on_hand", 3L);
  }

  @Test
  void an_area_from_before_looks_were_remembered_is_judged_when_the_sensor_is_heard_again() {
    SeenArea old = new SeenArea("floor", 100, true, 4, false, 0, 0, 0, null);
    PureShelves shelves = new PureShelves().receive(received("r", 10, 5));
    shelves.past("shop|sku").counts(new CountedBooks(null, null, null, List.of(old)));
    shelves.receive(received("late", 50, 1));
    assertThat(shelves.alerts()).isEmpty();
    shelves.receive(sensor("e", 100, "floor", 6));
    assertThat(shelves.alerts().get(VARIANCE).status()).isEqualTo(Alert.Status.RETRACTED);
    assertThat(shelves.alerts().get(VARIANCE).revision()).isEqualTo(5);
  }

  @Test
  void a_look_of_a_clock_that_is_ahead_is_one_of_when_the_broker_had_it() {
    GoodsEvent ahead = heardAt(100, sensor("ahead", 140, "floor", 5));
    PureShelves shelves = new PureShelves().receive(received("r", 10, 5), ahead);
    shelves.receive(Events.sale("s", 120, Events.line(1, Act.CARRIED_OUT, 1)));
    assertThat(shelves.alerts()).isEmpty();
    assertThat(shelves.shelf("shop|sku").trail().seenUntilMicros()).isEqualTo(100);
    shelves.receive(heardAt(130, sensor("next", 131, "floor", 5)));
    assertThat(shelves.alerts().get(VARIANCE).facts())
        .containsEntry("expected", 4L)
        .containsEntry("counted", 5L);
  }

  /** A record that the broker had at a time before the one that it tells. */
  private static GoodsEvent heardAt(long at, GoodsEvent event) {
    return new GoodsEvent(
        event.kind(),
        event.eventId(),
        event.source(),
        new Origin("counts.sensor", 0, 0, at),
        event.occurredAtMicros(),
        event.contentHash(),
        event.orderRef(),
        event.effectiveAtMicros(),
        event.goodsNeverLeft(),
        event.count(),
        event.transfer(),
        event.lines());
  }

  private static GoodsEvent received(String eventId, long at, long units) {
    return Events.event(
        RecordKind.RESTOCK, eventId, at, at, false, Events.line(1, Act.RECEIVED, units));
  }
}
