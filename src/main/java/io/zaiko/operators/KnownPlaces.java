package io.zaiko.operators;

import io.zaiko.domain.freshness.SilenceCheck;
import io.zaiko.domain.place.Place;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

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
   * Takes note of a location.
   *
   * @param place null where it is forgotten
   * @param known how many there are
   * @return how many there are now; more than {@link #MAX} where there was no room for it
   */
  static int note(
      BroadcastState<String, Place> places, String locationId, @Nullable Place place, int known)
      throws Exception {
    boolean isKnown = places.contains(locationId);
    if (place == null || place.open() && place.hours().isEmpty()) {
      places.remove(locationId);
      return isKnown ? known - 1 : known;
    }
    if (!isKnown && known >= MAX) {
      return MAX + 1;
    }
    places.put(locationId, place);
    return isKnown ? known : known + 1;
  }
}
