package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.Transfers.closed;
import static io.zaiko.domain.stock.Transfers.received;
import static io.zaiko.domain.stock.Transfers.shipped;
import static io.zaiko.domain.stock.Transfers.some;
import static io.zaiko.domain.stock.Transfers.tea;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told of overdue goods, by the hours of one day. */
class TransferOverdueTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long MINUTE = HOUR / 60;

  private final TransferBooks books = new TransferBooks();

  @Test
  void a_restart_does_not_ask_anew_what_was_due() {
    books.after(shipped("s", 9 * HOUR, "B", 10 * HOUR, tea(10))).at(10 * HOUR + MINUTE);
    books.restarted().after(received("r", 9 * HOUR, "B", tea(4)));
    books.at(9 * HOUR + MINUTE).at(11 * HOUR);
    assertThat(told()).containsExactly("1 CONFIRMED 10 by 10", "2 CONFIRMED 6 by 10");
  }

  @Test
  void a_suspicion_to_be_confirmed_before_the_last_look_does_not_turn_time_back() {
    books.after(shipped("s", 9 * HOUR, "B", 30 * HOUR, tea(10))).at(30 * HOUR);
    books.restarted().after(received("r", HOUR, "B", some("MUG", 2))).at(31 * HOUR);
    assertThat(told()).containsExactly("1 CONFIRMED 10 by 30");
    assertThat(books.alerts(Alert.Check.TRANSFER_DISCREPANCY)).hasSize(2);
  }

  @Test
  void goods_that_came_between_two_due_times_and_were_booked_after_both_did_not_come_in_time() {
    books.after(
        shipped("s1", HOUR, "B", 10 * HOUR, tea(5)), shipped("s2", HOUR, "B", 14 * HOUR, tea(5)));
    books.at(15 * HOUR).after(received("r", 13 * HOUR, "B", tea(10)));
    assertThat(told()).last().isEqualTo("3 RESOLVED 0 by 14");
  }

  @Test
  void of_two_receipts_the_late_one_decides_in_whatever_order_they_are_booked() {
    List<GoodsEvent> receipts =
        List.of(received("r1", 12 * HOUR, "B", tea(3)), received("r2", 9 * HOUR, "B", tea(2)));
    for (int first = 0; first < 2; first++) {
      for (boolean isTimeBetween : new boolean[] {false, true}) {
        TransferBooks each = new TransferBooks();
        each.after(shipped("s", HOUR, "B", 10 * HOUR, tea(5))).at(13 * HOUR);
        each.after(receipts.get(first)).at(isTimeBetween ? 14 * HOUR : 13 * HOUR);
        each.after(receipts.get(1 - first));
        assertThat(told(each)).last().asString().endsWith("RESOLVED 0 by 10");
      }
    }
  }

  @Test
  void a_late_receipt_that_was_booked_before_people_were_told_is_late_too() {
    books.after(shipped("s", HOUR, "B", 10 * HOUR, tea(5)), received("r1", 12 * HOUR, "B", tea(3)));
    books.at(13 * HOUR).after(received("r2", 9 * HOUR, "B", tea(2)));
    assertThat(told()).containsExactly("1 CONFIRMED 2 by 10", "2 RESOLVED 0 by 10");
  }

  @Test
  void what_was_closed_did_not_come_in_time() {
    books.after(shipped("s", HOUR, "B", 10 * HOUR, tea(5), some("MUG", 1))).at(13 * HOUR);
    books.after(closed("c", 11 * HOUR, "B", some("MUG", 1)), received("r", HOUR, "B", tea(5)));
    assertThat(told()).last().isEqualTo("2 RESOLVED 0 by 10");
  }

  @Test
  void an_alert_that_begins_again_does_not_remember_what_was_late_before() {
    books.after(shipped("s1", HOUR, "B", 10 * HOUR, tea(5))).at(11 * HOUR);
    books.after(received("r1", 11 * HOUR, "B", tea(5)));
    books.after(shipped("s2", HOUR, "B", 14 * HOUR, some("MUG", 5))).at(15 * HOUR);
    books.after(received("r2", 13 * HOUR, "B", some("MUG", 5)));
    assertThat(told())
        .containsExactly(
            "1 CONFIRMED 5 by 10",
            "2 RESOLVED 0 by 10",
            "3 CONFIRMED 5 by 14",
            "4 RETRACTED 0 by 14");
  }

  @Test
  void what_came_late_and_was_never_told_does_not_count_for_the_next_alert() {
    books.after(shipped("s1", HOUR, "B", 10 * HOUR, tea(1))).at(11 * HOUR);
    books.after(received("r1", HOUR, "B", tea(1)));
    books.after(shipped("s2", HOUR, "B", 10 * HOUR, tea(5)));
    books.after(received("r2", 20 * HOUR, "B", tea(5)));
    books.after(shipped("s3", HOUR, "B", 14 * HOUR, some("MUG", 5))).at(21 * HOUR);
    books.after(received("r3", 13 * HOUR, "B", some("MUG", 5)));
    assertThat(told()).hasSize(4).last().isEqualTo("4 RETRACTED 0 by 14");
  }

  @Test
  void another_shipment_that_lacks_as_many_units_is_told() {
    books.after(
        shipped("s1", HOUR, "B", 10 * HOUR, tea(5)), shipped("s2", HOUR, "B", 14 * HOUR, tea(2)));
    books.at(13 * HOUR).after(received("r", 14 * HOUR - 30_000_000, "B", tea(2)));
    books.leapTo(14 * HOUR);
    assertThat(told()).containsExactly("1 CONFIRMED 5 by 10", "2 CONFIRMED 5 by 14");
    assertThat(books.alerts(Alert.Check.TRANSFER_OVERDUE).get(1).evidence())
        .extracting(Alert.Evidence::eventId)
        .containsExactly("s1", "s2");
  }

  @Test
  void another_item_that_lacks_as_many_units_is_told() {
    books.after(shipped("s1", HOUR, "B", 10 * HOUR, tea(5))).at(13 * HOUR);
    books.after(
        received("r", 13 * HOUR, "B", tea(2)), shipped("s2", HOUR, "B", 10 * HOUR, some("MUG", 2)));
    books.at(14 * HOUR);
    assertThat(books.alerts(Alert.Check.TRANSFER_OVERDUE))
        .last()
        .satisfies(alert -> assertThat(alert.sentence()).contains("2 of MUG at B, 3 of TEA at B"));
  }

  @Test
  void the_same_list_is_told_once() {
    books.after(shipped("s1", HOUR, "B", 10 * HOUR, tea(5))).at(13 * HOUR);
    books.after(received("r", HOUR, "B", some("MUG", 2))).at(40 * HOUR);
    assertThat(told()).containsExactly("1 CONFIRMED 5 by 10");
  }

  private List<String> told() {
    return told(books);
  }

  private static List<String> told(TransferBooks books) {
    return books.alerts(Alert.Check.TRANSFER_OVERDUE).stream()
        .map(
            alert ->
                "%d %s %d by %d"
                    .formatted(
                        alert.revision(),
                        alert.status(),
                        alert.facts().get("missing"),
                        alert.facts().get("expected_at") / HOUR))
        .toList();
  }
}
