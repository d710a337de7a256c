package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockLedgerEntry;
import org.junit.jupiter.api.Test;

/** What moves after the last count of a shelf is booked as it is, line by line. */
class SwappedDeltasTest {

  private final HonestBooks books = new HonestBooks();

  @Test
  void two_later_sales_that_swap_their_deltas_are_found() {
    books.publish("restocks.store", Goods.restock("in", Goods.at(0), 20));
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(30)));
    books.publish("sales.store", Goods.sale("two", Goods.at(40), 2));
    books.publish("sales.store", Goods.sale("three", Goods.at(50), 3));
    assertThat(report().isOk()).as(report().text()).isTrue();
    bookAs("two", -3, 13);
    bookAs("three", -2, 11);
    assertThat(report().text())
        .contains("SALE two line 1 (store|TEA): the ledger says")
        .contains("SALE three line 1 (store|TEA): the ledger says");
  }

  /** How much a line of before the count changed depends on which of the two came first. */
  @Test
  void what_moved_before_the_count_may_be_absorbed() {
    books.publish("restocks.store", Goods.restock("in", Goods.at(0), 20));
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(30)));
    books.publish("sales.store", Goods.sale("before", Goods.at(30), 2));
    books.publish("sales.store", Goods.sale("after", Goods.at(31), 3));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void bookAs(String eventId, long delta, long balance) {
    books
        .topics()
        .change(
            "stock-ledger",
            StockLedgerEntry.class,
            entry -> entry.getEventId().equals(eventId),
            entry -> {
              entry.getDeltas().setOnHand(delta);
              entry.getBalances().setOnHand(balance);
            });
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
