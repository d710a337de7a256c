package io.zaiko.domain.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceHistoryTest {

  private static final Place PLACE = Place.unknown("shop");
  private static final long KEPT = 1_000;

  @Test
  void the_newest_changes_are_kept_and_no_more_than_sixteen() {
    PlaceHistory history = PlaceHistory.NONE;
    for (int change = 0; change < 20; change++) {
      history = history.with(PLACE, change, KEPT);
    }
    assertThat(history.earlier())
        .hasSize(PlaceHistory.MAX_EARLIER)
        .extracting(PastPlace::untilMicros)
        .startsWith(4L)
        .endsWith(19L);
  }

  @Test
  void what_changed_so_long_ago_that_no_source_is_remembered_is_forgotten() {
    PlaceHistory history = PlaceHistory.NONE.with(PLACE, 10, KEPT).with(PLACE, 11, KEPT);
    assertThat(history.with(PLACE, 10 + KEPT, KEPT).earlier())
        .extracting(PastPlace::untilMicros)
        .containsExactly(11L, 10 + KEPT);
  }

  @Test
  void a_change_that_bears_an_earlier_time_than_the_one_before_comes_after_it() {
    PlaceHistory history = PlaceHistory.NONE.with(PLACE, 50, KEPT).with(PLACE, 40, KEPT);
    assertThat(history.earlier()).extracting(PastPlace::untilMicros).containsExactly(50L, 50L);
    assertThat(history.newestMicros()).isEqualTo(50);
  }

  @Test
  void groups_and_the_name_are_nothing_to_a_clock() {
    Place grouped = new Place("shop", true, Place.UTC, List.of(), List.of("north"));
    assertThat(grouped.tradesLike(PLACE)).isTrue();
    assertThat(new Place("shop", false, Place.UTC, List.of(), List.of()).tradesLike(PLACE))
        .isFalse();
    List<OpenSpan> hours = List.of(new OpenSpan(1, 1, 2));
    Place withHours = new Place("shop", true, Place.UTC, hours, List.of());
    assertThat(withHours.tradesLike(PLACE)).isFalse();
    assertThat(new Place("shop", true, "Asia/Tokyo", hours, List.of()).tradesLike(withHours))
        .isFalse();
  }

  @Test
  void the_zone_of_a_place_without_hours_is_nothing_to_a_clock() {
    assertThat(new Place("shop", true, "Asia/Tokyo", List.of(), List.of()).tradesLike(PLACE))
        .isTrue();
  }
}
