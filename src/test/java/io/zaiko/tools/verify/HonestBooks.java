package io.zaiko.tools.verify;

import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputEncoder;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.SchemaIds;
import io.zaiko.codec.UnknownSchemaException;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Image;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import io.zaiko.domain.stock.Restatement;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfId;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Step;
import io.zaiko.testkit.History;
import io.zaiko.testkit.HistoryRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps books with the job's own codec and domain, in one thread and without an engine, so that
 * there are outputs to verify.
 */
final class HonestBooks {
  private static final long BROKER_MILLIS = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  private static final long EPOCH = 1_000;

  private final MemoryTopics topics = new MemoryTopics();
  private final RecordDecoder decoder = new RecordDecoder(HonestBooks::schema);
  private final OutputEncoder encoder = new OutputEncoder(SchemaIds.resolve(TestSchemas::idOf));
  private final Map<String, Long> seen = new HashMap<>();
  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Set<String> nonStock = new HashSet<>();

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

  /** Declares what an item is, and sweeps its shelves. */
  void declare(Item item) {
    String sku = item.getSku();
    if (item.getKind() == ItemKind.NON_STOCK) {
      nonStock.add(sku);
    } else {
      nonStock.remove(sku);
    }
    RawRecord raw =
        topics.append(
            "items", BROKER_MILLIS, sku.getBytes(StandardCharsets.UTF_8), TestSchemas.encode(item));
    shelves.replaceAll((key, shelf) -> restated(key, shelf, sku, raw.offset()));
  }

  private Shelf restated(String key, Shelf shelf, String sku, long offset) {
    ShelfId id = ShelfId.ofKey(key);
    if (!id.sku().equals(sku)) {
      return shelf;
    }
    Restatement restated = shelf.restated(id, view(sku), Cause.item("items|0|" + offset));
    if (restated == null) {
      return shelf;
    }
    tell(restated.image(), restated.alerts());
    return restated.next();
  }

  void publish(String topic, SpecificRecord record) {
    publish(topic, TestSchemas.encode(record));
  }

  void publish(String topic, byte @Nullable [] value) {
    RawRecord raw = topics.append(topic, BROKER_MILLIS, null, value);
    Inbound inbound = decoder.decode(topic, 0, raw.offset(), BROKER_MILLIS, raw.key(), raw.value());
    GoodsEvent event = inbound.event();
    if (event == null) {
      write(encoder.deadLetter(inbound));
    } else if (!topic.startsWith("heartbeats.")) {
      accept(inbound, event);
    }
  }

  private void accept(Inbound inbound, GoodsEvent event) {
    Long before = seen.putIfAbsent(event.identity(), event.contentHash());
    if (before == null) {
      apply(event);
    } else if (before == event.contentHash()) {
      write(encoder.duplicate(event, event.identity()));
    } else {
      write(encoder.deadLetter(inbound.refused(Reason.EVENT_CONFLICT, "the first stands")));
    }
  }

  private void apply(GoodsEvent event) {
    String orderRef = event.orderRef();
    if (orderRef == null) {
      event.lines().forEach(line -> move(Movement.of(event, line)));
      return;
    }
    OrderStep step = orders.getOrDefault(orderRef, Order.UNKNOWN).apply(event, Long.MIN_VALUE);
    orders.put(orderRef, step.next());
    step.movements().forEach(this::move);
    step.alerts().forEach(alert -> write(encoder.alert(alert, 0)));
  }

  private void move(Movement movement) {
    Shelf shelf = shelves.getOrDefault(movement.shelfKey(), Shelf.EMPTY);
    Step step = shelf.apply(movement, view(movement.sku()));
    shelves.put(movement.shelfKey(), step.next());
    write(encoder.ledgerEntry(step.entry(), 0));
    tell(step.image(), step.alerts());
  }

  private ShelfView view(String sku) {
    return new ShelfView(nonStock.contains(sku), EPOCH, 3);
  }

  private void tell(@Nullable Image image, List<Alert> alerts) {
    if (image != null) {
      write(encoder.image(image, 0));
    }
    alerts.forEach(alert -> write(encoder.alert(alert, 0)));
  }

  private void write(Outbound out) {
    topics.append(out.topic(), BROKER_MILLIS, out.key(), out.value());
  }

  private static Schema schema(int id) {
    Schema schema = TestSchemas.ALL.byId(id);
    if (schema == null) {
      throw new UnknownSchemaException("no schema " + id);
    }
    return schema;
  }
}
