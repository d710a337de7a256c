package io.zaiko.operators;

import io.zaiko.domain.freshness.SourceWatch;
import io.zaiko.domain.place.OpeningClock;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.place.PlaceHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The locations that are not always open, and what those were that changed, as every subtask that
 * watches sources knows them: at most {@link #MAX} of each. A location beyond that counts as always
 * open; one that changes when there is no room for what it was counts as if it had always been as
 * it is. What changed longer ago than a source is remembered makes room when it is needed.
 */
final class KnownPlaces {

  /** Each subtask holds them all in memory. */
  static final int MAX = 100_000;

  static final MapStateDescriptor<String, Place> PLACES =
      new MapStateDescriptor<>("watched-places", Types.STRING, TypeInformation.of(Place.class));

  static final MapStateDescriptor<String, PlaceHistory> HISTORIES =
      new MapStateDescriptor<>(
          "watched-places-before", Types.STRING, TypeInformation.of(PlaceHistory.class));

  private final BroadcastState<String, Place> places;
  private final BroadcastState<String, PlaceHistory> histories;
  private int placeCount;
  private int historyCount;

  KnownPlaces(OperatorStateStore store) throws Exception {
    this.places = store.getBroadcastState(PLACES);
    this.histories = store.getBroadcastState(HISTORIES);
    List<Place> known = new ArrayList<>();
    for (Map.Entry<String, Place> place : places.immutableEntries()) {
      known.add(place.getValue());
    }
    placeCount = known.size();
    for (Place place : known) {
      put(place.locationId(), place); // an old savepoint also holds some that are always open
    }
    for (var ignored : histories.immutableEntries()) {
      historyCount++;
    }
  }

  /**
   * Takes over what was read before a fresh start, as if it had always been so.
   *
   * @return for how many of the locations there was no room
   */
  int startWith(ControlAtStart start) throws Exception {
    places.clear();
    placeCount = 0;
    int refused = 0;
    for (Place place : start.places()) {
      refused += put(place.locationId(), place) ? 0 : 1;
    }
    return refused;
  }

  /** The clock of a location, whatever is known of it. */
  OpeningClock clockOf(String locationId) {
    PlaceHistory history = StateAccess.of(() -> histories.get(locationId));
    return new OpeningClock(of(locationId), Objects.requireNonNullElse(history, PlaceHistory.NONE));
  }

  private Place of(String locationId) {
    Place known = StateAccess.of(() -> places.get(locationId));
    return known == null ? Place.unknown(locationId) : known;
  }

  /**
   * Takes note of a location.
   *
   * @param place null where it is forgotten
   * @param sinceMicros since when it is so
   * @return whether there was room for it
   */
  boolean note(String locationId, @Nullable Place place, long sinceMicros) throws Exception {
    Place before = of(locationId);
    if (!put(locationId, place)) {
      return false;
    }
    if (!before.tradesLike(of(locationId))) {
      remember(before.withoutGroups(), sinceMicros);
    }
    return true;
  }

  private boolean put(String locationId, @Nullable Place place) throws Exception {
    boolean isKnown = places.contains(locationId);
    if (place == null || place.tradesLike(Place.unknown(locationId))) {
      places.remove(locationId);
      placeCount -= isKnown ? 1 : 0;
      return true;
    }
    if (!isKnown && placeCount >= MAX) {
      return false;
    }
    places.put(locationId, place);
    placeCount += isKnown ? 0 : 1;
    return true;
  }

  private void remember(Place before, long untilMicros) throws Exception {
    String locationId = before.locationId();
    PlaceHistory history = histories.get(locationId);
    if (history == null && historyCount >= MAX) {
      makeRoom(untilMicros - SourceWatch.KEPT_MICROS);
    }
    if (history == null && historyCount >= MAX) {
      return;
    }
    historyCount += history == null ? 1 : 0;
    PlaceHistory known = Objects.requireNonNullElse(history, PlaceHistory.NONE);
    histories.put(locationId, known.with(before, untilMicros, SourceWatch.KEPT_MICROS));
  }

  private void makeRoom(long oldestMicros) throws Exception {
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, PlaceHistory> history : histories.immutableEntries()) {
      if (history.getValue().newestMicros() <= oldestMicros) {
        over.add(history.getKey());
      }
    }
    for (String locationId : over) {
      histories.remove(locationId);
    }
    historyCount -= over.size();
  }
}
