package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Evidence;
import io.zaiko.avro.StockAlert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A location closes, and orders wait there. */
class ClosedWithOrdersTest {

  private RunningShelves shelves;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    shelves.move("shop", "mug", 1_000);
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void closing_lists_the_open_order_lines() throws Exception {
    allocate("s2", "R-2", 1, 2);
    allocate("s1", "R-1", 4, 3);
    allocate("s3", "R-3", 1, 1);
    allocate("v3", "R-3", 1, -1);
    trade(false);
    StockAlert alert = onlyAlert();
    assertThat(alert.getCheck()).isEqualTo("CLOSED_WITH_ORDERS");
    assertThat(alert.getKey()).isEqualTo("shop|mug");
    assertThat(alert.getStatus()).isEqualTo(AlertStatus.CONFIRMED);
    assertThat(alert.getFacts()).isEqualTo(Map.of("allocated", 5L, "lines", 2L));
    assertThat(alert.getEvidence())
        .containsExactly(
            new Evidence("s1", "order R-1 line 4: 3 units"),
            new Evidence("s2", "order R-2 line 1: 2 units"));
  }

  @Test
  void an_order_that_comes_or_goes_while_it_is_closed_is_told_of() throws Exception {
    trade(false);
    allocate("s1", "R-1", 1, 3);
    allocate("s2", "R-2", 1, 2);
    allocate("v1", "R-1", 1, -3);
    allocate("v2", "R-2", 1, -2);
    assertThat(shelves.alerts())
        .extracting(alert -> alert.getStatus() + " " + alert.getFacts().get("allocated"))
        .containsExactly("CONFIRMED 3", "CONFIRMED 5", "CONFIRMED 2", "RESOLVED 0");
    assertThat(shelves.alerts())
        .extracting(StockAlert::getRevision)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void opening_resolves_it_also_after_a_restore() throws Exception {
    allocate("s1", "R-1", 1, 3);
    trade(false);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    trade(true);
    assertThat(onlyAlert().getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(onlyAlert().getRevision()).isEqualTo(2);
    trade(false);
    assertThat(shelves.alerts().get(1).getEvidence()).hasSize(1);
  }

  @Test
  void a_closed_location_without_orders_is_no_matter() throws Exception {
    shelves.move("shop", "mug", 5);
    trade(false);
    assertThat(shelves.alerts()).isEmpty();
  }

  @Test
  void fifty_lines_are_listed_and_counted() throws Exception {
    allocate(50);
    trade(false);
    assertThat(onlyAlert().getEvidence()).hasSize(50);
    assertThat(onlyAlert().getFacts()).isEqualTo(Map.of("allocated", 50L, "lines", 50L));
    assertThat(onlyAlert().getSentence()).contains("to 50 order lines");
  }

  @Test
  void of_more_than_fifty_lines_fifty_are_listed_and_the_units_of_all_are_told() throws Exception {
    allocate(60);
    trade(false);
    assertThat(onlyAlert().getEvidence()).hasSize(50).doesNotHaveDuplicates();
    assertThat(onlyAlert().getFacts()).isEqualTo(Map.of("allocated", 60L));
    assertThat(onlyAlert().getSentence()).contains("60 units", "to more than 50 order lines");
  }

  @Test
  void a_line_that_is_no_more_open_leaves_no_state() throws Exception {
    shelves.close();
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    allocate("s1", "R-1", 1, 3);
    int open = shelves.stateEntries();
    allocate("v1", "R-1", 1, -1);
    assertThat(shelves.stateEntries()).isEqualTo(open);
    allocate("v2", "R-1", 1, -2);
    assertThat(shelves.stateEntries()).isEqualTo(open - 1);
  }

  private void allocate(int lines) throws Exception {
    for (int i = 0; i < lines; i++) {
      allocate("s" + i, "R-" + i, 1, 1);
    }
  }

  private void allocate(String eventId, String order, int line, long units) throws Exception {
    shelves.move(
        new Movement(
            "shop",
            "mug",
            eventId,
            line,
            units > 0 ? RecordKind.SALE : RecordKind.VOID,
            Outcome.APPLIED,
            order,
            10,
            10,
            new Buckets(0, 0, 0, 0, 0, units, 0)));
  }

  private void trade(boolean open) throws Exception {
    shelves.place(new Place("shop", open, Place.UTC, List.of(), List.of()), offset++);
    shelves.sweep();
  }

  private StockAlert onlyAlert() {
    assertThat(shelves.alerts()).hasSize(1);
    return shelves.alerts().get(0);
  }
}
