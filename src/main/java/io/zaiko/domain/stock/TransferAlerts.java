package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people are told of a transfer. */
final class TransferAlerts {

  static final int MAX_EVIDENCE = 50;

  private TransferAlerts() {}

  /**
   * Says what stands of an item's discrepancy.
   *
   * @param episode of the transfer
   * @param isMadeGood whether, where none stands, it had been confirmed and something that happened
   *     later put it right
   * @param atMicros business time of what brought it about
   */
  static Alert discrepancy(
      String transferRef,
      long episode,
      TransferItem item,
      boolean isMadeGood,
      Alert.Evidence evidence,
      long atMicros) {
    long units = item.toldDiscrepancy();
    Alert.Status cleared = isMadeGood ? Alert.Status.RESOLVED : Alert.Status.RETRACTED;
    Alert.Status standing =
        item.isToldConfirmed() ? Alert.Status.CONFIRMED : Alert.Status.SUSPECTED;
    return new Alert(
        Alert.Check.TRANSFER_DISCREPANCY,
        transferRef + "|" + item.sku(),
        episode,
        item.alertRevision(),
        units == 0 ? cleared : standing,
        Alert.Severity.MEDIUM,
        Map.of(
            "shipped", item.shipped(),
            "received", item.received(),
            "damaged", item.damaged(),
            "missing", Math.max(0, units),
            "over", Math.max(0, -units)),
        List.of(evidence),
        sentence(transferRef, item, units),
        atMicros);
  }

  private static String sentence(String transferRef, TransferItem item, long units) {
    if (units > 0) {
      return "Transfer %s is closed and %d of %s never arrived (%d shipped, %d received): find them or claim the loss."
          .formatted(transferRef, units, item.sku(), item.shipped(), item.received());
    }
    if (units < 0) {
      return "Transfer %s: %d of %s arrived beyond the %d that are known as shipped: book the shipment or correct the receipt."
          .formatted(transferRef, -units, item.sku(), item.shipped());
    }
    return "Transfer %s: what was shipped and received of %s agrees."
        .formatted(transferRef, item.sku());
  }

  /**
   * Says what should have arrived by now.
   *
   * @param shipments of which it is, at most {@link #MAX_EVIDENCE}
   * @param missing what, in words
   */
  static Alert overdue(
      String transferRef,
      Transfer transfer,
      Set<String> shipments,
      String missing,
      long nowMicros) {
    return new Alert(
        Alert.Check.TRANSFER_OVERDUE,
        transferRef,
        transfer.episode(),
        transfer.overdueRevision(),
        Alert.Status.CONFIRMED,
        Alert.Severity.MEDIUM,
        Map.of("missing", transfer.toldOverdue(), "expected_at", transfer.overdueSinceMicros()),
        shipments.stream().map(eventId -> new Alert.Evidence(eventId, "shipped")).toList(),
        "Transfer %s was expected by %s and lacks %s: ask the carrier, receive it or close it."
            .formatted(transferRef, time(transfer.overdueSinceMicros()), missing),
        nowMicros);
  }

  /**
   * Says that nothing is overdue any more.
   *
   * @param wasInTime whether nothing ever was
   */
  static Alert overdueCleared(
      GoodsEvent event, TransferHead head, Transfer transfer, boolean wasInTime) {
    return new Alert(
        Alert.Check.TRANSFER_OVERDUE,
        head.transferRef(),
        transfer.episode(),
        transfer.overdueRevision(),
        wasInTime ? Alert.Status.RETRACTED : Alert.Status.RESOLVED,
        Alert.Severity.MEDIUM,
        Map.of("missing", 0L, "expected_at", transfer.overdueSinceMicros()),
        List.of(new Alert.Evidence(event.eventId(), role(head.step()))),
        "Transfer %s: nothing is overdue any more.".formatted(head.transferRef()),
        event.asOfMicros());
  }

  /** Says that lines of a transfer were beyond its bounds. */
  static Alert full(GoodsEvent event, TransferHead head, Transfer transfer) {
    return new Alert(
        Alert.Check.TRANSFER_FULL,
        head.transferRef(),
        transfer.episode(),
        transfer.unfollowedRevision(),
        Alert.Status.CONFIRMED,
        Alert.Severity.HIGH,
        Map.of("lines", transfer.unfollowed()),
        List.of(new Alert.Evidence(event.eventId(), "not followed")),
        "%d lines of transfer %s are beyond %d items, %d places or %d units: their goods moved, but nothing of them is in transit; split the transfer."
            .formatted(
                transfer.unfollowed(),
                head.transferRef(),
                Transfer.MAX_ITEMS,
                Transfer.MAX_PLACES,
                Transfer.MAX_UNITS),
        event.asOfMicros());
  }

  /** A step as the part an event plays. */
  static String role(TransferStep step) {
    return switch (step) {
      case SHIPPED -> "shipped";
      case RECEIVED -> "received";
      case CLOSED -> "closed";
    };
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
