package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Section 3 of the payment semantics, second row; complaints are cited where there is one. */
class TwiceByInstrumentTest {
  private static final long DAY = 86_400;

  @Test
  void two_coffees_are_two_sales_and_silent() {
    assertThat(
            new Counter()
                .paid("p1", "card", 100)
                .sold("s1", 103)
                .paid("p2", "card", 160)
                .sold("s2", 163)
                .inTheEnd())
        .isEmpty();
  }

  /** AuthorizeNet/inperson-sdk-android #50. */
  @Test
  void the_same_amount_on_the_same_card_is_legitimate_where_each_has_its_sale() {
    assertThat(
            new Counter()
                .paid("p1", "card", 0)
                .paid("p2", "card", 20)
                .sold("s2", 200)
                .sold("s1", 210)
                .inTheEnd())
        .isEmpty();
  }

  @Test
  void two_payments_of_one_sale_are_told_with_what_was_taken_too_much() {
    Alert alert = only(twice().inTheEnd());
    assertThat(alert.status()).isEqualTo(Status.CONFIRMED);
    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.key()).isEqualTo(Counter.KEY + "|card");
    assertThat(alert.facts())
        .containsEntry("payments", 2L)
        .containsEntry("sales", 1L)
        .containsEntry("excess", 450L);
    assertThat(alert.evidence())
        .extracting(Alert.Evidence::eventId)
        .containsExactly("capture of p1", "s1", "capture of p2");
  }

  @Test
  void nothing_is_told_before_the_reversal_window_of_the_second_has_passed() {
    assertThat(twice().at(160 + 900)).isEmpty();
    assertThat(twice().at(160 + 901)).hasSize(1);
  }

  @Test
  void what_was_reversed_within_the_window_never_was() {
    assertThat(
            new Counter()
                .paid("p1", "card", 100)
                .sold("s1", 103)
                .paidAndGone("p2", "card", 160, 160 + 900)
                .inTheEnd())
        .isEmpty();
  }

  @Test
  void what_was_refunded_later_was_made_good() {
    Counter refunded =
        new Counter()
            .paid("p1", "card", 100)
            .sold("s1", 103)
            .paidAndGone("p2", "card", 160, 160 + DAY);
    assertThat(only(refunded.inTheEnd()).status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void the_first_refunded_instead_makes_it_good_too() {
    Counter refunded =
        new Counter().paidAndGone("p1", "card", 100, DAY).sold("s1", 103).paid("p2", "card", 160);
    assertThat(only(refunded.inTheEnd()).status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void another_customers_sale_excuses_nothing() {
    Counter withNext =
        twice().paid("q", "other card", 190).sold("s2", 193).paid("r", "third", 40).sold("s3", 43);
    assertThat(only(withNext.inTheEnd()).facts()).containsEntry("sales", 1L);
  }

  @Test
  void a_sale_that_nobody_else_paid_by_card_excuses_the_second() {
    assertThat(twice().sold("cash, maybe", 250).inTheEnd()).isEmpty();
  }

  @Test
  void a_sale_out_of_reach_excuses_nothing() {
    assertThat(twice().sold("late", 160 + 301).inTheEnd()).hasSize(1);
    assertThat(twice().sold("early", 99 - 300).inTheEnd()).hasSize(1);
  }

  @Test
  void payments_further_apart_repeat_nothing() {
    assertThat(
            new Counter()
                .paid("p1", "card", 100)
                .sold("s1", 103)
                .paid("p2", "card", 401)
                .inTheEnd())
        .isEmpty();
  }

  @Test
  void payments_of_which_no_sale_at_all_is_known_tell_nothing_of_an_unlinked_channel() {
    assertThat(new Counter().paid("p1", "card", 1).paid("p2", "card", 2).inTheEnd()).isEmpty();
  }

  @Test
  void what_a_terminal_forwards_hours_later_finds_the_sales_of_that_time() {
    assertThat(
            new Counter()
                .sold("s1", 100)
                .sold("s2", 160)
                .paidOffline("p1", "card", 10_000)
                .paidOffline("p2", "card", 10_010)
                .inTheEnd())
        .isEmpty();
  }

  @Test
  void one_without_its_sale_is_medium_as_long_as_the_sale_may_come() {
    Counter offline =
        new Counter()
            .sold("s1", 100)
            .paidOffline("p1", "card", 10_000)
            .paidOffline("p2", "card", 10_010);
    assertThat(only(offline.at(11_000)).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(only(offline.at(10_011 + DAY)).severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void two_days_are_two_alerts() {
    Counter counter = twice().paid("p3", "card", 2 * DAY).sold("s3", 2 * DAY);
    assertThat(counter.paid("p4", "card", 2 * DAY + 60).inTheEnd())
        .extracting(Alert::episode)
        .containsExactlyInAnyOrder(0L, 2L);
  }

  @Test
  void a_refund_without_a_payment_within_the_window_undoes_the_latest_of_its_card() {
    assertThat(
            new Counter()
                .paid("voided receipt", "card", 100)
                .credited("refund", "card", 200)
                .paid("rung up anew", "card", 260)
                .sold("s2", 263)
                .inTheEnd())
        .isEmpty();
  }

  @Test
  void a_refund_without_a_payment_makes_a_duplicate_good() {
    assertThat(only(twice().credited("refund", "card", DAY).inTheEnd()).status())
        .isEqualTo(Status.RESOLVED);
    assertThat(only(twice().credited("refund", "other card", DAY).inTheEnd()).status())
        .isEqualTo(Status.CONFIRMED);
    assertThat(only(twice().credited("refund of something before", "card", 99).inTheEnd()).status())
        .isEqualTo(Status.CONFIRMED);
  }

  @Test
  void two_refunds_without_a_payment_give_two_payments_back() {
    Counter threeTimes = twice().paid("p3", "card", 220);
    Alert one = only(threeTimes.credited("r1", "card", DAY).inTheEnd());
    assertThat(one.status()).isEqualTo(Status.CONFIRMED);
    assertThat(one.facts()).containsEntry("excess", 450L);
    assertThat(only(threeTimes.credited("r2", "card", DAY + 60).inTheEnd()).status())
        .isEqualTo(Status.RESOLVED);
  }

  @Test
  void what_the_return_of_the_one_sale_gives_back_is_not_the_duplicates() {
    Counter returned =
        new Counter()
            .paidAndGone("p1", "card", 100, 3 * DAY)
            .soldAndTakenBack("s1", 103, 3 * DAY)
            .paid("p2", "card", 160);
    Alert alert = only(returned.inTheEnd());
    assertThat(alert.status()).isEqualTo(Status.CONFIRMED);
    assertThat(alert.facts()).containsEntry("excess", 450L);
    assertThat(only(returned.credited("r", "card", 4 * DAY).inTheEnd()).status())
        .isEqualTo(Status.RESOLVED);
  }

  @Test
  void weeks_later_a_refund_still_ends_what_was_told() {
    List<CounterNews> said = new ArrayList<>(twice().said());
    said.addAll(new Counter().paid("q", "third", 20 * DAY).sold("s9", 20 * DAY).said());
    said.addAll(new Counter().paidAndGone("p2", "card", 160, 21 * DAY).said());
    Alert alert = only(Counter.inTheEnd(said));
    assertThat(alert.status()).isEqualTo(Status.RESOLVED);
    assertThat(alert.facts()).containsEntry("payments", 2L).containsEntry("sales", 1L);
  }

  @Test
  void weeks_later_a_refund_without_a_payment_ends_it_too_and_stays() {
    List<CounterNews> said = new ArrayList<>(twice().said());
    said.addAll(new Counter().paid("q", "third", 20 * DAY).sold("s9", 20 * DAY).said());
    said.addAll(new Counter().credited("r", "card", 21 * DAY).said());
    said.addAll(new Counter().paid("z", "third", 60 * DAY).sold("s99", 60 * DAY).said());
    assertThat(only(Counter.inTheEnd(said)).status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void a_counter_of_a_thousand_coffees_a_day_still_sees_who_paid_twice() {
    Counter busy = new Counter();
    for (int i = 0; i < 3_000; i++) {
      busy.paid("p" + i, "card " + i, i * 80L).sold("s" + i, i * 80L + 3);
    }
    busy.paid("again", "card 2500", 2_500 * 80L + 30);
    assertThat(only(busy.inTheEnd()).key()).isEqualTo(Counter.KEY + "|card 2500");
  }

  @Test
  void where_thousands_pay_within_minutes_it_says_that_it_sees_nothing() {
    Counter stadium = new Counter();
    for (int i = 0; i < 3_000; i++) {
      stadium.paid("p" + i, "card " + i, i / 4);
    }
    assertThat(only(stadium.inTheEnd()).check()).isEqualTo(Alert.Check.COUNTER_FULL);
  }

  @Test
  void no_more_is_kept_than_the_bound_and_the_days() {
    CounterBook book = CounterBook.EMPTY;
    for (long i = 0; i <= CounterBook.MAX_ENTRIES; i++) {
      book = hear(book, new Counter().sold("s" + i, i), i);
    }
    assertThat(book.sales()).hasSize(CounterBook.MAX_ENTRIES * 9 / 10);
    assertThat(book.sales().get(0).id()).isEqualTo("s201");
    book = hear(book, new Counter().sold("late", 5), CounterBook.MAX_ENTRIES);
    assertThat(book.sales()).extracting(CounterSale::id).doesNotContain("late");
    book = hear(book, new Counter().sold("weeks later", 30 * DAY), 30 * DAY);
    assertThat(book.sales()).extracting(CounterSale::id).containsExactly("weeks later");
  }

  @Test
  void a_payment_is_forgotten_with_its_sale_whichever_is_older() {
    CounterBook book = CounterBook.EMPTY;
    book = hear(book, new Counter().sold("s1", 9 * DAY - 100), 9 * DAY);
    book = hear(book, new Counter().paid("p1", "card", 9 * DAY + 100), 9 * DAY);
    book = hear(book, new Counter().sold("s2", 17 * DAY), 17 * DAY);
    assertThat(book.payments()).isEmpty();
    assertThat(book.sales()).extracting(CounterSale::id).containsExactly("s2");
  }

  private static CounterBook hear(CounterBook book, Counter said, long second) {
    return book.heard(said.said().get(0))
        .judged(Counter.KEY, Counter.TERMS, Counter.ALL_HEARD, second * 1_000_000)
        .next();
  }

  private static Counter twice() {
    return new Counter().paid("p1", "card", 100).sold("s1", 103).paid("p2", "card", 160);
  }

  private static Alert only(List<Alert> alerts) {
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }
}
