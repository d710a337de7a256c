package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.freshness.SourceWatch;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownPlacesTest {

  private static final long DAY = TimeUnit.DAYS.toMicros(1);

  private OperatorStateBackend store;
  private KnownPlaces places;

  @BeforeEach
  void open() throws Exception {
    store =
        new DefaultOperatorStateBackendBuilder(
                getClass().getClassLoader(),
                new ExecutionConfig(),
                false,
                List.of(),
                new CloseableRegistry())
            .build();
    places = new KnownPlaces(store);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void those_read_at_the_start_are_bounded_like_those_that_come_later() throws Exception {
    List<Place> tooMany = new ArrayList<>();
    for (int i = 0; i < KnownPlaces.MAX + 2; i++) {
      tooMany.add(closed("shop-" + i));
    }
    tooMany.add(Place.unknown("always open"));
    ControlAtStart start =
        new ControlAtStart(Set.of(), List.of(), null, tooMany, Map.of("locations|0", 1L));
    assertThat(places.startWith(start)).isEqualTo(2);
    assertThat(size(KnownPlaces.PLACES)).isEqualTo(KnownPlaces.MAX);
    assertThat(places.clockOf("shop-" + KnownPlaces.MAX).isInUse()).as("always open").isTrue();
    assertThat(places.note("another", closed("another"), 0)).isFalse();
    assertThat(places.note("shop-0", null, 0)).isTrue();
    assertThat(places.note("another", closed("another"), 0)).isTrue();
  }

  @Test
  void after_a_restore_the_bound_is_what_it_was() throws Exception {
    for (int i = 0; i < KnownPlaces.MAX; i++) {
      places.note("shop-" + i, closed("shop-" + i), 0);
    }
    places = new KnownPlaces(store);
    assertThat(places.note("another", closed("another"), 0)).isFalse();
  }

  @Test
  void places_that_only_state_a_zone_take_no_room_even_where_they_had_some() throws Exception {
    Place berlin = new Place("berlin", true, "Europe/Berlin", List.of(), List.of());
    assertThat(places.note("berlin", berlin, 0)).isTrue();
    assertThat(size(KnownPlaces.PLACES)).isZero();
    store.getBroadcastState(KnownPlaces.PLACES).put("berlin", berlin);
    places = new KnownPlaces(store);
    assertThat(size(KnownPlaces.PLACES)).isZero();
  }

  @Test
  void what_places_were_is_bounded_and_makes_room_when_nobody_remembers_it() throws Exception {
    for (int i = 0; i < KnownPlaces.MAX; i++) {
      places.note("shop-" + i, closed("shop-" + i), i < 10 ? 0 : 1);
    }
    for (int i = 0; i < 20; i++) {
      places.note("shop-" + i, null, i < 10 ? 0 : 1);
    }
    assertThat(size(KnownPlaces.HISTORIES)).isEqualTo(KnownPlaces.MAX);
    places.note("late", closed("late"), SourceWatch.KEPT_MICROS);
    assertThat(size(KnownPlaces.HISTORIES)).isEqualTo(KnownPlaces.MAX - 9);
    for (int i = 0; i < 20; i++) {
      places.note("later-" + i, closed("later-" + i), SourceWatch.KEPT_MICROS);
    }
    assertThat(size(KnownPlaces.HISTORIES)).isEqualTo(KnownPlaces.MAX);
  }

  @Test
  void what_changes_no_hours_is_no_change_to_a_clock() throws Exception {
    List<OpenSpan> hours = List.of(new OpenSpan(1, 0, 60));
    places.note("shop", new Place("shop", true, Place.UTC, hours, List.of()), DAY);
    places.note("shop", new Place("shop", true, Place.UTC, hours, List.of("north")), 2 * DAY);
    assertThat(places.clockOf("shop").between(0, 3 * DAY))
        .as("a day of always open, then no Monday")
        .isEqualTo(DAY);
    assertThat(store.getBroadcastState(KnownPlaces.HISTORIES).get("shop").earlier()).hasSize(1);
  }

  private static Place closed(String locationId) {
    return new Place(locationId, false, Place.UTC, List.of(), List.of());
  }

  private <V> int size(org.apache.flink.api.common.state.MapStateDescriptor<String, V> of)
      throws Exception {
    BroadcastState<String, V> state = store.getBroadcastState(of);
    int size = 0;
    for (var ignored : state.immutableEntries()) {
      size++;
    }
    return size;
  }
}
