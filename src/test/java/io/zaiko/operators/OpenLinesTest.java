package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Voids of one order line that come in the wrong order: the earlier one takes from the later. */
class OpenLinesTest {

  private RunningShelves shelves;

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    shelves.move("shop", "mug", 1_000);
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void a_line_that_a_late_void_takes_below_nothing_is_not_open_afterwards() throws Exception {
    allocate("other", "R-2", 3);
    int open = shelves.stateEntries();
    sellAndVoidTwice();
    assertThat(shelves.stateEntries()).isEqualTo(open);
    shelves.place(new Place("shop", false, Place.UTC, List.of(), List.of()), 0);
    shelves.sweep();
    assertThat(shelves.alerts())
        .singleElement()
        .satisfies(
            alert -> assertThat(alert.getFacts()).isEqualTo(Map.of("allocated", 3L, "lines", 1L)));
  }

  @Test
  void a_line_below_nothing_is_not_listed() throws Exception {
    allocate("other", "R-2", 3);
    allocate("early", "R-1", -2);
    shelves.place(new Place("shop", false, Place.UTC, List.of(), List.of()), 0);
    shelves.sweep();
    assertThat(shelves.alerts().get(0).getFacts()).containsEntry("lines", 1L);
  }

  /** Sells 5; voids 5; a void of 2 from before that is late: the later one gives 2 back. */
  private void sellAndVoidTwice() throws Exception {
    allocate("sale", "R-1", 5);
    allocate("late", "R-1", -5);
    allocate("early", "R-1", -2);
    allocate("late", "R-1", 2);
  }

  private void allocate(String eventId, String order, long units) throws Exception {
    shelves.move(
        new Movement(
            "shop",
            "mug",
            eventId,
            1,
            eventId.equals("sale") || eventId.equals("other") ? RecordKind.SALE : RecordKind.VOID,
            Outcome.APPLIED,
            order,
            10,
            10,
            new Buckets(0, 0, 0, 0, 0, units, 0)));
  }
}
