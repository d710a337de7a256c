package io.zaiko.codec;

import io.zaiko.avro.Source;
import io.zaiko.domain.alert.AlertAction;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.stock.CountHead;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.RequestHead;
import io.zaiko.domain.stock.TransferHead;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part that every input record has, checked. */
record EventHead(
    String eventId,
    SourceRef source,
    SourceClock clock,
    long occurredAtMicros,
    long timePrecisionMicros,
    long contentHash) {

  static EventHead of(String eventId, Instant occurredAt, Source source, Arrival arrival)
      throws Refusal {
    SourceClock clock = SourceClock.of(source, arrival.origin(), arrival.bearableSkewMillis());
    return new EventHead(
        Fields.name(eventId, "event_id", Fields.RECORD),
        new SourceRef(
            Fields.name(source.getId(), "source.id", Fields.RECORD),
            Fields.counter(source.getEpoch(), "source.epoch", 0),
            Fields.counter(source.getSequence(), "source.sequence", SourceRef.NO_SEQUENCE)),
        clock,
        clock.time(occurredAt, "occurred_at"),
        precision(source.getTimePrecision()),
        arrival.contentHash());
  }

  GoodsEvent event(RecordKind kind, @Nullable String orderRef, List<GoodsLine> lines) {
    return event(kind, orderRef, occurredAtMicros, false, null, null, null, lines);
  }

  GoodsEvent voided(
      String orderRef,
      String originalEventId,
      long originalOccurredAtMicros,
      boolean neverLeft,
      List<GoodsLine> lines) {
    return event(
        RecordKind.VOID,
        orderRef,
        originalOccurredAtMicros,
        neverLeft,
        originalEventId,
        null,
        null,
        lines);
  }

  GoodsEvent count(CountHead count, List<GoodsLine> lines) {
    return event(RecordKind.COUNT, null, occurredAtMicros, false, null, count, null, lines);
  }

  GoodsEvent transfer(TransferHead transfer, List<GoodsLine> lines) {
    return event(RecordKind.TRANSFER, null, occurredAtMicros, false, null, null, transfer, lines);
  }

  GoodsEvent sale(String orderRef, @Nullable String checkoutRef, List<GoodsLine> lines) {
    return event(
        RecordKind.SALE,
        orderRef,
        occurredAtMicros,
        false,
        null,
        null,
        null,
        lines,
        checkoutRef,
        null,
        null);
  }

  GoodsEvent request(RequestHead request, @Nullable String checkoutRef, List<GoodsLine> lines) {
    return event(
        RecordKind.RESERVATION,
        null,
        occurredAtMicros,
        false,
        null,
        null,
        null,
        lines,
        checkoutRef,
        request,
        null);
  }

  GoodsEvent payment(PaymentStatement payment) {
    return event(
        RecordKind.PAYMENT,
        null,
        occurredAtMicros,
        false,
        null,
        null,
        null,
        List.of(),
        payment.checkoutRef(),
        null,
        payment);
  }

  private GoodsEvent event(
      RecordKind kind,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      @Nullable String originalEventId,
      @Nullable CountHead count,
      @Nullable TransferHead transfer,
      List<GoodsLine> lines) {
    return event(
        kind,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        originalEventId,
        count,
        transfer,
        lines,
        null,
        null,
        null);
  }

  private GoodsEvent event(
      RecordKind kind,
      @Nullable String orderRef,
      long originalOccurredAtMicros,
      boolean goodsNeverLeft,
      @Nullable String originalEventId,
      @Nullable CountHead count,
      @Nullable TransferHead transfer,
      List<GoodsLine> lines,
      @Nullable String checkoutRef,
      @Nullable RequestHead request,
      @Nullable PaymentStatement payment) {
    return new GoodsEvent(
        kind,
        eventId,
        source,
        clock.origin(),
        occurredAtMicros,
        contentHash,
        orderRef,
        originalOccurredAtMicros,
        goodsNeverLeft,
        count,
        transfer,
        lines,
        clock.skewMillis(),
        originalEventId,
        timePrecisionMicros,
        checkoutRef,
        request,
        payment);
  }

  GoodsEvent action(AlertAction action) {
    return new GoodsEvent(
        RecordKind.ALERT_ACTION,
        eventId,
        source,
        clock.origin(),
        occurredAtMicros,
        contentHash,
        null,
        occurredAtMicros,
        false,
        null,
        null,
        List.of(),
        clock.skewMillis(),
        null,
        timePrecisionMicros,
        null,
        null,
        null,
        action);
  }

  /** No width, or none that could be, is that of an exact time. */
  private static long precision(@Nullable Long micros) {
    return micros == null ? 0 : Math.max(0, Math.min(micros, GoodsEvent.WIDEST_MICROS));
  }
}
