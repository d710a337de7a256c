package io.zaiko.testkit;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.domain.identity.SequenceWindow;
import io.zaiko.domain.identity.Verdict;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Order;
import io.zaiko.domain.stock.OrderStep;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/** The codec and the domain joined by plain maps: the job without its engine. */
public final class PureBooks {

  private static final long WHOLE_HISTORY = Long.MAX_VALUE / 4;
  private static final long BROKER_MILLIS = 1_900_000_000_000L;

  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final RecordDecoder decoder = new RecordDecoder(schemas::get);
  private final Map<String, SequenceWindow> windows = new HashMap<>();
  private final Map<String, RememberedHash> rings = new HashMap<>();
  private final Map<String, Long> eventIds = new HashMap<>();
  private final Map<String, Order> orders = new HashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private int duplicates;
  private long offset;

  /** Takes in a record as its bytes would arrive. */
  public void receive(HistoryRecord record) {
    Schema schema = record.record().getSchema();
    int id = schema.getFullName().hashCode() & 0xffff;
    schemas.put(id, schema);
    byte[] value = WireFormat.encode(id, record.record());
    Inbound inbound =
        decoder.decode(record.topic(), 0, offset++, BROKER_MILLIS, new byte[0], value);
    GoodsEvent event = inbound.event();
    if (event == null) {
      throw new AssertionError("refused: " + inbound.reason() + ' ' + inbound.message());
    }
    switch (verdict(event)) {
      case NEW -> apply(event);
      case DUPLICATE -> duplicates++;
      case CONFLICT, REUSED, EXPIRED -> throw new AssertionError("refused: " + event.eventId());
    }
  }

  /** Every shelf by {@code location|sku}. */
  public Map<String, Shelf> shelves() {
    return shelves;
  }

  /** How many redeliveries were dropped. */
  public int duplicates() {
    return duplicates;
  }

  private Verdict verdict(GoodsEvent event) {
    if (!event.source().isNumbered()) {
      Long before = eventIds.putIfAbsent(event.eventId(), event.contentHash());
      return Verdict.byEventId(before, event.contentHash());
    }
    long number = event.source().sequence();
    String group = event.identityGroup();
    String slot = group + '#' + RememberedHash.slotOf(number);
    SequenceWindow window = windows.getOrDefault(group, SequenceWindow.UNOPENED);
    Verdict verdict =
        window.judge(
            number,
            event.contentHash(),
            event.occurredAtMicros(),
            rings.get(slot),
            0,
            WHOLE_HISTORY);
    if (verdict == Verdict.NEW) {
      windows.put(group, window.with(number, event.occurredAtMicros(), 0));
      rings.merge(
          slot,
          new RememberedHash(number, event.contentHash()),
          (old, add) -> add.replaces(old) ? add : old);
    }
    return verdict;
  }

  private void apply(GoodsEvent event) {
    if (event.kind() == RecordKind.SALE || event.kind() == RecordKind.VOID) {
      String ref = Objects.requireNonNull(event.orderRef());
      OrderStep step = orders.getOrDefault(ref, Order.UNKNOWN).apply(event, 0);
      orders.put(ref, step.next());
      move(step.movements());
    } else {
      move(event.lines().stream().map(line -> Movement.of(event, line)).toList());
    }
  }

  private void move(List<Movement> movements) {
    for (Movement movement : movements) {
      Step step =
          shelves
              .getOrDefault(movement.shelfKey(), Shelf.EMPTY)
              .apply(movement, new ShelfView(false, 1, 3));
      shelves.put(movement.shelfKey(), step.next());
    }
  }
}
