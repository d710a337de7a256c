package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a reservation stands, by a table: placed at minute 0 for 10 minutes. */
class NaiveReservationsTest {
  private static final Instant MORNING = Instant.parse("2026-05-31T10:00:00Z");

  @ParameterizedTest(name = "{0}, at {1}: {2}")
  @CsvSource({
    "'', 9, HELD",
    "'', 10, EXPIRED",
    "EXTEND 5, 14, HELD",
    "EXTEND 5, 15, EXPIRED",
    "EXTEND 10, 19, HELD",
    "EXTEND 11, 12, EXPIRED",
    "RELEASE 5, 6, RELEASED",
    "RELEASE 11, 12, EXPIRED",
    "COMMIT 5, 90, COMMITTED",
    "COMMIT 11, 90, COMMITTED",
    "RELEASE 5;COMMIT 6, 90, RELEASED",
    "COMMIT 5;RELEASE 6, 90, RELEASED",
    "SALE 5, 90, SOLD",
    "SALE 50, 90, SOLD",
    "SALE 5;RELEASE 6, 90, SOLD",
    "COMMIT 4;SALE 5, 90, SOLD",
    "CAPTURED 5, 90, COMMITTED",
    "CAPTURED 50, 90, COMMITTED",
    "RELEASE 5;CAPTURED 6, 90, COMMITTED",
    "CAPTURED 5;RELEASE 6, 90, COMMITTED",
    "CAPTURED 5;REFUNDED 6;RELEASE 7, 90, RELEASED",
    "CAPTURED 5;REFUNDED 6, 90, COMMITTED",
    // Extended to minute 20, and two more of grace while the payment is under way.
    "AUTHORISED 5, 21, HELD",
    "AUTHORISED 5, 22, EXPIRED",
    "AUTHORISED 11, 12, EXPIRED",
    "PENDING 9, 25, HELD",
    "PENDING 9, 26, EXPIRED",
    "AUTHORISED 5;CAPTURED 21, 90, COMMITTED",
    // Let go five minutes after the payment failed.
    "DECLINED 1, 5, HELD",
    "DECLINED 1, 6, RELEASED",
    "DECLINED 1;AUTHORISED 3, 20, EXPIRED",
    "DECLINED 1;AUTHORISED 3, 19, HELD",
    "DECLINED 7, 10, RELEASED",
    "DECLINED 1;COMMIT 20, 90, COMMITTED",
    "AUTHORISED 2;VOIDED 3, 8, RELEASED",
    "AUTHORISED 2;VOIDED 3, 7, HELD"
  })
  void it_stands_as_was_said_in_any_order(String said, int now, NaiveHold.Fate expected) {
    List<SpecificRecord> records = new ArrayList<>();
    records.add(request(ReservationAct.PLACE, 0));
    for (String word : said.isEmpty() ? new String[0] : said.split(";")) {
      String[] parts = word.split(" ");
      records.add(record(parts[0], Integer.parseInt(parts[1])));
    }
    for (long seed = 1; seed <= 5; seed++) {
      NaiveReservations reservations = new NaiveReservations(ClockSkew.DEFAULT);
      records.forEach(each -> reservations.apply("topic", each));
      reservations.settle(HoldSettings.USUAL);

      NaiveHold hold = Objects.requireNonNull(reservations.named("r"));
      long micros = NaiveStock.micros(at(now));
      assertThat(hold.fates(micros, micros, HoldSettings.USUAL))
          .as("seed %d", seed)
          .containsExactly(expected);
      Collections.shuffle(records, new Random(seed));
    }
  }

  private static SpecificRecord record(String what, int minute) {
    return switch (what) {
      case "EXTEND", "COMMIT", "RELEASE" -> request(ReservationAct.valueOf(what), minute);
      case "SALE" -> sale(minute);
      default -> payment(PaymentType.valueOf(what), minute);
    };
  }

  private static ReservationRequest request(ReservationAct act, int minute) {
    ReservationRequest.Builder request =
        ReservationRequest.newBuilder()
            .setEventId(act + "-" + minute)
            .setOccurredAt(at(minute))
            .setSource(source())
            .setReservationId("r")
            .setAct(act)
            .setTimeToLiveMs(600_000L);
    return act == ReservationAct.PLACE
        ? request
            .setCheckoutRef("c")
            .setChannel("web")
            .setLocationId("store")
            .setLines(List.of(new ReservationLine("TEA", 2L)))
            .build()
        : request.build();
  }

  private static Sale sale(int minute) {
    SaleLine line =
        SaleLine.newBuilder()
            .setLineNo(1)
            .setSku("TEA")
            .setLocationId("store")
            .setQuantity(2L)
            .setFulfilment(FulfilmentKind.SHIP)
            .setReservationId("r")
            .build();
    return Sale.newBuilder()
        .setEventId("sale-" + minute)
        .setOccurredAt(at(minute))
        .setSource(source())
        .setOrderRef("order")
        .setLines(List.of(line))
        .build();
  }

  /** Captures and refunds are operations of their own. */
  private static PaymentEvent payment(PaymentType type, int minute) {
    boolean isMoney = type == PaymentType.CAPTURED || type == PaymentType.REFUNDED;
    return PaymentEvent.newBuilder()
        .setEventId(type + "-" + minute)
        .setOccurredAt(at(minute))
        .setSource(source())
        .setProvider("bank")
        .setProviderAccount("shop")
        .setProviderEventId(type + "-" + minute)
        .setProviderPaymentId("payment")
        .setOperationId(isMoney ? type.name() : "authorisation")
        .setType(type)
        .setAmount(new Money(1_000L, "JPY"))
        .setCheckoutRef("c")
        .setChannel("web")
        .build();
  }

  private static Source source() {
    return Source.newBuilder().setId("shop").build();
  }

  private static Instant at(int minute) {
    return MORNING.plusSeconds(60L * minute);
  }
}
