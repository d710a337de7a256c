package io.zaiko.tools.simulate;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order of a story: how it is paid, sold, handed over. */
final class Order {
  private final Story story;
  private final Basket basket;
  private final String ref;
  private final int till;
  private final FulfilmentKind fulfilment;
  private final String location;
  private final List<Tender> tenders = new ArrayList<>();
  private String saleEventId = "";
  private long soldAt;

  /** Carried out of the shop, or sent from the warehouse. */
  Order(Story story, Basket basket) {
    this(story, basket, story.channel().inShop() ? FulfilmentKind.CARRY_OUT : FulfilmentKind.SHIP);
  }

  Order(Story story, Basket basket, FulfilmentKind fulfilment) {
    this.story = story;
    this.basket = basket;
    this.fulfilment = fulfilment;
    this.ref = story.nextOrderRef();
    this.till = 1 + story.chance().nextInt(Store.TILLS);
    this.location =
        switch (fulfilment) {
          case CARRY_OUT, PICKUP -> story.store().id();
          case SHIP -> World.WAREHOUSE;
        };
  }

  String ref() {
    return ref;
  }

  Basket basket() {
    return basket;
  }

  long total() {
    return basket.total();
  }

  int till() {
    return till;
  }

  /** A part of the total that no provider settles. */
  Order paid(TenderKind kind, long minor) {
    tenders.add(new Tender(kind, basket.money(minor), null, null, null, false));
    return this;
  }

  /** A part of the total that a provider settles. */
  Order paid(TenderKind kind, long minor, Payment payment) {
    tenders.add(payment.tender(kind, basket.money(minor), null));
    return this;
  }

  /** A part of the total that is due later, microseconds. */
  Order due(long minor, Payment payment, long dueAt) {
    tenders.add(payment.tender(TenderKind.INSTALMENT, basket.money(minor), Micros.instant(dueAt)));
    return this;
  }

  /** Tells the sale. */
  Order sold(long at) {
    sold(at, story.till(till));
    return this;
  }

  /** Tells the sale as another source than its till has it. */
  void sold(long at, Source source) {
    Sale sale = new Sale();
    saleEventId = story.nextEventId();
    soldAt = at;
    sale.setEventId(saleEventId);
    sale.setOccurredAt(Micros.instant(at));
    sale.setSource(source);
    sale.setOrderRef(ref);
    if (story.channel().inShop()) {
      sale.setSoldAtLocationId(story.store().id());
      sale.setTerminalId(terminal());
      sale.setEmployeeId(story.store().employee(till));
    } else {
      sale.setCustomerRef(story.shopper().ref());
    }
    sale.setLines(saleLines());
    sale.setAdjustments(basket.adjustments());
    sale.setTotal(basket.money(total()));
    sale.setTenders(List.copyOf(tenders));
    story.tell(story.channel().topic("sales"), at, sale);
  }

  private List<SaleLine> saleLines() {
    List<SaleLine> lines = new ArrayList<>();
    for (BasketLine line : basket.lines()) {
      SaleLine sold = new SaleLine();
      sold.setLineNo(lines.size());
      sold.setSku(line.sku());
      sold.setQuantity(line.quantity());
      sold.setUnitPrice(line.unitPrice());
      sold.setAmount(basket.money(line.amount()));
      sold.setFulfilment(fulfilment);
      sold.setLocationId(location);
      lines.add(sold);
    }
    return lines;
  }

  /** The terminal it is paid at; null online. */
  @Nullable String terminal() {
    return story.channel().inShop() ? story.store().id() + "/term-" + till : null;
  }

  /** A mis-ring: the goods never left. */
  void voided(long at) {
    Void voided = new Void();
    voided.setEventId(story.nextEventId());
    voided.setOccurredAt(Micros.instant(at));
    voided.setSource(story.till(till));
    voided.setOrderRef(ref);
    voided.setOriginalEventId(saleEventId);
    voided.setOriginalOccurredAt(Micros.instant(soldAt));
    voided.setGoods(VoidedGoods.NEVER_LEFT);
    voided.setTerminalId(terminal());
    voided.setEmployeeId(story.store().employee(till));
    List<VoidLine> lines = new ArrayList<>();
    for (BasketLine line : basket.lines()) {
      lines.add(new VoidLine(lines.size(), line.sku(), line.quantity(), fulfilment, location));
    }
    voided.setLines(lines);
    story.tell(story.channel().topic("voids"), at, voided);
  }

  /** A step of all its lines. */
  void step(long at, FulfilmentAct act) {
    step(at, act, 0, basket.lines().size());
  }

  /** A step of some of its lines, from one to before another. */
  void step(long at, FulfilmentAct act, int from, int until) {
    Fulfilment step = new Fulfilment();
    step.setEventId(story.nextEventId());
    step.setOccurredAt(Micros.instant(at));
    step.setSource(Story.source("orders/" + location));
    step.setOrderRef(ref);
    step.setAct(act);
    List<FulfilmentLine> lines = new ArrayList<>();
    for (int lineNo = from; lineNo < until; lineNo++) {
      BasketLine line = basket.lines().get(lineNo);
      lines.add(new FulfilmentLine(lineNo, line.sku(), line.quantity(), location, null, null));
    }
    step.setLines(lines);
    story.tell(story.channel().topic("fulfilments"), at, step);
  }
}
