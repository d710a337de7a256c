package io.zaiko.domain.reservation;

import static io.zaiko.domain.payment.PaymentType.AUTHORISED;
import static io.zaiko.domain.payment.PaymentType.CAPTURED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.domain.payment.PaymentType.CHARGEBACK_REVERSED;
import static io.zaiko.domain.payment.PaymentType.DECLINED;
import static io.zaiko.domain.payment.PaymentType.EXPIRED;
import static io.zaiko.domain.payment.PaymentType.PENDING;
import static io.zaiko.domain.payment.PaymentType.VOIDED;
import static io.zaiko.domain.reservation.Said.DAY;
import static io.zaiko.domain.reservation.Said.ORDER_AMOUNT;
import static io.zaiko.domain.reservation.Said.commit;
import static io.zaiko.domain.reservation.Said.paid;
import static io.zaiko.domain.reservation.Said.place;
import static io.zaiko.domain.reservation.Said.release;
import static io.zaiko.domain.reservation.Said.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.HoldNote;
import org.junit.jupiter.api.Test;

/** What users of other systems complained of in public, each named by its issue. */
class PaymentsSteerHoldsTest {
  private static final long AMOUNT = ORDER_AMOUNT;

  private final SpokenCheckout checkout = new SpokenCheckout();

  @Test
  void a_hold_ends_by_itself_when_a_later_step_of_the_checkout_fails_medusa_13625() {
    checkout.hears(place("r", "p", 0, 600), paid("y", AUTHORISED, 10, AMOUNT));
    checkout.hears(paid("y", VOIDED, 20, AMOUNT)).until(DAY);
    assertThat(checkout.fates("r"))
        .as("five minutes after the shop gave the money back")
        .containsExactly("HELD 600", "HELD 1030", "HELD 320", "RELEASED");
    assertThat(checkout.last("r").atMicros()).isEqualTo(320 * Said.SECOND);
  }

  @Test
  void one_checkout_commits_its_unit_once_however_often_it_is_completed_medusa_16825() {
    checkout.hears(place("r", "p", 0, 600), commit("r", "k1", 10, "o1"));
    checkout.hears(commit("r", "k2", 10, "o2"), paid("y", CAPTURED, 11, AMOUNT));
    assertThat(checkout.rounds("r"))
        .extracting(terms -> terms.orderRef())
        .as("the first order stands")
        .containsExactly(null, "o1", "o1", "o1");
    assertThat(checkout.rounds("r").get(2).note()).isEqualTo(HoldNote.NO_EFFECT);
    assertThat(checkout.lastWord().quantity()).isEqualTo(2);
  }

  @Test
  void a_failed_payment_does_not_release_while_the_shopper_tries_again_woocommerce_66303() {
    checkout.hears(place("r", "p", 0, 600), paid("y1", DECLINED, 10, AMOUNT)).until(300);
    checkout.hears(paid("y2", PENDING, 300, AMOUNT)).until(900);
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "HELD 310", "HELD 1320");
    checkout.hears(paid("y2", CAPTURED, 900, AMOUNT)).until(DAY / 2);
    assertThat(checkout.fates("r")).endsWith("COMMITTED");
  }

  @Test
  void each_declined_card_gives_time_for_another_but_not_beyond_the_deadline_woocommerce_67354() {
    checkout.hears(place("r", "p", 0, 600), paid("y1", DECLINED, 100, AMOUNT)).until(350);
    checkout.hears(paid("y2", DECLINED, 350, AMOUNT)).until(500);
    checkout.hears(paid("y3", DECLINED, 500, AMOUNT)).until(DAY);
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "HELD 400", "HELD 600", "RELEASED");
  }

  @Test
  void a_payment_that_nobody_finishes_does_not_hold_for_ever_woocommerce_67931() {
    checkout.hears(place("r", "p", 0, 600), paid("y", PENDING, 10, AMOUNT)).until(10 * DAY);
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "HELD 1030", "EXPIRED 1030");
    checkout.hears(paid("y", EXPIRED, 10 * DAY, AMOUNT));
    assertThat(checkout.rounds("r")).as("nothing to say").hasSize(3);
  }

  @Test
  void an_order_that_is_cancelled_and_taken_up_again_leaves_nothing_reserved_paynl_220() {
    checkout.hears(place("r", "p", 0, 600), paid("y", PENDING, 10, AMOUNT));
    checkout.hears(release("r", "cancel", 20), paid("y", CAPTURED, 30, AMOUNT));
    checkout.hears(sale("r", "s", 40, 2)).until(10 * DAY);
    assertThat(checkout.fates("r"))
        .containsExactly("HELD 600", "HELD 1030", "RELEASED", "COMMITTED", "SOLD");
    assertThat(checkout.lastWord().sold()).as("all went to the order").isEqualTo(2);
    assertThat(checkout.told()).isEmpty();
  }

  @Test
  void a_time_out_cancels_no_paid_order_payone_174() {
    checkout.hears(place("r", "p", 0, 600), paid("y", CAPTURED, 595, AMOUNT)).until(DAY / 2);
    assertThat(checkout.fates("r")).containsExactly("HELD 600", "COMMITTED");

    SpokenCheckout late = new SpokenCheckout();
    late.hears(place("r", "p", 0, 600)).until(700).hears(paid("y", CAPTURED, 595, AMOUNT));
    assertThat(late.fates("r"))
        .as("the notice came after the time-out")
        .containsExactly("HELD 600", "EXPIRED 600", "COMMITTED");
    assertThat(late.last("r").isPaid()).isTrue();
    late.hears(release("r", "cron", 701));
    assertThat(late.last("r").note()).isEqualTo(HoldNote.PAID);
  }

  @Test
  void a_dispute_after_weeks_changes_no_hold_stripe_2598() {
    checkout.hears(place("r", "p", 0, 600), paid("y", CAPTURED, 10, AMOUNT));
    checkout.hears(sale("r", "s", 20, 2)).until(40 * DAY);
    int words = checkout.words.size();
    checkout.hears(
        paid("y", CHARGEBACK_RECEIVED, 40 * DAY, AMOUNT),
        paid("y", CHARGEBACK_REVERSED, 50 * DAY, AMOUNT));
    assertThat(checkout.until(60 * DAY).words).hasSize(words);

    SpokenCheckout unsold = new SpokenCheckout();
    unsold.hears(place("r", "p", 0, 600), paid("y", CAPTURED, 10, AMOUNT));
    unsold.hears(paid("y", CHARGEBACK_RECEIVED, 40 * DAY, AMOUNT)).until(60 * DAY);
    assertThat(unsold.fates("r")).containsExactly("HELD 600", "COMMITTED");
  }
}
