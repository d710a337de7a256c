package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.TransferBooks.LATENESS;
import static io.zaiko.domain.stock.Transfers.EXPECTED;
import static io.zaiko.domain.stock.Transfers.closed;
import static io.zaiko.domain.stock.Transfers.damagedTea;
import static io.zaiko.domain.stock.Transfers.received;
import static io.zaiko.domain.stock.Transfers.shipped;
import static io.zaiko.domain.stock.Transfers.some;
import static io.zaiko.domain.stock.Transfers.tea;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferAlertsTest {

  private static final long DAY = 24 * 3_600_000_000L;

  private final TransferBooks books = new TransferBooks();

  @Test
  void a_receipt_that_overtakes_its_shipment_is_suspected_and_retracted() {
    books.after(received("r", 20, "B", tea(4)));
    assertThat(discrepancies()).containsExactly("1 SUSPECTED missing 0 over 4");
    books.after(shipped("s", 10, "B", tea(4)));
    assertThat(discrepancies()).last().isEqualTo("2 RETRACTED missing 0 over 0");
    books.at(2 * LATENESS);
    assertThat(discrepancies()).hasSize(2);
  }

  @Test
  void a_receipt_of_an_unknown_transfer_is_confirmed_after_the_lateness() {
    books.after(received("r", 20, "B", tea(4))).at(19 + LATENESS);
    assertThat(discrepancies()).hasSize(1);
    books.at(20 + LATENESS);
    assertThat(discrepancies()).last().isEqualTo("2 CONFIRMED missing 0 over 4");
  }

  @Test
  void a_confirmed_one_is_retracted_by_a_shipment_that_left_before_and_is_booked_late() {
    books.after(received("r", 20, "B", tea(4))).at(20 + LATENESS);
    books.after(shipped("s", 10, "B", tea(4)));
    assertThat(discrepancies()).last().isEqualTo("3 RETRACTED missing 0 over 0");
  }

  @Test
  void what_was_confirmed_is_not_doubted_again_by_a_newer_receipt() {
    books.after(received("r1", 20, "B", tea(4))).at(20 + LATENESS);
    books.after(received("r2", 30 + LATENESS, "B", tea(1)));
    assertThat(discrepancies()).last().isEqualTo("3 CONFIRMED missing 0 over 5");
  }

  @Test
  void a_receipt_of_more_than_was_shipped_speaks_of_what_is_over() {
    books.after(shipped("s", 10, "B", tea(4)), received("r", 20, "B", damagedTea(6, 1)));
    assertThat(discrepancies()).containsExactly("1 SUSPECTED missing 0 over 2");
    assertThat(books.alerts(Alert.Check.TRANSFER_DISCREPANCY).get(0))
        .satisfies(
            alert -> {
              assertThat(alert.key()).isEqualTo("t|TEA");
              assertThat(alert.facts())
                  .containsEntry("shipped", 4L)
                  .containsEntry("received", 6L)
                  .containsEntry("damaged", 1L);
              assertThat(alert.evidence()).containsExactly(new Alert.Evidence("r", "received"));
            });
  }

  @Test
  void what_a_closing_misses_is_confirmed_at_once_and_resolved_by_a_later_receipt() {
    books.after(shipped("s", 10, "B", tea(4)), closed("c", 30, "B", tea(4)));
    assertThat(discrepancies()).containsExactly("1 CONFIRMED missing 4 over 0");
    books.after(received("r1", 40, "B", tea(3)));
    assertThat(discrepancies()).last().isEqualTo("2 CONFIRMED missing 1 over 0");
    books.after(received("r2", 50, "B", tea(1)));
    assertThat(discrepancies()).last().isEqualTo("3 RESOLVED missing 0 over 0");
  }

  @Test
  void what_a_closing_misses_is_retracted_by_a_receipt_from_before_it() {
    books.after(
        shipped("s", 10, "B", tea(4)),
        closed("c", 30, "B", tea(4)),
        received("r", 20, "B", tea(4)));
    assertThat(discrepancies()).last().isEqualTo("2 RETRACTED missing 0 over 0");
  }

  @Test
  void a_closing_confirms_what_was_suspected() {
    books.after(received("r", 20, "B", tea(4)), closed("c", 30, "B", tea(0)));
    assertThat(discrepancies()).last().isEqualTo("2 CONFIRMED missing 0 over 4");
  }

  @Test
  void a_transfer_that_is_complete_is_not_spoken_of() {
    books.after(
        shipped("s", 10, "B", tea(4)),
        received("r1", 20, "B", tea(3)),
        received("r2", 20, "B", tea(1)),
        closed("c", 30, "B", tea(0)));
    books.at(2 * EXPECTED);
    assertThat(discrepancies()).isEmpty();
    assertThat(overdue()).isEmpty();
  }

  @Test
  void what_has_not_arrived_when_expected_is_listed() {
    books.after(shipped("s", 10, "B", tea(4), some("MUG", 2)), received("r", 20, "B", tea(1)));
    books.at(EXPECTED - 1);
    assertThat(overdue()).isEmpty();
    books.at(EXPECTED);
    assertThat(overdue()).containsExactly("1 CONFIRMED missing 5");
    Alert alert = books.alerts(Alert.Check.TRANSFER_OVERDUE).get(0);
    assertThat(alert.key()).isEqualTo("t");
    assertThat(alert.sentence()).contains("2 of MUG at B, 3 of TEA at B");
    assertThat(alert.evidence()).containsExactly(new Alert.Evidence("s", "shipped"));
  }

  @Test
  void overdue_is_resolved_when_the_rest_arrives() {
    books.after(shipped("s", 10, "B", tea(4))).at(EXPECTED);
    books.after(received("r1", EXPECTED + 1, "B", tea(3)));
    assertThat(overdue()).hasSize(1);
    books.at(EXPECTED + 1);
    assertThat(overdue()).last().isEqualTo("2 CONFIRMED missing 1");
    books.after(received("r2", EXPECTED + 2, "B", tea(1)));
    assertThat(overdue()).last().isEqualTo("3 RESOLVED missing 0");
  }

  @Test
  void overdue_is_resolved_by_the_closing() {
    books.after(shipped("s", 10, "B", tea(4))).at(EXPECTED);
    books.after(closed("c", 30, "B", tea(4)));
    assertThat(overdue()).last().isEqualTo("2 RESOLVED missing 0");
  }

  @Test
  void overdue_is_retracted_by_a_receipt_in_time_that_is_booked_late() {
    books.after(shipped("s", 10, "B", tea(4))).at(EXPECTED);
    books.after(received("r", EXPECTED, "C", tea(4)));
    assertThat(overdue()).last().isEqualTo("2 RETRACTED missing 0");
  }

  @Test
  void each_shipment_is_judged_when_it_is_expected_and_a_further_one_restates() {
    books.after(
        shipped("s1", 10, "B", EXPECTED, tea(4)), shipped("s2", 10, "C", EXPECTED + 9, tea(1)));
    books.at(EXPECTED + 9);
    assertThat(overdue()).containsExactly("1 CONFIRMED missing 4", "2 CONFIRMED missing 5");
    books.after(shipped("s3", 11, "B", EXPECTED, tea(6))).at(EXPECTED + 10);
    assertThat(overdue()).last().isEqualTo("3 CONFIRMED missing 11");
  }

  @Test
  void what_is_overdue_stays_so_when_more_is_shipped() {
    books.after(shipped("s1", 10, "B", EXPECTED, tea(4))).at(EXPECTED);
    books.after(shipped("s2", EXPECTED + 1, "B", EXPECTED + 9, tea(1))).at(EXPECTED + 8);
    assertThat(overdue()).containsExactly("1 CONFIRMED missing 4");
    books.at(EXPECTED + 9);
    assertThat(overdue()).last().isEqualTo("2 CONFIRMED missing 5");
    Alert alert = books.alerts(Alert.Check.TRANSFER_OVERDUE).get(1);
    assertThat(alert.facts()).containsEntry("expected_at", EXPECTED + 9);
    assertThat(alert.evidence()).extracting(Alert.Evidence::eventId).containsExactly("s1", "s2");
  }

  @Test
  void what_arrives_meets_the_shipment_that_was_due_first() {
    books.after(
        shipped("s2", 11, "B", EXPECTED + 9, tea(3)), shipped("s1", 10, "B", EXPECTED, tea(4)));
    books.after(received("r1", 20, "B", tea(3))).at(EXPECTED);
    assertThat(overdue()).containsExactly("1 CONFIRMED missing 1");
    books.after(received("r2", EXPECTED + 1, "B", tea(1)));
    assertThat(overdue()).last().isEqualTo("2 RESOLVED missing 0");
    books.at(EXPECTED + 9);
    assertThat(overdue()).last().isEqualTo("3 CONFIRMED missing 3");
    assertThat(books.alerts(Alert.Check.TRANSFER_OVERDUE).get(2).evidence())
        .extracting(Alert.Evidence::eventId)
        .containsExactly("s2");
  }

  @Test
  void another_item_that_arrives_does_not_make_up_for_the_one_that_is_overdue() {
    books.after(
        shipped("s1", 10, "B", EXPECTED, tea(4)),
        shipped("s2", 11, "B", EXPECTED + 9, some("MUG", 4)));
    books.after(received("r", 20, "B", some("MUG", 4))).at(EXPECTED + 9);
    assertThat(overdue()).containsExactly("1 CONFIRMED missing 4");
  }

  /** Each day another parcel, all under one name: the oldest of so many times become one. */
  @Test
  void of_very_many_due_times_the_earliest_are_taken_together() {
    int many = TransferPlace.MAX_DUES + 8;
    for (int day = many; day > 0; day--) {
      books.after(shipped("s" + day, 10, "B", EXPECTED + day, tea(1)));
    }
    assertThat(books.tea().places().get(0).dues()).hasSize(TransferPlace.MAX_DUES);
    books.at(EXPECTED + 1);
    assertThat(overdue()).as("early, never late").last().isEqualTo("1 CONFIRMED missing 9");
    books.at(EXPECTED + 9);
    assertThat(overdue()).hasSize(1);
    books.at(EXPECTED + many);
    assertThat(overdue()).last().asString().endsWith("missing " + many);
  }

  @Test
  void a_transfer_of_another_month_has_alerts_of_its_own() {
    books.after(shipped("s1", 10, "B", EXPECTED, tea(4))).at(EXPECTED);
    books.after(closed("c1", 20, "B", tea(4)));
    TransferBooks again = new TransferBooks();
    again.after(shipped("s2", 90 * DAY, "B", 91 * DAY, tea(4)), received("r", 5, "B", tea(1)));
    again.at(91 * DAY).after(closed("c2", 91 * DAY, "B", tea(4)));
    for (Alert.Check check :
        List.of(Alert.Check.TRANSFER_OVERDUE, Alert.Check.TRANSFER_DISCREPANCY)) {
      Alert first = books.alerts(check).get(0);
      List<Alert> second = again.alerts(check);
      assertThat(second).extracting(Alert::key).containsOnly(first.key());
      assertThat(second).extracting(Alert::episode).containsOnly(3L);
      assertThat(second).extracting(Alert::alertId).doesNotContain(first.alertId());
    }
  }

  /** Its alerts stand under episode 0, and must end there. */
  @Test
  void a_transfer_of_an_old_savepoint_goes_on_by_what_was_said_of_its_places() {
    books.after(
        shipped("s1", 10, "B", EXPECTED, tea(4), some("MUG", 2)),
        shipped("s2", 10, "C", EXPECTED + 9, tea(1)));
    books.at(EXPECTED).restore(new OldSavepoint());
    books.after(shipped("s3", 11, "B", EXPECTED + 5, tea(3))).at(EXPECTED + 4);
    assertThat(overdue()).containsExactly("1 CONFIRMED missing 6");
    books.at(EXPECTED + 9);
    assertThat(overdue()).last().isEqualTo("3 CONFIRMED missing 10");
    books.after(received("r", EXPECTED + 10, "B", tea(7), some("MUG", 2)));
    books.after(received("r2", EXPECTED + 10, "C", tea(1)));
    assertThat(overdue()).last().isEqualTo("4 RESOLVED missing 0");
    assertThat(books.alerts(Alert.Check.TRANSFER_OVERDUE))
        .extracting(Alert::episode)
        .containsOnly(0L);
  }

  /** What was written before each shipment had a due time of its own, and a life an episode. */
  private static final class OldSavepoint implements TransferBooks.Storage {
    @Override
    public <T> T readBack(Class<T> type, T value) {
      return type.cast(
          value instanceof Transfer transfer ? old(transfer) : old((TransferItem) value));
    }

    private static Transfer old(Transfer now) {
      return new Transfer(
          List.of(
              new TransferDestination("B", 6, EXPECTED, "s1", true),
              new TransferDestination("C", 1, EXPECTED + 9, "s2", false)),
          now.items(),
          now.openItems(),
          now.reviewAtMicros(),
          now.toldOverdue(),
          now.overdueSinceMicros(),
          now.overdueRevision(),
          now.unfollowed(),
          now.unfollowedRevision(),
          now.spokenOfMicros(),
          null,
          0,
          null);
    }

    private static TransferItem old(TransferItem now) {
      return new TransferItem(
          now.sku(),
          now.places().stream()
              .map(p -> new TransferPlace(p.locationId(), p.shipped(), p.received(), null))
              .toList(),
          now.damaged(),
          now.isClosed(),
          now.latestAtMicros(),
          now.latestEventId(),
          now.receivedAsOfMicros(),
          now.toldDiscrepancy(),
          now.isToldConfirmed(),
          now.alertRevision());
    }
  }

  @Test
  void units_that_turn_out_to_be_underway_to_a_judged_place_are_spoken_of() {
    books.after(
        shipped("s1", 10, "D", EXPECTED, tea(4)),
        received("r", 20, "C", tea(3)),
        shipped("s2", 10, "D", EXPECTED, some("MUG", 1)));
    books.at(EXPECTED);
    assertThat(overdue()).last().isEqualTo("1 CONFIRMED missing 2");
    books.after(shipped("s3", 10, "B", 2 * EXPECTED, tea(3))).at(EXPECTED + 1);
    assertThat(overdue()).last().isEqualTo("2 CONFIRMED missing 5");
  }

  @Test
  void of_many_missing_items_ten_are_named() {
    for (int i = 10; i < 25; i++) {
      books.after(shipped("s" + i, 10, "B", some("sku" + i, 1)));
    }
    books.at(EXPECTED);
    assertThat(books.alerts(Alert.Check.TRANSFER_OVERDUE).get(0).sentence())
        .contains("1 of sku10 at B", "1 of sku19 at B and 5 more")
        .doesNotContain("sku20");
  }

  private List<String> discrepancies() {
    return books.alerts(Alert.Check.TRANSFER_DISCREPANCY).stream()
        .map(
            alert ->
                "%d %s missing %d over %d"
                    .formatted(
                        alert.revision(),
                        alert.status(),
                        alert.facts().get("missing"),
                        alert.facts().get("over")))
        .toList();
  }

  private List<String> overdue() {
    return books.alerts(Alert.Check.TRANSFER_OVERDUE).stream()
        .map(
            alert ->
                "%d %s missing %d"
                    .formatted(alert.revision(), alert.status(), alert.facts().get("missing")))
        .toList();
  }
}
