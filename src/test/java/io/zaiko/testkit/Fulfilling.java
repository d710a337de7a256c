package io.zaiko.testkit;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What warehouses and shops say of the orders of a history: every act, of some lines, here and
 * elsewhere, of more and of fewer units than there are, at times that do not follow each other.
 */
final class Fulfilling {
  private static final String[] SKUS = {"TEA", "MUG", "POT", "tea"};

  private final SplittableRandom random;
  private final long seed;
  private final List<Sale> sold = new ArrayList<>();
  // Where an item was sold for certain, so that its shelf is known in whatever order things arrive.
  private final Map<String, List<String>> places = new HashMap<>();
  private int made;

  Fulfilling(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(17 * seed + 3);
  }

  /** An order that may be fulfilled. */
  void sold(Sale sale) {
    for (SaleLine line : sale.getLines()) {
      if (line.getQuantity() > 0) {
        places.computeIfAbsent(line.getSku(), key -> new ArrayList<>()).add(line.getLocationId());
      }
    }
    if (sale.getLines().stream().allMatch(line -> places.containsKey(line.getSku()))) {
      sold.add(sale);
    }
  }

  /** Whether somebody says something now. */
  boolean isTime() {
    return !sold.isEmpty() && random.nextInt(3) == 0;
  }

  /** How many seconds later that is. */
  int pause() {
    return random.nextInt(600);
  }

  /** The next record, mostly of one of the last orders. */
  HistoryRecord next(Instant now) {
    int among = random.nextBoolean() ? sold.size() : Math.min(sold.size(), 3);
    Sale sale = sold.get(sold.size() - 1 - random.nextInt(among));
    FulfilmentAct act = any(FulfilmentAct.values());
    Instant at = now.plusSeconds(random.nextInt(7_200) - 3_600);
    List<FulfilmentLine> lines = new ArrayList<>();
    for (SaleLine line : sale.getLines()) {
      if (lines.isEmpty() || random.nextBoolean()) {
        lines.add(line(line, act, at));
      }
    }
    return new HistoryRecord(
        "fulfilments.wms",
        Fulfilment.newBuilder()
            .setEventId("fulfilment-" + seed + '-' + made++)
            .setOccurredAt(at)
            .setSource(source(at))
            .setOrderRef(random.nextInt(15) == 0 ? "order-never" : sale.getOrderRef())
            .setAct(act)
            .setLines(lines)
            .build());
  }

  /** Where in a history it arrives: mostly last, and now and then before what it speaks of. */
  int place(int size) {
    return random.nextInt(3) == 0 ? random.nextInt(size + 1) : size;
  }

  /** Now and then of somebody who knows the hour only. */
  private Source source(Instant at) {
    return Source.newBuilder()
        .setId("wms")
        .setSentAt(at.plusSeconds(2))
        .setTimePrecision(random.nextInt(5) == 0 ? 3_600_000_000L : null)
        .build();
  }

  private FulfilmentLine line(SaleLine line, FulfilmentAct act, Instant at) {
    String other = any(SKUS);
    String sku = random.nextInt(15) == 0 && places.containsKey(other) ? other : line.getSku();
    List<String> known = places.get(sku);
    boolean isHere = known.contains(line.getLocationId()) && random.nextInt(3) > 0;
    String place = isHere ? line.getLocationId() : known.get(random.nextInt(known.size()));
    boolean isFrom = act == FulfilmentAct.ASSIGNED && random.nextBoolean();
    boolean isUntil = act == FulfilmentAct.READY && random.nextBoolean();
    return FulfilmentLine.newBuilder()
        .setLineNo(line.getLineNo())
        .setSku(sku)
        .setLocationId(place)
        .setQuantity(random.nextInt(4) == 0 ? line.getQuantity() : random.nextInt(6))
        .setFromLocationId(isFrom ? any(otherThan(place)) : null)
        .setCollectUntil(isUntil ? at.plusSeconds(1 + random.nextInt(200_000)) : null)
        .build();
  }

  private static String[] otherThan(String place) {
    return Stream.of("store-1", "store-2", "warehouse", "north")
        .filter(other -> !other.equals(place))
        .toArray(String[]::new);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
