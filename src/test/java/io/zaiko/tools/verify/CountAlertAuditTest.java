package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verify holds of the words of a COUNT_VARIANCE: sixteen were counted of twenty. */
class CountAlertAuditTest {
  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void count_less_than_the_books_have() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(20)));
  }

  @Test
  void numbers_that_differ_as_they_should_but_are_others_are_found() {
    assertThat(report().isOk()).as(report().text()).isTrue();
    change(
        alert -> {
          alert.getFacts().merge("expected", 1L, Long::sum);
          alert.getFacts().merge("counted", 1L, Long::sum);
        });
    assertThat(report().text())
        .contains("COUNT_VARIANCE says 21 of expected, recomputed 20")
        .contains("COUNT_VARIANCE says 17 of counted, recomputed 16");
  }

  @Test
  void a_variance_must_be_confirmed_once_late_records_had_time_to_come() {
    change(alert -> alert.setStatus(AlertStatus.SUSPECTED));
    books.publish("restocks.store", Goods.restock("hour", Goods.at(20 + 60 + 4), 1));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books.publish("restocks.store", Goods.restock("after", Goods.at(20 + 60 + 6), 1));
    assertThat(report().text()).contains("COUNT_VARIANCE is SUSPECTED, and late records had time");
    assertThat(report().maySettle()).as("the job may be about to").isTrue();
  }

  private void change(Consumer<StockAlert> change) {
    books.topics().change("stock-alerts", StockAlert.class, any -> true, change);
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
