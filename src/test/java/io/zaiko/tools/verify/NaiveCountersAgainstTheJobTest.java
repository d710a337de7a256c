package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.TenderKind;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.settlement.CounterBook;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.OrderAccount;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.OrderWord;
import io.zaiko.domain.settlement.Profile;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is paid too often at counters as verify has it beside the job, over seeded histories in any
 * order of arrival: written apart, they must come to the same alerts and numbers. And what verify
 * finds when something else was told.
 */
class NaiveCountersAgainstTheJobTest {
  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 300) * 4;
  private static final int LATER = 400 * OrderMoney.DAY;
  private static final long LONG_AFTER = Long.MAX_VALUE / 2;

  /** As {@link OrderMoney#MEASURES} has them. */
  private static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(minutes(15), Map.of(), 1, Map.of(), 0, Map.of(), 0, minutes(1_440)),
          Map.of("web", Profile.LINKED, "mall", Profile.PARTNER),
          Set.of("GOODWILL"),
          minutes(15),
          minutes(1_440),
          minutes(5 * 1_440),
          0,
          new OrderTerms.TellHeld(0, 1),
          new OrderTerms.SaleWindows(minutes(15), minutes(5), minutes(1_440)),
          new OrderTerms.CaptureWindows(minutes(15), minutes(1_440), minutes(1_440)),
          minutes(5));

  private final RecordDecoder decoder =
      new RecordDecoder(
          id -> Objects.requireNonNull(TestSchemas.ALL.byId(id)), Duration.ZERO, true);

  private static long minutes(int minutes) {
    return TimeUnit.MINUTES.toMicros(minutes);
  }

  @Test
  void both_say_of_each_counter_the_same() {
    Map<String, Integer> ends = new TreeMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      OrderMoney history = history(random);
      Map<NaiveCounters.Matter, String> expected = new HashMap<>();
      Set<NaiveCounters.Matter> unsure = new HashSet<>();
      ofVerify(history)
          .forEach(
              (matter, due) -> {
                expected.put(matter, shown(due));
                if (!due.isSure()) {
                  unsure.add(matter);
                }
              });
      for (int i = 0; i < 3; i++) {
        Map<NaiveCounters.Matter, String> told = ofJob(i == 0 ? history : history.shuffled(random));
        assertThat(told.keySet())
            .as("seed %d: %s", seed, NaiveOrdersAgainstTheJobTest.shown(history))
            .isEqualTo(expected.keySet());
        unsure.forEach(told::remove);
        unsure.forEach(expected::remove);
        assertThat(told)
            .as("seed %d: %s", seed, NaiveOrdersAgainstTheJobTest.shown(history))
            .isEqualTo(expected);
        unsure.forEach(matter -> expected.put(matter, ""));
      }
      expected.values().forEach(each -> ends.merge(each.split(" ", 2)[0], 1, Integer::sum));
    }
    assertThat(ends).as("what the seeds come to").containsKeys("CONFIRMED", "RESOLVED");
  }

  @Test
  void what_is_told_otherwise_is_found() {
    OrderMoney twice = twice();
    NaiveCounters.Matter matter = ofVerify(twice).keySet().iterator().next();
    assertThat(differences(twice, told(matter, "CONFIRMED", 100))).isEmpty();
    assertThat(differences(twice, null)).hasSize(1);
    assertThat(differences(twice, told(matter, "RESOLVED", 100))).hasSize(1);
    assertThat(differences(twice, told(matter, "CONFIRMED", 200))).hasSize(1);
    OrderMoney honest = twice.goods("kiosk", sale(9, 3));
    assertThat(differences(honest, told(matter, "CONFIRMED", 100))).hasSize(1);
    assertThat(differences(honest, told(matter, "RETRACTED", 100))).isEmpty();
  }

  private static OrderMoney twice() {
    return new OrderMoney()
        .goods("kiosk", sale(1, 1))
        .paid(paid(1, PaymentType.CAPTURED, "p1", "card", 100))
        .paid(paid(2, PaymentType.CAPTURED, "p2", "card", 100));
  }

  private static PaymentAlert told(NaiveCounters.Matter matter, String status, long excess) {
    PaymentAlert alert =
        OrderMoneyAuditTest.alert(
            "DUPLICATE_CHARGE",
            matter.key(),
            AlertStatus.valueOf(status),
            AlertSeverity.HIGH,
            Map.of("payments", 2L, "sales", 1L, "amount", 100L, "excess", excess));
    alert.setEpisode(matter.episode());
    return alert;
  }

  private static List<String> differences(OrderMoney history, @Nullable PaymentAlert alert) {
    Differences differences = new Differences();
    OrderMoneyAudit audit = history.audit(differences);
    if (alert != null) {
      audit.alert(alert);
    }
    audit.compare(history.lives(), OrderMoney.provenUntil(LATER));
    return differences.firstOf(Check.PAYMENTS);
  }

  private static Map<NaiveCounters.Matter, NaiveCounters.Repeats> ofVerify(OrderMoney history) {
    OrderMoneyAudit audit = history.audit(new Differences());
    Map<String, NaiveLife> payments = history.lives();
    audit.matters(payments, LONG_AFTER);
    return new NaiveCounters(audit.atCounters(payments), OrderMoney.MEASURES.orders()).found();
  }

  private static String shown(NaiveCounters.Repeats due) {
    long often = due.standing() > 0 ? due.standing() : due.payments() - due.sales();
    return (due.standing() > 0 ? "CONFIRMED " : "RESOLVED ")
        + due.severity(LONG_AFTER)
        + " "
        + due.payments()
        + " payments, "
        + due.sales()
        + " sales, excess "
        + 100 * often;
  }

  private Map<NaiveCounters.Matter, String> ofJob(OrderMoney history) {
    Desks desks = new Desks();
    for (OrderMoney.Told told : history.goods) {
      String topic =
          told.record().getSchema().getName().toLowerCase(Locale.ROOT) + "s." + told.channel();
      OrderNews.of(decoded(topic, told.record())).forEach(desks::hear);
    }
    Map<String, PaymentLife> payments = new HashMap<>();
    for (PaymentEvent event : history.payments) {
      GoodsEvent read = decoded("payments." + event.getProvider(), event);
      PaymentStatement said = Objects.requireNonNull(read.payment());
      PaymentLife next =
          payments
              .getOrDefault(said.paymentKey(), PaymentLife.UNHEARD)
              .heard(said, read.asOfMicros(), TERMS.payments(), 0)
              .next();
      payments.put(said.paymentKey(), next);
      desks.hear(OrderNews.of(next.part(TERMS.payments(), TERMS.refundReasons()), true));
    }
    Map.copyOf(desks.books).forEach((key, book) -> desks.judge(key, book, LONG_AFTER));
    return desks.told;
  }

  /** The desks of orders, of tenders and of checkouts, and the counters behind them. */
  private static final class Desks {
    private final Map<String, OrderAccount> orders = new HashMap<>();
    private final Map<String, OrderWord> words = new HashMap<>();
    private final Map<String, CounterBook> books = new HashMap<>();
    private final Map<NaiveCounters.Matter, String> told = new HashMap<>();
    private long now;

    void hear(OrderNews first) {
      Deque<OrderNews> waiting = new ArrayDeque<>(List.of(first));
      while (!waiting.isEmpty()) {
        OrderNews said = waiting.poll();
        if (said.isForOrder()) {
          settle(said);
        } else {
          OrderWord.Kind kind =
              said.isForTender() ? OrderWord.Kind.OF_TENDER : OrderWord.Kind.OF_CHECKOUT;
          OrderWord.Step step = words.getOrDefault(said.key(), OrderWord.UNHEARD).heard(said, kind);
          words.put(said.key(), step.next());
          waiting.addAll(step.news());
        }
      }
    }

    private void settle(OrderNews said) {
      OrderAccount before = orders.getOrDefault(said.key(), OrderAccount.EMPTY);
      OrderAccount heard =
          said.entry() == null
              ? before.heard(Objects.requireNonNull(said.part()), said.path(), said.isOfIt())
              : before.heard(said.entry(), said.asOfMicros());
      orders.put(said.key(), heard);
      for (CounterNews news : CounterNews.between(said.key(), before, heard, TERMS)) {
        now = Math.max(now, news.asOfMicros());
        CounterBook book = books.getOrDefault(news.key(), CounterBook.EMPTY);
        judge(news.key(), book.heard(news), now);
      }
    }

    /** What was told before may be told otherwise, or taken back. */
    void judge(String key, CounterBook book, long nowMicros) {
      CounterBook.Step step = book.judged(key, TERMS, voice -> Long.MAX_VALUE, nowMicros);
      books.put(key, step.next());
      for (MoneyAlert each : step.alerts()) {
        Alert alert = each.alert();
        NaiveCounters.Matter matter = new NaiveCounters.Matter(alert.key(), alert.episode());
        if (alert.status() == Alert.Status.RETRACTED) {
          told.remove(matter);
        } else {
          Map<String, Long> facts = alert.facts();
          told.put(
              matter,
              "%s %s %d payments, %d sales, excess %d"
                  .formatted(
                      alert.status(),
                      alert.severity(),
                      facts.get("payments"),
                      facts.get("sales"),
                      facts.get("excess")));
        }
      }
    }
  }

  private GoodsEvent decoded(String topic, SpecificRecord record) {
    long arrives = OrderMoney.at(LATER).toEpochMilli();
    return Objects.requireNonNull(
        decoder.decode(topic, 0, 0, arrives, new byte[] {'k'}, TestSchemas.encode(record)).event());
  }

  /**
   * One place, all for 1.00 EUR, within some minutes; some goes back at once, some on later days.
   */
  private static OrderMoney history(Random random) {
    OrderMoney history = new OrderMoney();
    int most = 3 + random.nextInt(random.nextInt(4) == 0 ? 50 : 12);
    String channel = random.nextInt(5) == 0 ? "web" : "kiosk";
    for (int i = 0; i < most; i++) {
      int minute = random.nextInt(30);
      String card = random.nextInt(12) == 0 ? null : "card " + random.nextInt(3);
      int later = minute + 1 + random.nextInt(random.nextBoolean() ? 20 : 3 * OrderMoney.DAY);
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> history.paid(paid(minute, PaymentType.CAPTURED, "p" + i, card, 100));
        case 4 -> {
          PaymentType back = random.nextBoolean() ? PaymentType.REFUNDED : PaymentType.VOIDED;
          history.paid(paid(minute, PaymentType.CAPTURED, "p" + i, card, 100));
          history.paid(paid(later, back, "p" + i, card, 100));
        }
        case 5 -> history.paid(paid(later, PaymentType.REFUNDED, "credit" + i, card, 100));
        case 6 -> {
          history.goods(channel, sale(i, minute));
          history.goods(channel, voided(i, minute, later));
        }
        case 7 -> {
          history.goods(channel, sale(i, minute));
          history.goods(channel, returned(i, later, random.nextInt(3) == 0, 1 + random.nextInt(2)));
        }
        default -> history.goods(channel, sale(i, minute));
      }
    }
    if (channel.equals("web")) {
      history.payments.forEach(each -> each.setChannel("web"));
    }
    return history;
  }

  private static PaymentEvent paid(
      int minute, PaymentType type, String payment, @Nullable String card, long minor) {
    String eventId = payment + type + minute;
    return OrderMoney.event("psp", payment, minute, type, minor)
        .setEventId(eventId)
        .setProviderEventId(eventId)
        .setOperationId(type == PaymentType.REFUNDED ? "refund" : "capture")
        .setChannel("kiosk")
        .setLocationId("store")
        .setInstrument(
            card == null
                ? null
                : Instrument.newBuilder().setKind(InstrumentKind.CARD).setToken(card).build())
        .setOrderRef(null)
        .build();
  }

  private static SpecificRecord sale(int number, int minute) {
    return OrderMoney.sale(
            "s-" + number, minute, OrderMoney.line(1, 2, FulfilmentKind.CARRY_OUT, 100))
        .setOrderRef("o-" + number)
        .setTotal(OrderMoney.eur(100))
        .build();
  }

  private static Source till() {
    return Source.newBuilder().setId("shop").build();
  }

  private static SpecificRecord voided(int number, int soldMinute, int minute) {
    return Void.newBuilder()
        .setEventId("v-" + number)
        .setOccurredAt(OrderMoney.at(minute))
        .setSource(till())
        .setOrderRef("o-" + number)
        .setOriginalEventId("s-" + number)
        .setOriginalOccurredAt(OrderMoney.at(soldMinute))
        .setGoods(VoidedGoods.CAME_BACK)
        .setLines(
            List.of(
                VoidLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA-1")
                    .setQuantity(2L)
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .setLocationId("store")
                    .build()))
        .build();
  }

  private static SpecificRecord returned(int number, int minute, boolean inCash, long units) {
    return Return.newBuilder()
        .setEventId("r-" + number)
        .setOccurredAt(OrderMoney.at(minute))
        .setSource(till())
        .setOriginalOrderRef("o-" + number)
        .setLines(
            List.of(
                ReturnLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA-1")
                    .setQuantity(units)
                    .setAmount(OrderMoney.eur(100))
                    .setDisposition(Disposition.RESTOCK)
                    .setLocationId("store")
                    .build()))
        .setTotal(OrderMoney.eur(100))
        .setTenders(inCash ? List.of(OrderMoney.tender(TenderKind.CASH, 100)) : List.of())
        .build();
  }
}
