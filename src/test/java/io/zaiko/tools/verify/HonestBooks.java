package io.zaiko.tools.verify;

import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockRule;
import io.zaiko.avro.Transfer;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps honest books in one thread and without an engine, so that there are outputs to verify. The
 * job's codec says what is refused and what is a duplicate, its domain what becomes of orders; the
 * arithmetic of shelves is of its own, neither the job's nor that of {@code verify}.
 */
final class HonestBooks {
  private static final long BROKER_MILLIS = HonestOutputs.BROKER_TIME.toEpochMilli();
  private static final long SKEW_MICROS = 5 * 60 * 1_000_000L;

  private final MemoryTopics topics = new MemoryTopics();
  private final RecordDecoder decoder = new RecordDecoder(HonestBooks::schema);
  private final HonestOutputs out = new HonestOutputs(topics);
  private final HonestShelves shelves = new HonestShelves(out);
  private final HonestOrders orders = new HonestOrders(shelves, out);
  private final HonestSessions sessions = new HonestSessions(shelves);
  private final HonestTransfers transfers = new HonestTransfers(shelves, out);
  private final Map<String, Long> seen = new HashMap<>();

  /** Books for a whole history. */
  static HonestBooks of(History history) {
    HonestBooks books = new HonestBooks();
    for (HistoryRecord record : history.records()) {
      books.publish(record.topic(), record.record());
    }
    return books;
  }

  MemoryTopics topics() {
    return topics;
  }

  HonestShelves shelves() {
    return shelves;
  }

  HonestOutputs outputs() {
    return out;
  }

  /** Declares what an item is, and sweeps its shelves. */
  void declare(Item item) {
    String sku = item.getSku();
    RawRecord raw =
        topics.append(
            "items", BROKER_MILLIS, sku.getBytes(StandardCharsets.UTF_8), TestSchemas.encode(item));
    shelves.declare(sku, item.getKind() == ItemKind.NON_STOCK, "items|0|" + raw.offset());
  }

  /** States a good location. */
  void location(Location location) {
    topics.append(
        "locations",
        BROKER_MILLIS,
        location.getLocationId().getBytes(StandardCharsets.UTF_8),
        TestSchemas.encode(location));
    shelves.location(location);
  }

  /** States a good rule, or takes it back. */
  void rule(String key, @Nullable StockRule rule) {
    byte[] value = rule == null ? null : TestSchemas.encode(rule);
    topics.append("stock-rules", BROKER_MILLIS, key.getBytes(StandardCharsets.UTF_8), value);
    shelves.rule(key, rule);
  }

  void publish(String topic, SpecificRecord record) {
    publish(topic, TestSchemas.encode(record));
  }

  void publish(String topic, byte @Nullable [] value) {
    RawRecord raw = topics.append(topic, BROKER_MILLIS, null, value);
    Inbound inbound = decoder.decode(topic, 0, raw.offset(), BROKER_MILLIS, raw.key(), raw.value());
    GoodsEvent event = inbound.event();
    if (event == null) {
      out.deadLetter(raw, Objects.requireNonNull(inbound.reason()).name());
    } else if (!topic.startsWith("heartbeats.")) {
      accept(raw, event);
    }
  }

  private void accept(RawRecord raw, GoodsEvent event) {
    Long before = seen.putIfAbsent(event.identity(), event.contentHash());
    if (before == null) {
      apply(raw, event);
      orders.advance(event.asOfMicros());
      event.lines().forEach(line -> out.fresh(line.locationId(), event.asOfMicros()));
    } else if (before == event.contentHash()) {
      out.duplicate(raw, event.eventId(), event.kind().name());
    } else {
      out.deadLetter(raw, "EVENT_CONFLICT");
    }
  }

  private void apply(RawRecord raw, GoodsEvent event) {
    if (event.orderRef() != null) {
      orders.apply(event);
      return;
    }
    SpecificRecord record =
        Objects.requireNonNull(
            new WireReader(TestSchemas.ALL)
                .read(raw.value(), Contract.schemaOf(raw.topicPrefix()))
                .record());
    var source = Contract.source(record);
    long skew =
        source.getSentAt() == null || source.getReceivedAt() == null
            ? 0
            : ChronoUnit.MICROS.between(source.getReceivedAt(), source.getSentAt());
    long ahead = Math.abs(skew) > SKEW_MICROS ? skew : 0;
    long at = micros(Contract.occurredAt(record)) - ahead;
    Booking booking =
        new Booking(
                event.eventId(), 0, event.kind().name(), at, Math.min(at, BROKER_MILLIS * 1_000))
            .within(
                Math.min(
                    Objects.requireNonNullElse(source.getTimePrecision(), 0L), 604_800_000_000L));
    if (record instanceof StockCount count) {
      Instant counted = count.getCountedAt();
      sessions.count(count, booking.movedAt(counted == null ? at : micros(counted) - ahead));
    } else if (record instanceof Transfer transfer) {
      transfers.transfer(transfer, booking);
    } else {
      move(record, booking);
    }
  }

  private void move(SpecificRecord record, Booking booking) {
    if (record instanceof Return back) {
      for (var line : back.getLines()) {
        long q = line.getQuantity();
        Units change =
            switch (line.getDisposition()) {
              case RESTOCK -> new Units(q, 0, 0, 0, 0, 0);
              case DAMAGED -> new Units(q, q, 0, 0, 0, 0);
              case QUALITY_CONTROL -> new Units(q, 0, q, 0, 0, 0);
              case NOT_RETURNED -> Units.ZERO;
            };
        move(line.getLocationId(), line.getSku(), booking.line(line.getLineNo()), change);
      }
    } else if (record instanceof Restock restock) {
      for (var line : restock.getLines()) {
        Units change = new Units(line.getQuantity(), 0, 0, 0, 0, 0);
        shelves
            .shelf(new ShelfKey(line.getLocationId(), line.getSku()))
            .receive(booking.movedAtMicros(), line.getQuantity());
        move(line.getLocationId(), line.getSku(), booking.line(line.getLineNo()), change);
      }
    } else if (record instanceof StockAdjustment adjustment) {
      for (var line : adjustment.getLines()) {
        boolean isFound =
            line.getReason() == AdjustmentReason.FOUND
                && line.getCondition() == Condition.NOT_FOUND;
        boolean isMove = line.getReason() == AdjustmentReason.MOVE || isFound;
        long q = line.getQuantity();
        Units change = in(line.getCondition(), isMove ? 0 : q, isMove ? -q : q);
        if (isMove) {
          change = change.plus(in(isFound ? Condition.SELLABLE : line.getToCondition(), 0, q));
        }
        move(line.getLocationId(), line.getSku(), booking.line(line.getLineNo()), change);
      }
    }
  }

  private void move(String location, String sku, Booking booking, Units change) {
    ShelfKey key = new ShelfKey(location, sku);
    long at = booking.movedAtMicros();
    String outcome = shelves.shelf(key).isAbsorbed(at) ? "ABSORBED" : "APPLIED";
    shelves.book(key, booking, outcome, shelf -> shelf.move(booking, change));
  }

  private static Units in(Condition condition, long onHand, long q) {
    return switch (condition) {
      case SELLABLE -> new Units(onHand, 0, 0, 0, 0, 0);
      case DAMAGED -> new Units(onHand, q, 0, 0, 0, 0);
      case QUALITY_CONTROL -> new Units(onHand, 0, q, 0, 0, 0);
      case ON_HOLD -> new Units(onHand, 0, 0, q, 0, 0);
      case NOT_FOUND -> new Units(onHand, 0, 0, 0, q, 0);
    };
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Schema schema(int id) {
    Schema schema = TestSchemas.ALL.byId(id);
    if (schema == null) {
      throw new UnknownSchemaException("no schema " + id);
    }
    return schema;
  }
}
