package io.zaiko.tools.verify;

import static io.zaiko.avro.CountScope.EVERYTHING;
import static io.zaiko.avro.TransferStep.CLOSED;
import static io.zaiko.avro.TransferStep.RECEIVED;
import static io.zaiko.avro.TransferStep.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.TransferStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts and transfers come to, in tables. Times are minutes; the count is at 20. */
class NaiveCountsTest {

  @ParameterizedTest(name = "20 received, 16 counted at 20, {1} sold at {0}")
  @CsvSource({"10, 1, 16", "20, 1, 16", "21, 1, 15"})
  void a_movement_up_to_the_time_of_a_count_is_in_it(int at, long sold, long onHand) {
    assertThat(
            store(
                Goods.restock("r", Goods.at(0), 20),
                count("c", 20, 16, EVERYTHING),
                Goods.sale("s", Goods.at(at), sold)))
        .isEqualTo(Units.onHand(onHand));
  }

  @ParameterizedTest(name = "moved to DAMAGED at {0}, counted {1}, stated {2}")
  @CsvSource({
    "10, EVERYTHING, , 16, 3",
    "30, EVERYTHING, , 16, 3",
    "10, EVERYTHING, 1, 16, 1",
    "30, EVERYTHING, 1, 16, 4",
    "10, SELLABLE, , 19, 3",
    "30, SELLABLE, , 16, 3",
    "10, SELLABLE, 1, 17, 1",
    "30, SELLABLE, 1, 17, 4",
  })
  void a_count_sets_the_reasons_it_states(
      int at, CountScope scope, Long stated, long onHand, long damaged) {
    StockCount count = count("c", 20, 16, scope);
    count.getLines().get(0).setUnavailable(stated == null ? null : Map.of("DAMAGED", stated));
    assertThat(store(Goods.restock("r", Goods.at(0), 20), move("m", at, "DAMAGED", 3), count))
        .isEqualTo(new Units(onHand, damaged, 0, 0, 0, 0));
  }

  @ParameterizedTest(name = "not found at {0}")
  @CsvSource({"10, 0", "20, 0", "30, 2"})
  void a_count_clears_what_was_not_found(int at, long notFound) {
    assertThat(store(move("m", at, "NOT_FOUND", 2), count("c", 20, 16, EVERYTHING)))
        .isEqualTo(new Units(16, 0, 0, 0, notFound, 0));
  }

  @Test
  void the_later_count_stands_whatever_came_last() {
    assertThat(store(count("c2", 30, 5, EVERYTHING), count("c1", 20, 9, EVERYTHING)))
        .isEqualTo(Units.onHand(5));
  }

  @Test
  void of_two_counts_at_one_time_the_greater_name_stands() {
    assertThat(store(count("b", 20, 5, EVERYTHING), count("a", 20, 9, EVERYTHING)))
        .isEqualTo(Units.onHand(5));
  }

  @Test
  void areas_add_up_as_of_the_earliest_once_all_are_counted() {
    StockCount floor = part("p1", 20, 7, "floor", false);
    StockCount back = part("p2", 40, 5, "back", true);
    assertThat(store(floor, Goods.restock("r", Goods.at(30), 1))).isEqualTo(Units.onHand(1));
    assertThat(store(floor, Goods.restock("r", Goods.at(30), 1), back)).isEqualTo(Units.onHand(13));
  }

  @Test
  void an_area_counted_twice_counts_as_counted_last() {
    assertThat(
            store(
                part("p3", 40, 2, "floor", true),
                part("p1", 20, 7, "floor", false),
                part("p2", 20, 5, "back", false)))
        .isEqualTo(Units.onHand(7));
  }

  @ParameterizedTest(name = "the whole at {0}, a part at {1}")
  @CsvSource({"20, 30, 7", "30, 20, 50"})
  void of_the_whole_and_its_parts_who_spoke_last_is_believed(int whole, int part, long onHand) {
    assertThat(store(part("p1", whole, 50, null, true), part("p2", part, 7, "floor", false)))
        .isEqualTo(Units.onHand(onHand));
  }

  @Test
  void a_sensor_changes_nothing() {
    StockCount sensor = part("p1", 20, 7, "floor", false);
    sensor.setCountId(null);
    assertThat(store(Goods.restock("r", Goods.at(0), 20), sensor)).isEqualTo(Units.onHand(20));
  }

  @Test
  void a_wrong_clock_is_set_right() {
    StockCount count = count("c", 80, 16, EVERYTHING);
    count.setSource(
        Source.newBuilder()
            .setId("hand")
            .setSentAt(Goods.at(81))
            .setReceivedAt(Goods.at(21))
            .build());
    assertThat(store(count, Goods.sale("s", Goods.at(30), 1))).isEqualTo(Units.onHand(15));
  }

  @ParameterizedTest(name = "{0} shipped, {1} received there, {2} elsewhere, closed {3}")
  @CsvSource({
    "5, 0, 0, false, 0, 5",
    "5, 3, 0, false, 3, 2",
    "5, 5, 0, false, 5, 0",
    "5, 7, 0, false, 7, 0",
    "5, 3, 0, true, 3, 0",
    "5, 0, 5, false, 0, 0",
    "5, 2, 1, false, 2, 2",
    "0, 4, 0, false, 4, 0",
  })
  void what_is_shipped_is_on_its_way_until_received_or_closed(
      long shipped, long here, long elsewhere, boolean closed, long onHand, long inTransit) {
    List<SpecificRecord> records = new ArrayList<>();
    records.add(Goods.transfer("t1", Goods.at(1), SHIPPED, "warehouse", shipped));
    records.add(Goods.transfer("t2", Goods.at(2), RECEIVED, "warehouse", here));
    records.add(Goods.transfer("t3", Goods.at(3), RECEIVED, "depot", elsewhere));
    TransferStep last = closed ? CLOSED : RECEIVED;
    records.add(Goods.transfer("t4", Goods.at(4), last, "warehouse", 0));
    Units expected = new Units(onHand, 0, 0, 0, 0, 0, inTransit);
    assertThat(units(records, "warehouse")).isEqualTo(expected);
    assertThat(units(records, "store")).isEqualTo(Units.onHand(-shipped));
    Collections.reverse(records);
    assertThat(units(records, "warehouse")).isEqualTo(expected);
  }

  @Test
  void a_receipt_elsewhere_settles_the_first_place_it_was_sent_to() {
    List<SpecificRecord> records =
        List.of(
            Goods.transfer("t1", Goods.at(1), SHIPPED, "warehouse", 5),
            Goods.transfer("t2", Goods.at(1), SHIPPED, "annex", 5),
            Goods.transfer("t3", Goods.at(2), RECEIVED, "depot", 6));
    assertThat(units(records, "annex")).isEqualTo(Units.ZERO);
    assertThat(units(records, "warehouse")).isEqualTo(Units.inTransit(4));
  }

  @Test
  void a_count_leaves_alone_what_is_on_its_way() {
    assertThat(
            units(
                List.of(Goods.shipped("t1", Goods.at(1), 5), count("c", 20, 3, EVERYTHING)),
                "warehouse"))
        .isEqualTo(Units.inTransit(5));
  }

  private static StockCount count(String name, int at, long units, CountScope scope) {
    return Goods.count(name, "session-" + name, Goods.at(at), units, null, scope, true);
  }

  private static StockCount part(String name, int at, long units, String area, boolean complete) {
    return Goods.count(name, "one", Goods.at(at), units, area, EVERYTHING, complete);
  }

  private static StockAdjustment move(String name, int at, String to, long units) {
    AdjustmentLine line =
        new AdjustmentLine(
            1,
            "TEA",
            units,
            AdjustmentReason.MOVE,
            Condition.SELLABLE,
            Condition.valueOf(to),
            "store");
    return StockAdjustment.newBuilder()
        .setEventId(name)
        .setOccurredAt(Goods.at(at))
        .setSource(Goods.source())
        .setLines(List.of(line))
        .build();
  }

  private static Units store(SpecificRecord... records) {
    return units(List.of(records), "store");
  }

  private static Units units(List<SpecificRecord> records, String place) {
    return NaiveStock.of(records).balances().get(new ShelfKey(place, "TEA"));
  }
}
