package io.zaiko.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.testkit.CountHistories;
import io.zaiko.testkit.PureShelves;
import io.zaiko.testkit.Savepoint;
import io.zaiko.testkit.Shrinking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No unit of a chain of stores comes or goes unsaid. Of each item, over all places:
 *
 * <pre>
 *   on hand + in transit + discrepancies of transfers - variances of counts
 *       = opening + received + returned + adjusted - sold + put back by voids
 * </pre>
 *
 * The left side is what the job tells in its images and alerts, the right side a plain sum over the
 * records that came so far, which counts and transfers do not enter at all. Two stores count and
 * ship to each other and to a depot, all at few points in time, and in any order of arrival.
 */
class ConservationPropertiesTest {

  private static final int SEEDS = 2_000;
  private static final int ORDERS = 2;
  private static final String[] SKUS = {"sku", "cup"};
  private static final String[] STORES = {"shop", "hub"};
  private static final String[] PLACES = {"shop", "hub", "depot"};
  private static final long BEFORE_ALL = -1;

  @Test
  void after_every_step_what_is_told_adds_up_with_what_came_and_went() {
    Savepoint savepoint = new Savepoint();
    for (long seed = 0; seed < SEEDS; seed++) {
      List<GoodsEvent> arrived = chain(seed);
      for (int order = 0; order < ORDERS; order++) {
        Collections.shuffle(arrived, new Random(31L * seed + order));
        String difference = difference(arrived, seed, savepoint);
        if (difference != null) {
          long failing = seed;
          List<GoodsEvent> fewest =
              Shrinking.fewest(arrived, fewer -> difference(fewer, failing, savepoint) != null);
          fail(
              "seed %d: %s%nfewest events, in the order they arrive: %s%n%s",
              seed,
              difference(fewest, seed, savepoint),
              fewest.size(),
              fewest.stream().map(GoodsEvent::toString).collect(Collectors.joining("\n")));
        }
      }
    }
  }

  /** Else the sum above would say little. */
  @Test
  void each_term_of_the_sum_is_there_in_many_histories() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < SEEDS / 10; seed++) {
      PureShelves shelves = new PureShelves().receive(chain(seed).toArray(GoodsEvent[]::new));
      count(seen, "in transit", shelves.shelves().values().stream().mapToLong(Told::inTransit));
      count(seen, "discrepancies", shelves.alerts().values().stream().mapToLong(Told::missing));
      count(seen, "variances", shelves.alerts().values().stream().mapToLong(Told::variance));
    }
    assertThat(seen).hasSize(3).allSatisfy((term, many) -> assertThat(many).isGreaterThan(60));
  }

  private static void count(Map<String, Integer> seen, String term, LongStream units) {
    seen.merge(term, units.anyMatch(some -> some != 0) ? 1 : 0, Integer::sum);
  }

  /** What does not add up; null for nothing. */
  private static @Nullable String difference(
      List<GoodsEvent> arrived, long seed, Savepoint savepoint) {
    PureShelves shelves = new PureShelves(1 + (int) (seed % 5));
    Map<String, GoodsEvent> heard = new TreeMap<>();
    for (GoodsEvent event : arrived) {
      shelves.receive(event);
      heard.put(event.eventId(), event);
      if (seed % 8 == 0 && heard.size() == arrived.size() / 2) {
        shelves.rewrite(savepoint);
      }
      for (String sku : SKUS) {
        long told = Told.of(shelves, sku);
        long booked = booked(heard, sku);
        if (isOpened(heard, sku) && told != booked) {
          return "%s after %s: told %d, booked %d".formatted(sku, event.eventId(), told, booked);
        }
      }
    }
    return null;
  }

  /** What the job says of an item. */
  private static final class Told {

    static long of(PureShelves shelves, String sku) {
      long units = 0;
      for (Map.Entry<String, Shelf> shelf : shelves.shelves().entrySet()) {
        if (shelf.getKey().endsWith("|" + sku)) {
          units += shelf.getValue().balances().onHand() + inTransit(shelf.getValue());
        }
      }
      for (Alert alert : shelves.alerts().values()) {
        if (alert.key().split("\\|")[1].equals(sku)) {
          units += missing(alert) - variance(alert);
        }
      }
      return units;
    }

    static long inTransit(Shelf shelf) {
      return shelf.balances().inTransit();
    }

    static long missing(Alert alert) {
      return alert.check() == Alert.Check.TRANSFER_DISCREPANCY
          ? alert.facts().get("missing") - alert.facts().get("over")
          : 0;
    }

    static long variance(Alert alert) {
      return alert.check() == Alert.Check.COUNT_VARIANCE && alert.status() != Alert.Status.RETRACTED
          ? alert.facts().get("counted") - alert.facts().get("expected")
          : 0;
    }
  }

  /** A count before anything was booked opens the books and varies from nothing. */
  private static boolean isOpened(Map<String, GoodsEvent> heard, String sku) {
    for (String store : STORES) {
      if (!heard.containsKey(openingId(store, sku))) {
        return false;
      }
    }
    return true;
  }

  private static long booked(Map<String, GoodsEvent> heard, String sku) {
    Set<String> sold = new HashSet<>();
    for (GoodsEvent event : heard.values()) {
      if (event.kind() == RecordKind.SALE) {
        sold.add(event.orderRef());
      }
    }
    long units = 0;
    for (GoodsEvent event : heard.values()) {
      boolean isVoid = event.kind() == RecordKind.VOID;
      for (GoodsLine line : event.lines()) {
        if (line.sku().equals(sku) && (!isVoid || sold.contains(event.orderRef()))) {
          units += (isVoid ? -1 : 1) * cameAndWent(line);
        }
      }
    }
    return units;
  }

  private static long cameAndWent(GoodsLine line) {
    return switch (line.act()) {
      case CARRIED_OUT -> -line.quantity();
      case RETURNED, RECEIVED, ADJUSTED -> line.quantity();
      case ORDERED_TO_SHIP, ORDERED_FOR_PICKUP, KEPT_BY_CUSTOMER, MOVED -> 0;
      case COUNTED, SHIPPED_OUT, RECEIVED_IN, CLOSED_OUT, FULFILLED, HELD -> 0;
    };
  }

  /** Two stores with a history each, transfers between them and a depot, and what was there. */
  private static List<GoodsEvent> chain(long seed) {
    Random random = new Random(seed);
    List<GoodsEvent> events = new ArrayList<>(CountHistories.arrived(seed));
    CountHistories.arrived(seed + SEEDS).forEach(event -> events.add(atHub(event)));
    for (String store : STORES) {
      for (String sku : SKUS) {
        events.add(
            event(
                RecordKind.RESTOCK,
                openingId(store, sku),
                BEFORE_ALL,
                null,
                line(1, sku, store, 1 + random.nextInt(20), Act.RECEIVED)));
      }
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      events.add(transfer(random, "transfer-" + i));
    }
    return events;
  }

  private static String openingId(String store, String sku) {
    return "opening-" + store + "-" + sku;
  }

  private static GoodsEvent transfer(Random random, String eventId) {
    int dice = random.nextInt(20);
    TransferStep step =
        dice < 9 ? TransferStep.SHIPPED : dice < 17 ? TransferStep.RECEIVED : TransferStep.CLOSED;
    String to = PLACES[random.nextInt(PLACES.length)];
    String from = step == TransferStep.SHIPPED ? other(to) : null;
    Act act =
        switch (step) {
          case SHIPPED -> Act.SHIPPED_OUT;
          case RECEIVED -> Act.RECEIVED_IN;
          case CLOSED -> Act.CLOSED_OUT;
        };
    GoodsLine[] lines = new GoodsLine[1 + random.nextInt(2)];
    for (int i = 0; i < lines.length; i++) {
      String sku = SKUS[random.nextInt(SKUS.length)];
      lines[i] = line(i + 1, sku, from == null ? to : from, random.nextInt(8), act);
    }
    TransferHead head = new TransferHead("t" + random.nextInt(3), step, from, to, 1_000);
    return event(RecordKind.TRANSFER, eventId, 100L * random.nextInt(8), head, lines);
  }

  private static String other(String place) {
    return place.equals(PLACES[0]) ? PLACES[1] : PLACES[0];
  }

  private static GoodsLine line(int lineNo, String sku, String place, long units, Act act) {
    return new GoodsLine(lineNo, sku, place, units, act, Condition.SELLABLE, Condition.SELLABLE);
  }

  private static GoodsEvent event(
      RecordKind kind,
      String eventId,
      long at,
      @Nullable TransferHead transfer,
      GoodsLine... lines) {
    return new GoodsEvent(
        kind,
        eventId,
        new SourceRef("dock", 0, SourceRef.NO_SEQUENCE),
        new Origin("any", 0, 0, Long.MAX_VALUE),
        at,
        eventId.hashCode(),
        null,
        at,
        false,
        null,
        transfer,
        List.of(lines));
  }

  private static GoodsEvent atHub(GoodsEvent at) {
    CountHead head = at.count();
    String sale = at.originalEventId();
    return new GoodsEvent(
        at.kind(),
        "hub-" + at.eventId(),
        at.source(),
        at.origin(),
        at.occurredAtMicros(),
        at.contentHash(),
        at.orderRef() == null ? null : "hub-" + at.orderRef(),
        at.originalOccurredAtMicros(),
        at.goodsNeverLeft(),
        head == null
            ? null
            : new CountHead(
                head.countId(), "hub", head.countedAtMicros(), head.complete(), head.scope()),
        null,
        at.lines().stream().map(ConservationPropertiesTest::atHub).toList(),
        at.clockSkewMillis(),
        sale == null ? null : "hub-" + sale,
        at.timePrecisionMicros());
  }

  private static GoodsLine atHub(GoodsLine at) {
    return new GoodsLine(
        at.lineNo(),
        at.sku(),
        "hub",
        at.quantity(),
        at.act(),
        at.from(),
        at.to(),
        at.area(),
        at.stated());
  }
}
