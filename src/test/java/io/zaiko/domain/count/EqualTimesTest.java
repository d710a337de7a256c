package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.testkit.PureShelves;
import org.junit.jupiter.api.Test;

/** Twenty came at 10; two people counted the shelf at 100, each under a count_id of their own. */
class EqualTimesTest {

  private static final GoodsEvent RECEIVED =
      Events.event(RecordKind.RESTOCK, "r", 10, 10, false, Events.line(1, Act.RECEIVED, 20));

  @Test
  void the_count_that_stands_is_held_against_the_books_and_not_against_the_other() {
    GoodsEvent a = count("a", 100, whole(15));
    GoodsEvent b = count("b", 100, whole(18));
    for (GoodsEvent[] order :
        new GoodsEvent[][] {{RECEIVED, a, b}, {b, RECEIVED, a}, {a, b, RECEIVED}}) {
      PureShelves shelves = new PureShelves().receive(order);
      assertThat(standing(shelves, "b")).isTrue();
      assertThat(shelves.alerts().get("COUNT_VARIANCE|shop|sku|b").facts())
          .containsEntry("expected", 20L)
          .containsEntry("counted", 18L)
          .containsEntry("variance", -2L);
      assertThat(standing(shelves, "a")).isFalse();
      assertThat(shelves.alerts()).containsKey("EVENT_CONFLICT|shop|sku|100");
    }
  }

  @Test
  void a_variance_of_a_count_that_is_overruled_is_taken_back_and_told_again_when_it_stands() {
    PureShelves shelves = new PureShelves().receive(RECEIVED, count("a", 100, whole(15)));
    assertThat(standing(shelves, "a")).isTrue();
    shelves.receive(count("b", 100, whole(20)));
    Alert overruled = shelves.alerts().get("COUNT_VARIANCE|shop|sku|a");
    assertThat(overruled.status()).isEqualTo(Alert.Status.RETRACTED);
    assertThat(overruled.sentence()).contains("another one for the same time");
    assertThat(shelves.alerts()).doesNotContainKey("COUNT_VARIANCE|shop|sku|b");
    shelves.receive(
        count("b", "b0", 90, false, CountScope.EVERYTHING, line(1, "cup", null, 1, null)));
    assertThat(standing(shelves, "a")).as("the other turned out to be of another time").isTrue();
    assertThat(shelves.alerts().get("COUNT_VARIANCE|shop|sku|a").facts())
        .containsEntry("variance", -5L);
  }

  @Test
  void two_counts_at_one_time_that_open_a_shelf_vary_from_nothing() {
    PureShelves shelves =
        new PureShelves().receive(count("a", 100, whole(15)), count("b", 100, whole(18)));
    assertThat(shelves.alerts().keySet()).containsExactly("EVENT_CONFLICT|shop|sku|100");
  }

  private static boolean standing(PureShelves shelves, String countId) {
    Alert alert = shelves.alerts().get("COUNT_VARIANCE|shop|sku|" + countId);
    return alert != null && alert.status() == Alert.Status.SUSPECTED;
  }
}
