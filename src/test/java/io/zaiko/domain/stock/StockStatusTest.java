package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.rule.Thresholds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockStatusTest {

  private static final Thresholds LOW_AT_5_IN_AT_8 = new Thresholds(5, 8);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-1, IN_STOCK,     OUT_OF_STOCK",
        " 0, IN_STOCK,     OUT_OF_STOCK",
        " 0, -,            OUT_OF_STOCK",
        " 1, OUT_OF_STOCK, LOW_STOCK",
        " 1, IN_STOCK,     LOW_STOCK",
        " 5, IN_STOCK,     LOW_STOCK",
        " 6, IN_STOCK,     IN_STOCK",
        " 6, LOW_STOCK,    LOW_STOCK",
        " 6, OUT_OF_STOCK, LOW_STOCK",
        " 6, -,            IN_STOCK",
        " 7, LOW_STOCK,    LOW_STOCK",
        " 8, LOW_STOCK,    IN_STOCK",
        " 8, OUT_OF_STOCK, IN_STOCK",
      })
  void between_the_thresholds_the_status_stays_what_it_was(
      long ats, StockStatus previous, StockStatus expected) {
    assertThat(StockStatus.of(ats, LOW_AT_5_IN_AT_8, previous)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3, LOW_STOCK", "4, IN_STOCK"})
  void without_a_band_the_status_does_not_depend_on_the_past(long ats, StockStatus expected) {
    for (StockStatus previous : StockStatus.values()) {
      assertThat(StockStatus.of(ats, Thresholds.at(3), previous)).isEqualTo(expected);
    }
  }
}
