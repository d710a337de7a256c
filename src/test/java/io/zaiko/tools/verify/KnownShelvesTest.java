package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.CountScope;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What verify holds of shelves that were named and of which nothing was said. */
class KnownShelvesTest {
  private final HonestBooks books = new HonestBooks();

  @Test
  void an_incomplete_opening_stocktake_shows_no_shelf_and_an_image_of_one_is_found() {
    page("page", false, 5);
    assertThat(report().isOk()).as(report().text()).isTrue();
    new HonestOutputs(books.topics())
        .image(
            new ShelfKey("store", "TEA"),
            Units.ZERO,
            Availability.newBuilder()
                .setSafetyStock(0L)
                .setAvailableToSell(0L)
                .setChannels(Map.of())
                .setStatus(io.zaiko.avro.StockStatus.OUT_OF_STOCK)
                .setPreviousAvailableToSell(null)
                .setVersion(1L),
            new HonestOutputs.Booking("page", 0, "COUNT", 0, 0),
            0);
    assertThat(report().text()).contains("has an image, but nothing moved there");
  }

  @Test
  void a_count_of_none_shows_its_shelf_and_a_missing_image_is_found() {
    page("page", true, 0);
    assertThat(report().isOk()).as(report().text()).isTrue();
    books.topics().remove("availability", Availability.class, any -> true);
    assertThat(report().text()).contains("has no image");
  }

  @Test
  void a_line_that_waits_does_not_move_the_time_of_its_shelf() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    page("page", false, 5);
    assertThat(report().isOk()).as(report().text()).isTrue();
    Instant counted = Goods.at(30);
    books
        .topics()
        .change("availability", Availability.class, any -> true, image -> image.setAsOf(counted));
    assertThat(report().text()).contains("as_of is not the business time of the newest event");
  }

  private void page(String eventId, boolean complete, long units) {
    books.publish(
        "counts.store",
        Goods.count(eventId, "s1", Goods.at(30), units, null, CountScope.EVERYTHING, complete));
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
