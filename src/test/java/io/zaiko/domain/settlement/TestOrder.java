package io.zaiko.domain.settlement;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.alert.Alert.Check;
import io.zaiko.domain.payment.AmountKind;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.Means;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.payment.PaymentType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An order in EUR as a test tells it, one minute after the other unless it says when. */
final class TestOrder {
  static final long LONG_AFTER = Long.MAX_VALUE / 2;
  static final long MINUTE = micros(Duration.ofMinutes(1));
  static final long DAY = micros(Duration.ofDays(1));

  static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(15 * MINUTE, Map.of(), 1, Map.of(), 0, Map.of(), Long.MIN_VALUE / 2, 0),
          Map.of("web", Profile.LINKED, "pos", Profile.LINKED, "amazon", Profile.PARTNER),
          Set.of("GOODWILL"),
          15 * MINUTE,
          DAY,
          5 * DAY,
          3 * DAY,
          new OrderTerms.TellHeld(15 * MINUTE, 10),
          new OrderTerms.SaleWindows(15 * MINUTE, 5 * MINUTE, DAY),
          new OrderTerms.CaptureWindows(15 * MINUTE, DAY, DAY),
          5 * MINUTE);

  private final List<OrderEntry> entries = new ArrayList<>();
  private final Map<String, PaymentLife> payments = new LinkedHashMap<>();
  private final String channel;
  private long atMicros;
  private int events;

  private TestOrder(String channel) {
    this.channel = channel;
  }

  static TestOrder of(String channel) {
    return new TestOrder(channel);
  }

  private static long micros(Duration duration) {
    return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
  }

  /** The next thing is told so long after the last. */
  TestOrder after(long micros) {
    atMicros += micros - MINUTE;
    return this;
  }

  private long now() {
    atMicros += MINUTE;
    return atMicros;
  }

  private String event() {
    return "e" + events++;
  }

  static Bill.Tender cash(long minor) {
    return tender(Bill.Settlement.BY_ITSELF, minor);
  }

  static Bill.Tender invoice(long minor) {
    return tender(Bill.Settlement.BY_ITSELF_UNLESS_TOLD, minor);
  }

  static Bill.Tender card(long minor) {
    return tender(Bill.Settlement.BY_A_PROVIDER, minor);
  }

  static Bill.Tender due(long minor, long dueAtMicros) {
    return new Bill.Tender(Bill.Settlement.BY_A_PROVIDER, minor, "psp", "p1", dueAtMicros, false);
  }

  private static Bill.Tender tender(Bill.Settlement settlement, long minor) {
    return new Bill.Tender(settlement, minor, null, null, Bill.NOT_STATED, false);
  }

  /** Each line one unit of an item of its own, carried out in a shop and else sent. */
  TestOrder sold(List<Long> lineMinors, Bill.Tender... tenders) {
    return sold("till", lineMinors, 0, tenders);
  }

  TestOrder sold(String source, List<Long> lineMinors, long shared, Bill.Tender... tenders) {
    long total = lineMinors.stream().mapToLong(Long::longValue).sum() + shared;
    entries.add(
        new OrderEntry(
            OrderEntry.Kind.SALE,
            event(),
            now(),
            channel,
            source,
            null,
            bill(total, shared, tenders),
            lines(lineMinors),
            channel.equals("pos") ? "shop-1" : null,
            0));
    return this;
  }

  private List<OrderEntry.Line> lines(List<Long> lineMinors) {
    List<OrderEntry.Line> lines = new ArrayList<>();
    for (long minor : lineMinors) {
      int no = lines.size();
      lines.add(new OrderEntry.Line(no, "item-" + no, 1, minor, channel.equals("pos")));
    }
    return lines;
  }

  private static Bill bill(long total, long shared, Bill.Tender... tenders) {
    return new Bill("EUR", total, total, shared, new TreeMap<>(), List.of(tenders), null);
  }

  TestOrder shipped(int... lineNos) {
    return step(OrderEntry.Kind.HANDED_OVER, null, lineNos);
  }

  TestOrder cancelled(int... lineNos) {
    return step(OrderEntry.Kind.CANCELLED, null, lineNos);
  }

  TestOrder voided(String saleEventId, int... lineNos) {
    return step(OrderEntry.Kind.VOID, saleEventId, lineNos);
  }

  private TestOrder step(OrderEntry.Kind kind, String original, int... lineNos) {
    List<OrderEntry.Line> lines = new ArrayList<>();
    for (int no : lineNos) {
      lines.add(new OrderEntry.Line(no, "item-" + no, 1, Bill.NOT_STATED, false));
    }
    entries.add(
        new OrderEntry(kind, event(), now(), channel, "till", original, null, lines, null, 0));
    return this;
  }

  TestOrder returned(int lineNo, long minor, Bill.Tender... tenders) {
    return returnedAt(channel, lineNo, minor, tenders);
  }

  TestOrder returnedAt(String desk, int lineNo, long minor, Bill.Tender... tenders) {
    entries.add(
        new OrderEntry(
            OrderEntry.Kind.RETURN,
            event(),
            now(),
            desk,
            "till",
            null,
            bill(minor, 0, tenders),
            List.of(new OrderEntry.Line(0, "item-" + lineNo, 1, minor, false)),
            null,
            0));
    return this;
  }

  /** A return is booked, and the customer keeps the goods. */
  TestOrder notReturned(long minor) {
    entries.add(
        new OrderEntry(
            OrderEntry.Kind.RETURN,
            event(),
            now(),
            channel,
            "till",
            null,
            bill(minor, 0),
            List.of(),
            null,
            minor));
    return this;
  }

  TestOrder paid(String payment, PaymentType type, long minor) {
    return paid("psp", payment, type, type.name(), minor, null);
  }

  TestOrder paid(
      String provider,
      String payment,
      PaymentType type,
      String operation,
      long minor,
      String reason) {
    PaymentStatement said =
        new PaymentStatement(
            event(),
            now(),
            provider,
            "shop",
            payment,
            operation,
            PaymentStatement.NO_SEQUENCE,
            type,
            minor,
            "EUR",
            AmountKind.TOTAL,
            PaymentStatement.NO_AMOUNT,
            "order-1",
            null,
            "CARD",
            reason,
            channel,
            channel.equals("pos") ? "shop-1" : null,
            provider + events,
            Means.UNKNOWN);
    PaymentLife before = payments.getOrDefault(said.paymentKey(), PaymentLife.UNHEARD);
    payments.put(
        said.paymentKey(), before.heard(said, atMicros, TERMS.payments(), atMicros).next());
    return this;
  }

  /** Captured and, an operation of its own, given back. */
  TestOrder captured(String payment, long minor) {
    return paid(payment, PaymentType.CAPTURED, minor);
  }

  TestOrder refunded(String payment, long minor) {
    return paid("psp", payment, PaymentType.REFUNDED, "refund-" + events, minor, null);
  }

  OrderAccount account() {
    OrderAccount account = OrderAccount.EMPTY;
    for (OrderEntry entry : entries) {
      account = account.heard(entry, entry.occurredAtMicros());
    }
    for (PaymentLife life : payments.values()) {
      account =
          account.heard(
              life.part(TERMS.payments(), TERMS.refundReasons()), OrderNews.Path.STATED, true);
    }
    return account;
  }

  /** When the newest thing was told. */
  long atMicros() {
    return atMicros;
  }

  List<MoneyAlert> judged(long nowMicros) {
    return account().judged("order-1", TERMS, voice -> nowMicros, nowMicros).alerts();
  }

  /** What is told of a check when so much time has passed. */
  Optional<Alert> told(Check check, long nowMicros) {
    return judged(nowMicros).stream()
        .map(MoneyAlert::alert)
        .filter(alert -> alert.check() == check)
        .findFirst();
  }

  /** The checks of which something is told when nothing more is to come. */
  List<Check> inTheEnd() {
    return judged(LONG_AFTER).stream().map(each -> each.alert().check()).toList();
  }

  /** By how much, when nothing more is to come; 0 where nothing stands. */
  long excess(Check check) {
    return told(check, LONG_AFTER)
        .filter(alert -> alert.status() == Alert.Status.CONFIRMED)
        .map(alert -> alert.facts().get("excess"))
        .orElse(0L);
  }
}
