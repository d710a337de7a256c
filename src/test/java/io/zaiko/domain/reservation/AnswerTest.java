package io.zaiko.domain.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.ShelfId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reservation "r" asks for 2 LAMP and 2 MUG at store-1; each test says what its shelves answer. */
class AnswerTest {
  private static final long UNTIL = 900_000_000L;

  private final List<Decision> decisions = new ArrayList<>();
  private final List<Withdrawal> withdrawals = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();
  private final List<String> overdue = new ArrayList<>();
  private Answer answer = Answer.NONE;
  private Hold lamp = Hold.unheard("r");
  private Hold mug = Hold.unheard("r");

  @Test
  void it_is_granted_when_all_its_shelves_granted_it() {
    hear(yes("MUG", held(1)));
    assertThat(decisions).as("LAMP has not spoken").isEmpty();
    hear(yes("LAMP", held(1)));
    assertThat(said()).containsExactly("GRANTED");
    assertThat(last().lines())
        .containsExactly(
            new DecisionLine("store-1", "LAMP", 2, 5, true, 0),
            new DecisionLine("store-1", "MUG", 2, 5, true, 0));
    assertThat(last().expiresAtMicros()).isEqualTo(UNTIL);
    assertThat(last().orderRef()).isNull();
    assertThat(withdrawals).isEmpty();
  }

  @Test
  void where_one_shelf_refuses_those_that_granted_let_go_once() {
    hear(yes("LAMP", held(1)), no("MUG", held(1)));
    hear(yes("LAMP", held(2)), no("MUG", held(2)));
    assertThat(said()).containsExactly("REFUSED", "REFUSED");
    assertThat(last().expiresAtMicros()).isNull();
    assertThat(withdrawals)
        .containsExactly(new Withdrawal("r", "store-1", List.of("LAMP"), held(1).asOfMicros()));
  }

  @Test
  void where_all_shelves_refuse_there_is_nothing_to_let_go() {
    hear(no("LAMP", held(1)), no("MUG", held(1)));
    assertThat(said()).containsExactly("REFUSED");
    assertThat(withdrawals).isEmpty();
  }

  /** The deadline of what holds nothing ends nothing; a request after it is answered again. */
  @Test
  void a_refusal_is_not_told_again_at_its_deadline() {
    hear(yes("LAMP", held(1)), no("MUG", held(1)));
    HoldTerms atDeadline =
        new HoldTerms(
            "r",
            "c",
            "web",
            2,
            2,
            Fate.EXPIRED,
            UNTIL,
            false,
            true,
            null,
            "event-1",
            RecordKind.RESERVATION,
            UNTIL,
            UNTIL,
            HoldNote.NONE);
    both(atDeadline);
    assertThat(said()).containsExactly("REFUSED");
    both(terms(3, Fate.EXPIRED));
    assertThat(said()).containsExactly("REFUSED", "REFUSED");
    assertThat(decisions).extracting(Decision::revision).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @CsvSource({"HELD", "COMMITTED", "SOLD", "RELEASED", "EXPIRED"})
  void a_refusal_stands_whatever_is_said_later(Fate fate) {
    hear(yes("LAMP", held(1)), no("MUG", held(1)));
    both(terms(2, fate));
    both(paid(3, fate, false));
    assertThat(said()).containsExactly("REFUSED", "REFUSED", "REFUSED");
    assertThat(last().orderRef()).isNull();
    assertThat(withdrawals).hasSize(1);
  }

  @Test
  void a_refused_one_that_is_paid_and_alone_is_committed_all_the_same() {
    hear(yes("LAMP", held(1)), no("MUG", held(1)));
    both(paid(2, Fate.COMMITTED, true));
    both(paid(3, Fate.SOLD, true));
    assertThat(said()).containsExactly("REFUSED", "COMMITTED", "COMMITTED");
    assertThat(last().orderRef()).isEqualTo("order-1");
    assertThat(answer.isGranted()).isFalse();
  }

  @Test
  void a_longer_hold_is_extended_and_the_same_again_repeats_the_answer() {
    both(held(1));
    both(held(2));
    both(heldUntil(3, 2 * UNTIL));
    both(heldUntil(4, 2 * UNTIL));
    assertThat(said()).containsExactly("GRANTED", "GRANTED", "EXTENDED", "EXTENDED");
    assertThat(decisions).extracting(Decision::revision).containsExactly(1L, 2L, 3L, 4L);
    assertThat(last().expiresAtMicros()).isEqualTo(2 * UNTIL);
    assertThat(last().terms().round()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"COMMITTED, COMMITTED", "SOLD, COMMITTED", "RELEASED, RELEASED", "EXPIRED, EXPIRED"})
  void a_granted_one_ends_as_its_checkout_says(Fate fate, String decision) {
    both(held(1));
    both(terms(2, fate));
    assertThat(said()).containsExactly("GRANTED", decision);
    assertThat(last().orderRef()).isEqualTo(decision.equals("COMMITTED") ? "order-1" : null);
    assertThat(last().expiresAtMicros()).isEqualTo(fate == Fate.EXPIRED ? UNTIL : null);
    assertThat(withdrawals).isEmpty();
  }

  /** One shelf may run ahead of another; each speaks in the order of the rounds. */
  @Test
  void rounds_whose_ballots_interleave_complete_in_their_order() {
    hear(yes("LAMP", held(1)), yes("LAMP", heldUntil(2, 2 * UNTIL)));
    hear(yes("LAMP", terms(3, Fate.RELEASED)));
    assertThat(decisions).isEmpty();
    hear(yes("MUG", held(1)));
    assertThat(said()).containsExactly("GRANTED");
    hear(yes("MUG", heldUntil(2, 2 * UNTIL)), yes("MUG", terms(3, Fate.RELEASED)));
    assertThat(said()).containsExactly("GRANTED", "EXTENDED", "RELEASED");
    assertThat(answer.ballots()).isEmpty();
  }

  @Test
  void what_ran_out_and_is_wanted_again_stays_expired_where_a_shelf_lost_it() {
    both(held(1));
    both(terms(2, Fate.EXPIRED));
    hear(yes("LAMP", heldUntil(3, 2 * UNTIL)), lost("MUG", heldUntil(3, 2 * UNTIL)));
    assertThat(said()).containsExactly("GRANTED", "EXPIRED", "EXPIRED");
    assertThat(withdrawals)
        .containsExactly(
            new Withdrawal("r", "store-1", List.of("LAMP", "MUG"), held(3).asOfMicros()));
    both(terms(4, Fate.COMMITTED));
    assertThat(said()).as("it was let go").endsWith("EXPIRED");
    assertThat(decisions).extracting(Decision::expiresAtMicros).containsOnly(UNTIL);
    both(paid(5, Fate.COMMITTED, true));
    assertThat(said()).as("a paid order is not dropped").endsWith("COMMITTED");
    assertThat(withdrawals).hasSize(1);
  }

  @Test
  void what_ran_out_and_is_there_yet_is_taken_again_late() {
    both(held(1));
    both(terms(2, Fate.EXPIRED));
    hear(late("LAMP", heldUntil(3, 2 * UNTIL)), yes("MUG", heldUntil(3, 2 * UNTIL)));
    assertThat(said()).containsExactly("GRANTED", "EXPIRED", "EXTENDED");
    assertThat(decisions).extracting(Decision::isLate).containsExactly(false, false, true);
    assertThat(last().expiresAtMicros()).isEqualTo(2 * UNTIL);
  }

  @Test
  void units_that_an_order_lacks_are_told_until_its_sale_takes_over() {
    shelves(held(1), 2);
    shelves(terms(2, Fate.EXPIRED), 0);
    shelves(paid(3, Fate.COMMITTED, true), 0);
    shelves(paid(4, Fate.COMMITTED, true), 9);
    assertThat(alerts).containsExactly("PAID_WITHOUT_STOCK r 1 CONFIRMED CRITICAL 2");
    shelves(paid(5, Fate.SOLD, true), 9);
    assertThat(alerts).endsWith("PAID_WITHOUT_STOCK r 2 RESOLVED CRITICAL 0").hasSize(2);
    assertThat(last().lines()).extracting(DecisionLine::withoutStock).containsExactly(0L, 0L);
  }

  @Test
  void an_order_that_is_called_off_lacks_nothing() {
    both(held(1));
    hear(yes("LAMP", terms(2, Fate.COMMITTED)), lacks(1, terms(2, Fate.COMMITTED)));
    both(terms(3, Fate.RELEASED));
    assertThat(said()).containsExactly("GRANTED", "COMMITTED", "RELEASED");
    assertThat(alerts)
        .containsExactly(
            "PAID_WITHOUT_STOCK r 1 CONFIRMED CRITICAL 1",
            "PAID_WITHOUT_STOCK r 2 RESOLVED CRITICAL 0");
  }

  @Test
  void what_was_never_placed_is_refused_and_so_is_a_place_that_comes_later() {
    hear(unknown());
    assertThat(said()).containsExactly("REFUSED");
    assertThat(last().lines()).isEmpty();
    assertThat(last().terms().note()).isEqualTo(HoldNote.UNKNOWN_RESERVATION);
    both(held(1));
    both(held(2));
    assertThat(said()).containsExactly("REFUSED", "REFUSED", "REFUSED");
    assertThat(decisions).extracting(Decision::revision).containsExactly(1L, 2L, 3L);
    assertThat(withdrawals)
        .containsExactly(
            new Withdrawal("r", "store-1", List.of("LAMP", "MUG"), held(1).asOfMicros()));
  }

  /** Its checkout may be forgotten before its answer is. */
  @Test
  void a_word_of_a_forgotten_checkout_repeats_what_stands_and_settles_nothing() {
    both(held(1));
    hear(yes("LAMP", terms(2, Fate.COMMITTED)), lacks(1, terms(2, Fate.COMMITTED)));
    hear(unknown());
    assertThat(said()).containsExactly("GRANTED", "COMMITTED", "COMMITTED");
    assertThat(last().orderRef()).as("never null where COMMITTED").isEqualTo("c");
    assertThat(alerts).hasSize(1);
  }

  @Test
  void a_word_of_a_forgotten_checkout_ends_no_hold() {
    both(held(1));
    hear(unknown());
    assertThat(said()).containsExactly("GRANTED", "GRANTED");
    assertThat(last().expiresAtMicros()).isEqualTo(UNTIL);
  }

  @Test
  void people_are_told_that_an_order_does_not_come_of_what_was_promised() {
    both(held(1));
    both(terms(2, Fate.COMMITTED));
    lacksOrder(Alert.Status.CONFIRMED);
    lacksOrder(Alert.Status.RESOLVED);
    assertThat(overdue).containsExactly("1 CONFIRMED", "2 RESOLVED");
  }

  @Test
  void of_what_was_refused_nobody_waits_for_an_order() {
    hear(yes("LAMP", held(1)), no("MUG", held(1)));
    both(paid(2, Fate.COMMITTED, false));
    lacksOrder(Alert.Status.CONFIRMED);
    lacksOrder(Alert.Status.RESOLVED);
    lacksOrder(Alert.Status.RETRACTED);
    assertThat(overdue).isEmpty();
  }

  @Test
  void that_an_order_does_not_come_may_be_known_before_its_shelves_have_spoken() {
    lacksOrder(Alert.Status.CONFIRMED);
    hear(yes("LAMP", terms(1, Fate.COMMITTED)));
    assertThat(overdue).isEmpty();
    hear(yes("MUG", terms(1, Fate.COMMITTED)));
    assertThat(overdue).containsExactly("1 CONFIRMED");
    both(terms(2, Fate.COMMITTED));
    assertThat(overdue).as("once").hasSize(1);
  }

  @Test
  void a_refused_one_that_turns_out_paid_and_alone_is_waited_for() {
    hear(yes("LAMP", held(1)), no("MUG", held(1)));
    lacksOrder(Alert.Status.CONFIRMED);
    assertThat(overdue).isEmpty();
    both(paid(2, Fate.COMMITTED, true));
    assertThat(overdue).containsExactly("1 CONFIRMED");
  }

  @Test
  void what_people_were_not_told_is_not_taken_back() {
    lacksOrder(Alert.Status.RETRACTED);
    both(held(1));
    assertThat(overdue).isEmpty();
  }

  @Test
  void an_answer_of_an_old_savepoint_waits_for_no_ballots() {
    @SuppressWarnings("NullAway") // what an absent field arrives as
    Answer old = new Answer(true, true, false, null, null, 0, false, 1, 0, 0, 0, null);
    assertThat(old.ballots()).isEmpty();
    assertThat(old.overdue()).isEqualTo(Overdue.NOTHING);
  }

  private void lacksOrder(Alert.Status status) {
    note(
        answer.heard(
            new Alert(
                Alert.Check.HOLD_WITHOUT_ORDER,
                "r",
                0,
                7,
                status,
                Alert.Severity.MEDIUM,
                Map.of(),
                List.of(),
                "",
                0)));
  }

  private void hear(Ballot... ballots) {
    for (Ballot ballot : ballots) {
      AnswerStep step = note(answer.heard(ballot));
      if (step.decision() != null) {
        decisions.add(step.decision());
      }
      if (step.withdrawal() != null) {
        withdrawals.add(step.withdrawal());
      }
      step.alerts().stream()
          .filter(alert -> alert.check() != Alert.Check.HOLD_WITHOUT_ORDER)
          .forEach(
              alert ->
                  alerts.add(
                      "%s %s %d %s %s %d"
                          .formatted(
                              alert.check(),
                              alert.key(),
                              alert.revision(),
                              alert.status(),
                              alert.severity(),
                              Objects.requireNonNull(alert.facts().get("without_stock")))));
    }
  }

  private AnswerStep note(AnswerStep step) {
    answer = step.next();
    step.alerts().stream()
        .filter(alert -> alert.check() == Alert.Check.HOLD_WITHOUT_ORDER)
        .forEach(alert -> overdue.add(alert.revision() + " " + alert.status()));
    return step;
  }

  private void both(HoldTerms terms) {
    hear(yes("LAMP", terms), yes("MUG", terms));
  }

  /** Both shelves hear a word as they would; LAMP has all it needs, MUG what is said. */
  private void shelves(HoldTerms terms, long mugs) {
    lamp = lamp.heard(new HoldWord(terms, 2, 2), 1, 9, 0).next();
    mug = mug.heard(new HoldWord(terms, 2, 2), 2, mugs, 0).next();
    hear(lamp.ballot(terms, new ShelfId("store-1", "LAMP")));
    hear(mug.ballot(terms, new ShelfId("store-1", "MUG")));
  }

  private List<String> said() {
    return decisions.stream().map(each -> each.kind().name()).toList();
  }

  private Decision last() {
    return decisions.get(decisions.size() - 1);
  }

  private static Ballot yes(String sku, HoldTerms terms) {
    return new Ballot(terms, "store-1", sku, 2, 5, true, false, false, 0);
  }

  private static Ballot no(String sku, HoldTerms terms) {
    return new Ballot(terms, "store-1", sku, 2, 1, false, false, false, 0);
  }

  private static Ballot late(String sku, HoldTerms terms) {
    return new Ballot(terms, "store-1", sku, 2, 5, true, true, false, 0);
  }

  private static Ballot lost(String sku, HoldTerms terms) {
    return new Ballot(terms, "store-1", sku, 2, 5, true, false, true, 0);
  }

  private static Ballot lacks(long units, HoldTerms terms) {
    return new Ballot(terms, "store-1", "MUG", 2, 5, true, true, false, units);
  }

  private static Ballot unknown() {
    HoldTerms terms =
        terms(0, 0, Fate.UNKNOWN, 0, false, false, null, HoldNote.UNKNOWN_RESERVATION);
    return new Ballot(terms, "", "", 0, 0, false, false, false, 0);
  }

  private static HoldTerms held(long round) {
    return heldUntil(round, UNTIL);
  }

  private static HoldTerms heldUntil(long round, long untilMicros) {
    return terms(round, 2, Fate.HELD, untilMicros, false, true, null, HoldNote.NONE);
  }

  private static HoldTerms terms(long round, Fate fate) {
    return of(round, fate, false, true);
  }

  private static HoldTerms paid(long round, Fate fate, boolean isAlone) {
    return of(round, fate, true, isAlone);
  }

  private static HoldTerms of(long round, Fate fate, boolean isPaid, boolean isAlone) {
    boolean isOrder = fate == Fate.COMMITTED || fate == Fate.SOLD;
    long until = fate == Fate.HELD || fate == Fate.EXPIRED ? UNTIL : 0;
    return terms(round, 2, fate, until, isPaid, isAlone, isOrder ? "order-1" : null, HoldNote.NONE);
  }

  private static HoldTerms terms(
      long round,
      int shelves,
      Fate fate,
      long untilMicros,
      boolean isPaid,
      boolean isAlone,
      @Nullable String orderRef,
      HoldNote note) {
    return new HoldTerms(
        "r",
        "c",
        "web",
        round,
        shelves,
        fate,
        untilMicros,
        isPaid,
        isAlone,
        orderRef,
        "event-" + round,
        RecordKind.RESERVATION,
        round * 1_000_000,
        round * 1_000_000,
        note);
  }
}
