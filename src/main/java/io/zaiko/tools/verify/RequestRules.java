package io.zaiko.tools.verify;

import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that is wrong with a request of a reservation, or with what the job says of one. */
final class RequestRules {
  private static final int MAX_LINES = 200;
  private static final long SHORTEST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 2_592_000_000L;

  private RequestRules() {}

  static void check(ReservationRequest request, NaiveRules rules) {
    rules.head(request.getEventId(), request.getOccurredAt(), request.getSource());
    rules.name(request.getReservationId());
    rules.nameIfAny(request.getCheckoutRef());
    boolean isPlace = request.getAct() == ReservationAct.PLACE;
    if (isPlace || request.getAct() == ReservationAct.EXTEND) {
      Long millis = request.getTimeToLiveMs();
      rules.must(millis != null, Fault.MISSING_FIELD);
      rules.must(
          millis == null || (millis >= SHORTEST_MILLIS && millis <= LONGEST_MILLIS),
          Fault.NUMBER_OUT_OF_RANGE);
    }
    if (request.getAct() == ReservationAct.COMMIT) {
      rules.nameIfAny(request.getOrderRef());
    }
    if (isPlace) {
      rules.name(request.getChannel());
      rules.name(request.getLocationId());
      rules.legal(request.getLocationId());
      count(request.getLines(), rules);
      lines(request, rules);
    } else {
      rules.must(request.getLines().isEmpty(), Fault.CONTRADICTION);
    }
  }

  static void check(HoldRelease release, NaiveRules rules) {
    rules.head(release.getEventId(), release.getOccurredAt(), release.getSource());
    rules.name(release.getReservationId());
    rules.name(release.getLocationId());
    rules.legal(release.getLocationId());
    count(release.getSkus(), rules);
    release.getSkus().forEach(rules::name);
  }

  private static void count(List<?> lines, NaiveRules rules) {
    rules.must(!lines.isEmpty(), Fault.NO_LINES);
    rules.must(lines.size() <= MAX_LINES, Fault.TOO_MANY_LINES);
  }

  private static void lines(ReservationRequest request, NaiveRules rules) {
    Map<String, Long> bySku = new HashMap<>();
    for (ReservationLine line : request.getLines()) {
      rules.name(line.getSku());
      Long units = line.getQuantity();
      rules.units(units, 0);
      rules.must(units == null || units != 0, Fault.QUANTITY_OUT_OF_RANGE);
      if (units != null && line.getSku() != null && Math.abs(units) <= NaiveRules.MAX_UNITS) {
        long sum = bySku.merge(line.getSku(), units, Long::sum);
        rules.must(sum <= NaiveRules.MAX_UNITS, Fault.QUANTITY_OUT_OF_RANGE);
      }
    }
  }
}
