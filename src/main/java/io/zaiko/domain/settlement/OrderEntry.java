package io.zaiko.domain.settlement;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.FulfilmentTerms;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one record says of the goods of an order, as far as money goes.
 *
 * @param kind what it is
 * @param eventId the record
 * @param occurredAtMicros when the goods moved, microseconds since 1970 UTC
 * @param channel by which it came
 * @param sourceId who wrote it
 * @param originalEventId for a void, the sale that it names; null for others
 * @param bill for a sale and a return, what it says of money; null for others
 * @param lines what it speaks of; not what is refunded and the customer keeps
 * @param shop where the customer took goods along; null where nothing was
 * @param keptMinor of a return, what is refunded for goods that the customer keeps
 */
public record OrderEntry(
    Kind kind,
    String eventId,
    long occurredAtMicros,
    String channel,
    String sourceId,
    @Nullable String originalEventId,
    @Nullable Bill bill,
    List<Line> lines,
    @Nullable String shop,
    long keptMinor) {
  /** Time, then name. */
  static final Comparator<OrderEntry> ORDER =
      Comparator.comparingLong(OrderEntry::occurredAtMicros).thenComparing(OrderEntry::eventId);

  /** What a record can say of an order. The names are the roles of evidence. */
  public enum Kind {
    SALE,
    VOID,
    CANCELLED,
    SHORT_PICKED,
    HANDED_OVER,
    RETURN
  }

  /**
   * Units of an item.
   *
   * @param lineNo of the sale; of a return its own
   * @param sku the item
   * @param units 0 or more
   * @param amountMinor what is owed for them; {@link PaymentStatement#NO_AMOUNT} where not stated
   * @param isCarriedOut whether the customer took them along
   */
  public record Line(int lineNo, String sku, long units, long amountMinor, boolean isCarriedOut) {}

  /** Whether both are of one record, which was accepted anew once its identity was forgotten. */
  boolean isSameRecordAs(OrderEntry other) {
    return kind == other.kind
        && eventId.equals(other.eventId)
        && sourceId.equals(other.sourceId)
        && occurredAtMicros == other.occurredAtMicros;
  }

  /**
   * What a record says.
   *
   * @return empty where it says nothing that touches money
   */
  public static Optional<OrderEntry> of(GoodsEvent event) {
    Kind kind = kindOf(event);
    if (kind == null) {
      return Optional.empty();
    }
    Bill bill = event.bill();
    Map<Integer, Long> amounts = bill == null ? Map.of() : bill.lines();
    return Optional.of(
        new OrderEntry(
            kind,
            event.eventId(),
            event.occurredAtMicros(),
            channelOf(event.origin().topic()),
            event.source().id(),
            event.originalEventId(),
            bill,
            event.lines().stream()
                .filter(line -> line.act() != Act.KEPT_BY_CUSTOMER)
                .map(line -> line(line, amounts))
                .toList(),
            shopOf(event),
            bill == null ? 0 : keptMinor(event.lines(), bill)));
  }

  private static long keptMinor(List<GoodsLine> lines, Bill bill) {
    List<GoodsLine> kept =
        lines.stream().filter(line -> line.act() == Act.KEPT_BY_CUSTOMER).toList();
    if (!kept.isEmpty() && kept.size() == lines.size()) {
      return Math.max(0, bill.totalMinor()); // with taxes and the like
    }
    return kept.stream()
        .mapToLong(line -> Math.max(0, bill.lines().getOrDefault(line.lineNo(), 0L)))
        .reduce(0, Amounts::sum);
  }

  private static @Nullable String shopOf(GoodsEvent event) {
    return event.lines().stream()
        .filter(line -> line.act() == Act.CARRIED_OUT)
        .map(GoodsLine::locationId)
        .findFirst()
        .orElse(null);
  }

  static String channelOf(String topic) {
    return topic.substring(topic.indexOf('.') + 1);
  }

  private static Line line(GoodsLine line, Map<Integer, Long> amounts) {
    return new Line(
        line.lineNo(),
        line.sku(),
        line.quantity(),
        amounts.getOrDefault(line.lineNo(), Bill.NOT_STATED),
        line.act() == Act.CARRIED_OUT);
  }

  private static @Nullable Kind kindOf(GoodsEvent event) {
    if (event.kind() == RecordKind.SALE) {
      return Kind.SALE;
    }
    if (event.kind() == RecordKind.VOID) {
      return Kind.VOID;
    }
    if (event.kind() == RecordKind.RETURN) {
      return Kind.RETURN;
    }
    FulfilmentTerms terms = event.lines().isEmpty() ? null : event.lines().get(0).terms();
    return event.kind() != RecordKind.FULFILMENT || terms == null ? null : kindOf(terms.act());
  }

  private static @Nullable Kind kindOf(FulfilmentAct act) {
    return switch (act) {
      case SHIPPED, PICKED_UP -> Kind.HANDED_OVER;
      case CANCELLED -> Kind.CANCELLED;
      case SHORT_PICKED -> Kind.SHORT_PICKED;
      case ASSIGNED, READY -> null;
    };
  }

  /** The order that a record is of; null where it names none. */
  public static @Nullable String orderOf(GoodsEvent event) {
    Bill bill = event.bill();
    return event.kind() == RecordKind.RETURN && bill != null
        ? bill.originalOrderRef()
        : event.orderRef();
  }
}
