package io.zaiko.domain.stock;

import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.PaymentStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input record that moves goods, as decoded and checked.
 *
 * @param kind what the record is
 * @param eventId its unique name, 1 to 128 characters
 * @param source who wrote it
 * @param origin where it lies in Kafka
 * @param occurredAtMicros when the goods moved, microseconds since 1970 UTC
 * @param contentHash hash of all it says but the times of its transport
 * @param orderRef the order it belongs to; null where it belongs to none
 * @param originalOccurredAtMicros for a void, the time of the sale as the void states it; else
 *     {@code occurredAtMicros}
 * @param goodsNeverLeft for a void, whether the goods never left the shelf
 * @param count what a count says of its session; null for other kinds
 * @param transfer what a step of a transfer says of it; null for other kinds
 * @param lines what it says; empty for a heartbeat
 * @param clockSkewMillis how far the source's clock was ahead, negative where it was behind: the
 *     times here are less by this than the record tells; 0 where they are as told
 * @param originalEventId for a void, the sale it names; null where it names none
 * @param timePrecisionMicros width of the interval that begins at {@code occurredAtMicros} and
 *     holds the true time, up to {@link #WIDEST_MICROS}; 0 where it is exact
 * @param checkoutRef for a sale, a request of a reservation and a payment, the checkout it states;
 *     null where it states none, and for other kinds
 * @param request what a request of a reservation says of it; null for other kinds
 * @param payment what a payment's record says; null for other kinds
 * @param action what a person made of an alert; null for other kinds
 * @param bill what a sale or a return says of money; null for other kinds, and where nobody asks
 */
public record GoodsEvent(
    RecordKind kind,
    String eventId,
    SourceRef source,
    Origin origin,
    long occurredAtMicros,
    long contentHash,
    @Nullable String orderRef,
    long originalOccurredAtMicros,
    boolean goodsNeverLeft,
    @Nullable CountHead count,
    @Nullable TransferHead transfer,
    List<GoodsLine> lines,
    long clockSkewMillis,
    @Nullable String originalEventId,
    long timePrecisionMicros,
    @Nullable String checkoutRef,
    @Nullable RequestHead request,
    @Nullable PaymentStatement payment,
    @Nullable AlertAction action,
    @Nullable Bill bill) {
  /** An event without money. */
  public GoodsEvent(
      RecordKind kind,
      String eventId,
      SourceRef source,
      Origin origin,
      long occurredAtMicros,
      long contentHash,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      @Nullable CountHead count,
      @Nullable TransferHead transfer,
      List<GoodsLine> lines,
      long clockSkewMillis,
      @Nullable String originalEventId,
      long timePrecisionMicros,
      @Nullable String checkoutRef,
      @Nullable RequestHead request,
      @Nullable PaymentStatement payment,
      @Nullable AlertAction action) {
    this(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        count,
        transfer,
        lines,
        clockSkewMillis,
        originalEventId,
        timePrecisionMicros,
        checkoutRef,
        request,
        payment,
        action,
        null);
  }

  /** An event that is no action. */
  public GoodsEvent(
      RecordKind kind,
      String eventId,
      SourceRef source,
      Origin origin,
      long occurredAtMicros,
      long contentHash,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      @Nullable CountHead count,
      @Nullable TransferHead transfer,
      List<GoodsLine> lines,
      long clockSkewMillis,
      @Nullable String originalEventId,
      long timePrecisionMicros,
      @Nullable String checkoutRef,
      @Nullable RequestHead request,
      @Nullable PaymentStatement payment) {
    this(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        count,
        transfer,
        lines,
        clockSkewMillis,
        originalEventId,
        timePrecisionMicros,
        checkoutRef,
        request,
        payment,
        null);
  }

  /** An event that has to do with no checkout. */
  public GoodsEvent(
      RecordKind kind,
      String eventId,
      SourceRef source,
      Origin origin,
      long occurredAtMicros,
      long contentHash,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      @Nullable CountHead count,
      @Nullable TransferHead transfer,
      List<GoodsLine> lines,
      long clockSkewMillis,
      @Nullable String originalEventId,
      long timePrecisionMicros) {
    this(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        count,
        transfer,
        lines,
        clockSkewMillis,
        originalEventId,
        timePrecisionMicros,
        null,
        null,
        null);
  }

  /** A wider interval is taken as one of a week: so long it keeps the past of a shelf alive. */
  public static final long WIDEST_MICROS = 7 * 86_400_000_000L;

  /** An event whose times are as its source told them, and exact. */
  public GoodsEvent(
      RecordKind kind,
      String eventId,
      SourceRef source,
      Origin origin,
      long occurredAtMicros,
      long contentHash,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      @Nullable CountHead count,
      @Nullable TransferHead transfer,
      List<GoodsLine> lines) {
    this(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        count,
        transfer,
        lines,
        0,
        null,
        0);
  }

  /** An event that is neither a count nor a step of a transfer. */
  public GoodsEvent(
      RecordKind kind,
      String eventId,
      SourceRef source,
      Origin origin,
      long occurredAtMicros,
      long contentHash,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      List<GoodsLine> lines) {
    this(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        null,
        null,
        lines);
  }

  /**
   * When its units moved, as far as it knows itself: of a void of goods that never left, the time
   * it states of its sale, which an {@link Order} that knows the sale sets right.
   */
  public long effectiveAtMicros() {
    return goodsNeverLeft ? originalOccurredAtMicros : occurredAtMicros;
  }

  /**
   * What is remembered together to know a redelivery: the numbers of one source, epoch and kind, or
   * the event id of a record without a number.
   */
  public String identityGroup() {
    return source.isNumbered() ? source.id() + '|' + source.epoch() + '|' + kind : eventId;
  }

  /** What makes it known: no two events share it. */
  public String identity() {
    return source.isNumbered() ? identityGroup() + '|' + source.sequence() : eventId;
  }

  /** Its business time, never ahead of the broker's clock. */
  public long asOfMicros() {
    return Math.min(occurredAtMicros, origin.timestampMicros());
  }

  /** The same with what it says of money. */
  public GoodsEvent with(Bill itsBill) {
    return new GoodsEvent(
        kind,
        eventId,
        source,
        origin,
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        count,
        transfer,
        lines,
        clockSkewMillis,
        originalEventId,
        timePrecisionMicros,
        checkoutRef,
        request,
        payment,
        action,
        itsBill);
  }
}
