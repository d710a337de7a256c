package io.zaiko.tools.verify;

import io.zaiko.avro.HoldRelease;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** All reservations over the set of applied records, as the contract has them. */
final class NaiveReservations {
  private final ClockSkew skew;
  private final Map<String, NaiveHold> holds = new LinkedHashMap<>();
  private final Map<String, NaiveHold.Request> requests = new LinkedHashMap<>();
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private final Map<String, NaivePayment.Said> payments = new LinkedHashMap<>();
  private final Map<String, String> checkouts = new HashMap<>();
  private final Map<String, Set<String>> namedBySale = new HashMap<>();
  private final Map<String, Set<String>> ofCheckout = new HashMap<>();

  /** What the job said to itself. */
  record Release(String topic, HoldRelease release) {}

  NaiveReservations(ClockSkew skew) {
    this.skew = skew;
  }

  /**
   * Takes an applied record.
   *
   * @return false where a record of this event id counts already
   */
  boolean apply(String topic, SpecificRecord record) {
    long at = NaiveStock.micros(Contract.occurredAt(record)) - skew.micros(Contract.source(record));
    if (record instanceof ReservationRequest request) {
      NaiveHold.Request said = new NaiveHold.Request(topic, request, at);
      if (requests.putIfAbsent(request.getEventId(), said) != null) {
        return false;
      }
      hold(request.getReservationId()).ask(said);
    } else if (record instanceof HoldRelease release) {
      return releases.putIfAbsent(release.getEventId(), new Release(topic, release)) == null;
    } else if (record instanceof Sale sale) {
      sale.getLines().forEach(line -> sell(sale, line, at));
    } else if (record instanceof PaymentEvent payment) {
      payments.putIfAbsent(payment.getEventId(), new NaivePayment.Said(payment, at));
    }
    return true;
  }

  private void sell(Sale sale, SaleLine line, long at) {
    String named = line.getReservationId();
    if (named != null) {
      ShelfKey shelf = new ShelfKey(line.getLocationId(), line.getSku());
      hold(named).sell(new NaiveHold.Sold(sale.getEventId(), shelf, line.getQuantity(), at));
      namedBySale.computeIfAbsent(sale.getEventId(), first -> new HashSet<>()).add(named);
    }
  }

  private NaiveHold hold(String id) {
    return holds.computeIfAbsent(id, NaiveHold::new);
  }

  /** Walks through every checkout; all records must be known. */
  void settle(HoldSettings settings) {
    Map<String, List<NaiveHold>> byCheckout = new HashMap<>();
    for (NaiveHold hold : holds.values()) {
      ofCheckout.computeIfAbsent(hold.checkout(), first -> new HashSet<>()).add(hold.id());
      if (hold.place() != null) {
        byCheckout.computeIfAbsent(hold.checkout(), first -> new ArrayList<>()).add(hold);
      }
    }
    Map<String, List<NaivePayment.Said>> paid = new HashMap<>();
    nameCheckouts();
    for (NaivePayment.Said said : payments.values()) {
      String checkout = checkouts.get(said.payment());
      if (checkout != null) {
        paid.computeIfAbsent(checkout, first -> new ArrayList<>()).add(said);
      }
    }
    byCheckout.forEach(
        (name, all) -> NaiveCheckout.walk(all, paid.getOrDefault(name, List.of()), settings));
  }

  /** One word of a payment that names its checkout speaks for all. */
  private void nameCheckouts() {
    for (NaivePayment.Said said : payments.values()) {
      String named = said.event().getCheckoutRef();
      if (named != null) {
        checkouts.putIfAbsent(said.payment(), named);
      }
    }
  }

  Collection<NaiveHold> holds() {
    return holds.values();
  }

  @Nullable NaiveHold named(String id) {
    return holds.get(id);
  }

  Collection<Release> releases() {
    return releases.values();
  }

  /** Whether a sale names a reservation that has or may have units on a shelf. */
  boolean isNamedBy(String saleEventId, ShelfKey shelf) {
    return namedBySale.containsKey(saleEventId) && !heldBy(saleEventId, shelf).isEmpty();
  }

  /** The reservations that a record may move on a shelf; its own, and those of its checkout. */
  Set<String> heldBy(String eventId, ShelfKey shelf) {
    Set<String> named = new HashSet<>(namedBySale.getOrDefault(eventId, Set.of()));
    NaiveHold.Request request = requests.get(eventId);
    if (request != null) {
      named.add(request.request().getReservationId());
    }
    Release release = releases.get(eventId);
    if (release != null) {
      return Set.of(release.release().getReservationId());
    }
    Set<String> all = new HashSet<>();
    for (String id : named) {
      NaiveHold hold = holds.get(id);
      all.addAll(hold == null ? Set.of(id) : ofCheckout.getOrDefault(hold.checkout(), Set.of(id)));
    }
    NaivePayment.Said payment = payments.get(eventId);
    if (payment != null) {
      String checkout = checkouts.get(payment.payment());
      all.addAll(checkout == null ? Set.of() : ofCheckout.getOrDefault(checkout, Set.of()));
    }
    all.removeIf(
        id -> {
          NaiveHold hold = holds.get(id);
          return hold == null || !hold.asked().containsKey(shelf);
        });
    return all;
  }
}
