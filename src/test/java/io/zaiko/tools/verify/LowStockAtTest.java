package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.AvailabilityByGroup;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.StockStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status of stock, held against what the job was told to call low. */
class LowStockAtTest {
  private static final Assumptions LOW_AT_FIVE =
      new Assumptions(ClockSkew.DEFAULT, Assumptions.LIVE_HORIZON, 5);

  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void receive_four() {
    books.location(
        Location.newBuilder()
            .setLocationId("store")
            .setKind(LocationKind.STORE)
            .setOpen(true)
            .setOpeningHours(List.of())
            .setGroups(List.of("north"))
            .build());
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 4));
  }

  @Test
  void four_units_are_in_stock_unless_the_job_was_told_otherwise() {
    assertThat(report(Assumptions.DEFAULT).isOk()).isTrue();
    assertThat(report(LOW_AT_FIVE).text())
        .contains("store|TEA at availability|0|0 is IN_STOCK at 4")
        .contains("north|TEA: availability-by-group says IN_STOCK at 4 units, with low.stock.at 5");
  }

  @Test
  void a_house_that_calls_four_units_low_is_right_by_its_own_setting_and_wrong_by_the_usual() {
    lowEverywhere();
    VerifyReport own = report(LOW_AT_FIVE);
    assertThat(own.isOk()).as(own.text()).isTrue();
    assertThat(own.text()).contains("low.stock.at 5");
    assertThat(report(Assumptions.DEFAULT).text())
        .contains("offers: 1 differences")
        .contains("group records: 1 differences");
  }

  @Test
  void a_rule_goes_before_the_setting() {
    books.rule("|", StockRule.newBuilder().setVersion(1).setLowStockAt(2L).build());
    assertThat(report(LOW_AT_FIVE).text()).contains("offers" + " ".repeat(26) + "1  ok");
  }

  private void lowEverywhere() {
    books
        .topics()
        .change(
            "availability",
            Availability.class,
            any -> true,
            image -> image.setStatus(StockStatus.LOW_STOCK));
    books
        .topics()
        .change(
            "availability-by-group",
            AvailabilityByGroup.class,
            any -> true,
            group -> group.setStatus(StockStatus.LOW_STOCK));
  }

  private VerifyReport report(Assumptions assumptions) {
    return Verification.of(books.topics(), TestSchemas.ALL, assumptions);
  }
}
