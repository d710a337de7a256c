package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRulesTest {
  private static final Instant NOW = Instant.parse("2026-05-31T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PLACE, 1000, 1, 1, ''",
    "PLACE, 2592000000, 200, 1, ''",
    "PLACE, 999, 1, 1, NUMBER_OUT_OF_RANGE",
    "PLACE, 2592000001, 1, 1, NUMBER_OUT_OF_RANGE",
    "PLACE, , 1, 1, MISSING_FIELD",
    "PLACE, 1000, 0, 1, NO_LINES",
    "PLACE, 1000, 201, 1, TOO_MANY_LINES",
    "PLACE, 1000, 1, 0, QUANTITY_OUT_OF_RANGE",
    "PLACE, 1000, 1, -1, NEGATIVE_QUANTITY",
    "PLACE, 1000, 1, , MISSING_FIELD",
    "PLACE, 1000, 1, 1000000000000, ''",
    "PLACE, 1000, 2, 1000000000000, QUANTITY_OUT_OF_RANGE",
    "EXTEND, 1000, 0, 1, ''",
    "EXTEND, , 0, 1, MISSING_FIELD",
    "EXTEND, 1000, 1, 1, CONTRADICTION",
    "COMMIT, , 0, 1, ''",
    "RELEASE, 1, 0, 1, ''",
    "RELEASE, , 1, 1, CONTRADICTION"
  })
  void a_request_has_these_faults(
      ReservationAct act, Long millis, int lines, Long units, String fault) {
    ReservationRequest request =
        ReservationRequest.newBuilder()
            .setEventId("event")
            .setOccurredAt(NOW)
            .setSource(Source.newBuilder().setId("shop").build())
            .setReservationId("r")
            .setAct(act)
            .setChannel("web")
            .setLocationId("store")
            .setTimeToLiveMs(millis)
            .setLines(Collections.nCopies(lines, new ReservationLine("TEA", units)))
            .build();

    Set<Fault> expected = fault.isEmpty() ? Set.of() : Set.of(Fault.valueOf(fault));
    assertThat(NaiveRules.faultsOf(request, NOW.toEpochMilli(), ClockSkew.DEFAULT))
        .isEqualTo(expected);
  }
}
