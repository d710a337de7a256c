package io.zaiko.testkit;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes histories of a small chain, in which few shelves and few orders meet often. The same seed
 * and size make the same history.
 *
 * <p>There are sales of all fulfilments, voids of both kinds (also of more than was sold, twice,
 * before the sale, for orders that never come, for lines that say something else, that state
 * another time of the sale or name another one), returns of all dispositions, restocks, adjustments
 * and moves, lines of zero; fulfilments of every act; sources that number their records, with
 * several epochs, and others that do not.
 *
 * <p>A permuted history of more than some 250 records of one source has more gaps at a time than
 * the job keeps open, so that it declares some lost.
 */
public final class HistoryGenerator {
  private static final Instant OPENING = Instant.parse("2026-01-05T08:00:00Z");

  private final long seed;
  private final SplittableRandom random;
  private final SplittableRandom carelessness;
  private final Sources sources;
  private final Fulfilling fulfilling;
  private final List<Sale> sold = new ArrayList<>();
  private final List<HistoryRecord> records = new ArrayList<>();
  private Instant now = OPENING;

  private HistoryGenerator(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.sources = new Sources(random.split());
    this.carelessness = new SplittableRandom(31 * seed + 5);
    this.fulfilling = new Fulfilling(seed);
  }

  /** A generator that is used once. */
  public static HistoryGenerator of(long seed) {
    return new HistoryGenerator(seed);
  }

  /** A history of so many records. */
  public History size(int size) {
    while (records.size() < size) {
      now = now.plusSeconds(random.nextInt(600)); // two events may have the same time
      next();
      if (records.size() < size && fulfilling.isTime()) {
        now = now.plusSeconds(fulfilling.pause());
        records.add(fulfilling.place(records.size()), fulfilling.next(now));
      }
    }
    return new History(seed, records);
  }

  private void next() {
    int dice = random.nextInt(100);
    if (dice < 45) {
      Sale sale = sale();
      sold.add(sale);
      fulfilling.sold(sale);
      add("sales", sale);
    } else if (dice < 65) {
      add("voids", undo());
    } else if (dice < 78) {
      add("returns", takeBack());
    } else if (dice < 88) {
      add("restocks", receive());
    } else {
      add("adjustments", adjust());
    }
  }

  private void add(String kind, SpecificRecord record) {
    HistoryRecord next = new HistoryRecord(kind + '.' + sources.channel(), record);
    boolean beforeItsCause = kind.equals("voids") && random.nextInt(4) == 0 && !records.isEmpty();
    int place = beforeItsCause ? random.nextInt(records.size()) : records.size();
    records.add(place, next);
  }

  private Sale sale() {
    return Sale.newBuilder()
        .setEventId(eventId("sale"))
        .setOccurredAt(now)
        .setSource(sources.next("Sale", now))
        .setOrderRef("order-" + (random.nextInt(20) == 0 ? sold.size() / 2 : sold.size()))
        .setLines(IntStream.rangeClosed(1, 1 + random.nextInt(4)).mapToObj(this::saleLine).toList())
        .build();
  }

  private SaleLine saleLine(int lineNo) {
    return SaleLine.newBuilder()
        .setLineNo(lineNo)
        .setSku(sku())
        .setLocationId(location())
        .setQuantity(units())
        .setFulfilment(any(FulfilmentKind.values()))
        .build();
  }

  private Void undo() {
    boolean unknown = sold.isEmpty() || random.nextInt(10) == 0;
    return unknown
        ? undo("order-unknown-" + records.size(), "sale-unknown", OPENING, List.of(saleLine(1)))
        : undo(sold.get(random.nextInt(sold.size())));
  }

  private Void undo(Sale sale) {
    List<SaleLine> lines =
        sale.getLines().stream()
            .filter(line -> line.getLineNo() == 1 || random.nextBoolean())
            .toList();
    Sale named = carelessness.nextInt(8) == 0 ? sold.get(sold.size() - 1) : sale;
    return undo(sale.getOrderRef(), named.getEventId(), stated(sale.getOccurredAt()), lines);
  }

  /** Now and then a till rounds the time of a sale, or had another clock when it made it. */
  private Instant stated(Instant soldAt) {
    return switch (carelessness.nextInt(6)) {
      case 0 -> soldAt.truncatedTo(ChronoUnit.HOURS);
      case 1 -> soldAt.plusSeconds(carelessness.nextInt(7_200) - 3_600);
      default -> soldAt;
    };
  }

  private Void undo(String orderRef, String eventId, Instant soldAt, List<SaleLine> lines) {
    return Void.newBuilder()
        .setEventId(eventId("void"))
        .setOccurredAt(now)
        .setSource(sources.next("Void", now))
        .setOrderRef(orderRef)
        .setOriginalEventId(eventId)
        .setOriginalOccurredAt(soldAt)
        .setGoods(any(VoidedGoods.values()))
        .setLines(lines.stream().map(this::voidLine).toList())
        .build();
  }

  private VoidLine voidLine(SaleLine line) {
    boolean saysSomethingElse = random.nextInt(15) == 0;
    return VoidLine.newBuilder()
        .setLineNo(line.getLineNo())
        .setSku(saysSomethingElse ? sku() : line.getSku())
        .setLocationId(line.getLocationId())
        .setQuantity(random.nextBoolean() ? line.getQuantity() : units())
        .setFulfilment(line.getFulfilment())
        .build();
  }

  private Return takeBack() {
    return Return.newBuilder()
        .setEventId(eventId("return"))
        .setOccurredAt(now)
        .setSource(sources.next("Return", now))
        .setLines(IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(this::returnLine).toList())
        .build();
  }

  private ReturnLine returnLine(int lineNo) {
    return ReturnLine.newBuilder()
        .setLineNo(lineNo)
        .setSku(sku())
        .setLocationId(location())
        .setQuantity(units())
        .setDisposition(any(Disposition.values()))
        .build();
  }

  private Restock receive() {
    return Restock.newBuilder()
        .setEventId(eventId("restock"))
        .setOccurredAt(now)
        .setSource(sources.next("Restock", now))
        .setLines(
            IntStream.rangeClosed(1, 1 + random.nextInt(5))
                .mapToObj(
                    lineNo ->
                        RestockLine.newBuilder()
                            .setLineNo(lineNo)
                            .setSku(sku())
                            .setLocationId(location())
                            .setQuantity(10 * units())
                            .build())
                .toList())
        .build();
  }

  private StockAdjustment adjust() {
    return StockAdjustment.newBuilder()
        .setEventId(eventId("adjustment"))
        .setOccurredAt(now)
        .setSource(sources.next("StockAdjustment", now))
        .setLines(
            IntStream.rangeClosed(1, 1 + random.nextInt(2)).mapToObj(this::adjustmentLine).toList())
        .build();
  }

  private AdjustmentLine adjustmentLine(int lineNo) {
    AdjustmentReason reason = any(AdjustmentReason.values());
    Condition condition = any(Condition.values());
    boolean move = reason == AdjustmentReason.MOVE;
    AdjustmentLine.Builder line =
        AdjustmentLine.newBuilder()
            .setLineNo(lineNo)
            .setSku(sku())
            .setLocationId(location())
            .setReason(reason)
            .setCondition(condition)
            .setQuantity(move || random.nextBoolean() ? units() : -units());
    return move ? line.setToCondition(otherThan(condition)).build() : line.build();
  }

  private Condition otherThan(Condition condition) {
    Condition other = any(Condition.values());
    return other == condition ? otherThan(condition) : other;
  }

  private String eventId(String kind) {
    return kind + '-' + seed + '-' + records.size();
  }

  private String location() {
    return any(new String[] {"store-1", "store-2", "warehouse"});
  }

  private String sku() {
    return any(new String[] {"TEA", "MUG", "POT", "tea"});
  }

  /** Zero now and then. */
  private long units() {
    return random.nextInt(12);
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
