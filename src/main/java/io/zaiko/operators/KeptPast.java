package io.zaiko.operators;

import io.zaiko.domain.history.History;
import io.zaiko.domain.history.Movements;
import io.zaiko.domain.history.Pages;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.Moved;
import io.zaiko.domain.stock.Posting;
import io.zaiko.domain.stock.ShelfPast;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The past of the shelf at hand, which must be that of the current key. An ordinary movement is
 * appended to the {@link Tail} and reads nothing; one in {@code Trail.TAIL} seals it.
 *
 * <p>State, by shelf: its counts, at most {@link CountedBooks#MAX_COUNTS}, for as long as the
 * books; pages of packed movements, dropped at sealings once they are older than the late horizon
 * and {@link #MARGIN}, counted from when the last of their times that are not exact is over.
 */
final class KeptPast implements ShelfPast, Pages {

  /** Movements are kept so much longer than a count may come late: operators' times differ. */
  static final Duration MARGIN = Duration.ofHours(2);

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ValueState<CountedBooks> counts;
  private final MapState<Long, byte[]> pages;
  private final History history = new History(this);
  private final Duration horizon;
  private final Duration varianceLateness;
  private Tail tail;
  private long watermarkMillis = Long.MIN_VALUE;

  @SuppressWarnings("NullAway.Init") // the tail is set by of(), before anything is asked
  KeptPast(RuntimeContext context, Duration horizon, Duration varianceLateness) {
    this.counts = context.getState(new ValueStateDescriptor<>("counts", CountedBooks.class));
    this.pages = context.getMapState(new MapStateDescriptor<>("pages", Types.LONG, BYTES));
    this.horizon = horizon.plus(MARGIN);
    this.varianceLateness = varianceLateness;
  }

  /**
   * This past as of a watermark.
   *
   * @param ofShelf the tail of the shelf at hand
   */
  KeptPast of(Tail ofShelf, long watermark) {
    tail = ofShelf;
    watermarkMillis = watermark;
    return this;
  }

  /** Remembers what a shelf asks for. */
  void keep(Posting posting) throws Exception {
    if (posting.counts() != null) {
      counts.update(posting.counts());
    }
    if (posting.kept() != null) {
      tail.append(Movements.packed(posting.kept()));
      if (posting.fillsTail()) {
        history.seal(tail.all(), settledBeforeMicros());
        tail.clear();
      }
    }
  }

  void keep(CountedBooks books) throws Exception {
    counts.update(books);
  }

  /** When the first suspected variance becomes certain; null where none is suspected. */
  static @Nullable Long dueMillis(CountedBooks books, Duration varianceLateness) {
    Long first = books.firstUncertainMicros();
    return first == null ? null : Long.valueOf(BusinessTime.millisAfter(first, varianceLateness));
  }

  @Override
  public long keptFromMicros() {
    return history.keptFromMicros();
  }

  @Override
  public Buckets moved(long afterMicros, long upToMicros) {
    return history.moved(tail.all(), afterMicros, upToMicros);
  }

  @Override
  public boolean hasReceipt(long units, long afterMicros, long upToMicros) {
    return history.hasReceipt(tail.all(), units, afterMicros, upToMicros);
  }

  @Override
  public void around(long atMicros, Consumer<Moved> found) {
    history.around(tail.all(), atMicros, found);
  }

  @Override
  public CountedBooks counts() {
    CountedBooks stored = StateAccess.of(counts::value);
    return stored == null ? CountedBooks.NONE : stored;
  }

  @Override
  public long settledBeforeMicros() {
    return BusinessTime.microsBefore(watermarkMillis, horizon);
  }

  @Override
  public long certainUpToMicros() {
    return BusinessTime.microsBefore(watermarkMillis, varianceLateness);
  }

  @Override
  public byte @Nullable [] read(long page) {
    return StateAccess.of(() -> pages.get(page));
  }

  @Override
  public void write(long page, byte[] packed) {
    StateAccess.run(() -> pages.put(page, packed));
  }

  @Override
  public void remove(long page) {
    StateAccess.run(() -> pages.remove(page));
  }
}
