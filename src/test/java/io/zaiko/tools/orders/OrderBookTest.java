package io.zaiko.tools.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Buckets;
import io.zaiko.avro.StockLedgerEntry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What entries of the ledger come to, by tables written by hand. */
class OrderBookTest {
  private final OrderBook book = new OrderBook();

  @Test
  void a_line_is_followed_from_the_sale_to_the_customer() {
    entry("order-1", "SALE", 1, "shop", 0, 3, 0);
    entry("order-1", "SALE", 2, "shop", 0, 1, 0);
    entry("order-1", "FULFILMENT", 1, "shop", 0, 0, 3);
    entry("order-1", "FULFILMENT", 1, "shop", -2, -2, -2);
    assertThat(book.of("order-1").stream().map(OrderBookTest::words))
        .containsExactly("1 MUG shop 1 1 2", "2 MUG shop 1 0 0");
  }

  @Test
  void what_a_reservation_had_allocated_is_not_shown_twice_when_the_sale_comes() {
    entry("order-2", "RESERVATION", 0, "shop", 0, 2, 0);
    assertThat(book.of("order-2").stream().map(OrderBookTest::words))
        .containsExactly("reserved MUG shop 2 0 0");
    entry("order-2", "SALE", 7, "shop", 0, 2, 0);
    entry("order-2", "RESERVATION", 0, "shop", 0, -2, 0);
    assertThat(book.of("order-2").stream().map(OrderBookTest::words))
        .containsExactly("7 MUG shop 2 0 0");
  }

  @Test
  void only_orders_that_wait_for_units_are_open() {
    entry("order-3", "SALE", 1, "shop", -1, 0, 0);
    entry("order-4", "SALE", 1, "depot", 0, 1, 0);
    entry("order-5", "SALE", 1, "depot", 0, 1, 0);
    entry("order-5", "FULFILMENT", 1, "depot", -1, -1, 0);
    assertThat(book.open()).extracting(OrderBook.Row::orderRef).containsExactly("order-4");
    assertThat(book.of("nobody")).isEmpty();
  }

  private void entry(
      String order,
      String kind,
      int line,
      String location,
      long onHand,
      long allocated,
      long staged) {
    StockLedgerEntry entry = new StockLedgerEntry();
    entry.setOrderRef(order);
    entry.setKind(kind);
    entry.setLineNo(line);
    entry.setSku("MUG");
    entry.setLocationId(location);
    entry.setOccurredAt(Instant.EPOCH);
    entry.setDeltas(new Buckets(onHand, Map.of(), allocated, staged, 0L, 0L));
    book.take(entry);
  }

  private static String words(OrderBook.Row row) {
    return row.lines()
        + " "
        + row.sku()
        + " "
        + row.location()
        + " "
        + row.allocated()
        + " "
        + row.staged()
        + " "
        + row.handedOver();
  }
}
