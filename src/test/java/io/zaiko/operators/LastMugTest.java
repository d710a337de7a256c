package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.reservation.Answer;
import io.zaiko.domain.reservation.AnswerStep;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.reservation.DecisionKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two customers check out the last mug at one time. There, stock was looked at in the cart and
 * taken when the money came: both passed, both paid, and the shelf fell below nothing. One that was
 * asked for in two lines of an order is the test of the mapping of requests.
 */
class LastMugTest {

  private final HoldWords words = new HoldWords();
  private RunningShelves shelves;

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    shelves.move("shop", "mug", 1);
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @ParameterizedTest
  @CsvSource({"ann, bob", "bob, ann"})
  void who_comes_first_gets_it_and_the_other_is_refused_before_he_pays_vendure_3508(
      String first, String second) throws Exception {
    shelves.move(words.held(first, "web", 1));
    shelves.move(words.held(second, "web", 1));
    assertThat(shelves.ballots())
        .extracting(Ballot::reservationId, Ballot::isGranted, Ballot::channelAts)
        .containsExactly(tuple(first, true, 1L), tuple(second, false, 0L));

    // Both shops go on as if nothing had been answered, the one without a mug first.
    shelves.move(words.committed(second, "web", 1));
    shelves.move(words.committed(first, "web", 1));
    assertStands(1, 0, 1);
    assertThat(answers(first)).containsExactly(DecisionKind.GRANTED, DecisionKind.COMMITTED);
    assertThat(answers(second)).containsExactly(DecisionKind.REFUSED, DecisionKind.REFUSED);
    assertThat(told(second)).isEmpty();

    shelves.move(words.sale(first, "sale", 1));
    assertStands(1, 0, 1);
  }

  /** Money that was taken all the same is not dropped in silence, and the first keeps his mug. */
  @ParameterizedTest
  @CsvSource({"ann, bob", "bob, ann"})
  void who_pays_for_what_was_refused_is_told_of_as_paid_without_stock_vendure_3508(
      String first, String second) throws Exception {
    shelves.move(words.held(first, "web", 1));
    shelves.move(words.held(second, "web", 1));
    shelves.move(words.paid(second, "web", 1));
    shelves.move(words.paid(first, "web", 1));
    assertStands(1, 0, 2);
    assertThat(answers(first)).containsExactly(DecisionKind.GRANTED, DecisionKind.COMMITTED);
    assertThat(told(first)).isEmpty();
    assertThat(answers(second)).containsExactly(DecisionKind.REFUSED, DecisionKind.COMMITTED);
    assertThat(told(second))
        .extracting(Alert::check, Alert::status, alert -> alert.facts().get("without_stock"))
        .containsExactly(tuple(Alert.Check.PAID_WITHOUT_STOCK, Alert.Status.CONFIRMED, 1L));
  }

  private void assertStands(long onHand, long reserved, long allocated) {
    List<StockLedgerEntry> entries = shelves.entries();
    Buckets stands = entries.get(entries.size() - 1).getBalances();
    assertThat(List.of(stands.getOnHand(), stands.getReserved(), stands.getAllocated()))
        .as("on hand, reserved, allocated")
        .containsExactly(onHand, reserved, allocated);
  }

  private List<DecisionKind> answers(String reservation) {
    return steps(reservation).stream().map(step -> step.decision().kind()).toList();
  }

  private List<Alert> told(String reservation) {
    return steps(reservation).stream().flatMap(step -> step.alerts().stream()).toList();
  }

  /** What the shelf said, as the reservation's answer hears it. */
  private List<AnswerStep> steps(String reservation) {
    List<AnswerStep> steps = new ArrayList<>();
    Answer answer = Answer.NONE;
    for (Ballot ballot : shelves.ballots()) {
      if (ballot.reservationId().equals(reservation)) {
        AnswerStep step = answer.heard(ballot);
        steps.add(step);
        answer = step.next();
      }
    }
    return steps;
  }
}
