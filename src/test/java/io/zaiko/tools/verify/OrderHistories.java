package io.zaiko.tools.verify;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Seeded histories of one to three orders: booked by one till or two, voided, sent, returned and
 * paid for in all ways, honest or not. What is of one order lies minutes to weeks apart. No more is
 * said of a line's units than there are, and none that could not be found is supplied by another.
 */
final class OrderHistories {
  private static final List<Integer> GAPS = List.of(0, 0, 1, 4, 16, 60, 1_445, 6 * OrderMoney.DAY);
  private static final List<String> CHANNELS = List.of("web", "web", "web", "mall", "pos");

  private static final List<FulfilmentAct> ACTS =
      List.of(
          FulfilmentAct.READY,
          FulfilmentAct.CANCELLED,
          FulfilmentAct.SHORT_PICKED,
          FulfilmentAct.PICKED_UP,
          FulfilmentAct.SHIPPED,
          FulfilmentAct.SHIPPED);

  private final OrderMoney told = new OrderMoney();
  private final Random random;
  private OpenUnits units;
  private int events;

  private OrderHistories(long seed) {
    this.random = new Random(seed);
    this.units = new OpenUnits(random);
  }

  static OrderMoney of(long seed) {
    OrderHistories histories = new OrderHistories(seed);
    int orders = 1 + (histories.isOnce(4) ? histories.random.nextInt(3) : 0);
    for (int i = 1; i <= orders; i++) {
      histories.order("o-" + i);
    }
    return histories.told.shuffled(histories.random);
  }

  private boolean isOnce(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> T any(T[] some) {
    return some[random.nextInt(some.length)];
  }

  private String event(String what) {
    return what + '-' + events++;
  }

  private Money money(long minor) {
    return new Money(minor, isOnce(150) ? "USD" : "EUR");
  }

  private void order(String ref) {
    int minute = random.nextInt(30);
    String channel = any(CHANNELS);
    units = new OpenUnits(random);
    List<SaleLine> lines = lines(1 + random.nextInt(3), 1);
    Sale first = sale(ref, "till", minute, lines);
    List<Sale> sales = new ArrayList<>(List.of(first));
    told.goods(channel, first);
    if (isOnce(4)) {
      List<SaleLine> again = new ArrayList<>(lines.subList(isOnce(3) ? 1 : 0, lines.size()));
      again.addAll(lines(again.isEmpty() || isOnce(3) ? 1 : 0, lines.size() + 1));
      Sale second = sale(ref, isOnce(3) ? "till" : "other", minute + any(GAPS), again);
      sales.add(second);
      told.goods(isOnce(4) ? any(CHANNELS) : channel, second);
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      minute += Math.max(1, any(GAPS));
      step(ref, channel, minute, any(sales));
    }
    PaymentHistories payments = new PaymentHistories(random, told);
    payments.pay(ref, channel, due(lines));
  }

  private static long due(List<SaleLine> lines) {
    return lines.stream()
        .mapToLong(line -> line.getAmount() == null ? 0 : line.getAmount().getMinor())
        .sum();
  }

  private List<SaleLine> lines(int some, int from) {
    List<SaleLine> lines = new ArrayList<>();
    for (int i = 0; i < some; i++) {
      lines.add(
          SaleLine.newBuilder()
              .setLineNo(from + i)
              .setSku("TEA-" + random.nextInt(3))
              .setQuantity(1L + random.nextInt(4))
              .setFulfilment(any(FulfilmentKind.values()))
              .setLocationId(isOnce(4) ? "depot" : "store")
              .setAmount(isOnce(40) ? null : money(50L * (1 + random.nextInt(5))))
              .build());
    }
    return lines;
  }

  private Sale sale(String ref, String source, int minute, List<SaleLine> lines) {
    List<AmountAdjustment> adjustments = adjustments();
    long minor = due(lines) + sum(adjustments);
    return OrderMoney.sale(event("sale"), minute, lines.toArray(SaleLine[]::new))
        .setOrderRef(ref)
        .setSource(Source.newBuilder().setId(source).build())
        .setCheckoutRef(isOnce(3) ? "checkout-" + (isOnce(3) ? "x" : ref) : null)
        .setAdjustments(adjustments)
        .setTotal(total(minor))
        .setTenders(tenders(ref, minute, minor))
        .build();
  }

  private @Nullable Money total(long minor) {
    return isOnce(4) ? null : money(isOnce(15) ? minor + 7 : minor);
  }

  private static long sum(List<AmountAdjustment> adjustments) {
    return adjustments.stream().mapToLong(each -> each.getAmount().getMinor()).sum();
  }

  private List<AmountAdjustment> adjustments() {
    List<AmountAdjustment> some = new ArrayList<>();
    if (isOnce(4)) {
      some.add(OrderMoney.adjusted(AmountAdjustmentKind.TAX, 11));
    }
    if (isOnce(4)) {
      some.add(OrderMoney.adjusted(AmountAdjustmentKind.DISCOUNT, -13));
    }
    if (isOnce(4)) {
      some.add(OrderMoney.adjusted(AmountAdjustmentKind.DELIVERY, 50));
    }
    return some;
  }

  /** They share what is owed; now and then they are of a part of it. */
  private List<Tender> tenders(String ref, int minute, long minor) {
    List<Tender> some = new ArrayList<>();
    long rest = Math.max(0, minor);
    for (int i = random.nextInt(4); i > 0; i--) {
      long part = i == 1 ? rest : rest / 2;
      rest -= part;
      boolean isNamed = isOnce(3);
      Instant due = isOnce(6) ? OrderMoney.at(minute + any(GAPS)) : null;
      some.add(
          Tender.newBuilder()
              .setKind(any(TenderKind.values()))
              .setAmount(money(part))
              .setProvider(isNamed ? any(PaymentHistories.PROVIDERS) : null)
              .setPaymentRef(isNamed && !isOnce(4) ? PaymentHistories.name(random, ref) : null)
              .setDueAt(due)
              .setOffline(isOnce(12))
              .build());
    }
    return some;
  }

  private void step(String ref, String channel, int minute, Sale sale) {
    switch (random.nextInt(5)) {
      case 0 -> told.goods(channel, undone(ref, minute, sale));
      case 1 -> told.goods(isOnce(3) ? any(CHANNELS) : channel, returned(ref, minute, sale));
      default -> {
        if (!isCarriedOut(sale)) {
          told.goods("warehouse", fulfilled(ref, minute, sale));
        }
      }
    }
  }

  private Void undone(String ref, int minute, Sale sale) {
    List<VoidLine> lines = new ArrayList<>();
    for (SaleLine line : sale.getLines()) {
      lines.add(
          VoidLine.newBuilder()
              .setLineNo(line.getLineNo())
              .setSku(line.getSku())
              .setQuantity(units.undone(sale.getEventId(), line))
              .setFulfilment(line.getFulfilment())
              .setLocationId(line.getLocationId())
              .build());
    }
    return Void.newBuilder()
        .setEventId(event("void"))
        .setOccurredAt(OrderMoney.at(minute))
        .setSource(sale.getSource())
        .setOrderRef(ref)
        .setOriginalEventId(sale.getEventId())
        .setOriginalOccurredAt(sale.getOccurredAt())
        .setGoods(any(VoidedGoods.values()))
        .setLines(lines)
        .build();
  }

  private static boolean isCarriedOut(Sale sale) {
    return sale.getLines().stream().allMatch(l -> l.getFulfilment() == FulfilmentKind.CARRY_OUT);
  }

  private Fulfilment fulfilled(String ref, int minute, Sale sale) {
    FulfilmentAct act = any(ACTS);
    List<FulfilmentLine> lines = new ArrayList<>();
    for (SaleLine line : sale.getLines()) {
      if (line.getFulfilment() == FulfilmentKind.CARRY_OUT) {
        continue;
      }
      lines.add(
          FulfilmentLine.newBuilder()
              .setLineNo(line.getLineNo())
              .setSku(line.getSku())
              .setQuantity(units.taken(act, line))
              .setLocationId(line.getLocationId())
              .build());
    }
    return Fulfilment.newBuilder()
        .setEventId(event("step"))
        .setOccurredAt(OrderMoney.at(minute))
        .setSource(Source.newBuilder().setId("warehouse").build())
        .setOrderRef(ref)
        .setAct(act)
        .setLines(lines)
        .build();
  }

  private Return returned(String ref, int minute, Sale sale) {
    SaleLine line = any(sale.getLines());
    long minor = line.getAmount() == null ? 30 : line.getAmount().getMinor();
    List<Tender> tenders = new ArrayList<>();
    if (isOnce(2)) {
      tenders.add(OrderMoney.tender(any(TenderKind.values()), minor));
    }
    return Return.newBuilder()
        .setEventId(event("return"))
        .setOccurredAt(OrderMoney.at(minute))
        .setSource(Source.newBuilder().setId("desk").build())
        .setOriginalOrderRef(ref)
        .setLines(
            List.of(
                ReturnLine.newBuilder()
                    .setLineNo(1)
                    .setSku(isOnce(6) ? "COFFEE" : line.getSku())
                    .setQuantity(1L + random.nextInt(3))
                    .setAmount(isOnce(40) ? null : money(minor))
                    .setDisposition(any(Disposition.values()))
                    .setLocationId("store")
                    .build()))
        .setTotal(total(minor))
        .setTenders(tenders)
        .build();
  }
}
