package io.zaiko.testkit;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;

/**
 * Orders that ask a group of locations, from a seed: sold under its name, then assigned to one of
 * its locations or supplied by it all the same, cancelled or voided, in parts, and told in any
 * order. Now and then somebody books goods under the name of a group.
 */
public final class GroupOrders {
  private static final String[] GROUPS = {"north", "south", "all"};
  private static final String[] PLACES = {"store-1", "store-2", "warehouse"};
  private static final String[] SKUS = {"TEA", "MUG", "POT", "tea"};

  private final SplittableRandom random;
  private final List<HistoryRecord> records = new ArrayList<>();
  private final long seed;
  private int made;

  private GroupOrders(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed * 41 + 13);
  }

  /** A history with such orders among its records: one for six of them. */
  public static History among(History history) {
    GroupOrders orders = new GroupOrders(history.seed());
    for (HistoryRecord record : history.records()) {
      orders.records.add(record);
      if (orders.random.nextInt(6) == 0) {
        orders.ask(record.occurredAt());
      }
    }
    return new History(history.seed(), orders.records);
  }

  private void ask(Instant at) {
    String group = any(GROUPS);
    String sku = any(SKUS);
    String order = "group-order-" + made;
    FulfilmentKind how = random.nextBoolean() ? FulfilmentKind.SHIP : FulfilmentKind.PICKUP;
    add("sales.web", sale(order, at, group, sku, how));
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant then = at.plusSeconds(random.nextInt(7_200) - 600);
      switch (random.nextInt(8)) {
        case 0 -> add("voids.web", undo(order, then, group, sku, how));
        case 1 -> add("fulfilments.oms", step(FulfilmentAct.CANCELLED, order, then, group, sku));
        case 2 -> supply(FulfilmentAct.SHIPPED, order, then, sku);
        case 3 -> supply(FulfilmentAct.SHORT_PICKED, order, then, sku);
        default -> supply(FulfilmentAct.ASSIGNED, order, then, sku);
      }
    }
    if (random.nextInt(8) == 0) {
      add("restocks.wms", restock(at, group, sku));
    }
  }

  /** What may have been there for a while only must not decide whether a shelf is known. */
  private void supply(FulfilmentAct act, String order, Instant at, String sku) {
    String place = any(PLACES);
    add("restocks.wms", restock(at, place, sku));
    add("fulfilments.oms", step(act, order, at, place, sku));
  }

  private void add(String topic, SpecificRecord record) {
    int place = random.nextInt(3) == 0 ? random.nextInt(records.size() + 1) : records.size();
    records.add(place, new HistoryRecord(topic, record));
  }

  private Sale sale(String order, Instant at, String group, String sku, FulfilmentKind how) {
    return Sale.newBuilder()
        .setEventId(eventId())
        .setOccurredAt(at)
        .setSource(source())
        .setOrderRef(order)
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(group)
                    .setQuantity(units())
                    .setFulfilment(how)
                    .build()))
        .build();
  }

  private Void undo(String order, Instant at, String group, String sku, FulfilmentKind how) {
    return Void.newBuilder()
        .setEventId(eventId())
        .setOccurredAt(at)
        .setSource(source())
        .setOrderRef(order)
        .setOriginalEventId("any")
        .setOriginalOccurredAt(at)
        .setGoods(VoidedGoods.CAME_BACK)
        .setLines(
            List.of(
                VoidLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(group)
                    .setQuantity(units())
                    .setFulfilment(how)
                    .build()))
        .build();
  }

  private Fulfilment step(FulfilmentAct act, String order, Instant at, String place, String sku) {
    boolean isFrom = act == FulfilmentAct.ASSIGNED && random.nextBoolean();
    return Fulfilment.newBuilder()
        .setEventId(eventId())
        .setOccurredAt(at)
        .setSource(source())
        .setOrderRef(order)
        .setAct(act)
        .setLines(
            List.of(
                FulfilmentLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(place)
                    .setQuantity(units())
                    .setFromLocationId(isFrom ? any(GROUPS) : null)
                    .build()))
        .build();
  }

  private Restock restock(Instant at, String place, String sku) {
    return Restock.newBuilder()
        .setEventId(eventId())
        .setOccurredAt(at)
        .setSource(source())
        .setLines(
            List.of(
                RestockLine.newBuilder()
                    .setLineNo(1)
                    .setSku(sku)
                    .setLocationId(place)
                    .setQuantity(units())
                    .build()))
        .build();
  }

  private String eventId() {
    return "group-" + seed + '-' + made++;
  }

  private static Source source() {
    return Source.newBuilder().setId("web-shop").build();
  }

  private long units() {
    return 1 + random.nextInt(5);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
