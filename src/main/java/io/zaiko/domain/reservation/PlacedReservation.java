package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Movement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reservation of a checkout, and all that was said of it.
 *
 * @param place the PLACE that was heard first
 * @param requests the others that were taken, in order of arrival
 * @param sales those that name it, in order of arrival
 * @param round of what was last told its shelves; 0 before any
 * @param told what was last told
 * @param toldWithoutOrder where its alert stands that it lacks its order; null before any
 * @param alertRevision of that alert; 0 before any
 * @param conflicts how many PLACEs asked for something else
 */
public record PlacedReservation(
    Request place,
    List<Request> requests,
    List<SaleMention> sales,
    long round,
    Plan told,
    Alert.@Nullable Status toldWithoutOrder,
    long alertRevision,
    long conflicts) {
  /** Requests that are taken of one reservation, its PLACE included. */
  public static final int MAX_REQUESTS = 100;

  /**
   * With so many, no EXTEND is taken any more: one from each heartbeat leaves room for a COMMIT.
   */
  public static final int MAX_EXTENDED = 80;

  /** Sales that are taken of one reservation. */
  public static final int MAX_SALES = 100;

  public PlacedReservation {
    requests = requests == null ? List.of() : requests;
    sales = sales == null ? List.of() : sales;
    told = told == null ? Plan.UNTOLD : told;
  }

  static PlacedReservation of(Request place) {
    return new PlacedReservation(place, List.of(), List.of(), 0, Plan.UNTOLD, null, 0, 0);
  }

  public String reservationId() {
    return place.reservationId();
  }

  boolean hasRoomFor(Request request) {
    return 1 + requests.size() < (request.isExtend() ? MAX_EXTENDED : MAX_REQUESTS);
  }

  boolean hasRoomForSale() {
    return sales.size() < MAX_SALES;
  }

  PlacedReservation with(Request request) {
    List<Request> more = new ArrayList<>(requests);
    more.add(request);
    return new PlacedReservation(
        place, List.copyOf(more), sales, round, told, toldWithoutOrder, alertRevision, conflicts);
  }

  PlacedReservation with(SaleMention sale) {
    List<SaleMention> more = new ArrayList<>(sales);
    more.add(sale);
    return new PlacedReservation(
        place,
        requests,
        List.copyOf(more),
        round,
        told,
        toldWithoutOrder,
        alertRevision,
        conflicts);
  }

  PlacedReservation conflicted() {
    return new PlacedReservation(
        place, requests, sales, round, told, toldWithoutOrder, alertRevision, conflicts + 1);
  }

  PlacedReservation told(long inRound, Plan plan) {
    return new PlacedReservation(
        place, requests, sales, inRound, plan, toldWithoutOrder, alertRevision, conflicts);
  }

  PlacedReservation alerted(Alert.Status status) {
    return new PlacedReservation(
        place, requests, sales, round, told, status, alertRevision + 1, conflicts);
  }

  /** Units that it asks for, of all items. */
  long units() {
    return place.units().stream().mapToLong(AskedUnits::quantity).sum();
  }

  /** One word to each of its shelves. */
  List<Movement> words(HoldTerms terms) {
    String location = String.valueOf(place.locationId());
    List<Movement> words = new ArrayList<>();
    for (AskedUnits asked : place.units()) {
      long sold = terms.fate() == Fate.SOLD ? soldAt(location, asked.sku()) : 0;
      HoldWord word = new HoldWord(terms, asked.quantity(), sold);
      words.add(Movement.told(location, asked.sku(), asked.lineNo(), word));
    }
    return words;
  }

  private long soldAt(String location, String sku) {
    return sales.stream().mapToLong(sale -> sale.at(location, sku)).sum();
  }
}
