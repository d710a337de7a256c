package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.StoredValue;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.settlement.JudgedBalances;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Gift cards and points accounts as verify has them beside those of the job, over seeded histories
 * in any order of arrival: written apart, they must come to the same alerts and numbers. And what
 * verify finds when something else was told.
 */
class NaiveAccountsAgainstTheJobTest {
  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 300) * 3;
  private static final int LATER = 400 * OrderMoney.DAY;
  private static final long LONG_AFTER = Long.MAX_VALUE / 2;
  private static final String CARD = "ledger|card-1";

  /** As {@link OrderMoney#MEASURES} has them. */
  private static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(minutes(15), Map.of(), 1, Map.of(), 0, Map.of(), 0, minutes(1_440)),
          Map.of(),
          Set.of(),
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
  void both_say_of_each_account_the_same() {
    Set<String> ends = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<PaymentEvent> history = history(random);
      Map<String, String> expected = ofVerify(history);
      for (int i = 0; i < 2; i++) {
        assertThat(ofJob(history)).as("seed %d: %s", seed, history).isEqualTo(expected);
        Collections.shuffle(history, random);
      }
      expected.values().forEach(each -> ends.add(each.substring(0, each.indexOf(']'))));
    }
    assertThat(ends).as("what the seeds come to").containsExactly("[CONFIRMED", "[RESOLVED");
  }

  @Test
  void what_is_told_as_it_is_differs_in_nothing() {
    assertThat(differences(overdrawn(), told(AlertStatus.CONFIRMED, 40))).isEmpty();
  }

  @Test
  void what_is_not_told_or_told_otherwise_is_found() {
    assertThat(differences(overdrawn(), null))
        .containsExactly(CARD + ": STORED_VALUE_ABUSE is not told, expected [CONFIRMED]");
    assertThat(differences(overdrawn(), told(AlertStatus.RESOLVED, 40))).hasSize(1);
    assertThat(differences(overdrawn(), told(AlertStatus.CONFIRMED, 41)))
        .containsExactly(CARD + ": STORED_VALUE_ABUSE tells of excess 41, expected 40");
    PaymentAlert mild = told(AlertStatus.CONFIRMED, 40);
    mild.setSeverity(AlertSeverity.LOW);
    assertThat(differences(overdrawn(), mild)).hasSize(1);
  }

  @Test
  void what_is_told_of_an_honest_card_is_found() {
    List<PaymentEvent> honest = List.of(load(1, "l1", 100, null));
    assertThat(differences(honest, told(AlertStatus.CONFIRMED, 40))).hasSize(1);
    assertThat(differences(honest, told(AlertStatus.RETRACTED, 40))).isEmpty();
    assertThat(differences(List.of(), told(AlertStatus.CONFIRMED, 40))).hasSize(1);
  }

  @Test
  void an_account_with_a_long_name_is_known_by_the_same_name() {
    List<PaymentEvent> history = new ArrayList<>(overdrawn());
    history.forEach(event -> event.getStoredValue().setAccountId("card-".repeat(26)));
    assertThat(ofVerify(history)).isEqualTo(ofJob(history)).hasSize(1);
  }

  private static List<PaymentEvent> overdrawn() {
    return List.of(
        load(1, "l1", 100, null),
        ledger(30, PaymentType.STORED_VALUE_REDEEMED, "r1", "r1", 70, "EUR").build(),
        ledger(31, PaymentType.STORED_VALUE_REDEEMED, "r2", "r2", 70, "EUR").build());
  }

  private static PaymentAlert told(AlertStatus status, long excess) {
    PaymentAlert alert =
        OrderMoneyAuditTest.alert(
            "STORED_VALUE_ABUSE",
            CARD,
            status,
            AlertSeverity.CRITICAL,
            Map.of("loaded", 100L, "redeemed", 140L, "given_back", 0L, "expired", 0L));
    Map<String, Long> facts = new HashMap<>(alert.getFacts());
    facts.put("unfunded", 0L);
    facts.put("excess", excess);
    alert.setFacts(facts);
    return alert;
  }

  private static List<String> differences(
      List<PaymentEvent> history, @Nullable PaymentAlert alert) {
    Differences differences = new Differences();
    OrderMoney money = new OrderMoney();
    history.forEach(money::paid);
    OrderMoneyAudit audit = money.audit(differences);
    if (alert != null) {
      audit.alert(alert);
    }
    audit.compare(money.lives(), OrderMoney.provenUntil(LATER));
    return differences.firstOf(Check.PAYMENTS);
  }

  private static Map<String, String> ofVerify(List<PaymentEvent> history) {
    OrderMoney money = new OrderMoney();
    history.forEach(money::paid);
    ProvenTime time = OrderMoney.provenUntil(LATER);
    Map<String, String> told = new TreeMap<>();
    NaiveAccounts accounts = new NaiveAccounts(money.lives(), OrderMoney.MEASURES);
    for (MoneyMatter matter : accounts.matters(time)) {
      MoneyMatter.Way way = matter.standing(time);
      Set<AlertStatus> statuses = matter.expected(time);
      if (way != null) {
        told.put(matter.key(), statuses + " " + way.severity() + new TreeMap<>(way.facts()));
      } else if (!statuses.equals(Set.of(AlertStatus.RETRACTED))) {
        told.put(matter.key(), statuses + " " + matter.most());
      }
    }
    return told;
  }

  private Map<String, String> ofJob(List<PaymentEvent> history) {
    Map<String, String> told = new TreeMap<>();
    JudgedBalances balances =
        new JudgedBalances(
            TERMS,
            each -> {
              Alert alert = each.alert();
              String numbers =
                  alert.status() == Alert.Status.RESOLVED
                      ? String.valueOf(alert.facts().get("excess"))
                      : alert.severity() + new TreeMap<>(alert.facts()).toString();
              told.put(alert.key(), "[" + alert.status() + "] " + numbers);
            });
    Map<String, PaymentLife> payments = new HashMap<>();
    for (PaymentEvent event : history) {
      GoodsEvent read = decoded(event);
      PaymentStatement said = Objects.requireNonNull(read.payment());
      PaymentLife before = payments.getOrDefault(said.paymentKey(), PaymentLife.UNHEARD);
      PaymentLife next = before.heard(said, read.asOfMicros(), TERMS.payments(), LONG_AFTER).next();
      payments.put(said.paymentKey(), next);
      balances.hear(before, next, read.asOfMicros(), LONG_AFTER);
    }
    told.values().removeIf(each -> each.startsWith("[RETRACTED]"));
    return told;
  }

  private GoodsEvent decoded(PaymentEvent event) {
    long arrives = OrderMoney.at(LATER).toEpochMilli();
    String topic = "payments." + event.getProvider();
    return Objects.requireNonNull(
        decoder.decode(topic, 0, 0, arrives, new byte[] {'k'}, TestSchemas.encode(event)).event());
  }

  /** One card, loads of which some name a payment, within some hours. */
  private static List<PaymentEvent> history(Random random) {
    List<PaymentEvent> history = new ArrayList<>();
    String unit = random.nextInt(6) == 0 ? "POINTS" : "EUR";
    int minute = 1;
    for (int i = 0; i < 3 + random.nextInt(10); i++) {
      minute += random.nextInt(random.nextBoolean() ? 4 : 20);
      long minor = 10L * (1 + random.nextInt(6));
      String some = "x" + random.nextInt(4);
      switch (i == 0 && random.nextInt(6) > 0 ? 0 : random.nextInt(17)) {
        case 0 -> history.add(load(minute, "l" + i, 2 * minor, unit, null, false));
        case 1 -> history.add(load(minute, "l" + i, 2 * minor, unit, "pay" + some, false));
        case 2 -> history.add(load(minute, "l" + i, minor, unit, null, random.nextInt(4) == 0));
        case 3, 4, 5 ->
            history.add(
                ledger(minute, PaymentType.STORED_VALUE_REDEEMED, some, some, minor, unit).build());
        case 6 ->
            history.add(
                ledger(minute, PaymentType.REDEMPTION_REVERSED, some, some, minor, unit).build());
        case 7 ->
            history.add(
                ledger(minute, PaymentType.REFUNDED, some, "back" + i, minor, unit).build());
        case 8 ->
            history.add(
                ledger(minute, PaymentType.STORED_VALUE_EXPIRED, "e" + i, "e" + i, minor, unit)
                    .build());
        case 11, 12 -> {
          history.add(paid(minute, PaymentType.AUTHORISED, some, "a", 4 * minor));
          history.add(load(minute, "l" + i, 4 * minor, unit, "pay" + some, false));
        }
        case 13 ->
            history.add(
                ledger(minute, PaymentType.CAPTURED, some, "cap" + some, minor, unit).build());
        case 14 ->
            history.add(
                ledger(minute, PaymentType.STORED_VALUE_EXPIRED, "e" + i, "e" + i, 4 * minor, unit)
                    .build());
        case 9, 10 -> history.add(paid(minute, PaymentType.CAPTURED, some, "c", 4 * minor));
        default ->
            history.add(
                random.nextBoolean()
                    ? paid(minute, PaymentType.REFUNDED, some, "r" + i, 2 * minor)
                    : paid(minute, PaymentType.AUTHORISED, some, "a", 4 * minor));
      }
    }
    return history;
  }

  private static PaymentEvent paid(
      int minute, PaymentType type, String payment, String operation, long minor) {
    String eventId = "pay" + payment + type + minute + operation;
    return OrderMoney.event("psp", "pay" + payment, minute, type, minor)
        .setEventId(eventId)
        .setProviderEventId(eventId)
        .setOperationId(operation)
        .setOrderRef(null)
        .build();
  }

  private static PaymentEvent load(
      int minute, String payment, long minor, @Nullable String paidBy) {
    return load(minute, payment, minor, "EUR", paidBy, false);
  }

  private static PaymentEvent load(
      int minute,
      String payment,
      long minor,
      String unit,
      @Nullable String paidBy,
      boolean isOpening) {
    return ledger(minute, PaymentType.STORED_VALUE_LOADED, payment, payment, minor, unit)
        .setStoredValue(new StoredValue("card-1", unit, paidBy))
        .setReasonCode(isOpening ? "OPENING" : null)
        .build();
  }

  private static PaymentEvent.Builder ledger(
      int minute, PaymentType type, String payment, String operation, long minor, String unit) {
    String eventId = payment + type + minute + operation;
    Instant at = OrderMoney.at(minute);
    return OrderMoney.event("ledger", payment, minute, type, minor)
        .setEventId(eventId)
        .setProviderEventId(eventId)
        .setOccurredAt(at)
        .setOperationId(operation)
        .setAmount(new Money(minor, "EUR"))
        .setChannel("kiosk")
        .setStoredValue(new StoredValue("card-1", unit, null))
        .setOrderRef(null);
  }
}
