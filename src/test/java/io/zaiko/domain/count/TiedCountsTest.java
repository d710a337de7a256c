package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.FoldedCounts;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twenty came at 10; a and b counted the shelf at 100, and many more came after them. */
class TiedCountsTest {

  private static final String KEY = "COUNT_VARIANCE|shop|sku|b";
  private static final GoodsEvent RECEIVED =
      Events.event(RecordKind.RESTOCK, "r", 10, 10, false, Events.line(1, Act.RECEIVED, 20));

  @Test
  void counts_of_one_time_are_settled_together_and_none_stays_suspected() {
    PureShelves shelves = tied();
    for (int i = 1; i < CountedBooks.MAX_COUNTS - 1; i++) {
      shelves.receive(count("c" + i, 100 + i, whole(18)));
    }
    assertThat(books(shelves).counts()).hasSize(CountedBooks.MAX_COUNTS);
    assertThat(shelves.alerts().get(KEY).status()).isEqualTo(Alert.Status.SUSPECTED);
    shelves.receive(count("one more", 300, whole(18)));
    assertThat(books(shelves).counts())
        .hasSize(CountedBooks.MAX_COUNTS - 1)
        .noneMatch(counted -> counted.statement().atMicros() == 100);
    assertThat(shelves.alerts().get(KEY).status()).isEqualTo(Alert.Status.CONFIRMED);
    assertThat(shelves.makeCertain().past("shop|sku").counts().firstUncertainMicros()).isNull();
    shelves.receive(Events.sale("late", 50, Events.line(1, Act.CARRIED_OUT, 1)));
    assertThat(shelves.shelf("shop|sku").balances().onHand()).isEqualTo(18);
  }

  @Test
  void more_counts_of_one_time_than_are_kept_leave_the_one_that_stood() {
    PureShelves shelves = new PureShelves().receive(RECEIVED);
    for (int i = 0; i <= CountedBooks.MAX_COUNTS; i++) {
      shelves.receive(count("c" + (1_000 + i), 100, whole(i)));
    }
    assertThat(shelves.shelf("shop|sku").balances().onHand()).isEqualTo(CountedBooks.MAX_COUNTS);
    shelves.receive(Events.sale("absorbed", 100, Events.line(1, Act.CARRIED_OUT, 1)));
    shelves.receive(Events.sale("since", 101, Events.line(1, Act.CARRIED_OUT, 1)));
    assertThat(shelves.shelf("shop|sku").balances().onHand())
        .isEqualTo(CountedBooks.MAX_COUNTS - 1);
  }

  @Test
  void half_a_tie_in_a_state_from_before_is_confirmed_and_then_settled_too() {
    PureShelves shelves = tied();
    CountedBooks whole = books(shelves);
    FoldedCounts half =
        new FoldedCounts(
            Buckets.NONE,
            100,
            CountScope.EVERYTHING,
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            Long.MIN_VALUE);
    shelves
        .past("shop|sku")
        .counts(
            new CountedBooks(half, whole.counts().subList(1, 2), whole.conflicts(), whole.areas()));
    shelves.makeCertain();
    assertThat(shelves.alerts().get(KEY).status()).isEqualTo(Alert.Status.CONFIRMED);
    assertThat(shelves.alerts().get(KEY).facts()).containsEntry("variance", -2L);
    assertThat(books(shelves).firstUncertainMicros()).isNull();
    shelves.receive(count("c", 200, whole(18)));
    assertThat(books(shelves).counts())
        .extracting(counted -> counted.statement().countId())
        .isEqualTo(List.of("c"));
  }

  private static PureShelves tied() {
    return new PureShelves()
        .receive(RECEIVED, count("a", 100, whole(18)), count("b", 100, whole(18)));
  }

  private static CountedBooks books(PureShelves shelves) {
    return shelves.past("shop|sku").counts();
  }
}
