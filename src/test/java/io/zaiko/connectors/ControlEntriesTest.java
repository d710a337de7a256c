package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlEntriesTest {

  private static final int MAX = ControlTopics.MAX_ENTRIES;

  private final ControlEntries entries = new ControlEntries();

  @Test
  void what_says_no_more_than_its_absence_is_left_out() {
    entries.take(item("stock", false));
    entries.take(item("postage", true));
    entries.take(item("was postage", true));
    entries.take(item("was postage", false));
    entries.take(location(Place.unknown("plain")));
    entries.take(location(new Place("in Berlin", true, "Europe/Berlin", List.of(), List.of())));
    entries.take(location(new Place("closed", false, Place.UTC, List.of(), List.of())));
    entries.take(location(new Place("grouped", true, Place.UTC, List.of(), List.of("north"))));
    List<OpenSpan> hours = List.of(new OpenSpan(1, 540, 1_080));
    entries.take(location(new Place("with hours", true, Place.UTC, hours, List.of())));
    entries.take(location(new Place("gone", true, Place.UTC, hours, List.of())));
    entries.take(forgotten(ControlTopic.LOCATIONS, "gone"));
    assertThat(entries.all())
        .extracting(ControlRecord::id)
        .containsExactlyInAnyOrder("postage", "closed", "grouped", "with hours");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_hundred_thousand_of_each_are_taken_and_one_more_is_refused_in_one_line(boolean items) {
    for (int i = 0; i < MAX; i++) {
      entries.take(item("item " + i, true));
      entries.take(closed("shop " + i));
      entries.take(location(Place.unknown("plain " + i)));
    }
    assertThat(entries.all()).hasSize(2 * MAX);
    entries.take(items ? item("one more", true) : closed("one more"));
    assertThatThrownBy(entries::all)
        .isInstanceOf(ControlTopicsException.class)
        .hasMessageContaining(
            items
                ? "items holds more than 100,000 non-stock items"
                : "locations holds more than 100,000 locations that are closed, in groups or have");
  }

  @Test
  void tombstones_written_on_that_advice_help_before_the_topic_is_compacted() {
    for (int i = 0; i < MAX + 10; i++) {
      entries.take(item("item " + i, true));
    }
    for (int i = 0; i < 10; i++) {
      entries.take(forgotten(ControlTopic.ITEMS, "item " + i));
    }
    assertThat(entries.all()).hasSize(MAX);
  }

  @Test
  void no_more_than_twice_as_many_are_held_while_they_are_read() {
    for (int i = 0; i < 2 * MAX; i++) {
      entries.take(item("item " + i, true));
    }
    assertThatCode(() -> entries.take(item("item 7", true))).doesNotThrowAnyException();
    assertThatThrownBy(() -> entries.take(item("one more", true)))
        .isInstanceOf(ControlTopicsException.class);
  }

  private static ControlRecord item(String sku, boolean nonStock) {
    return new ControlRecord(ControlTopic.ITEMS, sku, false, nonStock, true, inbound());
  }

  private static ControlRecord closed(String id) {
    return location(new Place(id, false, Place.UTC, List.of(), List.of()));
  }

  private static ControlRecord location(Place place) {
    return new ControlRecord(
        ControlTopic.LOCATIONS,
        place.locationId(),
        false,
        false,
        place.open(),
        inbound(),
        place,
        null);
  }

  private static ControlRecord forgotten(ControlTopic topic, String id) {
    return new ControlRecord(topic, id, true, false, true, inbound());
  }

  private static Inbound inbound() {
    return new Inbound(new Origin("control", 0, 0, 0), null, null, 5, null, null, null, null);
  }
}
