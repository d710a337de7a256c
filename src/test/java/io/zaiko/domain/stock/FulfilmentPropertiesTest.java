package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One order line against a naive recomputation, over seeded histories in any order. */
class FulfilmentPropertiesTest {

  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 10_000);
  private static final String[] PLACES = {"A", "B", "north"};
  private static final int AT_MOST = 14;

  @Test
  void after_every_step_the_entries_add_up_to_what_a_recomputation_of_the_set_says() {
    long told = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Books books = new Books();
      NaiveLine naive = new NaiveLine();
      List<GoodsEvent> history = alike(history(new Random(seed)), new Random(seed + 1));
      Collections.shuffle(history, new Random(-seed));
      for (GoodsEvent event : history) {
        String where = "seed %d after %s".formatted(seed, event.eventId());
        books.take(event);
        naive.add(event);
        assertThat(books.least).as(where + ", entry by entry").isNotNegative();
        assertThat(books.deeds()).as(where).isEqualTo(naive.deeds());
        assertThat(books.excess()).as(where).isEqualTo(naive.excess());
        requirePossible(books, where);
      }
      requireConserved(books.fold(), naive, "seed " + seed);
      told += books.movements.size() - history.size();
    }
    assertThat(told).as("entries told again").isGreaterThan(SEEDS);
  }

  @Test
  void any_order_of_arrival_ends_in_the_same_entries_by_time_and_the_same_outcomes() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<GoodsEvent> history = history(new Random(seed));
      Books inOrder = new Books();
      history.forEach(inOrder::take);
      Collections.shuffle(history, new Random(31L * seed));
      Books shuffled = new Books();
      history.forEach(shuffled::take);
      assertThat(shuffled.sumsByTime()).as("seed %d", seed).isEqualTo(inOrder.sumsByTime());
      assertThat(shuffled.outcomes()).as("seed %d", seed).isEqualTo(inOrder.outcomes());
      assertThat(shuffled.alerts()).as("seed %d", seed).isEqualTo(inOrder.alerts());
    }
  }

  private static void requirePossible(Books books, String where) {
    for (Buckets shelf : books.shelves().values()) {
      assertThat(shelf.allocated()).as(where).isNotNegative();
      assertThat(shelf.staged()).as(where).isBetween(0L, shelf.allocated());
    }
  }

  private static void requireConserved(LineFold fold, NaiveLine naive, String where) {
    assertThat(
            fold.open() + fold.handedOver() + fold.cancelled() + fold.shortPicked() + fold.voided())
        .as(where)
        .isEqualTo(naive.sold());
    assertThat(fold.handedOver()).as(where).isEqualTo(naive.count("handed over"));
    assertThat(fold.cancelled()).as(where).isEqualTo(naive.count("cancelled"));
    assertThat(fold.shortPicked()).as(where).isEqualTo(naive.count("short-picked"));
    assertThat(fold.voided()).as(where).isEqualTo(naive.count("voided"));
    assertThat(fold.staged()).as(where).isEqualTo(naive.count("staged"));
  }

  /** Up to so many statements of one line, many of them at one time. */
  private static List<GoodsEvent> history(Random random) {
    List<GoodsEvent> history = new ArrayList<>();
    int size = 2 + random.nextInt(AT_MOST - 1);
    for (int i = 0; i < size; i++) {
      String id = "e" + random.nextInt(90) + "-" + i;
      long at = 10 + random.nextInt(8);
      String place = PLACES[random.nextInt(PLACES.length)];
      long units = 1 + random.nextInt(4);
      history.add(
          switch (i == 0 ? 0 : random.nextInt(7)) {
            case 0 -> Fulfilments.ordered(id, at, place, units + 1);
            case 1 -> Fulfilments.voided(id, at, place, units, random.nextBoolean());
            case 2 -> assigned(random, id, at, place, units);
            case 3 -> Fulfilments.ready(id, at, place, units, at + 1 + random.nextInt(5));
            default -> step(random, id, at, place, units);
          });
    }
    return history;
  }

  /** The same, some of it told by sources that number their records and call them alike. */
  private static List<GoodsEvent> alike(List<GoodsEvent> history, Random random) {
    List<GoodsEvent> alike = new ArrayList<>(history);
    for (int i = 1; i < alike.size(); i++) {
      if (random.nextInt(3) == 0) {
        String source = "till-" + random.nextInt(3);
        alike.set(i, Fulfilments.numbered(source, i, "e" + random.nextInt(2), alike.get(i)));
      }
    }
    return alike;
  }

  private static GoodsEvent assigned(Random random, String id, long at, String to, long units) {
    String from = PLACES[random.nextInt(PLACES.length)];
    return Fulfilments.assigned(id, at, from.equals(to) ? null : from, to, units);
  }

  private static GoodsEvent step(Random random, String id, long at, String place, long units) {
    FulfilmentAct[] acts = {
      FulfilmentAct.SHIPPED,
      FulfilmentAct.PICKED_UP,
      FulfilmentAct.CANCELLED,
      FulfilmentAct.SHORT_PICKED
    };
    return Fulfilments.step(acts[random.nextInt(acts.length)], id, at, place, units);
  }

  /** What came of an order so far. */
  private static final class Books {
    private Order order = Order.UNKNOWN;
    private final List<Movement> movements = new ArrayList<>();
    private final Map<String, Alert> alerts = new HashMap<>();
    private final Map<String, Long> allocatedNow = new HashMap<>();
    private long least;

    void take(GoodsEvent event) {
      OrderStep step = order.apply(event, 0, 0);
      order = step.next();
      for (Movement movement : step.movements()) {
        movements.add(movement);
        long allocated =
            allocatedNow.merge(
                movement.locationId(), movement.deltas().allocated(), Math::addExact);
        least = Math.min(least, allocated);
      }
      step.alerts().forEach(alert -> alerts.put(alert.check() + alert.key(), alert));
    }

    Map<String, Buckets> deeds() {
      return summed(each -> each.eventId() + '|' + each.locationId());
    }

    Map<String, Buckets> shelves() {
      return summed(Movement::locationId);
    }

    Map<String, Buckets> sumsByTime() {
      return summed(
          each -> each.eventId() + '|' + each.locationId() + '|' + each.occurredAtMicros());
    }

    private Map<String, Buckets> summed(java.util.function.Function<Movement, String> key) {
      Map<String, Buckets> sums = new TreeMap<>();
      movements.forEach(each -> sums.merge(key.apply(each), each.deltas(), Buckets::plus));
      sums.values().removeIf(Buckets.NONE::equals);
      return sums;
    }

    /** The last thing said of each. */
    Map<String, Outcome> outcomes() {
      Map<String, Outcome> outcomes = new TreeMap<>();
      movements.forEach(each -> outcomes.put(each.eventId(), each.outcome()));
      return outcomes;
    }

    /** Those that stand, and what they say. */
    Map<String, Map<String, Long>> alerts() {
      Map<String, Map<String, Long>> standing = new TreeMap<>();
      alerts.forEach(
          (key, alert) -> {
            if (alert.status() == Alert.Status.CONFIRMED) {
              Map<String, Long> facts = new TreeMap<>(alert.facts());
              facts.keySet().removeAll(List.of("sold", "voided")); // as of when they were told
              standing.put(key, facts);
            }
          });
      return standing;
    }

    long excess() {
      return order.fulfilments().stream().mapToLong(line -> line.excess().units()).sum();
    }

    LineFold fold() {
      List<FulfilmentStatement> statements =
          order.fulfilments().isEmpty() ? List.of() : order.fulfilments().get(0).statements();
      return LineFold.of(order.lines(), statements);
    }
  }
}
