package io.zaiko.tools.verify;

import static io.zaiko.tools.verify.Goods.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Condition;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidedGoods;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import io.zaiko.testkit.PureShelves;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Records of one order line in any order, what the job's domain tells of them, and what verify says
 * of that: all of it holds, and the last word of no alert can be left out.
 */
class OrderAlertsOfTheJobTest {
  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 10_000) / 5;
  private static final List<Alert.Check> CHECKS =
      List.of(
          Alert.Check.EXCESS_FULFILMENT,
          Alert.Check.DOUBLE_BOOKED,
          Alert.Check.UNCOLLECTED,
          Alert.Check.COUNT_REQUESTED);

  private static final String[] PLACES = {"store", "hub", "north"};
  private static final Instant END = at(400);
  private static final Duration LATENESS = Duration.ofMinutes(60);

  private final Map<Alert.Check, Integer> standing = new EnumMap<>(Alert.Check.class);
  private final Map<Alert.Check, Integer> ended = new EnumMap<>(Alert.Check.class);

  @Test
  void what_the_job_tells_holds_and_no_last_word_can_be_left_out() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<SpecificRecord> records = history(new Random(seed));
      List<Alert> told = new Job(new Random(~seed)).told(records);
      assertThat(objections(records, told)).as("seed %d: %s", seed, told).isEmpty();
      for (Alert last : lastWords(told)) {
        boolean stands = isOpen(last);
        (stands ? standing : ended).merge(last.check(), 1, Integer::sum);
        List<Alert> without = new ArrayList<>(told);
        without.remove(last);
        assertThat(objections(records, without).isEmpty() && !mayBeLeftOut(last, without))
            .as("seed %d: %s may be left out of %s", seed, last, told)
            .isFalse();
      }
    }
    for (Alert.Check check : CHECKS) {
      assertThat(standing.get(check)).as("%s at the end", check).isGreaterThan(SEEDS / 100);
      assertThat(ended.get(check)).as("%s no more", check).isGreaterThan(SEEDS / 100);
    }
  }

  /** Where nobody came short by what is known at the end, nobody need have been asked to count. */
  private static boolean mayBeLeftOut(Alert last, List<Alert> without) {
    return last.check() == Alert.Check.COUNT_REQUESTED
        && lastWords(without).stream()
            .noneMatch(each -> each.alertId().equals(last.alertId()) && isOpen(each));
  }

  private static boolean isOpen(Alert alert) {
    return switch (alert.status()) {
      case SUSPECTED, CONFIRMED -> true;
      case RETRACTED, RESOLVED -> false;
    };
  }

  private static List<Alert> lastWords(List<Alert> told) {
    List<Alert> last = new ArrayList<>();
    for (Alert alert : told) {
      last.removeIf(earlier -> earlier.alertId().equals(alert.alertId()));
      last.add(alert);
    }
    return last;
  }

  private static String objections(List<SpecificRecord> records, List<Alert> told) {
    ToldOrders orders = new ToldOrders().timeIs(END).late(LATENESS);
    records.forEach(orders::say);
    for (Alert alert : told) {
      AlertStatus status = AlertStatus.valueOf(alert.status().name());
      orders.tell(alert.check().name(), alert.key(), status, alert.facts());
    }
    return orders.objections();
  }

  /** The domain, and timers that fire in time. */
  private static final class Job {
    private final Random random;
    private final RecordDecoder decoder;
    private final PureShelves shelves = new PureShelves();
    private final List<Alert> told = new ArrayList<>();
    private Schema schema;
    private Order order = Order.UNKNOWN;

    Job(Random random) {
      this.random = random;
      this.decoder = new RecordDecoder(id -> schema);
    }

    List<Alert> told(List<SpecificRecord> records) {
      List<SpecificRecord> arriving = new ArrayList<>(records);
      Collections.shuffle(arriving, random);
      List<Long> times = new ArrayList<>();
      arriving.forEach(record -> times.add(NaiveStock.micros(at(random.nextInt(350)))));
      Collections.sort(times);
      for (int i = 0; i < arriving.size(); i++) {
        timeIs(times.get(i));
        take(event(arriving.get(i)), times.get(i));
      }
      timeIs(NaiveStock.micros(END.minusSeconds(60)));
      return told;
    }

    private void timeIs(long micros) {
      Long due = order.dueMicros();
      while (due != null && due <= micros) {
        tell(order.reviewed("order", due, LATENESS.toMillis() * 1_000));
        due = order.dueMicros();
      }
    }

    private GoodsEvent event(SpecificRecord record) {
      schema = record.getSchema();
      String topic =
          switch (schema.getName()) {
            case "Sale" -> "sales.any";
            case "Void" -> "voids.any";
            case "Fulfilment" -> "fulfilments.any";
            default -> "adjustments.any";
          };
      Inbound inbound =
          decoder.decode(
              topic,
              0,
              0,
              HonestOutputs.BROKER_TIME.toEpochMilli(),
              null,
              WireFormat.encode(1, record));
      GoodsEvent event = inbound.event();
      if (event == null) {
        throw new AssertionError(inbound.reason() + " " + inbound.message() + ": " + record);
      }
      return event;
    }

    private void take(GoodsEvent event, long watermark) {
      if (event.orderRef() == null) {
        event.lines().forEach(line -> hear(shelves.move(Movement.of(event, line)).alerts()));
      } else {
        tell(order.apply(event, watermark, LATENESS.toMillis() * 1_000));
      }
    }

    private void tell(OrderStep step) {
      order = step.next();
      hear(step.alerts());
      step.movements().forEach(movement -> hear(shelves.move(movement).alerts()));
    }

    private void hear(List<Alert> alerts) {
      alerts.stream().filter(alert -> CHECKS.contains(alert.check())).forEach(told::add);
    }
  }

  private static List<SpecificRecord> history(Random random) {
    List<SpecificRecord> records = new ArrayList<>();
    int size = 2 + random.nextInt(11);
    for (int i = 0; i < size; i++) {
      String id = "e" + random.nextInt(90) + "-" + i;
      Instant when = at(random.nextInt(20));
      String place = PLACES[random.nextInt(PLACES.length)];
      long units = 1 + random.nextInt(4);
      records.add(
          switch (i == 0 ? 0 : random.nextInt(10)) {
            case 0 -> OrderRecords.sold("shop", id, when, place, how(random), units + 1);
            case 1 -> OrderRecords.sold("till", id, when, place, how(random), units);
            case 2 -> voided(random, records, id, when, units);
            case 3 -> adjusted(random, id, when, place, units);
            case 4, 5 -> step(random, FulfilmentAct.READY, id, when, place, units);
            default -> step(random, any(random), id, when, place, units);
          });
    }
    return records;
  }

  /** Mostly of a sale that was made, which it may name. */
  private static SpecificRecord voided(
      Random random, List<SpecificRecord> before, String id, Instant when, long units) {
    if (random.nextInt(4) > 0 && before.get(random.nextInt(before.size())) instanceof Sale sale) {
      SaleLine line = sale.getLines().get(0);
      Void undone =
          OrderRecords.voided(id, when, line.getLocationId(), line.getFulfilment(), units);
      undone.setGoods(random.nextBoolean() ? VoidedGoods.NEVER_LEFT : VoidedGoods.CAME_BACK);
      undone.setOriginalEventId(random.nextInt(3) > 0 ? sale.getEventId() : "none");
      return undone;
    }
    return OrderRecords.voided(id, when, PLACES[random.nextInt(PLACES.length)], how(random), units);
  }

  private static FulfilmentKind how(Random random) {
    return FulfilmentKind.values()[random.nextInt(FulfilmentKind.values().length)];
  }

  private static FulfilmentAct any(Random random) {
    return FulfilmentAct.values()[random.nextInt(FulfilmentAct.values().length)];
  }

  private static SpecificRecord step(
      Random random, FulfilmentAct act, String id, Instant when, String place, long units) {
    String other = PLACES[random.nextInt(PLACES.length)];
    String from = act == FulfilmentAct.ASSIGNED && !other.equals(place) ? other : null;
    // None is due, or becomes sure, in the last minutes, of which nobody knows what is told.
    int soon = 30 + random.nextInt(360);
    int due = random.nextInt(3) == 0 || (soon > 330 && soon < 345) ? 500 : soon;
    boolean isDue = act == FulfilmentAct.READY && random.nextInt(5) > 0;
    return OrderRecords.step(act, id, when, place, units, from, isDue ? at(due) : null);
  }

  private static StockAdjustment adjusted(
      Random random, String id, Instant when, String place, long units) {
    boolean isFound = random.nextInt(3) > 0;
    return StockAdjustment.newBuilder()
        .setEventId(id)
        .setOccurredAt(when)
        .setSource(Goods.source())
        .setLines(
            List.of(
                AdjustmentLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setLocationId(place)
                    .setQuantity(units)
                    .setReason(isFound ? AdjustmentReason.FOUND : AdjustmentReason.MOVE)
                    .setCondition(isFound ? Condition.NOT_FOUND : Condition.SELLABLE)
                    .setToCondition(isFound ? null : Condition.NOT_FOUND)
                    .build()))
        .build();
  }
}
