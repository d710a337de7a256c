package io.zaiko.tools.verify;

import io.zaiko.avro.Location;
import io.zaiko.avro.OpeningHours;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything but its id that is wrong with a location by the words of the contract. */
final class LocationChecks {
  private static final int AT_MOST = 100;
  private static final int MINUTES_A_DAY = 24 * 60;

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

  private LocationChecks() {}

  static Set<Fault> faultsOf(Location location) {
    LocationChecks checks = new LocationChecks();
    checks.degrees(location.getLatitude(), 90);
    checks.degrees(location.getLongitude(), 180);
    checks.zone(location.getTimeZone());
    checks.hours(location);
    checks.groups(location);
    return checks.faults;
  }

  private void degrees(@Nullable Double degrees, int most) {
    must(degrees == null || Math.abs(degrees) <= most, Fault.NUMBER_OUT_OF_RANGE);
  }

  private void zone(@Nullable String name) {
    must(name == null || ZoneId.getAvailableZoneIds().contains(name), Fault.UNKNOWN_TIME_ZONE);
  }

  private void hours(Location location) {
    must(location.getOpeningHours().size() <= AT_MOST, Fault.NUMBER_OUT_OF_RANGE);
    BitSet open = new BitSet(8 * MINUTES_A_DAY);
    for (OpeningHours span : location.getOpeningHours()) {
      int day = span.getDay();
      must(day >= 1 && day <= 7, Fault.NUMBER_OUT_OF_RANGE);
      int opens = minute(span.getOpens());
      int closes = minute(span.getCloses());
      boolean isSpan = opens >= 0 && closes > opens;
      must(isSpan, Fault.IMPOSSIBLE_HOURS);
      if (isSpan && day >= 1 && day <= 7) {
        int from = day * MINUTES_A_DAY + opens;
        int to = day * MINUTES_A_DAY + closes;
        must(open.get(from, to).isEmpty(), Fault.IMPOSSIBLE_HOURS); // overlaps another
        open.set(from, to);
      }
    }
  }

  /** Of the day, 0 to 1,440; -1 where the text is no time. */
  private static int minute(String text) {
    if (!text.matches("[0-2][0-9]:[0-5][0-9]")) {
      return -1;
    }
    int minute = 60 * Integer.parseInt(text.substring(0, 2)) + Integer.parseInt(text.substring(3));
    return minute <= MINUTES_A_DAY ? minute : -1;
  }

  private void groups(Location location) {
    must(location.getGroups().size() <= AT_MOST, Fault.NUMBER_OUT_OF_RANGE);
    Set<String> names = new HashSet<>();
    for (String name : location.getGroups()) {
      faults.addAll(NaiveRules.faultsOfId(name, true));
      must(names.add(name), Fault.CONTRADICTION);
    }
  }

  private void must(boolean holds, Fault otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
