package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.Thresholds;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitingOrdersTest {

  private static final ShelfId SHELF = new ShelfId("shop", "mug");
  private static final ShelfView CLOSED =
      new ShelfView(false, 1, EffectiveRule.none(Thresholds.at(3)), /* open= */ false, List.of());

  private long read;

  @Test
  void however_many_lines_are_open_a_few_are_read() {
    Alert alert = WaitingOrders.alert(SHELF, Shelf.EMPTY, CLOSED, 100_000, open(100_000));
    assertThat(read).isEqualTo(51);
    assertThat(alert.evidence()).hasSize(50);
  }

  @Test
  void where_no_order_waits_any_more_no_line_is_read() {
    Alert alert = WaitingOrders.alert(SHELF, Shelf.EMPTY, CLOSED, 0, open(10));
    assertThat(read).isZero();
    assertThat(alert.status()).isEqualTo(Alert.Status.RESOLVED);
  }

  /** Lines that count how many of them are read. */
  private Iterable<OpenLine> open(long lines) {
    return () -> {
      Iterator<OpenLine> each =
          LongStream.range(0, lines)
              .mapToObj(n -> new OpenLine("R-" + n, 1, "e-" + n, 1, 1))
              .iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public OpenLine next() {
          read++;
          return each.next();
        }
      };
    };
  }
}
