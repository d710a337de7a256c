package io.zaiko.domain.stock;

import io.zaiko.domain.identity.RecordKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of one shelf by one line of one event.
 *
 * @param locationId the location
 * @param sku the item
 * @param eventId the record behind it
 * @param lineNo the line of the record
 * @param kind the kind of the record
 * @param outcome what became of the line
 * @param orderRef the order; null where there is none
 * @param occurredAtMicros when the units moved
 * @param asOfMicros business time of the record, never ahead of the broker's clock
 * @param deltas the change
 * @param clockSkewMillis what was subtracted from the times its source told; 0 for nothing
 * @param count what the shelf is told of a count; null where it is told of none
 * @param timePrecisionMicros width of the interval that begins at {@code occurredAtMicros} and
 *     holds the true time; 0 where it is exact
 * @param reservationId for a line of a sale, the hold that it turns into an order; null for none
 * @param hold what the shelf is told of a hold; null where it is told of none
 */
public record Movement(
    String locationId,
    String sku,
    String eventId,
    int lineNo,
    RecordKind kind,
    Outcome outcome,
    @Nullable String orderRef,
    long occurredAtMicros,
    long asOfMicros,
    Buckets deltas,
    long clockSkewMillis,
    @Nullable CountStatement count,
    long timePrecisionMicros,
    @Nullable String reservationId,
    @Nullable HoldWord hold) {
  /** A movement that has to do with no hold. */
  public Movement(
      String locationId,
      String sku,
      String eventId,
      int lineNo,
      RecordKind kind,
      Outcome outcome,
      @Nullable String orderRef,
      long occurredAtMicros,
      long asOfMicros,
      Buckets deltas,
      long clockSkewMillis,
      @Nullable CountStatement count,
      long timePrecisionMicros) {
    this(
        locationId,
        sku,
        eventId,
        lineNo,
        kind,
        outcome,
        orderRef,
        occurredAtMicros,
        asOfMicros,
        deltas,
        clockSkewMillis,
        count,
        timePrecisionMicros,
        null,
        null);
  }

  /** A movement whose times are as its source told them, and exact. */
  public Movement(
      String locationId,
      String sku,
      String eventId,
      int lineNo,
      RecordKind kind,
      Outcome outcome,
      @Nullable String orderRef,
      long occurredAtMicros,
      long asOfMicros,
      Buckets deltas) {
    this(
        locationId,
        sku,
        eventId,
        lineNo,
        kind,
        outcome,
        orderRef,
        occurredAtMicros,
        asOfMicros,
        deltas,
        0,
        null,
        0);
  }

  /** Separates location and SKU in a shelf's key; no location id holds it. */
  public static final char KEY_SEPARATOR = '|';

  /**
   * The movement of a line that takes effect in full; of what a sensor sees, the evidence, as of no
   * later than the broker had it: a look ahead of time would miss all that is sold until then.
   */
  public static Movement of(GoodsEvent event, GoodsLine line) {
    CountHead count = event.count();
    if (count != null) {
      CountStatement seen =
          new CountStatement(
              null,
              line.area(),
              Math.min(count.countedAtMicros(), event.asOfMicros()),
              line.quantity(),
              count.scope(),
              line.stated(),
              StatedBy.of(event));
      return counted(event, line, Outcome.EVIDENCE, seen);
    }
    if (event.kind() == RecordKind.HOLD_RELEASE) {
      return withdrawn(event, line);
    }
    Outcome outcome = line.quantity() == 0 ? Outcome.ZERO_LINE : Outcome.APPLIED;
    return of(event, line, outcome, line.effectOf(line.quantity()));
  }

  /** What a shelf is told where a reservation was refused that it granted. */
  private static Movement withdrawn(GoodsEvent event, GoodsLine line) {
    String reservation = Objects.requireNonNull(line.reservationId(), "a release names its hold");
    HoldTerms terms =
        new HoldTerms(
            reservation,
            reservation,
            "",
            0,
            0,
            Fate.WITHDRAWN,
            0,
            false,
            false,
            null,
            event.eventId(),
            event.kind(),
            event.occurredAtMicros(),
            event.asOfMicros(),
            HoldNote.NONE);
    return told(line.locationId(), line.sku(), line.lineNo(), new HoldWord(terms, 0, 0));
  }

  /**
   * What a shelf is told of a hold: which units that moves is for the shelf to say.
   *
   * @param lineNo the number under which the ledger shows it
   */
  public static Movement told(String locationId, String sku, int lineNo, HoldWord word) {
    HoldTerms terms = word.terms();
    return new Movement(
        locationId,
        sku,
        terms.causeEventId(),
        lineNo,
        terms.causeKind(),
        Outcome.APPLIED,
        terms.orderRef(),
        terms.atMicros(),
        terms.asOfMicros(),
        Buckets.NONE,
        0,
        null,
        0,
        null,
        word);
  }

  /** The same movement with what it turned out to do. */
  public Movement turnedOut(Outcome became, @Nullable String ofOrder, Buckets moved) {
    return new Movement(
        locationId,
        sku,
        eventId,
        lineNo,
        kind,
        became,
        ofOrder,
        occurredAtMicros,
        asOfMicros,
        moved,
        clockSkewMillis,
        count,
        timePrecisionMicros,
        reservationId,
        hold);
  }

  /**
   * What a shelf is told by a line of a count.
   *
   * @param statement null where the line says nothing yet, or another line speaks for it
   */
  public static Movement counted(
      GoodsEvent event, GoodsLine line, Outcome outcome, @Nullable CountStatement statement) {
    long at = statement == null ? event.occurredAtMicros() : statement.atMicros();
    return new Movement(
        line.locationId(),
        line.sku(),
        event.eventId(),
        line.lineNo(),
        event.kind(),
        outcome,
        null,
        at,
        Math.min(at, event.asOfMicros()),
        Buckets.NONE,
        event.clockSkewMillis(),
        statement,
        0);
  }

  /** The movement of a line with another effect than its own. */
  public static Movement of(GoodsEvent event, GoodsLine line, Outcome outcome, Buckets deltas) {
    return new Movement(
        line.locationId(),
        line.sku(),
        event.eventId(),
        line.lineNo(),
        event.kind(),
        outcome,
        event.orderRef(),
        event.effectiveAtMicros(),
        event.asOfMicros(),
        deltas,
        event.clockSkewMillis(),
        null,
        event.timePrecisionMicros(),
        line.reservationId(),
        null);
  }

  /**
   * Whether it speaks of what is on its shelf: it moves units there, or counted them, or is of a
   * transfer from or to there, also where nothing of that is in transit any more. Goods that a
   * customer kept, and a void of what was voided before, speak of none.
   */
  boolean speaksOfShelf() {
    return count != null || kind == RecordKind.TRANSFER || !deltas.equals(Buckets.NONE);
  }

  /** Whether it brings goods that were delivered, by a supplier or from another own location. */
  boolean isReceipt() {
    return (kind == RecordKind.RESTOCK || kind == RecordKind.TRANSFER) && deltas.onHand() > 0;
  }

  /**
   * What is kept of it for counts to come.
   *
   * @param countable its deltas, of the {@link Buckets#countable} buckets
   */
  Moved kept(Buckets countable) {
    long onHand = countable.onHand();
    return new Moved(occurredAtMicros, countable, isReceipt(), timePrecisionMicros, moved(onHand));
  }

  /**
   * Units that moved, into the shelf or out of it. A void brings goods back and a fulfilment takes
   * them away: one that does less than it told takes back so much, and tells of no more.
   */
  private long moved(long onHand) {
    if (kind == RecordKind.VOID) {
      return onHand;
    }
    return kind == RecordKind.FULFILMENT ? -onHand : Math.abs(onHand);
  }

  /** The key of the shelf it changes. */
  public String shelfKey() {
    return locationId + KEY_SEPARATOR + sku;
  }
}
