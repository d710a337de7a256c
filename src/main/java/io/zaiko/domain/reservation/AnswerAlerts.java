package io.zaiko.domain.reservation;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.HoldTerms;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What people are told of what a reservation was answered. */
final class AnswerAlerts {

  private AnswerAlerts() {}

  /**
   * An order stands and units of it are not there; or its sale took over, or they are wanted no
   * more.
   *
   * @param lacking units; 0 where none is lacking any more
   */
  static Alert paidWithoutStock(
      HoldTerms terms, List<Ballot> shelves, long lacking, long revision) {
    String items =
        shelves.stream()
            .filter(each -> each.withoutStock() > 0)
            .map(each -> each.withoutStock() + " of " + each.sku() + " at " + each.locationId())
            .limit(10)
            .collect(Collectors.joining(", "));
    return new Alert(
        Alert.Check.PAID_WITHOUT_STOCK,
        terms.reservationId(),
        0,
        revision,
        lacking > 0 ? Alert.Status.CONFIRMED : Alert.Status.RESOLVED,
        Alert.Severity.CRITICAL,
        Map.of("without_stock", lacking),
        List.of(
            new Alert.Evidence(
                terms.causeEventId(), lacking > 0 ? "asked for the units" : "settled it")),
        lacking > 0
            ? "Order %s of checkout %s stands, and there is no stock for %s: supply it from elsewhere, or call it off and give the money back."
                .formatted(terms.orderRef(), terms.checkoutRef(), items)
            : "Reservation %s lacks no stock any more.".formatted(terms.reservationId()),
        terms.asOfMicros());
  }
}
