package io.zaiko.domain.reservation;

import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.RequestAct;
import io.zaiko.domain.stock.RequestHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something said of a reservation or a payment, whose checkout is yet to be found.
 *
 * @param owner what belongs to one checkout: {@code r|} and a reservation, or {@code p|} and a
 *     payment
 * @param checkoutRef the checkout it states; null where it states none
 * @param said what it says
 */
public record Mention(String owner, @Nullable String checkoutRef, ForCheckout said) {
  private static final String RESERVATION = "r|";

  /** What a record mentions: one for each reservation or payment, none for most records. */
  public static List<Mention> of(GoodsEvent event) {
    return switch (event.kind()) {
      case RESERVATION -> List.of(ofRequest(event));
      case PAYMENT -> List.of(ofPayment(event));
      case SALE -> ofSale(event);
      case VOID,
          RETURN,
          RESTOCK,
          ADJUSTMENT,
          COUNT,
          TRANSFER,
          HEARTBEAT,
          FULFILMENT,
          HOLD_RELEASE,
          ALERT_ACTION ->
          List.of();
    };
  }

  /** Whether an owner is a reservation, not a payment. */
  public static boolean isReservation(String owner) {
    return owner.startsWith(RESERVATION);
  }

  private static Mention ofRequest(GoodsEvent event) {
    RequestHead head = Objects.requireNonNull(event.request(), "a reservation's record asks");
    boolean isPlace = head.act() == RequestAct.PLACE && !event.lines().isEmpty();
    Request request =
        new Request(
            head,
            event.eventId(),
            event.occurredAtMicros(),
            event.asOfMicros(),
            isPlace ? event.lines().get(0).locationId() : null,
            isPlace ? asked(event.lines()) : List.of());
    return ofReservation(head.reservationId(), event, ForCheckout.of(request));
  }

  private static List<AskedUnits> asked(List<GoodsLine> lines) {
    Map<String, AskedUnits> bySku = new LinkedHashMap<>();
    for (GoodsLine line : lines) {
      bySku.merge(
          line.sku(),
          new AskedUnits(line.lineNo(), line.sku(), line.quantity()),
          (first, more) ->
              new AskedUnits(first.lineNo(), first.sku(), first.quantity() + more.quantity()));
    }
    return List.copyOf(bySku.values());
  }

  private static Mention ofPayment(GoodsEvent event) {
    PaymentStatement payment = Objects.requireNonNull(event.payment(), "it speaks of a payment");
    String stated = event.checkoutRef() == null ? payment.checkoutRef() : event.checkoutRef();
    return new Mention(
        "p|" + payment.paymentKey(),
        stated,
        ForCheckout.of(payment.ofItsCheckout(), event.asOfMicros()));
  }

  private static List<Mention> ofSale(GoodsEvent event) {
    Map<String, List<SoldUnits>> byReservation = new LinkedHashMap<>();
    for (GoodsLine line : event.lines()) {
      if (line.reservationId() != null) {
        byReservation
            .computeIfAbsent(line.reservationId(), id -> new ArrayList<>())
            .add(new SoldUnits(line.locationId(), line.sku(), line.quantity()));
      }
    }
    List<Mention> mentions = new ArrayList<>();
    byReservation.forEach(
        (id, units) ->
            mentions.add(
                ofReservation(
                    id,
                    event,
                    ForCheckout.of(
                        new SaleMention(
                            id,
                            event.eventId(),
                            event.occurredAtMicros(),
                            event.asOfMicros(),
                            event.orderRef(),
                            List.copyOf(units))))));
    return mentions;
  }

  private static Mention ofReservation(String id, GoodsEvent event, ForCheckout said) {
    return new Mention(RESERVATION + id, event.checkoutRef(), said);
  }
}
