package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** One transfer against a naive recomputation, over seeded histories in any order. */
class TransferPropertiesTest {

  private static final int SEEDS = 2_000;
  private static final int ORDERS = 3;
  private static final long END = 2 * Transfers.EXPECTED;
  private static final String[] PLACES = {"A", "B", "C", "D"};
  private static final String[] SKUS = {"MUG", "POT", "TEA"};

  @Test
  void after_every_step_the_books_are_what_a_recomputation_of_the_set_says() {
    for (int seed = 0; seed < SEEDS; seed++) {
      TransferBooks books = new TransferBooks();
      NaiveTransfer naive = new NaiveTransfer();
      for (GoodsEvent event : history(seed)) {
        books.after(event);
        naive.add(event);
        assertThat(nonZero(books.shelves()))
            .as("seed %d after %s", seed, event.eventId())
            .isEqualTo(naive.shelves());
        assertThat(conserved(books)).as("seed %d after %s", seed, event.eventId()).isZero();
      }
      assertThat(discrepancies(books)).as("seed %d", seed).isEqualTo(naive.discrepancies());
    }
  }

  @Test
  void any_order_of_arrival_with_time_in_between_ends_in_the_same_state() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<GoodsEvent> history = history(seed);
      String expected = end(new TransferBooks().after(history.toArray(GoodsEvent[]::new)).at(END));
      for (int order = 0; order < ORDERS; order++) {
        Random random = new Random(31L * seed + order);
        Collections.shuffle(history, random);
        TransferBooks books = new TransferBooks();
        NaiveTransfer naive = new NaiveTransfer();
        long now = 0;
        for (GoodsEvent event : history) {
          books.after(event);
          naive.add(event);
          now += random.nextInt(4) * (Transfers.EXPECTED / 10);
          books.at(now);
          assertThat(books.transfer().toldOverdue())
              .as("overdue, seed %d order %d after %s", seed, order, event.eventId())
              .isEqualTo(naive.overdueAt(now));
        }
        assertThat(end(books.at(END))).as("seed %d order %d", seed, order).isEqualTo(expected);
      }
    }
  }

  @Test
  void a_state_that_was_stored_and_read_back_goes_on_the_same() throws Exception {
    for (int seed = 0; seed < SEEDS / 10; seed++) {
      List<GoodsEvent> history = history(seed);
      TransferBooks whole = new TransferBooks().after(history.toArray(GoodsEvent[]::new));
      TransferBooks split = new TransferBooks();
      for (GoodsEvent event : history) {
        split.after(event).restore(TransferPropertiesTest::readBack);
      }
      assertThat(split.transfer()).as("seed %d", seed).isEqualTo(whole.transfer());
      assertThat(split.items()).as("seed %d", seed).isEqualTo(whole.items());
    }
  }

  @Test
  void at_the_end_an_alert_stands_exactly_where_a_discrepancy_does() {
    for (int seed = 0; seed < SEEDS; seed++) {
      TransferBooks books = new TransferBooks();
      NaiveTransfer naive = new NaiveTransfer();
      for (GoodsEvent event : history(seed)) {
        books.after(event);
        naive.add(event);
      }
      books.at(END);
      Map<String, Long> standing = new TreeMap<>();
      for (Alert alert : books.alerts(Alert.Check.TRANSFER_DISCREPANCY)) {
        standing.put(alert.key(), alert.facts().get("missing") - alert.facts().get("over"));
      }
      standing.values().removeIf(units -> units == 0);
      Map<String, Long> expected = new TreeMap<>();
      naive.discrepancies().forEach((sku, units) -> expected.put("t|" + sku, units));
      expected.values().removeIf(units -> units == 0);
      assertThat(standing).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** All but revisions and what was looked at. */
  private static String end(TransferBooks books) {
    StringBuilder end = new StringBuilder(nonZero(books.shelves()).toString());
    Transfer transfer = books.transfer();
    for (TransferDestination place : transfer.destinations()) {
      end.append(place.locationId()).append(place.inTransit());
    }
    end.append(' ')
        .append(transfer.items())
        .append(' ')
        .append(transfer.openItems())
        .append(' ')
        .append(transfer.toldOverdue());
    new TreeMap<>(books.items())
        .values()
        .forEach(
            item ->
                end.append('\n')
                    .append(item.sku())
                    .append(item.places())
                    .append(item.damaged())
                    .append(item.isClosed())
                    .append(item.latestEventId())
                    .append(item.toldDiscrepancy())
                    .append(item.isToldConfirmed()));
    return end.toString();
  }

  private static List<GoodsEvent> history(int seed) {
    Random random = new Random(seed);
    List<GoodsEvent> events = new ArrayList<>();
    int size = 1 + random.nextInt(12);
    for (int i = 0; i < size; i++) {
      Transfers.Some[] lines = new Transfers.Some[1 + random.nextInt(3)];
      for (int line = 0; line < lines.length; line++) {
        long units = random.nextInt(8);
        lines[line] =
            new Transfers.Some(
                SKUS[random.nextInt(SKUS.length)], units, units == 0 ? 0 : units / 3);
      }
      events.add(event(random, seed + "-" + i, lines));
    }
    return events;
  }

  private static GoodsEvent event(Random random, String id, Transfers.Some... lines) {
    long at = random.nextInt(1_000);
    String place = PLACES[random.nextInt(PLACES.length)];
    int step = random.nextInt(20);
    if (step < 9) {
      String to = PLACES[1 + random.nextInt(PLACES.length - 1)];
      long expectedAt = (5 + random.nextInt(10)) * (Transfers.EXPECTED / 10);
      return Transfers.shipped(id, at, to, expectedAt, lines);
    }
    return step < 18
        ? Transfers.received(id, at, place, lines)
        : Transfers.closed(id, at, place, lines);
  }

  private static long conserved(TransferBooks books) {
    long units =
        books.shelves().values().stream()
            .mapToLong(balance -> balance.onHand() + balance.inTransit())
            .sum();
    return units + discrepancies(books).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Long> discrepancies(TransferBooks books) {
    Map<String, Long> discrepancies = new TreeMap<>();
    books.items().forEach((sku, item) -> discrepancies.put(sku, item.discrepancy()));
    return discrepancies;
  }

  private static Map<String, Buckets> nonZero(Map<String, Buckets> shelves) {
    Map<String, Buckets> nonZero = new TreeMap<>(shelves);
    nonZero.values().removeIf(Buckets.NONE::equals);
    return nonZero;
  }

  private static <T> T readBack(Class<T> type, T value) {
    try {
      TypeSerializer<T> serializer =
          TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(value, out);
      return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
