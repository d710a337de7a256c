package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.domain.freshness.SilenceCheck;
import io.zaiko.domain.place.Place;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The locations that are not always open, as every subtask that watches sources knows them: at most
 * {@link #MAX}. A location beyond that counts as always open.
 */
final class KnownPlaces {

  /** Each subtask holds them all in memory. */
  static final int MAX = 100_000;

  static final MapStateDescriptor<String, Place> PLACES =
      new MapStateDescriptor<>("watched-places", Types.STRING, TypeInformation.of(Place.class));

  private KnownPlaces() {}

  /** What is known of a location. */
  static Place of(ReadOnlyBroadcastState<String, Place> places, String locationId) {
    return SilenceCheck.orAlwaysOpen(locationId, StateAccess.of(() -> places.get(locationId)));
  }

  /**
   * Takes note of a location; other master data is passed over.
   *
   * @param known how many there are
   * @return how many there are now; more than {@link #MAX} where there was no room for it
   */
  static int note(BroadcastState<String, Place> places, ControlRecord control, int known)
      throws Exception {
    if (control.topic() != ControlTopic.LOCATIONS) {
      return known;
    }
    boolean isKnown = places.contains(control.id());
    Place place = control.place();
    if (place == null || place.open() && place.hours().isEmpty()) {
      places.remove(control.id());
      return isKnown ? known - 1 : known;
    }
    if (!isKnown && known >= MAX) {
      return MAX + 1;
    }
    places.put(control.id(), place);
    return isKnown ? known : known + 1;
  }
}
