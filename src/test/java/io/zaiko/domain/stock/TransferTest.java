package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.Transfers.EXPECTED;
import static io.zaiko.domain.stock.Transfers.closed;
import static io.zaiko.domain.stock.Transfers.damagedTea;
import static io.zaiko.domain.stock.Transfers.received;
import static io.zaiko.domain.stock.Transfers.shipped;
import static io.zaiko.domain.stock.Transfers.some;
import static io.zaiko.domain.stock.Transfers.tea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.domain.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the steps of one transfer do to the shelves, and what was said of its places. */
class TransferTest {

  private final TransferBooks books = new TransferBooks();

  /**
   * A word is a step: S, R or C, its place, units and, after a slash, damaged units. Columns are on
   * hand at A, B, C, in transit to B and C, damaged at B, and the discrepancy.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shipped                             | SB10                |-10|  0| 0| 10| 0| 0|  0
          shipped and received                | SB10 RB10           |-10| 10| 0|  0| 0| 0|  0
          received in part                    | SB10 RB4            |-10|  4| 0|  6| 0| 0|  0
          received in parts                   | SB10 RB4 RB6        |-10| 10| 0|  0| 0| 0|  0
          received over                       | SB10 RB12           |-10| 12| 0|  0| 0| 0| -2
          received in part damaged            | SB10 RB10/3         |-10| 10| 0|  0| 0| 3|  0
          closed short                        | SB10 RB7 CB0        |-10|  7| 0|  0| 0| 0|  3
          closed though complete              | SB10 RB10 CB0       |-10| 10| 0|  0| 0| 0|  0
          closed over                         | SB10 RB12 CB0       |-10| 12| 0|  0| 0| 0| -2
          closed twice                        | SB10 CB9 CB0        |-10|  0| 0|  0| 0| 0| 10
          received elsewhere than sent        | SB10 RC10           |-10|  0|10|  0| 0| 0|  0
          received in part elsewhere          | SB10 RC3 RB5        |-10|  5| 3|  2| 0| 0|  0
          received before shipped was seen    | RB10 SB10           |-10| 10| 0|  0| 0| 0|  0
          received in part before it was seen | RB4 SB10            |-10|  4| 0|  6| 0| 0|  0
          received and never shipped          | RB10                |  0| 10| 0|  0| 0| 0|-10
          received after the closing          | SB10 CB0 RB10       |-10| 10| 0|  0| 0| 0|  0
          received in part after the closing  | SB10 RB2 CB0 RB5    |-10|  7| 0|  0| 0| 0|  3
          closed before anything              | CB0                 |  0|  0| 0|  0| 0| 0|  0
          closed before it was shipped        | CB0 SB10            |-10|  0| 0|  0| 0| 0| 10
          closed, received and shipped        | CB0 RB10 SB10       |-10| 10| 0|  0| 0| 0|  0
          two shipments to two places         | SB10 SC5            |-15|  0| 0| 10| 5| 0|  0
          each place gets its own             | SB10 SC5 RC5 RB10   |-15| 10| 5|  0| 0| 0|  0
          what is over at one is the other's  | SB10 SC5 RB12       |-15| 12| 0|  0| 3| 0|  0
          over at one before the other came   | SB10 RB12 SC5       |-15| 12| 0|  0| 3| 0|  0
          two shipments to one place          | SB10 SB5 RB12       |-15| 12| 0|  3| 0| 0|  0
          sent back to where it came from     | SB10 RA10           |  0|  0| 0|  0| 0| 0|  0
          a line of zero                      | SB0 RB0             |  0|  0| 0|  0| 0| 0|  0
          """)
  void the_steps_leave(
      String name,
      String steps,
      long onHandAtA,
      long onHandAtB,
      long onHandAtC,
      long inTransitToB,
      long inTransitToC,
      long damagedAtB,
      long discrepancy) {
    long at = 0;
    for (String step : steps.trim().split(" ")) {
      books.after(event(step, ++at));
    }
    assertThat(books.shelf("A")).isEqualTo(buckets(onHandAtA, 0, 0));
    assertThat(books.shelf("B")).isEqualTo(buckets(onHandAtB, damagedAtB, inTransitToB));
    assertThat(books.shelf("C")).isEqualTo(buckets(onHandAtC, 0, inTransitToC));
    assertThat(books.tea() == null ? 0 : books.tea().discrepancy()).isEqualTo(discrepancy);
    assertThat(books.transfer().destinations())
        .as("sums over the items")
        .allSatisfy(
            place ->
                assertThat(place.inTransit())
                    .isEqualTo(books.shelf(place.locationId()).inTransit()));
  }

  private static GoodsEvent event(String step, long at) {
    String[] units = step.substring(2).split("/");
    Transfers.Some some =
        damagedTea(Long.parseLong(units[0]), units.length == 1 ? 0 : Long.parseLong(units[1]));
    String where = step.substring(1, 2);
    return switch (step.charAt(0)) {
      case 'S' -> shipped(step + at, at, where, some);
      case 'R' -> received(step + at, at, where, some);
      default -> closed(step + at, at, where, some);
    };
  }

  private static Buckets buckets(long onHand, long damaged, long inTransit) {
    return new Buckets(onHand, damaged, 0, 0, 0, 0, inTransit);
  }

  @Test
  void a_shipment_has_a_witness_where_it_leaves_and_where_it_is_sent() {
    books.after(shipped("s", 10, "B", tea(4)));
    assertThat(books.movements())
        .extracting(Movement::locationId, Movement::eventId, Movement::lineNo, Movement::deltas)
        .containsExactly(
            tuple("A", "s", 1, Buckets.onHand(-4)), tuple("B", "s", 1, Buckets.inTransit(4)));
  }

  @Test
  void a_shipment_that_is_all_there_already_has_a_witness_where_it_was_sent() {
    books.after(received("r", 20, "B", tea(4)), shipped("s", 10, "B", tea(4)));
    assertThat(books.movements())
        .extracting(Movement::locationId, Movement::eventId, Movement::deltas)
        .containsExactly(
            tuple("B", "r", Buckets.onHand(4)),
            tuple("A", "s", Buckets.onHand(-4)),
            tuple("B", "s", Buckets.NONE));
  }

  @Test
  void a_receipt_elsewhere_takes_the_units_off_the_way_to_where_they_were_sent() {
    books.after(shipped("s", 10, "B", tea(4)), received("r", 20, "C", tea(3)));
    assertThat(books.movements().subList(2, 4))
        .extracting(Movement::locationId, Movement::eventId, Movement::deltas)
        .containsExactly(
            tuple("C", "r", Buckets.onHand(3)), tuple("B", "r", Buckets.inTransit(-3)));
  }

  @Test
  void a_closing_has_a_witness_even_where_it_changes_nothing() {
    books.after(closed("c", 30, "B", tea(0)));
    assertThat(books.movements())
        .extracting(Movement::locationId, Movement::outcome, Movement::deltas)
        .containsExactly(tuple("B", Outcome.APPLIED, Buckets.NONE));
  }

  @Test
  void two_lines_of_one_item_in_one_record_add_up() {
    books.after(shipped("s", 10, "B", tea(4), tea(3)), received("r", 20, "B", tea(5), tea(2)));
    assertThat(books.shelf("B")).isEqualTo(buckets(7, 0, 0));
    assertThat(books.transfer().items()).isEqualTo(1);
    assertThat(books.transfer().isSettled()).isTrue();
  }

  @Test
  void an_item_that_is_closed_closes_no_other() {
    books.after(shipped("s", 10, "B", tea(4), some("MUG", 2)), closed("c", 30, "B", tea(4)));
    assertThat(books.shelves().get("B|MUG")).isEqualTo(Buckets.inTransit(2));
    assertThat(books.shelf("B")).isEqualTo(Buckets.NONE);
    assertThat(books.transfer().isSettled()).isFalse();
  }

  @Test
  void items_beyond_the_bound_move_their_goods_and_are_not_followed() {
    for (int i = 0; i < Transfer.MAX_ITEMS; i++) {
      books.after(shipped("s" + i, 10, "B", some("sku" + i, 1)));
    }
    books.after(shipped("beyond", 10, "B", tea(4)), closed("c", 20, "B", tea(4)));
    assertThat(books.transfer().items()).isEqualTo(Transfer.MAX_ITEMS);
    assertThat(books.shelf("A")).isEqualTo(Buckets.onHand(-4));
    assertThat(books.shelf("B")).isEqualTo(Buckets.NONE);
    assertThat(books.movements())
        .filteredOn(movement -> movement.outcome() == Outcome.TRANSFER_FULL)
        .extracting(Movement::locationId, Movement::eventId)
        .containsExactly(tuple("A", "beyond"), tuple("B", "beyond"), tuple("B", "c"));
    assertThat(books.alerts(Alert.Check.TRANSFER_FULL))
        .extracting(alert -> alert.facts().get("lines"))
        .containsExactly(1L, 2L);
  }

  @Test
  void places_and_units_beyond_the_bound_are_not_followed() {
    for (int i = 0; i < Transfer.MAX_PLACES; i++) {
      books.after(shipped("s" + i, 10, "B" + i, tea(1)));
    }
    books.after(received("elsewhere", 20, "C", tea(1)));
    assertThat(books.shelf("C")).isEqualTo(Buckets.onHand(1));
    books.after(shipped("too many", 30, "B0", tea(Transfer.MAX_UNITS)));
    assertThat(books.shelf("B0")).isEqualTo(Buckets.inTransit(1));
    books.after(shipped("just enough", 30, "B0", tea(Transfer.MAX_UNITS - Transfer.MAX_PLACES)));
    assertThat(books.tea().shipped()).isEqualTo(Transfer.MAX_UNITS);
    assertThat(books.transfer().unfollowed()).isEqualTo(2);
  }

  @Test
  void it_waits_for_nothing_once_all_has_arrived() {
    books.after(shipped("s", 10, "B", tea(4)));
    assertThat(books.transfer().judgeAtMicros()).isEqualTo(EXPECTED);
    books.after(received("r", 20, "B", tea(4)));
    assertThat(books.transfer().judgeAtMicros()).isEqualTo(Transfer.NEVER);
  }
}
