package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Severity;
import io.zaiko.domain.alert.Alert.Status;
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
  void no_more_is_kept_than_the_bound_and_the_days() {
    CounterBook book = CounterBook.EMPTY;
    for (long i = 0; i < CounterBook.MAX_ENTRIES + 100; i++) {
      book = book.heard(new Counter().sold("s" + i, i).said().get(0), Counter.TERMS);
    }
    assertThat(book.sales()).hasSize(CounterBook.MAX_ENTRIES);
    assertThat(book.sales().get(0).id()).isEqualTo("s100");
    book = book.heard(new Counter().sold("late", 5).said().get(0), Counter.TERMS);
    assertThat(book.sales()).as("older than what is known").hasSize(CounterBook.MAX_ENTRIES);
    book = book.heard(new Counter().sold("weeks later", 30 * DAY).said().get(0), Counter.TERMS);
    assertThat(book.sales()).extracting(CounterSale::id).containsExactly("weeks later");
  }

  private static Counter twice() {
    return new Counter().paid("p1", "card", 100).sold("s1", 103).paid("p2", "card", 160);
  }

  private static Alert only(List<Alert> alerts) {
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }
}
