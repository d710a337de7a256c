package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.reservation.Checkout;
import io.zaiko.domain.reservation.CheckoutHistory;
import io.zaiko.domain.reservation.ForCheckout;
import io.zaiko.domain.reservation.PlacedReservation;
import io.zaiko.domain.reservation.Request;
import io.zaiko.domain.reservation.Said;
import io.zaiko.domain.reservation.SaleMention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * The checkout of verify beside that of the job, over seeded histories: written apart, they must
 * come to the same, each when time has passed all deadlines.
 */
class NaiveReservationsAgainstTheJobTest {
  private static final int SEEDS = 3_000;
  private static final Instant BEGIN = Instant.parse("2026-05-31T10:00:00Z");
  private static final long BEGIN_MICROS = TimeUnit.SECONDS.toMicros(BEGIN.getEpochSecond());

  /** As {@link Said#POLICY} has them. */
  private static final HoldSettings SETTINGS =
      new HoldSettings(
          Duration.ofDays(7),
          Duration.ofMinutes(15),
          Map.of("BANK_SLIP", Duration.ofDays(3)),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofDays(1));

  private static final long LATER = 30 * Said.DAY;

  @Test
  void both_say_of_each_reservation_where_it_stands_since_when_and_for_whose_money() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<ForCheckout> said = new ArrayList<>(CheckoutHistory.of(seed));
      said.sort(Comparator.comparing(each -> each.request() == null || !isPlace(each.request())));
      assertThat(ofVerify(said)).as("seed %d: %s", seed, said).isEqualTo(ofJob(said));
    }
  }

  @Test
  void both_say_so_too_where_no_amount_of_the_order_is_known() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<ForCheckout> said =
          new ArrayList<>(CheckoutHistory.of(seed).stream().map(Said::ofUnknown).toList());
      said.sort(Comparator.comparing(each -> each.request() == null || !isPlace(each.request())));
      assertThat(ofVerify(said)).as("seed %d: %s", seed, said).isEqualTo(ofJob(said));
    }
  }

  private static Map<String, String> ofJob(List<ForCheckout> said) {
    Checkout checkout = Checkout.named("c");
    for (ForCheckout each : said) {
      checkout = checkout.apply(each, 0, Said.POLICY).next();
    }
    checkout = checkout.reviewed(LATER * Said.SECOND, Said.POLICY).next();
    Map<String, String> standing = new TreeMap<>();
    for (PlacedReservation each : checkout.reservations()) {
      var plan = each.told();
      standing.put(
          each.reservationId(),
          shown(
              plan.fate().name(),
              plan.untilMicros(),
              plan.isPaid(),
              plan.isAlone(),
              plan.committedAtMicros()));
    }
    return standing;
  }

  private static Map<String, String> ofVerify(List<ForCheckout> said) {
    NaiveReservations naive = new NaiveReservations(ClockSkew.DEFAULT);
    said.forEach(each -> naive.apply("topic", record(each)));
    naive.settle(SETTINGS);
    Map<String, String> standing = new TreeMap<>();
    for (NaiveHold hold : naive.holds()) {
      NaiveHold.Fate fate = hold.isHeld() ? hold.timedOut() : hold.fate;
      long end = hold.isHeld() ? hold.endMicros(SETTINGS) : hold.endedAtMicros;
      standing.put(
          hold.id(),
          shown(
              fate.name(),
              fate == NaiveHold.Fate.EXPIRED ? end - BEGIN_MICROS : 0,
              hold.isPaid,
              hold.isAlone,
              fate == NaiveHold.Fate.COMMITTED ? hold.committedAtMicros - BEGIN_MICROS : 0));
    }
    return standing;
  }

  private static String shown(
      String fate, long endMicros, boolean isPaid, boolean isAlone, long committedAtMicros) {
    return "%s, ended %d, paid %b, alone %b, committed %d"
        .formatted(fate, endMicros, isPaid, isAlone, committedAtMicros);
  }

  private static boolean isPlace(Request request) {
    return request.locationId() != null;
  }

  private static SpecificRecord record(ForCheckout said) {
    Instant at = BEGIN.plusNanos(TimeUnit.MICROSECONDS.toNanos(said.occurredAtMicros()));
    if (said.request() != null) {
      return record(said.request(), at);
    }
    return said.sale() != null
        ? record(said.sale(), at)
        : record(Objects.requireNonNull(said.payment()), at);
  }

  private static ReservationRequest record(Request said, Instant at) {
    List<ReservationLine> lines = new ArrayList<>();
    said.units().forEach(asked -> lines.add(new ReservationLine(asked.sku(), asked.quantity())));
    long timeToLive = TimeUnit.MICROSECONDS.toMillis(said.head().timeToLiveMicros());
    return ReservationRequest.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(at)
        .setSource(shop())
        .setReservationId(said.reservationId())
        .setAct(ReservationAct.valueOf(said.head().act().name()))
        .setCheckoutRef(isPlace(said) ? "c" : null)
        .setChannel(isPlace(said) ? "web" : null)
        .setLocationId(said.locationId())
        .setTimeToLiveMs(timeToLive == 0 ? null : timeToLive)
        .setLines(lines)
        .build();
  }

  private static Sale record(SaleMention said, Instant at) {
    SaleLine line =
        SaleLine.newBuilder()
            .setLineNo(1)
            .setSku("A")
            .setLocationId("1")
            .setQuantity(1L)
            .setFulfilment(FulfilmentKind.SHIP)
            .setReservationId(said.reservationId())
            .build();
    return Sale.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(at)
        .setSource(shop())
        .setOrderRef("o")
        .setLines(List.of(line))
        .build();
  }

  private static PaymentEvent record(PaymentStatement said, Instant at) {
    return PaymentEvent.newBuilder()
        .setEventId(said.eventId())
        .setOccurredAt(at)
        .setSource(shop())
        .setProvider(said.provider())
        .setProviderAccount(said.providerAccount())
        .setProviderEventId(said.eventId())
        .setProviderPaymentId(said.paymentId())
        .setOperationId(said.operationId())
        .setType(PaymentType.valueOf(said.type().name()))
        .setAmount(new Money(said.amountMinor(), said.currency()))
        .setOrderAmount(
            said.orderAmountMinor() == PaymentStatement.NO_AMOUNT
                ? null
                : new Money(said.orderAmountMinor(), said.currency()))
        .setInstrument(instrument(said.method()))
        .setCheckoutRef("c")
        .setChannel("web")
        .build();
  }

  private static Instrument instrument(String method) {
    return Instrument.newBuilder().setKind(InstrumentKind.valueOf(method)).build();
  }

  private static Source shop() {
    return Source.newBuilder().setId("shop").build();
  }
}
