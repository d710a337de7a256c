package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * The money of orders as verify has it beside that of the job, over seeded histories: written
 * apart, they must come to the same alerts and numbers, each when time has passed all deadlines.
 */
class NaiveOrdersAgainstTheJobTest {
  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 300);
  private static final long LONG_AFTER = Long.MAX_VALUE / 2;
  private static final int LATER = 400 * OrderMoney.DAY;
  private static final Set<String> MAIN_FACTS =
      Set.of("excess", "missing", "captured", "doubled", "sold", "returned", "total", "parts");

  /** As {@link OrderMoney#MEASURES} has them. */
  private static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(minutes(15), Map.of(), 1, Map.of(), 0, Map.of(), 0, minutes(1_440)),
          Map.of("web", Profile.LINKED, "mall", Profile.PARTNER),
          Set.of("GOODWILL", "PRICE_ADJUSTMENT", "KEEP_ITEM"),
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
  void both_say_of_each_order_the_same() {
    for (long seed = 0; seed < SEEDS; seed++) {
      OrderMoney history = OrderHistories.of(seed);
      assertThat(ofVerify(history))
          .as("seed %d: %s", seed, shown(history))
          .isEqualTo(ofJob(history));
    }
  }

  static String shown(OrderMoney history) {
    StringBuilder text = new StringBuilder();
    history.goods.forEach(each -> text.append(each).append('\n'));
    history.payments.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }

  static Map<String, String> ofVerify(OrderMoney history) {
    ProvenTime time = OrderMoney.provenUntil(LATER);
    Map<String, String> told = new TreeMap<>();
    for (MoneyMatter matter : history.matters(LATER)) {
      Set<AlertStatus> statuses = matter.expected(time);
      MoneyMatter.Way way = matter.standing(time);
      if (way != null) {
        told.put(matter.check() + ' ' + matter.key(), statuses + " " + new TreeMap<>(way.facts()));
      } else if (!statuses.equals(Set.of(AlertStatus.RETRACTED))) {
        String most = matter.mainFact() == null ? "" : " " + matter.most();
        told.put(matter.check() + ' ' + matter.key(), statuses + most);
      }
    }
    return told;
  }

  Map<String, String> ofJob(OrderMoney history) {
    Map<String, PaymentLife> payments = new HashMap<>();
    Map<String, OrderWord> words = new HashMap<>();
    Map<String, OrderAccount> orders = new HashMap<>();
    Deque<OrderNews> news = new ArrayDeque<>();
    for (OrderMoney.Told told : history.goods) {
      String topic = topicOf(told.record()) + '.' + told.channel();
      news.addAll(OrderNews.of(decoded(topic, told.record())));
    }
    for (PaymentEvent event : history.payments) {
      GoodsEvent decoded = decoded("payments." + event.getProvider(), event);
      PaymentStatement said = Objects.requireNonNull(decoded.payment());
      payments.merge(
          said.paymentKey(),
          PaymentLife.UNHEARD.heard(said, decoded.asOfMicros(), TERMS.payments(), 0).next(),
          (life, one) -> life.heard(said, decoded.asOfMicros(), TERMS.payments(), 0).next());
    }
    payments
        .values()
        .forEach(
            life ->
                news.add(OrderNews.of(life.part(TERMS.payments(), TERMS.refundReasons()), true)));
    while (!news.isEmpty()) {
      OrderNews said = news.poll();
      if (said.isForOrder()) {
        OrderAccount before = orders.getOrDefault(said.key(), OrderAccount.EMPTY);
        orders.put(
            said.key(),
            said.entry() == null
                ? before.heard(Objects.requireNonNull(said.part()), said.path(), said.isOfIt())
                : before.heard(said.entry(), said.asOfMicros()));
      } else {
        OrderWord.Kind kind =
            said.isForTender() ? OrderWord.Kind.OF_TENDER : OrderWord.Kind.OF_CHECKOUT;
        OrderWord.Step step = words.getOrDefault(said.key(), OrderWord.UNHEARD).heard(said, kind);
        words.put(said.key(), step.next());
        news.addAll(step.news());
      }
    }
    Map<String, String> told = new TreeMap<>();
    orders.forEach(
        (key, account) ->
            account
                .judged(OrderNews.orderOf(key), TERMS, voice -> LONG_AFTER, LONG_AFTER)
                .alerts()
                .forEach(alert -> put(alert, told)));
    return told;
  }

  private static void put(MoneyAlert each, Map<String, String> told) {
    Alert alert = each.alert();
    String name = alert.check().name() + ' ' + alert.key();
    Map<String, Long> facts = new TreeMap<>(alert.facts());
    String main =
        facts.containsKey("excess") ? "excess" : facts.containsKey("missing") ? "missing" : null;
    if (alert.check() == Alert.Check.PAYMENT_WITHOUT_SALE) {
      main = "captured";
    } else if (alert.check() == Alert.Check.DOUBLE_BOOKED) {
      main = "doubled";
    }
    if (main != null) {
      facts.keySet().retainAll(Set.of(main));
    }
    facts.keySet().retainAll(MAIN_FACTS);
    String shown = " " + facts;
    if (alert.status() == Alert.Status.RESOLVED) {
      boolean isOfTheEnd = main == null || main.equals("captured");
      shown = isOfTheEnd ? "" : " " + facts.get(main);
    }
    told.put(name, "[" + alert.status() + "]" + shown);
  }

  private static String topicOf(SpecificRecord record) {
    return switch (record.getSchema().getName()) {
      case "Sale" -> "sales";
      case "Void" -> "voids";
      case "Return" -> "returns";
      default -> "fulfilments";
    };
  }

  private GoodsEvent decoded(String topic, SpecificRecord record) {
    long arrives = OrderMoney.at(LATER).toEpochMilli();
    Inbound read =
        decoder.decode(topic, 0, 0, arrives, new byte[] {'k'}, TestSchemas.encode(record));
    return Objects.requireNonNull(read.event(), read::message);
  }
}
