package io.zaiko.testkit;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.domain.identity.SequenceWindow;
import io.zaiko.domain.identity.Verdict;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Shelf;
import java.util.HashMap;
import java.util.Map;
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
  private final PureShelves books;
  private final int ring;
  private int duplicates;
  private long offset;

  /**
   * @param tailSize so many movements of a shelf are sealed together
   */
  public PureBooks(int tailSize) {
    this(tailSize, RememberedHash.RING);
  }

  /**
   * @param tailSize so many movements of a shelf are sealed together
   * @param ring of so many of the newest numbers of a source the content is remembered
   */
  public PureBooks(int tailSize, int ring) {
    this.books = new PureShelves(tailSize);
    this.ring = ring;
  }

  public PureBooks() {
    this(4);
  }

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
      case NEW -> books.receive(event);
      case DUPLICATE -> duplicates++;
      case CONFLICT, REUSED, EXPIRED -> throw new AssertionError("refused: " + event.eventId());
    }
  }

  /** Passes all that rests in state through something, as a savepoint does. */
  public void rewrite(PureShelves.Rewriting through) {
    windows.replaceAll((group, window) -> through.rewritten(SequenceWindow.class, window));
    rings.replaceAll((slot, hash) -> through.rewritten(RememberedHash.class, hash));
    books.rewrite(through);
  }

  /** Every shelf by {@code location|sku}. */
  public Map<String, Shelf> shelves() {
    return books.shelves();
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
    String slot = group + '#' + number % ring;
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
}
