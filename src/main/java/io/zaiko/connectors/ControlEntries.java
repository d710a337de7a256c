package io.zaiko.connectors;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.domain.place.Place;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last word of each item and location that says more than its absence would: no forgotten ones,
 * no items that have stock as any other, no locations that are always open and in no group. At most
 * {@link ControlTopics#MAX_ENTRIES} of each kind when all is read; while it is read twice as many,
 * for a topic may hold those that were forgotten until it is compacted.
 */
final class ControlEntries {

  private final Map<ControlTopic, Map<String, ControlRecord>> entries =
      new EnumMap<>(ControlTopic.class);

  /**
   * Takes a record of an item or a location.
   *
   * @throws ControlTopicsException where there are too many to go on
   */
  void take(ControlRecord record) {
    Map<String, ControlRecord> ofTopic =
        entries.computeIfAbsent(record.topic(), first -> new LinkedHashMap<>());
    if (record.forgotten() || saysNothing(record)) {
      ofTopic.remove(record.id());
    } else {
      ofTopic.put(record.id(), record);
    }
    require(ofTopic.size() <= 2 * ControlTopics.MAX_ENTRIES, record.topic());
  }

  private static boolean saysNothing(ControlRecord record) {
    Place place = record.place();
    return place == null
        ? record.topic() == ControlTopic.ITEMS && !record.nonStock()
        : place.groups().isEmpty() && place.tradesLike(Place.unknown(place.locationId()));
  }

  /**
   * All of them, when everything was read.
   *
   * @throws ControlTopicsException where there are too many
   */
  List<ControlRecord> all() {
    entries.forEach(
        (topic, ofTopic) -> require(ofTopic.size() <= ControlTopics.MAX_ENTRIES, topic));
    return entries.values().stream().flatMap(ofTopic -> ofTopic.values().stream()).toList();
  }

  private static void require(boolean isWithin, ControlTopic topic) {
    if (!isWithin) {
      throw new ControlTopicsException(
          "the topic "
              + topic.topic()
              + " holds more than 100,000 "
              + (topic == ControlTopic.ITEMS
                  ? "non-stock items"
                  : "locations that are closed, in groups or have opening hours")
              + "; write tombstones for those that are no longer used");
    }
  }
}
