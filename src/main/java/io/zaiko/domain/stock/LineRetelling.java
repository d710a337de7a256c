package io.zaiko.domain.stock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shelves are told when a line comes to something else than before. Each statement that does
 * something else gets further entries, so that the sum of its entries is what it does. Units that
 * are given back come first: a shelf may hold too much for a moment, and never promises twice.
 */
final class LineRetelling {

  private final int lineNo;
  private final String sku;
  private final @Nullable String orderRef;
  private final LineFold is;
  private final List<Movement> taking = new ArrayList<>();
  private final List<Movement> giving = new ArrayList<>();

  private record When(String locationId, long atMicros) {}

  private LineRetelling(LineFulfilment line, @Nullable String orderRef, LineFold is) {
    this.lineNo = line.lineNo();
    this.sku = line.sku();
    this.orderRef = orderRef;
    this.is = is;
  }

  static List<Movement> of(
      LineFulfilment line, @Nullable String orderRef, LineFold was, LineFold is) {
    LineRetelling retelling = new LineRetelling(line, orderRef, is);
    for (LineFold.Deed deed : is.deeds()) {
      retelling.tell(was.deed(deed.name()), deed);
    }
    retelling.giving.addAll(retelling.taking);
    return retelling.giving;
  }

  private void tell(LineFold.@Nullable Deed was, LineFold.Deed now) {
    Map<When, Buckets> changes = new LinkedHashMap<>();
    if (was != null) {
      was.byLocation().forEach((at, deltas) -> add(changes, was, at, deltas, deltas.negated()));
    }
    now.byLocation().forEach((at, deltas) -> add(changes, now, at, deltas, deltas));
    changes.values().removeIf(Buckets.NONE::equals);
    if (changes.isEmpty() && (was == null || was.outcome() != now.outcome())) {
      LineStatement statement = now.statement();
      changes.put(new When(here(statement), statement.atMicros(Buckets.NONE)), Buckets.NONE);
    }
    changes.forEach((when, deltas) -> tell(now, when, deltas));
  }

  private static void add(
      Map<When, Buckets> changes, LineFold.Deed deed, String at, Buckets did, Buckets deltas) {
    changes.merge(new When(at, deed.statement().atMicros(did)), deltas, Buckets::plus);
  }

  private void tell(LineFold.Deed deed, When when, Buckets deltas) {
    LineStatement statement = deed.statement();
    Movement movement =
        new Movement(
            when.locationId(),
            sku,
            statement.eventId(),
            lineNo,
            statement.kind(),
            deed.outcome(),
            orderRef,
            when.atMicros(),
            statement.asOfMicros(),
            deltas,
            statement.clockSkewMillis(),
            null,
            statement.timePrecisionMicros());
    (deltas.allocated() > 0 ? giving : taking).add(movement);
  }

  private String here(LineStatement statement) {
    FulfilmentStatement fulfilling = statement.fulfilling();
    return fulfilling == null ? is.locationOf(statement.place()) : fulfilling.locationId();
  }
}
