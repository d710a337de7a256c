package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was said of an order, for people to look up.
 *
 * @param newest at most {@link #MOST} of it, in order of time
 * @param lastMicros business time of the newest
 */
record OrderEvidence(List<Alert.Evidence> newest, long lastMicros) {
  /** So much of it is kept, the newest. */
  static final int MOST = 50;

  private record Dated(long atMicros, Alert.Evidence said) {}

  static OrderEvidence of(List<OrderEntry> entries, List<PaymentPart> payments) {
    List<Dated> all = new ArrayList<>();
    for (OrderEntry entry : entries) {
      all.add(
          new Dated(
              entry.occurredAtMicros(), new Alert.Evidence(entry.eventId(), entry.kind().name())));
    }
    for (PaymentPart payment : payments) {
      for (Move move : payment.moves()) {
        all.add(new Dated(move.atMicros(), new Alert.Evidence(move.eventId(), move.type().name())));
      }
    }
    all.sort(
        Comparator.comparingLong(Dated::atMicros)
            .thenComparing(each -> each.said().eventId())
            .thenComparing(each -> each.said().role()));
    return new OrderEvidence(
        all.stream().skip(Math.max(0, all.size() - MOST)).map(Dated::said).toList(),
        all.isEmpty() ? 0 : all.get(all.size() - 1).atMicros());
  }
}
