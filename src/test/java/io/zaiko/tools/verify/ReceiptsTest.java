package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.StockAlert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verify holds of receipts that were booked after the count that found them. */
class ReceiptsTest {
  private final HonestBooks books = new HonestBooks();

  /** Ten by the books, and what {@link Goods#count} finds beyond that was received later. */
  @BeforeEach
  void count_more_than_the_books_have() {
    books.publish("restocks.store", Goods.restock("first", Goods.at(0), 10));
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(20)));
  }

  @Test
  void a_receipt_that_explains_a_variance_and_is_not_named_is_found() {
    books.publish("restocks.store", Goods.restock("later", Goods.at(30), variance()));
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(last().getFacts()).containsEntry("unbooked_receipt", variance());
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            alert -> alert.getFacts().containsKey("unbooked_receipt"),
            alert -> alert.getFacts().remove("unbooked_receipt"));
    assertThat(report().text()).contains("of unbooked_receipt, recomputed " + variance());
  }

  @Test
  void a_receipt_that_explains_nothing_and_is_named_is_found() {
    books.publish("restocks.store", Goods.restock("later", Goods.at(30), variance() + 1));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            any -> true,
            alert -> alert.getFacts().put("unbooked_receipt", variance()));
    assertThat(report().text()).contains("of unbooked_receipt, recomputed 0");
  }

  @Test
  void of_more_receipts_than_are_searched_the_one_that_explains_may_be_passed_over() {
    long variance = variance();
    for (int i = 0; i < 257; i++) {
      books.publish("restocks.store", Goods.restock("r" + i, Goods.at(30 + i), 1));
    }
    books.publish("restocks.store", Goods.restock("explains", Goods.at(20 + 24 * 60), variance));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books
        .topics()
        .remove(
            "stock-alerts",
            StockAlert.class,
            alert -> alert.getFacts().containsKey("unbooked_receipt"));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books
        .topics()
        .change(
            "stock-alerts",
            StockAlert.class,
            any -> true,
            alert -> alert.getFacts().put("unbooked_receipt", variance + 1));
    assertThat(report().text()).contains("of unbooked_receipt, recomputed " + variance);
  }

  private long variance() {
    return last().getFacts().get("variance");
  }

  private StockAlert last() {
    var all = books.topics().all("stock-alerts", StockAlert.class);
    return all.get(all.size() - 1);
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
