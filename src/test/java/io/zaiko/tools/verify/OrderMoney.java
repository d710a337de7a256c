package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.FulfilmentAct;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.FulfilmentLine;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Records of orders for tea, told by minutes after a beginning, and what they come to. */
final class OrderMoney {
  static final Instant BEGUN = Instant.parse("2026-05-01T10:00:00Z");
  static final String ORDER = "o-1";
  static final int DAY = 1_440;

  static final PaymentMeasures MEASURES =
      new PaymentMeasures(
          Duration.ofMinutes(15),
          Map.of(),
          1,
          Map.of(),
          0,
          Map.of(),
          Instant.EPOCH,
          Duration.ofDays(1),
          OrderMeasures.of(
              new JobSettings(
                  Map.of(
                      "payment.profile.web",
                      "LINKED",
                      "payment.profile.mall",
                      "PARTNER",
                      "payment.hold.max",
                      "PT0S"))));

  /** A record of goods and the channel it came by. */
  record Told(SpecificRecord record, String channel) {}

  final List<Told> goods = new ArrayList<>();
  final List<PaymentEvent> payments = new ArrayList<>();

  static Instant at(int minute) {
    return BEGUN.plusSeconds(60L * minute);
  }

  static Money eur(long minor) {
    return new Money(minor, "EUR");
  }

  static Money usd(long minor) {
    return new Money(minor, "USD");
  }

  /** To be settled by a provider. */
  static Tender.Builder provided(TenderKind kind, long minor) {
    return Tender.newBuilder()
        .setKind(kind)
        .setAmount(eur(minor))
        .setProvider("psp")
        .setPaymentRef("p1");
  }

  /** Two units, carried out at once, for so much together. */
  OrderMoney carriedOut(String channel, long minor, Tender... tenders) {
    return goods(
        channel,
        sale("s-1", 0, line(1, 2, FulfilmentKind.CARRY_OUT, minor))
            .setTotal(eur(minor))
            .setTenders(List.of(tenders))
            .build());
  }

  static Tender tender(TenderKind kind, long minor) {
    return Tender.newBuilder().setKind(kind).setAmount(eur(minor)).build();
  }

  static SaleLine line(int no, long units, FulfilmentKind how, long minor) {
    return SaleLine.newBuilder()
        .setLineNo(no)
        .setSku("TEA-" + no)
        .setQuantity(units)
        .setFulfilment(how)
        .setLocationId("store")
        .setAmount(eur(minor))
        .build();
  }

  private static Source source() {
    return Source.newBuilder().setId("shop").build();
  }

  static Sale.Builder sale(String eventId, int minute, SaleLine... lines) {
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at(minute))
        .setSource(source())
        .setOrderRef(ORDER)
        .setLines(List.of(lines));
  }

  OrderMoney goods(String channel, SpecificRecord record) {
    goods.add(new Told(record, channel));
    return this;
  }

  /** Two units, sold online to be sent, for so much together. */
  OrderMoney sold(long minor, Tender... tenders) {
    return goods(
        "web",
        sale("s-1", 0, line(1, 2, FulfilmentKind.SHIP, minor))
            .setTotal(eur(minor))
            .setTenders(List.of(tenders))
            .build());
  }

  OrderMoney fulfilled(String eventId, int minute, FulfilmentAct act, long units) {
    return goods(
        "warehouse",
        Fulfilment.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(at(minute))
            .setSource(source())
            .setOrderRef(ORDER)
            .setAct(act)
            .setLines(
                List.of(
                    FulfilmentLine.newBuilder()
                        .setLineNo(1)
                        .setSku("TEA-1")
                        .setQuantity(units)
                        .setLocationId("store")
                        .build()))
            .build());
  }

  OrderMoney cancelled(int minute, long units) {
    return fulfilled("cancelled-" + minute, minute, FulfilmentAct.CANCELLED, units);
  }

  OrderMoney voided(String eventId, int minute, FulfilmentKind how, long units) {
    return goods(
        "web",
        Void.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(at(minute))
            .setSource(source())
            .setOrderRef(ORDER)
            .setOriginalEventId("s-1")
            .setOriginalOccurredAt(at(0))
            .setGoods(VoidedGoods.CAME_BACK)
            .setLines(
                List.of(
                    VoidLine.newBuilder()
                        .setLineNo(1)
                        .setSku("TEA-1")
                        .setQuantity(units)
                        .setFulfilment(how)
                        .setLocationId("store")
                        .build()))
            .build());
  }

  OrderMoney returned(int minute, String sku, long units, long minor, Tender... tenders) {
    return returned("web", minute, sku, units, minor, Disposition.RESTOCK, tenders);
  }

  OrderMoney returned(
      String channel,
      int minute,
      String sku,
      long units,
      long minor,
      Disposition disposition,
      Tender... tenders) {
    return goods(
        channel,
        Return.newBuilder()
            .setEventId("returned-" + minute)
            .setOccurredAt(at(minute))
            .setSource(source())
            .setOriginalOrderRef(ORDER)
            .setLines(
                List.of(
                    ReturnLine.newBuilder()
                        .setLineNo(1)
                        .setSku(sku)
                        .setQuantity(units)
                        .setAmount(eur(minor))
                        .setDisposition(disposition)
                        .setLocationId("store")
                        .build()))
            .setTotal(eur(minor))
            .setTenders(List.of(tenders))
            .build());
  }

  static PaymentEvent.Builder event(
      String provider, String payment, int minute, PaymentType type, long minor) {
    String eventId = payment + '-' + type + '-' + minute;
    return PaymentEvent.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(at(minute))
        .setSource(Source.newBuilder().setId(provider).build())
        .setProvider(provider)
        .setProviderAccount("shop")
        .setProviderEventId(eventId)
        .setProviderPaymentId(payment)
        .setOperationId(type + "-" + minute)
        .setType(type)
        .setAmount(eur(minor))
        .setChannel("web")
        .setOrderRef(ORDER);
  }

  OrderMoney paid(PaymentEvent event) {
    payments.add(event);
    return this;
  }

  OrderMoney psp(String payment, int minute, PaymentType type, long minor) {
    return paid(event("psp", payment, minute, type, minor).build());
  }

  static AmountAdjustment adjusted(AmountAdjustmentKind kind, long minor) {
    return new AmountAdjustment(kind, eur(minor));
  }

  /** The same records in another order of arrival. */
  OrderMoney shuffled(Random random) {
    OrderMoney other = new OrderMoney();
    other.goods.addAll(goods);
    other.payments.addAll(payments);
    Collections.shuffle(other.goods, random);
    Collections.shuffle(other.payments, random);
    return other;
  }

  Map<String, NaiveLife> lives() {
    Map<String, NaiveLife> lives = new HashMap<>();
    for (PaymentEvent event : payments) {
      NaivePayment.Said said =
          new NaivePayment.Said(event, NaiveStock.micros(event.getOccurredAt()));
      lives.computeIfAbsent(said.payment(), first -> new NaiveLife()).add(said);
    }
    return lives;
  }

  OrderMoneyAudit audit(Differences differences) {
    OrderMoneyAudit audit = new OrderMoneyAudit(differences, MEASURES);
    for (Told told : goods) {
      audit.goods(
          told.record(), told.channel(), NaiveStock.micros(Contract.occurredAt(told.record())));
    }
    return audit;
  }

  /** Everything up to a minute is proven to have passed, and nothing later has come. */
  static ProvenTime provenUntil(int minute) {
    Instant newest = at(minute).plus(Duration.ofMinutes(5)); // what verify takes as not yet told
    ProvenTime time =
        new ProvenTime(false, InstantSource.fixed(newest.plus(Duration.ofMinutes(2))));
    time.heard(
        new RawRecord("payments.psp", 0, 0, newest.toEpochMilli(), null, null),
        NaiveStock.micros(newest));
    return time;
  }

  List<MoneyMatter> matters(int minute) {
    return audit(new Differences()).matters(lives(), provenUntil(minute).atMostMicros());
  }

  /** What must have been told up to a minute, by check: the statuses and the numbers. */
  Map<String, String> found(int minute) {
    ProvenTime time = provenUntil(minute);
    Map<String, String> found = new TreeMap<>();
    for (MoneyMatter matter : matters(minute)) {
      Set<AlertStatus> statuses = matter.expected(time);
      if (!statuses.contains(AlertStatus.RETRACTED)) {
        MoneyMatter.Way way = matter.standing(time);
        String told =
            way == null
                ? Long.toString(matter.most())
                : way.severity() + " " + new TreeMap<>(way.facts());
        found.put(matter.check(), statuses + " " + told);
      }
    }
    return found;
  }
}
