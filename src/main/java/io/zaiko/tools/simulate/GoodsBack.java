package io.zaiko.tools.simulate;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One return: what comes back, and how it is paid back. */
final class GoodsBack {
  private final Story story;
  private final @Nullable String orderRef;
  private final List<ReturnLine> lines = new ArrayList<>();
  private final List<Tender> tenders = new ArrayList<>();
  private List<AmountAdjustment> adjustments = List.of();
  private long total;

  /**
   * A return of nothing yet.
   *
   * @param orderRef the order that the customer's receipt names, null without a receipt
   */
  GoodsBack(Story story, @Nullable String orderRef) {
    this.story = story;
    this.orderRef = orderRef;
  }

  /** Everything that was sold in an order, with all that was paid for it. */
  static GoodsBack wholeOf(Story story, Order order) {
    GoodsBack back = new GoodsBack(story, order.ref());
    for (int lineNo = 0; lineNo < order.basket().lines().size(); lineNo++) {
      back.line(order.basket().lines().get(lineNo), lineNo);
    }
    back.adjustments = order.basket().adjustments();
    back.total = order.total();
    return back;
  }

  /** One line of an order as it was sold. */
  static GoodsBack lineOf(Story story, Order order, int lineNo) {
    return new GoodsBack(story, order.ref()).line(order.basket().lines().get(lineNo), lineNo);
  }

  /**
   * One line more.
   *
   * @param soldAs the number of the line in its order, null where none is known
   */
  GoodsBack line(BasketLine line, @Nullable Integer soldAs) {
    ReturnLine back = new ReturnLine();
    back.setLineNo(lines.size());
    back.setSku(line.sku());
    back.setQuantity(line.quantity());
    back.setAmount(money(line.amount()));
    back.setDisposition(story.oneIn(5) ? Disposition.QUALITY_CONTROL : Disposition.RESTOCK);
    back.setOriginalLineNo(soldAs);
    back.setLocationId(story.channel().inShop() ? story.store().id() : World.WAREHOUSE);
    lines.add(back);
    total += line.amount();
    return this;
  }

  /** What the customer is owed, minor units. */
  long total() {
    return total;
  }

  GoodsBack paidBack(TenderKind kind, long minor) {
    tenders.add(new Tender(kind, money(minor), null, null, null, false));
    return this;
  }

  GoodsBack paidBack(TenderKind kind, long minor, Payment payment) {
    tenders.add(payment.tender(kind, money(minor), null));
    return this;
  }

  /** Tells the return. */
  void told(long at) {
    int till = 1 + story.chance().nextInt(Store.TILLS);
    Source source =
        story.channel().inShop() ? story.till(till) : Story.source("returns/" + World.WAREHOUSE);
    Return back = new Return();
    back.setEventId(story.nextEventId());
    back.setOccurredAt(Micros.instant(at));
    back.setSource(source);
    back.setOriginalOrderRef(orderRef);
    if (story.channel().inShop()) {
      back.setTerminalId(story.store().id() + "/term-" + till);
      back.setEmployeeId(story.store().employee(story.chance().nextInt(100)));
    }
    back.setLines(lines);
    back.setAdjustments(adjustments);
    back.setTotal(money(total));
    back.setTenders(tenders);
    story.tell(story.channel().topic("returns"), at, back);
  }

  private Money money(long minor) {
    return new Money(minor, story.currency());
  }
}
