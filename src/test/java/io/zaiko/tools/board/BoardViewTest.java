package io.zaiko.tools.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.Cause;
import io.zaiko.avro.StockStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardViewTest {
  private static final long SECOND = 1_000_000_000L;
  private final BoardView view = new BoardView();

  @Test
  void the_shelf_that_changed_last_stands_first_and_only_so_many_are_shown() {
    for (int i = 0; i < 100; i++) {
      view.shelf("s1|" + i, image(i, StockStatus.IN_STOCK));
    }
    view.describe("7", "Blue mug");
    view.shelf("s1|7", image(7, StockStatus.LOW_STOCK));
    assertThat(view.rows(false)).hasSize(14);
    assertThat(view.rows(false).get(0)).contains("Blue mug", "LOW_STOCK", "2026-01-31 12:00");
    assertThat(view.shelves()).isEqualTo("100 shelves: 99 in stock, 1 low, 0 out");
  }

  @Test
  void a_withdrawn_shelf_is_gone() {
    view.shelf("s1|1", image(1, StockStatus.OUT_OF_STOCK));
    view.shelf("s1|1", null);
    assertThat(view.rows(false)).isEmpty();
    assertThat(view.shelves()).startsWith("0 shelves");
  }

  @Test
  void speed_is_that_of_the_last_seconds() {
    assertThat(view.linesPerSecond(0)).isZero();
    for (int second = 1; second <= 10; second++) {
      for (int line = 0; line < second; line++) {
        view.applied();
      }
      view.linesPerSecond(second * SECOND);
    }
    assertThat(view.linesPerSecond(10 * SECOND)).isEqualTo(9);
    assertThat(view.totals(9)).isEqualTo("55 lines applied (9/s)   0 duplicates   0 dead letters");
  }

  private static Availability image(int sku, StockStatus status) {
    return Availability.newBuilder()
        .setLocationId("s1")
        .setSku(Integer.toString(sku))
        .setOnHand(sku)
        .setUnavailable(Map.of())
        .setAllocated(0)
        .setStaged(0)
        .setReserved(0)
        .setInTransit(0)
        .setSafetyStock(0)
        .setAvailableToSell(sku)
        .setChannels(Map.of())
        .setStatus(status)
        .setCause(new Cause("e", "SALE"))
        .setAsOf(Instant.parse("2026-01-31T12:00:00Z"))
        .setEmittedAt(Instant.parse("2026-01-31T12:00:00Z"))
        .setEpoch(1)
        .setVersion(1)
        .build();
  }
}
