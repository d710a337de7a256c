package io.zaiko.codec;

import io.zaiko.avro.Location;
import io.zaiko.avro.OpeningHours;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a Location of the contract to the domain's place: every rule of one record stands here. */
final class LocationMapping {
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|(24):(00)");

  private LocationMapping() {}

  static Place place(Location location) throws Refusal {
    String id = Fields.location(location.getLocationId(), "location_id", Fields.RECORD);
    requireDegrees(location.getLatitude(), "latitude", 90);
    requireDegrees(location.getLongitude(), "longitude", 180);
    return new Place(
        id,
        location.getOpen(),
        timeZone(location.getTimeZone()),
        hours(location.getOpeningHours()),
        groups(location.getGroups()));
  }

  private static void requireDegrees(@Nullable Double degrees, String field, int most)
      throws Refusal {
    boolean inRange = degrees == null || degrees >= -most && degrees <= most; // no number is not
    if (!inRange) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          "%s is %s; state degrees from -%d to %d".formatted(field, degrees, most, most));
    }
  }

  private static String timeZone(@Nullable String name) throws Refusal {
    if (name == null) {
      return Place.UTC;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new Refusal(
          Reason.UNKNOWN_TIME_ZONE,
          "time_zone "
              + Refusal.shown(name)
              + " is not known; use an IANA name such as Europe/London");
    }
    return name;
  }

  private static List<OpenSpan> hours(List<OpeningHours> stated) throws Refusal {
    requireAtMost(Place.MAX_SPANS, stated.size(), "opening_hours", "spans");
    List<OpenSpan> spans = new ArrayList<>(stated.size());
    for (OpeningHours hours : stated) {
      spans.add(span(hours));
    }
    spans.sort(OpenSpan.IN_ORDER);
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).overlaps(spans.get(i - 1))) {
        throw new Refusal(
            Reason.IMPOSSIBLE_HOURS,
            "two opening_hours of day "
                + spans.get(i).day()
                + " overlap; state each minute in one of them");
      }
    }
    return spans;
  }

  private static OpenSpan span(OpeningHours hours) throws Refusal {
    int day = hours.getDay();
    if (day < 1 || day > 7) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          "day is " + day + " in opening_hours; state 1 for Monday to 7 for Sunday");
    }
    int opens = minute(hours.getOpens(), "opens");
    int closes = minute(hours.getCloses(), "closes");
    if (opens >= closes) {
      throw new Refusal(
          Reason.IMPOSSIBLE_HOURS,
          "opening_hours of day "
              + day
              + " open at "
              + hours.getOpens()
              + " and close at "
              + hours.getCloses()
              + "; let closes be later, and state hours past midnight as two spans: to 24:00, and"
              + " from 00:00 of the next day");
    }
    return new OpenSpan(day, opens, closes);
  }

  private static int minute(String text, String field) throws Refusal {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new Refusal(
          Reason.IMPOSSIBLE_HOURS,
          field
              + " is "
              + Refusal.shown(text)
              + " in opening_hours; write HH:MM from 00:00 to 23:59, or 24:00 to close at"
              + " midnight");
    }
    return Integer.parseInt(text, 0, 2, 10) * 60 + Integer.parseInt(text, 3, 5, 10);
  }

  private static List<String> groups(List<String> stated) throws Refusal {
    requireAtMost(Place.MAX_GROUPS, stated.size(), "groups", "names");
    Set<String> names = new LinkedHashSet<>();
    for (String name : stated) {
      Fields.name(name, "a name in groups", Fields.RECORD);
      if (name.chars().anyMatch(c -> c == '|' || Character.isISOControl(c))) {
        throw new Refusal(
            Reason.ILLEGAL_CHARACTER,
            "the group "
                + Refusal.shown(name)
                + " holds | or a control character; rename the group without it");
      }
      if (!names.add(name)) {
        throw new Refusal(
            Reason.CONTRADICTION,
            "the group " + Refusal.shown(name) + " is named twice; name each group once");
      }
    }
    return List.copyOf(names);
  }

  private static void requireAtMost(int most, int size, String field, String what) throws Refusal {
    if (size > most) {
      throw new Refusal(
          Reason.NUMBER_OUT_OF_RANGE,
          "%s has %d %s; state at most %d".formatted(field, size, what, most));
    }
  }
}
