package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.place.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The locations that are closed or in a group, as every subtask that keeps shelves knows them. */
final class Places {

  /** Locations beyond this many are refused, for each subtask holds them all in memory. */
  static final int MAX = 100_000;

  static final MapStateDescriptor<String, Place> PLACES =
      new MapStateDescriptor<>("places", Types.STRING, TypeInformation.of(Place.class));

  /** What became of a record. */
  enum Noted {
    NOTHING_NEW,
    /** The location's shelves are to be told of anew. */
    CHANGED,
    NO_ROOM
  }

  private final BroadcastState<String, Place> places;
  private final Map<String, Integer> membersByGroup = new HashMap<>(); // closed ones, too
  private int count;

  Places(OperatorStateStore store) throws Exception {
    this.places = store.getBroadcastState(PLACES);
    for (var known : places.immutableEntries()) {
      count++;
      known.getValue().groups().forEach(group -> membersByGroup.merge(group, 1, Integer::sum));
    }
  }

  /** Takes over what was read before a fresh start. */
  void startWith(ControlAtStart start) throws Exception {
    for (Place place : start.places()) {
      note(place.locationId(), place, group -> {});
    }
  }

  /** What is noteworthy of a location; null where it is open and in no group. */
  @Nullable Place of(String locationId) throws Exception {
    return count == 0 ? null : places.get(locationId);
  }

  /**
   * Takes note of a location.
   *
   * @param place null where it is forgotten
   * @param turned takes each name that is a group's from now on, or no more
   */
  Noted note(String locationId, @Nullable Place place, Consumer<String> turned) throws Exception {
    Place before = of(locationId);
    if (place == null || place.open() && place.groups().isEmpty()) {
      if (before == null) {
        return Noted.NOTHING_NEW;
      }
      places.remove(locationId);
      count--;
      regroup(before.groups(), List.of(), turned);
      return Noted.CHANGED;
    }
    if (before == null && count >= MAX) {
      return Noted.NO_ROOM;
    }
    places.put(locationId, place);
    count += before == null ? 1 : 0;
    regroup(before == null ? List.of() : before.groups(), place.groups(), turned);
    boolean isSame =
        before != null && before.open() == place.open() && before.groups().equals(place.groups());
    return isSame ? Noted.NOTHING_NEW : Noted.CHANGED;
  }

  private void regroup(List<String> before, List<String> after, Consumer<String> turned) {
    for (String group : after) {
      if (!before.contains(group) && membersByGroup.merge(group, 1, Integer::sum) == 1) {
        turned.accept(group);
      }
    }
    for (String group : before) {
      if (!after.contains(group) && membersByGroup.merge(group, -1, Integer::sum) == 0) {
        membersByGroup.remove(group);
        turned.accept(group);
      }
    }
  }

  /** The groups that some location is in, open or closed. */
  Set<String> groups() {
    return membersByGroup.keySet();
  }

  /** The dead letter of a location for which there was no room. */
  static Inbound refusal(ControlRecord control) {
    return control
        .inbound()
        .refused(
            Reason.CONTROL_LIMIT,
            "more than "
                + MAX
                + " locations closed or in groups; send tombstones for those no longer used");
  }

  /** The groups that a location adds to: none where it is closed or nothing is known of it. */
  static List<String> openGroups(@Nullable Place place) {
    return place == null || !place.open() ? List.of() : place.groups();
  }
}
