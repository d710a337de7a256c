package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.reservation.Ballot;
import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.stock.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shelf answers words of reservations, and what that does to its books. */
class KeptHoldsTest {

  private final HoldWords words = new HoldWords();
  private RunningShelves shelves;

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  /** Ten mugs, four of them kept for the web, and one withheld from the tills. */
  private void tenWithAFence() throws Exception {
    shelves.rule(Rules.channels(Map.of("pos", 1L), List.of(RingFence.ofUnits("web", 4, 0))), 1);
    shelves.move("shop", "mug", 10);
  }

  @Test
  void a_hold_is_granted_where_buffers_and_fences_leave_its_channel_so_much() throws Exception {
    tenWithAFence();
    shelves.move(words.held("tills want too much", "pos", 6));
    shelves.move(words.held("till", "pos", 2));
    shelves.move(words.held("app wants too much", "app", 5));
    shelves.move(words.held("app", "app", 4));
    shelves.move(words.held("kiosk", "kiosk", 1));
    shelves.move(words.held("web", "web", 4));
    shelves.move(words.held("web is too late", "web", 1));
    assertThat(shelves.ballots())
        .extracting(Ballot::reservationId, Ballot::isGranted, Ballot::channelAts)
        .containsExactly(
            tuple("tills want too much", false, 5L),
            tuple("till", true, 5L),
            tuple("app wants too much", false, 4L),
            tuple("app", true, 4L),
            tuple("kiosk", false, 0L),
            tuple("web", true, 4L),
            tuple("web is too late", false, 0L));
    assertThat(lastImage().getReserved()).isEqualTo(10);
    assertThat(lastImage().getAvailableToSell()).isZero();
  }

  @Test
  void each_word_leaves_one_entry_and_one_ballot_and_a_withdrawal_no_ballot() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.held("s", "web", 3));
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.committed("r", "web", 3));
    shelves.move(words.again("r", Fate.HELD, 3));
    shelves.move(words.withdrawn("s"));
    shelves.move(words.released("r", 3));
    assertThat(holdEntries())
        .containsExactly(
            tuple("RESERVATION", "r-1", "APPLIED", null, 3L, 0L),
            tuple("RESERVATION", "s-1", "INSUFFICIENT_STOCK", null, 0L, 0L),
            tuple("RESERVATION", "r-2", "APPLIED", null, 0L, 0L),
            tuple("RESERVATION", "r-3", "APPLIED", "order-r", -3L, 3L),
            tuple("RESERVATION", "r-3", "APPLIED", "order-r", 0L, 0L),
            tuple("HOLD_RELEASE", "s-0", "APPLIED", null, 0L, 0L),
            tuple("RESERVATION", "r-4", "APPLIED", "order-r", 0L, -3L));
    assertThat(shelves.entries())
        .filteredOn(entry -> !entry.getKind().equals("RESTOCK"))
        .allMatch(entry -> entry.getLineNo() == 2);
    assertThat(shelves.ballots())
        .extracting(Ballot::reservationId, ballot -> ballot.terms().round(), Ballot::isGranted)
        .containsExactly(
            tuple("r", 1L, true),
            tuple("s", 1L, false),
            tuple("r", 2L, true),
            tuple("r", 3L, true),
            tuple("r", 3L, true),
            tuple("r", 4L, true));
  }

  @Test
  void a_withdrawn_hold_gives_its_units_back() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.withdrawn("r"));
    shelves.move(words.held("s", "web", 5));
    assertThat(shelves.ballots()).extracting(Ballot::isGranted).containsExactly(true, true);
    assertThat(lastImage().getReserved()).isEqualTo(5);
  }

  @Test
  void a_sale_takes_the_units_of_its_hold_in_one_step() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.sale("r", "sale", 2));
    shelves.move(words.sold("r", 3, 2));
    assertThat(holdEntries())
        .containsExactly(
            tuple("RESERVATION", "r-1", "APPLIED", null, 3L, 0L),
            tuple("SALE", "sale", "APPLIED", "order-r", 0L, 2L),
            tuple("RESERVATION", "sale", "APPLIED", null, -2L, 0L),
            tuple("RESERVATION", "r-2", "APPLIED", null, -1L, 0L));
    assertThat(lastImage())
        .extracting(
            Availability::getAllocated, Availability::getReserved, Availability::getAvailableToSell)
        .containsExactly(2L, 0L, 3L);
  }

  @Test
  void a_sale_and_what_its_hold_gives_up_are_shown_together() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 5));
    shelves.move(words.carriedOut("r", "sale", 5));
    assertThat(shelves.images())
        .extracting(
            Availability::getOnHand,
            Availability::getReserved,
            Availability::getAvailableToSell,
            image -> image.getCause().getKind(),
            Availability::getVersion)
        .containsExactly(
            tuple(5L, 0L, 5L, "RESTOCK", 1L),
            tuple(5L, 5L, 0L, "RESERVATION", 2L),
            tuple(0L, 0L, 0L, "SALE", 3L));
    assertThat(shelves.images())
        .last()
        .extracting(Availability::getPreviousAvailableToSell)
        .isEqualTo(0L);
    assertThat(shelves.entries())
        .extracting(StockLedgerEntry::getVersion)
        .as("of the image that first shows each")
        .containsExactly(1L, 2L, 3L, 3L);
  }

  @Test
  void a_sale_of_what_is_committed_is_allocated_once_and_is_one_open_line_less() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.committed("r", "web", 3));
    shelves.move(words.sale("r", "sale", 3));
    assertThat(holdEntries())
        .endsWith(
            tuple("SALE", "sale", "APPLIED", "order-r", 0L, 3L),
            tuple("RESERVATION", "sale", "APPLIED", "order-r", 0L, -3L));
    shelves.move(words.sold("r", 3, 3));
    assertThat(lastImage().getAllocated()).isEqualTo(3);
    shelves.place(new Place("shop", false, Place.UTC, List.of(), List.of()), 0);
    shelves.sweep();
    assertThat(shelves.alerts())
        .filteredOn(alert -> alert.getFacts().containsKey("lines"))
        .singleElement()
        .satisfies(
            alert -> assertThat(alert.getFacts()).isEqualTo(Map.of("allocated", 3L, "lines", 1L)));
  }

  @Test
  void a_sale_before_its_reservation_leaves_the_hold_nothing_to_take() throws Exception {
    shelves.move("shop", "mug", 3);
    shelves.move(words.carriedOut("r", "sale", 3));
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.held("s", "web", 1));
    assertThat(shelves.ballots()).extracting(Ballot::isGranted).containsExactly(true, false);
    assertThat(lastImage().getReserved()).isZero();
    assertThat(lastImage().getOnHand()).isZero();
  }

  @Test
  void a_sale_that_names_no_hold_leaves_all_holds_alone() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 3));
    shelves.order("shop", "mug", 1);
    assertThat(shelves.entries()).hasSize(3);
    assertThat(lastImage().getReserved()).isEqualTo(3);
  }

  @Test
  void a_closed_location_refuses() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.place(new Place("shop", false, Place.UTC, List.of(), List.of()), 0);
    shelves.sweep();
    shelves.move(words.held("r", "web", 1));
    assertThat(shelves.ballots())
        .extracting(Ballot::isGranted, Ballot::channelAts)
        .containsExactly(tuple(false, 0L));
  }

  @Test
  void an_item_without_stock_is_always_granted() throws Exception {
    shelves.declare("POST", 0, true);
    shelves.move(words.heldOf("POST", "r", 1_000));
    assertThat(shelves.ballots()).extracting(Ballot::isGranted).containsExactly(true);
    assertThat(shelves.images()).isEmpty();
  }

  @Test
  void a_shelf_that_nobody_knows_refuses_and_stays_unknown() throws Exception {
    shelves.move(words.held("r", "web", 1));
    assertThat(shelves.ballots())
        .extracting(Ballot::isGranted, Ballot::channelAts)
        .containsExactly(tuple(false, 0L));
    assertThat(shelves.images()).isEmpty();
    assertThat(shelves.alerts()).isEmpty();
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 1));
    assertThat(shelves.ballots())
        .as("the answer never changes")
        .extracting(Ballot::isGranted)
        .containsExactly(false, false);
    assertThat(shelves.images()).extracting(Availability::getVersion).containsExactly(1L);
  }

  @Test
  void holds_and_refusals_outlive_a_restart() throws Exception {
    shelves.move("shop", "mug", 5);
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.held("s", "web", 3));
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.move(words.held("s", "web", 3));
    shelves.move(words.expired("r", 3));
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.move(words.held("s", "web", 3));
    shelves.move(words.held("t", "web", 5));
    shelves.move(words.committed("r", "web", 3));
    assertThat(shelves.ballots())
        .extracting(Ballot::reservationId, Ballot::isGranted, Ballot::isLate, Ballot::withoutStock)
        .containsExactly(
            tuple("s", false, false, 0L), tuple("t", true, false, 0L), tuple("r", true, true, 3L));
    assertThat(lastImage().getReserved()).isEqualTo(5);
    assertThat(lastImage().getAllocated()).isEqualTo(3);
    assertThat(lastImage().getAvailableToSell()).isEqualTo(-3);
  }

  /**
   * Else it would be asked as if for the first time, and take units for a cart that was refused.
   */
  @Test
  void what_another_shelf_refused_takes_nothing_while_its_deadline_has_not_come() throws Exception {
    shelves.move("shop", "mug", 10);
    words.until(TimeUnit.DAYS.toMicros(30));
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.held("is refused", "web", 30));
    shelves.move(words.withdrawn("r"));
    words.at(TimeUnit.DAYS.toMicros(8));
    shelves.reach(Duration.ofDays(8).plusHours(2));
    shelves.move("shop", "mug", 40);
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.held("is refused", "web", 30));
    assertThat(lastImage().getReserved()).isZero();
    assertThat(shelves.ballots())
        .extracting(Ballot::isGranted)
        .containsExactly(true, false, true, false);
  }

  @Test
  void a_hold_is_forgotten_so_long_after_it_was_last_spoken_of() throws Exception {
    int before = tenOnTheHeap();
    shelves.move(words.held("r", "web", 3));
    shelves.move(words.held("is refused", "web", 30));
    words.at(TimeUnit.DAYS.toMicros(2));
    shelves.reach(Duration.ofDays(2));
    shelves.move(words.released("r", 3));
    shelves.reach(Duration.ofDays(9));
    assertThat(shelves.stateEntries()).isGreaterThan(before);
    shelves.reach(Duration.ofDays(9).plusHours(1));
    assertThat(shelves.stateEntries()).isEqualTo(before);
  }

  @Test
  void a_hold_that_takes_units_is_remembered_until_it_ends() throws Exception {
    int before = tenOnTheHeap();
    shelves.move(words.held("r", "web", 3));
    shelves.reach(Duration.ofDays(30));
    assertThat(shelves.stateEntries()).isGreaterThan(before);
    words.at(TimeUnit.DAYS.toMicros(30));
    shelves.move(words.expired("r", 3));
    assertThat(lastImage().getReserved()).isZero();
    shelves.reach(Duration.ofDays(37).plusHours(1));
    assertThat(shelves.stateEntries()).isEqualTo(before);
  }

  @Test
  void a_sale_whose_reservation_never_comes_is_forgotten_too() throws Exception {
    int before = tenOnTheHeap();
    shelves.move(words.carriedOut("never placed", "sale", 2));
    shelves.reach(Duration.ofDays(7));
    assertThat(shelves.stateEntries()).isGreaterThan(before);
    shelves.reach(Duration.ofDays(8).plusHours(1));
    assertThat(shelves.stateEntries()).isEqualTo(before);
  }

  /** What the state holds of them, at the end of the first day. */
  private int tenOnTheHeap() throws Exception {
    close();
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    shelves.move("shop", "mug", 10);
    shelves.reach(Duration.ofDays(1));
    words.at(TimeUnit.DAYS.toMicros(1));
    return shelves.stateEntries();
  }

  private Availability lastImage() {
    List<Availability> images = shelves.images();
    return images.get(images.size() - 1);
  }

  /** Kind, event, outcome, order, and what became reserved and allocated, but for receipts. */
  private List<Tuple> holdEntries() {
    return shelves.entries().stream()
        .filter(entry -> !entry.getKind().equals("RESTOCK"))
        .map(KeptHoldsTest::shown)
        .toList();
  }

  private static Tuple shown(StockLedgerEntry entry) {
    return tuple(
        entry.getKind(),
        entry.getEventId(),
        entry.getOutcome(),
        entry.getOrderRef(),
        entry.getDeltas().getReserved(),
        entry.getDeltas().getAllocated());
  }
}
