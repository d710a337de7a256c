package io.zaiko.domain.reservation;

import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.PENDING;
import static io.zaiko.domain.payment.PaymentType.REFUNDED;
import static io.zaiko.domain.reservation.Said.ORDER_AMOUNT;
import static io.zaiko.domain.reservation.Said.extend;
import static io.zaiko.domain.reservation.Said.paid;
import static io.zaiko.domain.reservation.Said.paidOfUnknown;
import static io.zaiko.domain.reservation.Said.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Fate;
import org.junit.jupiter.api.Test;

/** Which reservations of a checkout a payment is for, also by a clock that is behind. */
class PaidReservationsTest {
  private static final long AMOUNT = ORDER_AMOUNT;

  private final SpokenCheckout checkout = new SpokenCheckout();

  @Test
  void a_payment_dated_before_the_place_commits_it() {
    checkout.hears(paid("y", CAPTURED, 97, AMOUNT), place("r", "p", 100, 600));
    assertThat(checkout.fates("r")).containsExactly("COMMITTED");
    assertThat(checkout.last("r").isPaid()).isTrue();
  }

  @Test
  void a_payment_dated_before_the_place_and_heard_after_it_commits_it() {
    checkout.hears(place("r", "p", 100, 600), paid("y", CAPTURED, 97, AMOUNT));
    assertThat(checkout.fates("r")).containsExactly("HELD 700", "COMMITTED");
  }

  @Test
  void a_payment_under_way_before_the_place_extends_it() {
    checkout.hears(paid("y", PENDING, 97, AMOUNT), place("r", "p", 100, 60));
    assertThat(checkout.fates("r")).containsExactly("HELD " + (97 + 900 + 120));
  }

  @Test
  void a_cart_placed_beside_one_that_is_paid_is_not_paid() {
    checkout.hears(
        place("r1", "p1", 0, 600), paid("y", CAPTURED, 5, AMOUNT), place("r2", "p2", 10, 600));
    assertThat(checkout.fates("r2")).containsExactly("HELD 610");
    assertThat(checkout.last("r2").isPaid()).isFalse();
  }

  @Test
  void what_was_paid_alone_stays_alone_whatever_is_placed_later() {
    checkout.hears(
        place("r1", "p1", 0, 600),
        paid("y", CAPTURED, 5, AMOUNT),
        place("r2", "p2", 10, 600),
        extend("r1", "e", 20, 600));
    assertThat(checkout.last("r1").isAlone()).isTrue();
  }

  @Test
  void what_was_paid_alone_stays_alone_when_more_is_placed_and_paid() {
    checkout.hears(
        place("r1", "p1", 0, 600),
        paid("y", CAPTURED, 5, AMOUNT),
        paid("y", REFUNDED, 6, AMOUNT),
        place("r2", "p2", 10, 600),
        paid("z", CAPTURED, 12, AMOUNT));
    assertThat(checkout.last("r1").isAlone()).isTrue();
    assertThat(checkout.last("r2").fate()).isEqualTo(Fate.COMMITTED);
    assertThat(checkout.last("r2").isAlone()).isFalse();
  }

  @Test
  void a_cart_over_two_stores_that_a_slow_clock_paid_before_it_was_placed_is_paid_as_one() {
    checkout.hears(
        paid("y", CAPTURED, 97, AMOUNT), place("r1", "p1", 100, 600), place("r2", "p2", 217, 600));
    assertThat(checkout.fates("r1")).containsExactly("COMMITTED", "COMMITTED");
    assertThat(checkout.fates("r2")).containsExactly("COMMITTED");
    assertThat(checkout.last("r1").isAlone()).isFalse();
    assertThat(checkout.last("r2").isAlone()).isFalse();
    checkout.hears(place("r3", "p3", 218, 600));
    assertThat(checkout.fates("r3")).as("two minutes after the money").containsExactly("HELD 818");
  }

  /** No order_amount is stated, as by the adapters of providers that know of none. */
  @Test
  void the_first_capture_of_each_payment_commits_what_is_held_where_no_amount_is_known() {
    checkout.hears(
        place("r1", "p1", 0, 600),
        paidOfUnknown("y", CAPTURED, 300, 40),
        place("r2", "p2", 360, 900),
        paidOfUnknown("y", REFUNDED, 400, 10));
    assertThat(checkout.fates("r2")).as("y is of r1").containsExactly("HELD 1260");
    checkout.hears(paidOfUnknown("z", CAPTURED, 600, 40)).until(5_000);
    assertThat(checkout.fates("r2")).containsExactly("HELD 1260", "COMMITTED");
    assertThat(checkout.last("r2").isPaid()).isTrue();
    assertThat(checkout.last("r2").isAlone()).isFalse();
    assertThat(checkout.last("r1").isAlone()).isTrue();
  }

  @Test
  void a_further_payment_of_an_order_that_is_paid_in_full_commits_nothing() {
    checkout.hears(
        place("r1", "p1", 0, 600),
        paid("y", CAPTURED, 5, AMOUNT),
        place("r2", "p2", 10, 600),
        paid("z", CAPTURED, 20, AMOUNT));
    checkout.until(5_000);
    assertThat(checkout.fates("r2")).containsExactly("HELD 610", "EXPIRED 610");
  }

  @Test
  void beside_a_cart_that_ran_out_the_one_that_stands_is_paid_alone() {
    checkout.hears(place("r1", "p1", 0, 60)).until(100);
    checkout.hears(place("r2", "p2", 110, 600), paid("y", CAPTURED, 120, AMOUNT));
    assertThat(checkout.last("r1").fate()).isEqualTo(Fate.EXPIRED);
    assertThat(checkout.last("r2").isAlone()).isTrue();
  }
}
