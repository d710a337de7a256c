package io.zaiko.domain.reservation;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.PENDING;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.payment.PaymentType.STORED_VALUE_REDEEMED;
import static io.zaiko.domain.reservation.Said.DAY;
import static io.zaiko.domain.reservation.Said.ORDER_AMOUNT;
import static io.zaiko.domain.reservation.Said.commit;
import static io.zaiko.domain.reservation.Said.extend;
import static io.zaiko.domain.reservation.Said.paid;
import static io.zaiko.domain.reservation.Said.place;
import static io.zaiko.domain.reservation.Said.release;
import static io.zaiko.domain.reservation.Said.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldNote;
import io.zaiko.domain.stock.HoldTerms;
import io.zaiko.domain.stock.HoldWord;
import io.zaiko.domain.stock.Movement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where reservations stand, by what is said in which order. All are held for 600 s from 0 on. */
class CheckoutTablesTest {
  private static final long AMOUNT = ORDER_AMOUNT;

  private final SpokenCheckout checkout = new SpokenCheckout();

  @ParameterizedTest
  @CsvSource({
    "599, 599, 'HELD 600, COMMITTED'",
    "600, 599, 'HELD 600, COMMITTED'",
    "600, 600, 'HELD 600, EXPIRED 600, COMMITTED'",
    "601, 599, 'HELD 600, COMMITTED'",
    "601, 601, 'HELD 600, EXPIRED 600, COMMITTED'"
  })
  void a_payment_around_the_deadline_commits_whenever_it_is_heard(
      long paidAt, long heardAt, String fates) {
    checkout.hears(place("r", "p", 0, 600)).until(heardAt);
    checkout.hears(paid("y", CAPTURED, paidAt, AMOUNT)).until(5_000);
    assertThat(checkout.fates("r")).containsExactly(fates.split(", "));
    assertThat(checkout.last("r").isPaid()).isTrue();
    assertThat(checkout.last("r").orderRef()).as("no order is named").isEqualTo("c");
    assertThat(checkout.last("r").causeKind()).isEqualTo(RecordKind.PAYMENT);
  }

  @ParameterizedTest
  @CsvSource({
    "599, 500, 'HELD 600, HELD 1099, EXPIRED 1099', NONE",
    "600, 500, 'HELD 600, HELD 1100, EXPIRED 1100', NONE",
    "601, 500, 'HELD 600, HELD 600, EXPIRED 600', NO_EFFECT",
    "100, 50, 'HELD 600, HELD 600, EXPIRED 600', NO_EFFECT"
  })
  void an_extension_counts_until_the_deadline_and_never_shortens(
      long at, long seconds, String fates, HoldNote note) {
    checkout.hears(place("r", "p", 0, 600), extend("r", "e", at, seconds)).until(5_000);
    assertThat(checkout.fates("r")).containsExactly(fates.split(", "));
    assertThat(checkout.rounds("r").get(1).note()).isEqualTo(note);
  }

  @Test
  void an_extension_that_is_heard_after_the_deadline_takes_the_units_again() {
    checkout.hears(place("r", "p", 0, 600)).until(700).hears(extend("r", "e", 590, 600));
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "EXPIRED 600", "HELD 1190");
  }

  @Test
  void time_speaks_for_the_place_at_the_deadline() {
    checkout.hears(place("r", "p", 0, 600)).until(700);
    HoldTerms end = checkout.last("r");
    assertThat(end.causeEventId()).isEqualTo("p");
    assertThat(end.atMicros()).isEqualTo(600 * Said.SECOND);
    assertThat(end.round()).isEqualTo(2);
  }

  @Test
  void a_commit_and_its_sale_are_one_order_in_either_order() {
    checkout.hears(place("r", "p", 0, 600), commit("r", "k", 10, "o"), sale("r", "s", 20, 1));
    SpokenCheckout other = new SpokenCheckout();
    other.hears(place("r", "p", 0, 600), sale("r", "s", 20, 1), commit("r", "k", 10, "o"));
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "COMMITTED", "SOLD");
    assertThat(other.fates("r")).containsExactly("HELD 600", "SOLD", "SOLD");
    for (SpokenCheckout each : List.of(checkout, other)) {
      assertThat(each.last("r").orderRef()).isEqualTo("order-s");
      assertThat(each.lastWord().sold()).as("the rest is given up").isEqualTo(1);
      assertThat(each.lastWord().quantity()).isEqualTo(2);
      each.until(10 * DAY);
      assertThat(each.last("r").fate()).isEqualTo(Fate.SOLD);
    }
  }

  @Test
  void a_sale_is_final_whatever_else_is_said() {
    checkout.hears(place("r", "p", 0, 600)).until(700);
    checkout.hears(sale("r", "s", 900, 2), release("r", "q", 950), commit("r", "k", 960, "o"));
    checkout.hears(sale("r", "s2", 800, 3), extend("r", "e", 970, 600));
    assertThat(checkout.last("r").fate()).isEqualTo(Fate.SOLD);
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.NO_EFFECT);
    assertThat(checkout.last("r").orderRef()).as("of the earliest").isEqualTo("order-s2");
    assertThat(checkout.lastWord().sold()).as("of both").isEqualTo(5);
  }

  @Test
  void a_sale_at_another_store_takes_nothing_of_the_hold() {
    checkout.hears(place("r", "p", 0, 600, "2", new AskedUnits(1, "A", 2)), sale("r", "s", 5, 2));
    assertThat(checkout.lastWord()).extracting(HoldWord::sold).isEqualTo(0L);
    assertThat(checkout.last("r").fate()).isEqualTo(Fate.SOLD);
  }

  @Test
  void every_round_is_told_to_every_shelf_once() {
    checkout.hears(
        place("r", "p", 0, 600, "2", new AskedUnits(1, "A", 2), new AskedUnits(3, "B", 1)),
        extend("r", "e", 10, 900));
    assertThat(checkout.words)
        .extracting(Movement::shelfKey)
        .containsExactly("2|A", "2|B", "2|A", "2|B");
    assertThat(checkout.words).extracting(Movement::lineNo).containsExactly(1, 3, 1, 3);
    assertThat(checkout.rounds("r")).extracting(HoldTerms::round).containsExactly(1L, 2L);
    assertThat(checkout.rounds("r")).extracting(HoldTerms::shelves).containsOnly(2);
  }

  @Test
  void a_cart_over_two_stores_is_paid_as_one() {
    checkout.hears(
        place("r1", "p1", 0, 600),
        place("r2", "p2", 1, 700, "2", new AskedUnits(1, "A", 1)),
        paid("y", CAPTURED, 100, AMOUNT));
    assertThat(checkout.fates("r1")).containsExactly("HELD 600", "COMMITTED");
    assertThat(checkout.fates("r2")).containsExactly("HELD 701", "COMMITTED");
    assertThat(checkout.last("r1").isAlone()).isFalse();
    assertThat(checkout.last("r2").isAlone()).isFalse();
  }

  @Test
  void a_payment_commits_nothing_that_ran_out_while_another_part_stands() {
    checkout.hears(place("r1", "p1", 0, 600), place("r2", "p2", 0, 60)).until(100);
    checkout.hears(paid("y", CAPTURED, 100, AMOUNT));
    assertThat(checkout.fates("r1")).containsExactly("HELD 600", "COMMITTED");
    assertThat(checkout.fates("r2")).containsExactly("HELD 60", "EXPIRED 60");
  }

  @Test
  void a_gift_card_covers_nothing_when_the_card_for_the_rest_declines() {
    checkout.hears(place("r", "p", 0, 600), paid("gift", STORED_VALUE_REDEEMED, 10, 40));
    checkout.hears(paid("card", DECLINED, 20, 60)).until(599);
    assertThat(checkout.last("r").fate()).isEqualTo(Fate.HELD);
    checkout.hears(paid("other", CAPTURED, 599, 60));
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "COMMITTED");
  }

  @Test
  void a_bank_slip_holds_for_the_days_of_its_method() {
    checkout.hears(place("r", "p", 0, 600));
    checkout.hears(paid("slip", PENDING, 100, AMOUNT, "BANK_SLIP")).until(2 * DAY);
    long deadline = 100 + 3 * DAY;
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "HELD " + (deadline + 120));
    checkout.hears(paid("slip", CAPTURED, 2 * DAY, AMOUNT, "BANK_SLIP"));
    assertThat(checkout.last("r").fate()).isEqualTo(Fate.COMMITTED);
    assertThat(checkout.told()).isEmpty();
  }

  @Test
  void a_payment_under_way_extends_and_its_grace_ends_too() {
    checkout.hears(place("r", "p", 0, 600), paid("y", PENDING, 500, AMOUNT)).until(5_000);
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "HELD 1520", "EXPIRED 1520");
  }

  @Test
  void a_release_after_a_commit_counts_only_where_no_payment_covers_it() {
    checkout.hears(place("r", "p", 0, 600), commit("r", "k", 10, "o"));
    checkout.hears(release("r", "q", 20), commit("r", "k2", 30, "o"));
    assertThat(checkout.fates("r"))
        .containsExactly("HELD 600", "COMMITTED", "RELEASED", "RELEASED");
    assertThat(checkout.last("r").note()).as("let go for good").isEqualTo(HoldNote.NO_EFFECT);

    SpokenCheckout covered = new SpokenCheckout();
    covered.hears(place("r", "p", 0, 600), paid("y", CAPTURED, 5, AMOUNT), release("r", "q", 20));
    assertThat(covered.last("r").fate()).isEqualTo(Fate.COMMITTED);
    assertThat(covered.last("r").note()).isEqualTo(HoldNote.PAID);
    covered.hears(paid("y", REFUNDED, 30, AMOUNT), release("r", "q2", 40));
    assertThat(covered.last("r").fate()).as("the money went back").isEqualTo(Fate.RELEASED);
  }

  @Test
  void a_payment_overturns_a_release() {
    checkout.hears(place("r", "p", 0, 600), release("r", "q", 20), release("r", "q2", 30));
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.NO_EFFECT);
    checkout.hears(paid("y", CAPTURED, 40, AMOUNT));
    assertThat(checkout.fates("r"))
        .containsExactly("HELD 600", "RELEASED", "RELEASED", "COMMITTED");
  }

  @Test
  void what_changes_no_plan_begins_no_round() {
    checkout.hears(place("r", "p", 0, 2_000), paid("y", AUTHORISED, 10, AMOUNT));
    checkout.hears(paid("y", CAPTURED, 20, AMOUNT), paid("y", REFUNDED, 30, AMOUNT));
    assertThat(checkout.fates("r")).containsExactly("HELD 2000", "HELD 2120", "COMMITTED");
  }

  @Test
  void a_commit_after_a_payment_names_the_order() {
    checkout.hears(place("r", "p", 0, 600), paid("y", CAPTURED, 10, AMOUNT));
    checkout.hears(commit("r", "k", 11, "o"), commit("r", "k2", 12, "o2"));
    assertThat(checkout.rounds("r"))
        .extracting(HoldTerms::orderRef)
        .containsExactly(null, "c", "o", "o");
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.NO_EFFECT);
  }

  @Test
  void another_checkout_changes_nothing() {
    checkout.hears(place("r", "p", 0, 600), release("r", "q", 10).to("c", true));
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "HELD 600");
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.NOT_YOURS);
    assertThat(checkout.last("r").causeEventId()).isEqualTo("q");
  }

  /** Its id was filed under this checkout, which has forgotten it, and is used again by another. */
  @Test
  void an_id_that_another_checkout_uses_again_is_refused_and_holds_nothing() {
    ForCheckout place = place("r", "p", 0, 600);
    checkout.hears(place.to("c", true), commit("r", "k", 1, "o").to("c", true));
    assertThat(checkout.words).isEmpty();
    assertThat(checkout.answers)
        .extracting(answer -> answer.terms().note())
        .containsExactly(HoldNote.NOT_YOURS, HoldNote.UNKNOWN_RESERVATION);
    checkout.hears(place("r", "p2", 2, 600));
    assertThat(checkout.fates("r")).as("under its old name").containsExactly("HELD 602");
  }

  @Test
  void what_was_never_placed_is_answered_without_a_shelf() {
    checkout.hears(commit("x", "k", 10, "o"));
    assertThat(checkout.words).isEmpty();
    HoldTerms terms = checkout.answers.get(0).terms();
    assertThat(terms.fate()).isEqualTo(Fate.UNKNOWN);
    assertThat(terms.note()).isEqualTo(HoldNote.UNKNOWN_RESERVATION);
    assertThat(terms.shelves()).isZero();
    assertThat(checkout.checkout.isEmpty()).as("nothing to remember").isTrue();
    checkout.hears(place("x", "p", 5, 600));
    assertThat(checkout.last("x").round()).isEqualTo(1);
  }

  @Test
  void the_first_place_heard_stands() {
    checkout.hears(place("r", "p", 0, 600), place("r", "p2", 5, 900));
    assertThat(checkout.fates("r")).as("the same again").containsExactly("HELD 600", "HELD 600");
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.NONE);
    checkout.hears(place("r", "p3", 5, 600, "1", new AskedUnits(1, "A", 3)));
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.EVENT_CONFLICT);
    assertThat(checkout.lastWord().quantity()).isEqualTo(2);
    assertThat(checkout.told()).containsExactly("EVENT_CONFLICT CONFIRMED");
    assertThat(checkout.alerts.get(0).key()).isEqualTo("reservation|r");
  }

  @Test
  void there_are_bounds_and_they_are_told() {
    checkout.hears(place("r", "p", 0, 600));
    for (int i = 1; i <= PlacedReservation.MAX_EXTENDED; i++) {
      checkout.hears(extend("r", "e" + i, i, 600));
    }
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.TOO_MANY_REQUESTS);
    assertThat(checkout.last("r").untilMicros()).isEqualTo(679 * Said.SECOND);
    checkout.hears(commit("r", "k", 100, "o"));
    assertThat(checkout.fates("r")).as("there is room for it").endsWith("COMMITTED");
    for (int i = 0; i < PlacedReservation.MAX_REQUESTS; i++) {
      checkout.hears(commit("r", "k" + i, 101, "o"));
    }
    assertThat(checkout.last("r").note()).isEqualTo(HoldNote.TOO_MANY_REQUESTS);
    checkout.hears(sale("r", "s", 102, 2));
    assertThat(checkout.fates("r")).as("there is always room for it").endsWith("SOLD");
    for (int i = 1; i <= Checkout.MAX_RESERVATIONS; i++) {
      checkout.hears(place("r" + i, "p" + i, 0, 600));
    }
    assertThat(checkout.answers.get(0).terms().note()).isEqualTo(HoldNote.TOO_MANY_REQUESTS);
    for (int i = 0; i <= Checkout.MAX_PAYMENTS; i++) {
      checkout.hears(paid("y" + i, DECLINED, 10, AMOUNT));
    }
    assertThat(checkout.ignored).isEqualTo(1);
  }

  @Test
  void a_commit_without_a_sale_for_a_day_is_told_and_cleared_by_the_sale() {
    checkout.hears(place("r", "p", 0, 600), commit("r", "k", 10, "o")).until(DAY + 9);
    assertThat(checkout.told()).isEmpty();
    checkout.until(DAY + 10);
    assertThat(checkout.told()).containsExactly("HOLD_WITHOUT_ORDER CONFIRMED");
    checkout.hears(sale("r", "s", DAY + 11, 2));
    assertThat(checkout.told())
        .containsExactly("HOLD_WITHOUT_ORDER CONFIRMED", "HOLD_WITHOUT_ORDER RESOLVED");
    checkout.hears(sale("r", "s0", 100, 2));
    assertThat(checkout.told()).endsWith("HOLD_WITHOUT_ORDER RETRACTED");
    assertThat(checkout.alerts).extracting(alert -> alert.revision()).containsExactly(1L, 2L, 3L);
  }
}
