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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shelf that can not serve all its orders names those that lose, by business time alone. */
class OversoldInAnyOrderTest {

  private RunningShelves shelves;

  /** An order line: sold once, and perhaps voided in part or whole. */
  private record Line(String order, int lineNo, long at, long sold, long voided) {
    long open() {
      return sold - voided;
    }
  }

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void the_same_lines_lose_in_any_order_of_arrival() throws Exception {
    for (long seed = 1; seed <= 25; seed++) {
      Random random = new Random(seed);
      List<Line> lines = lines(random);
      long damaged = random.nextInt(4);
      long onHand = random.nextInt(30);
      List<String> expected = losers(lines, damaged - onHand);
      List<Movement> movements = movements(lines, onHand, damaged);
      for (int arrival = 0; arrival < 4; arrival++) {
        Collections.shuffle(movements, random);
        assertThat(standingAfter(movements)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void each_word_is_a_further_revision_also_after_a_restore() throws Exception {
    shelves.move(sale("A", 1, 10, 2));
    shelves.move(stock("in", 2, 0));
    shelves.move(sale("B", 1, 5, 1));
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.move(stock("agrees", 0, 0));
    assertThat(shelves.alerts()).as("nothing is new").isEmpty();
    shelves.move(sale("C", 1, 7, 1));
    assertThat(told()).containsExactly("4 CONFIRMED 2 [order A line 1: 2 units]");
    shelves.move(stock("more", 5, 0));
    assertThat(told().get(1)).isEqualTo("5 RESOLVED 0 []");
  }

  @Test
  void an_item_that_has_no_stock_any_more_owes_nothing_until_it_has_again() throws Exception {
    shelves.move(sale("A", 1, 10, 2));
    shelves.declare("mug", 0, true);
    shelves.sweep();
    shelves.move(sale("B", 1, 20, 1));
    shelves.declare("mug", 1, false);
    shelves.sweep();
    assertThat(told())
        .containsExactly(
            "1 CONFIRMED 2 [order A line 1: 2 units]",
            "2 RESOLVED 0 []",
            "3 CONFIRMED 3 [order B line 1: 1 units, order A line 1: 2 units]");
  }

  @Test
  void a_name_that_becomes_a_groups_owes_nothing() throws Exception {
    shelves.move(sale("A", 1, 10, 2));
    shelves.place(new Place("cellar", true, Place.UTC, List.of(), List.of("shop")), 0);
    shelves.sweep();
    assertThat(told())
        .containsExactly("1 CONFIRMED 2 [order A line 1: 2 units]", "2 RESOLVED 0 []");
  }

  @Test
  void a_location_that_closes_is_still_oversold() throws Exception {
    shelves.move(sale("A", 1, 10, 2));
    shelves.place(new Place("shop", false, Place.UTC, List.of(), List.of()), 0);
    shelves.sweep();
    assertThat(told()).containsExactly("1 CONFIRMED 2 [order A line 1: 2 units]");
    shelves.move(sale("B", 1, 9, 1));
    assertThat(told().get(1))
        .isEqualTo("2 CONFIRMED 3 [order A line 1: 2 units, order B line 1: 1 units]");
  }

  private static List<Line> lines(Random random) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long sold = 1 + random.nextInt(4);
      long voided = random.nextBoolean() ? 0 : random.nextInt((int) sold + 1);
      lines.add(new Line("R-" + i / 2, 1 + i % 2, 100 + random.nextInt(6), sold, voided));
    }
    return lines;
  }

  private static List<Movement> movements(List<Line> lines, long onHand, long damaged) {
    List<Movement> movements = new ArrayList<>();
    movements.add(stock("in", onHand, 0));
    movements.add(stock("broken", 0, damaged));
    for (Line line : lines) {
      movements.add(sale(line.order(), line.lineNo(), line.at(), line.sold()));
      if (line.voided() > 0) {
        movements.add(
            movement(
                "v-" + line.order(),
                line.lineNo(),
                RecordKind.VOID,
                line.order(),
                line.at() + 1,
                Buckets.allocated(-line.voided())));
      }
    }
    return movements;
  }

  /** The newest orders until so much is found, beside what is missing whoever orders. */
  private static List<String> losers(List<Line> lines, long lacking) {
    long left = lacking;
    long allocated = 0;
    for (Line line : lines) {
      allocated += line.open();
    }
    left = Math.min(allocated, left + allocated);
    List<Line> open = new ArrayList<>(lines);
    open.removeIf(line -> line.open() == 0);
    open.sort(
        (a, b) -> {
          if (a.at() != b.at()) {
            return a.at() > b.at() ? -1 : 1;
          }
          int byOrder = a.order().compareTo(b.order());
          return byOrder == 0 ? a.lineNo() - b.lineNo() : byOrder;
        });
    List<String> losers = new ArrayList<>();
    for (Line line : open) {
      if (left > 0) {
        long lost = Math.min(left, line.open());
        losers.add("order %s line %d: %d units".formatted(line.order(), line.lineNo(), lost));
        left -= lost;
      }
    }
    return losers;
  }

  private List<String> standingAfter(List<Movement> movements) throws Exception {
    shelves.close();
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    for (Movement movement : movements) {
      shelves.move(movement);
    }
    List<StockAlert> alerts = oversold();
    return alerts.isEmpty() ? List.of() : roles(alerts.get(alerts.size() - 1));
  }

  private List<String> told() {
    return oversold().stream()
        .map(
            alert ->
                "%d %s %d %s"
                    .formatted(
                        alert.getRevision(),
                        alert.getStatus(),
                        alert.getFacts().get("oversold"),
                        roles(alert)))
        .toList();
  }

  private List<StockAlert> oversold() {
    return shelves.alerts().stream()
        .filter(alert -> alert.getCheck().equals("OVERSOLD"))
        .peek(
            alert ->
                assertThat(alert.getStatus() == AlertStatus.CONFIRMED)
                    .isEqualTo(alert.getFacts().get("oversold") > 0))
        .toList();
  }

  private static List<String> roles(StockAlert alert) {
    return alert.getEvidence().stream().map(Evidence::getRole).toList();
  }

  private static Movement sale(String order, int lineNo, long at, long units) {
    return movement("s-" + order, lineNo, RecordKind.SALE, order, at, Buckets.allocated(units));
  }

  private static Movement stock(String eventId, long onHand, long damaged) {
    Buckets change = new Buckets(onHand, damaged, 0, 0, 0, 0, 0);
    return movement(eventId, 1, RecordKind.ADJUSTMENT, null, 1, change);
  }

  private static Movement movement(
      String eventId,
      int lineNo,
      RecordKind kind,
      @Nullable String order,
      long at,
      Buckets change) {
    return new Movement(
        "shop", "mug", eventId, lineNo, kind, Outcome.APPLIED, order, at, at, change);
  }
}
