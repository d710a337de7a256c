package io.zaiko.tools.verify;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One reservation: all that was said of it, and where that puts it by its checkout's walk. */
final class NaiveHold {
  static final long NEVER = Long.MAX_VALUE;

  /** Where a reservation stands. */
  enum Fate {
    HELD,
    COMMITTED,
    SOLD,
    RELEASED,
    EXPIRED
  }

  /**
   * A request, in the order in which they lie in their topics.
   *
   * @param atMicros business time, set right by the clock of who asked
   */
  record Request(String topic, ReservationRequest request, long atMicros) {}

  /**
   * Units of a sale that names it.
   *
   * @param atMicros business time of the sale
   */
  record Sold(String eventId, ShelfKey shelf, long units, long atMicros) {}

  private final String id;
  private final List<Request> requests = new ArrayList<>();
  private final List<Sold> sales = new ArrayList<>();
  private @Nullable Request place;

  // What the walk makes of it.
  Fate fate = Fate.HELD;
  boolean isBegun;
  long deadlineMicros;
  boolean isInGrace;
  long failedAtMicros = NEVER;
  boolean isLetGo;
  long endedAtMicros = NEVER;
  boolean isPaid;
  long committedAtMicros;
  boolean isAlone;

  NaiveHold(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  void ask(Request said) {
    requests.add(said);
    if (place == null && isPlace(said)) {
      place = said;
    }
  }

  void sell(Sold sale) {
    sales.add(sale);
  }

  static boolean isPlace(Request said) {
    return said.request().getAct() == ReservationAct.PLACE;
  }

  List<Request> requests() {
    return requests;
  }

  List<Sold> sales() {
    return sales;
  }

  /** The first PLACE; null where none came. */
  @Nullable Request place() {
    return place;
  }

  /** The first PLACE; there must be one. */
  Request placed() {
    return Objects.requireNonNull(place);
  }

  String checkout() {
    String named = place == null ? null : place.request().getCheckoutRef();
    return named == null ? id : named;
  }

  /** Whether a request names another checkout than the PLACE, so that it changes nothing. */
  boolean isForeign(Request said) {
    String named = said.request().getCheckoutRef();
    return isPlace(said)
        ? !checkout().equals(named == null ? id : named)
        : named != null && !named.equals(checkout());
  }

  /** Units asked of each shelf; none where it was never placed. */
  Map<ShelfKey, Long> asked() {
    Map<ShelfKey, Long> asked = new TreeMap<>(Comparator.comparing(ShelfKey::toString));
    if (place != null) {
      for (ReservationLine line : place.request().getLines()) {
        ShelfKey shelf = new ShelfKey(place.request().getLocationId(), line.getSku());
        asked.merge(shelf, line.getQuantity(), Long::sum);
      }
    }
    return asked;
  }

  /** Whether PLACEs of it contradict each other, so that arrival decides which one stands. */
  boolean isDisputed() {
    return place != null
        && requests.stream()
            .filter(NaiveHold::isPlace)
            .anyMatch(
                other ->
                    !other.request().getLines().equals(place.request().getLines())
                        || other.atMicros() != place.atMicros()
                        || isForeign(other));
  }

  /** Whether it may have been forgotten between two things said of it. */
  boolean isLongDrawn(long retentionMicros) {
    long first = requests.stream().mapToLong(Request::atMicros).min().orElse(0);
    long last = requests.stream().mapToLong(Request::atMicros).max().orElse(0);
    long sold = sales.stream().mapToLong(Sold::atMicros).max().orElse(last);
    return Math.max(last, sold) - first > retentionMicros || requests.size() > 100;
  }

  boolean isHeld() {
    return isBegun && fate == Fate.HELD;
  }

  boolean stands() {
    return isBegun && (fate == Fate.HELD || fate == Fate.COMMITTED || fate == Fate.SOLD);
  }

  long endMicros(HoldSettings settings) {
    long grace = isInGrace ? HoldSettings.micros(settings.paymentGrace()) : 0;
    long retry = HoldSettings.micros(settings.retryGrace());
    long end = deadlineMicros + grace;
    return failedAtMicros == NEVER ? end : Math.min(end, failedAtMicros + retry);
  }

  Fate timedOut() {
    return failedAtMicros == NEVER ? Fate.EXPIRED : Fate.RELEASED;
  }

  /**
   * Where it may stand, as nobody knows exactly how far the job's time has come.
   *
   * @param surelyMicros time has come so far
   * @param atMostMicros time has come no further
   */
  Set<Fate> fates(long surelyMicros, long atMostMicros, HoldSettings settings) {
    if (!isHeld() && endedAtMicros == NEVER) {
      return Set.of(fate);
    }
    long end = isHeld() ? endMicros(settings) : endedAtMicros;
    Fate ended = isHeld() ? timedOut() : fate;
    if (end <= surelyMicros) {
      return Set.of(ended);
    }
    return end > atMostMicros ? Set.of(Fate.HELD) : Set.of(Fate.HELD, ended);
  }
}
