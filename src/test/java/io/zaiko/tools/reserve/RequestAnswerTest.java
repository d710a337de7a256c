package io.zaiko.tools.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationDecision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shop's script goes by the exit code: what it asked for is so, or it is not. */
class RequestAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "PLACE, GRANTED, true",
    "PLACE, EXTENDED, true",
    "PLACE, COMMITTED, true",
    "PLACE, RELEASED, false",
    "PLACE, EXPIRED, false",
    "PLACE, REFUSED, false",
    "EXTEND, EXTENDED, true",
    "EXTEND, COMMITTED, true",
    "EXTEND, RELEASED, false",
    "COMMIT, COMMITTED, true",
    "COMMIT, GRANTED, false",
    "COMMIT, RELEASED, false",
    "RELEASE, RELEASED, true",
    "RELEASE, COMMITTED, false",
    "RELEASE, GRANTED, false",
  })
  void an_act_took_effect_where_it_holds_now(ReservationAct act, String stands, boolean took) {
    assertThat(answer(stands, "NONE").tookEffect(act)).isEqualTo(took);
  }

  @ParameterizedTest
  @CsvSource({"NO_EFFECT", "NOT_YOURS", "EVENT_CONFLICT", "PAID", "MORE_TO_COME"})
  void a_request_with_a_note_took_no_effect(String note) {
    assertThat(answer("COMMITTED", note).tookEffect(ReservationAct.COMMIT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "COMMITTED, NONE, true",
    "COMMITTED, NO_EFFECT, true",
    "COMMITTED, NOT_YOURS, false",
    "RELEASED, NO_EFFECT, false"
  })
  void of_a_redelivery_what_stands_counts(String stands, String note, boolean took) {
    RequestAnswer again = new RequestAnswer(answer(stands, note).decision(), null, true);
    assertThat(again.tookEffect(ReservationAct.COMMIT)).isEqualTo(took);
  }

  private static RequestAnswer answer(String decision, String note) {
    ReservationDecision decided = new ReservationDecision();
    decided.setDecision(decision);
    decided.setNote(note);
    return new RequestAnswer(decided, null, false);
  }
}
