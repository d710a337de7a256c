package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static io.zaiko.domain.count.CountEvents.whole;
import static io.zaiko.domain.stock.Events.line;
import static io.zaiko.domain.stock.Events.misRing;
import static io.zaiko.domain.stock.Events.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.LedgerEntry;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users of other systems complain about in public, as it goes here. */
class PublicComplaintsTest {

  private static final String SHELF = "shop|sku";

  /** frappe/erpnext 54295: the books went on at 42, as if nobody had counted. */
  @Test
  void a_count_of_1_stands_when_the_receipt_of_56_before_it_is_booked_late() {
    GoodsEvent counted = count("stocktake", 200, whole(1));
    GoodsEvent delivered = sale("delivery", 150, line(1, Act.CARRIED_OUT, 14));
    GoodsEvent backdated = receipt("receipt", 100, 56);
    PureShelves shelves = new PureShelves().receive(counted, delivered, backdated);
    assertThat(onHand(shelves)).isEqualTo(1);
    assertThat(shelves.ledger())
        .last()
        .extracting(LedgerEntry::outcome)
        .isEqualTo(Outcome.ABSORBED);
    assertThat(shelves.alerts().get("COUNT_VARIANCE|shop|sku|stocktake").facts())
        .as("the missing 41 are told")
        .containsEntry("variance", -41L);
  }

  /** frappe/erpnext 54640: it turned the counted 1 into 43. */
  @Test
  void cancelling_a_delivery_from_before_the_count_leaves_the_counted_1() {
    GoodsEvent opened = receipt("receipt", 10, 57);
    GoodsEvent first = sale("delivery 1", 20, line(1, Act.CARRIED_OUT, 1));
    GoodsEvent others = sale("delivery 2", 30, line(2, Act.CARRIED_OUT, 14));
    GoodsEvent counted = count("stocktake", 200, whole(1));
    GoodsEvent cancelled = misRing("cancelled", 300, 20, line(1, Act.CARRIED_OUT, 1));
    PureShelves shelves = new PureShelves().receive(opened, first, others, counted, cancelled);
    assertThat(onHand(shelves)).isEqualTo(1);
    assertThat(shelves.alerts().get("COUNT_VARIANCE|shop|sku|stocktake").facts())
        .as("one more is missing")
        .containsEntry("variance", -42L);
    assertThat(onHand(new PureShelves().receive(cancelled, counted, others, first, opened)))
        .isEqualTo(1);
  }

  /** frappe/erpnext 26317: all lines of an item but one were thrown away. */
  @Test
  void several_people_counting_one_item_add_up_and_do_not_overwrite_each_other() {
    GoodsEvent one = part("ann", 100, "floor", 12, false);
    GoodsEvent two = part("bob", 105, "back room", 30, false);
    GoodsEvent three = part("cy", 110, "window", 2, true);
    for (GoodsEvent[] order : new GoodsEvent[][] {{one, two, three}, {three, two, one}}) {
      PureShelves shelves = new PureShelves().receive(order);
      assertThat(onHand(shelves)).isEqualTo(44);
      assertThat(shelves.alerts()).isEmpty();
    }
    GoodsEvent together =
        count(
            "stocktake",
            "clerk",
            100,
            true,
            CountScope.EVERYTHING,
            line(1, "sku", "ann", 12, null),
            line(2, "sku", "bob", 30, null),
            line(3, "sku", "cy", 2, null));
    assertThat(onHand(new PureShelves().receive(together))).isEqualTo(44);
  }

  /** spree/spree PR 5715: from -1 to 0 it took a unit for new and gave it to an order. */
  @Test
  void counting_0_where_the_books_say_less_is_no_receipt_that_an_order_could_get() {
    GoodsEvent oversold = sale("at the till", 40, line(1, Act.CARRIED_OUT, 1));
    GoodsEvent backorder = sale("order", 50, line(2, Act.ORDERED_TO_SHIP, 1));
    PureShelves shelves = new PureShelves().receive(oversold, backorder);
    assertThat(onHand(shelves)).isEqualTo(-1);
    shelves.receive(count("zero", 100, whole(0)));
    assertThat(onHand(shelves)).isZero();
    assertThat(shelves.shelf(SHELF).balances().allocated()).as("still owed").isEqualTo(1);
    assertThat(shelves.shelf(SHELF).publishedAts()).as("nothing to ship").isEqualTo(-1);
    assertThat(shelves.ledger())
        .last()
        .satisfies(
            entry -> {
              assertThat(entry.kind()).as("no receipt").isEqualTo(RecordKind.COUNT);
              assertThat(entry.deltas().allocated()).isZero();
            });
  }

  /**
   * "Let's talk about inventory on hand" on Shopify's forum: an order of 10 that the warehouse does
   * not know. Its feed of 0 made 10 on hand, and when 10 came in, 20, of which 10 for sale again.
   */
  @ParameterizedTest
  @EnumSource(CountScope.class)
  void an_absolute_feed_that_does_not_know_an_order_does_not_double_the_stock(CountScope scope) {
    GoodsEvent order = sale("order", 50, line(1, Act.ORDERED_TO_SHIP, 10));
    GoodsEvent none = count("feed 1", "feed 1", 100, true, scope, whole(0));
    GoodsEvent received = receipt("receipt", 150, 10);
    GoodsEvent ten = count("feed 2", "feed 2", 200, true, scope, whole(10));
    PureShelves early = new PureShelves().receive(order, none);
    assertThat(onHand(early)).isZero();
    assertThat(early.shelf(SHELF).publishedAts()).isEqualTo(-10);
    for (PureShelves shelves :
        List.of(
            early.receive(received, ten),
            new PureShelves().receive(ten, received, none, order),
            new PureShelves().receive(none, ten, order, received))) {
      assertThat(onHand(shelves)).isEqualTo(10);
      assertThat(shelves.shelf(SHELF).publishedAts()).as("all are promised").isZero();
      assertThat(shelves.alerts().values())
          .as("the feed is right")
          .extracting(Alert::status)
          .doesNotContain(Alert.Status.SUSPECTED, Alert.Status.CONFIRMED);
    }
  }

  /** saleor/saleor 16667: returned products never came back to stock, nor did anything say so. */
  @Test
  void a_return_says_of_each_line_what_becomes_of_it_and_the_ledger_says_it_too() {
    GoodsEvent sellable = returned("sellable", 50, "shop", Act.RETURNED, Condition.SELLABLE);
    GoodsEvent damaged = returned("damaged", 60, "shop", Act.RETURNED, Condition.DAMAGED);
    PureShelves shelves = new PureShelves().receive(receipt("r", 10, 267), sellable, damaged);
    assertThat(shelves.ledger())
        .extracting(LedgerEntry::eventId)
        .containsExactly("r", "sellable", "damaged");
    assertThat(onHand(shelves)).isEqualTo(271);
    assertThat(shelves.shelf(SHELF).publishedAts()).as("but not the damaged").isEqualTo(269);
    assertThat(shelves.alerts()).isEmpty();
  }

  /** woocommerce/woocommerce 28854: the box "put back in stock" was left empty. */
  @Test
  void a_refund_of_what_the_customer_keeps_puts_nothing_back() {
    GoodsEvent sold = sale("order", 50, line(1, Act.CARRIED_OUT, 2));
    GoodsEvent kept = returned("kept", 60, "shop", Act.KEPT_BY_CUSTOMER, Condition.SELLABLE);
    PureShelves shelves = new PureShelves().receive(receipt("r", 10, 10), sold, kept, kept);
    assertThat(onHand(shelves)).isEqualTo(8);
    assertThat(shelves.shelf(SHELF).publishedAts()).isEqualTo(8);
    assertThat(shelves.ledger())
        .last()
        .satisfies(
            entry -> {
              assertThat(entry.eventId()).isEqualTo("kept");
              assertThat(entry.deltas()).isEqualTo(Buckets.NONE);
            });
  }

  /** spree/spree PR 4324: it went to the place the order had been shipped from. */
  @Test
  void a_return_restocks_the_place_it_names_and_no_other() {
    GoodsEvent sold = sale("order", 50, line(1, Act.CARRIED_OUT, 2));
    GoodsEvent elsewhere = returned("returned", 60, "other shop", Act.RETURNED, Condition.SELLABLE);
    PureShelves shelves = new PureShelves().receive(receipt("r", 10, 10), sold, elsewhere);
    assertThat(onHand(shelves)).isEqualTo(8);
    assertThat(shelves.shelf("other shop|sku").balances().onHand()).isEqualTo(2);
    assertThat(shelves.alerts()).isEmpty();
  }

  private static GoodsEvent part(
      String eventId, long at, String area, long quantity, boolean complete) {
    return count(
        "stocktake",
        eventId,
        at,
        complete,
        CountScope.EVERYTHING,
        line(1, "sku", area, quantity, null));
  }

  private static GoodsEvent returned(
      String eventId, long at, String location, Act act, Condition condition) {
    GoodsLine line = new GoodsLine(1, "sku", location, 2, act, Condition.SELLABLE, condition);
    return Events.event(RecordKind.RETURN, eventId, at, at, false, line);
  }

  private static GoodsEvent receipt(String eventId, long at, long units) {
    return Events.event(RecordKind.RESTOCK, eventId, at, at, false, line(1, Act.RECEIVED, units));
  }

  private static long onHand(PureShelves shelves) {
    return shelves.shelf(SHELF).balances().onHand();
  }
}
