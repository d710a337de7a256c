package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever order a history is heard in, it ends as a count by hand of every moment says. */
class ValueAccountPropertiesTest {
  private static final long THE_END = 1_000_000;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("zaiko.seeds", 200));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_order_of_arrival_ends_as_a_count_by_hand_of_every_moment_says(long seed) {
    Random random = new Random(seed);
    List<PaymentStatement> history = history(random);
    String expected = new NaiveBalance(history).alert();
    List<Alert.Evidence> evidence = null;
    for (int i = 0; i < 5; i++) {
      List<PaymentStatement> arriving = new ArrayList<>(history);
      if (i > 0) {
        Collections.shuffle(arriving, random);
      }
      MoneyAlert ended = ended(arriving, random);
      String found =
          ended == null ? null : ended.alert().status() + " " + ended.alert().facts().get("excess");
      assertThat(found).as("seed %d, %s", seed, arriving).isEqualTo(expected);
      List<Alert.Evidence> of = ended == null ? List.of() : ended.alert().evidence();
      assertThat(of).as("seed %d", seed).isEqualTo(evidence == null ? of : evidence);
      evidence = of;
    }
  }

  @Test
  void histories_end_in_every_way() {
    assertThat(
            seeds()
                .mapToObj(seed -> new NaiveBalance(history(new Random(seed))).alert())
                .map(alert -> alert == null ? "SILENT" : alert.substring(0, alert.indexOf(' ')))
                .distinct())
        .containsExactlyInAnyOrder("SILENT", "CONFIRMED", "RESOLVED");
  }

  private static MoneyAlert ended(List<PaymentStatement> arriving, Random random) {
    BalanceWords words = new BalanceWords();
    for (PaymentStatement said : arriving) {
      words.hear(said);
      if (random.nextInt(4) == 0) {
        words.untilMicros(said.occurredAtMicros() + random.nextInt(40) * BalanceWords.MINUTE);
      }
    }
    words.until(THE_END);
    return words.standing().isEmpty() ? null : words.standing().get(0);
  }

  /** One account, loads of which some name a payment; times are never equal. */
  private static List<PaymentStatement> history(Random random) {
    List<PaymentStatement> history = new ArrayList<>();
    long minute = 1;
    for (int i = 0; i < 4 + random.nextInt(9); i++) {
      minute += 1 + random.nextInt(random.nextBoolean() ? 8 : 60);
      long minor = 10L * (1 + random.nextInt(6));
      int which = random.nextInt(3);
      history.add(
          switch (i == 0 && random.nextInt(8) > 0 ? 0 : random.nextInt(9)) {
            case 0 -> load(i, minute, which, 2 * minor, random.nextInt(3) > 0);
            case 1, 2 ->
                ledger(i, minute, PaymentType.STORED_VALUE_REDEEMED, "spend" + which, minor);
            case 3 -> ledger(i, minute, PaymentType.REDEMPTION_REVERSED, "spend" + which, minor);
            case 4 -> ledger(i, minute, PaymentType.REFUNDED, "back" + which, minor);
            case 5 -> ledger(i, minute, PaymentType.STORED_VALUE_EXPIRED, "old" + which, minor);
            case 6 -> card(i, minute, PaymentType.CAPTURED, which, "c", 2 * minor);
            case 7 -> card(i, minute, PaymentType.REFUNDED, which, "r", minor);
            default ->
                card(
                    i,
                    minute,
                    random.nextInt(3) > 0
                        ? PaymentType.CHARGEBACK_RECEIVED
                        : PaymentType.CHARGEBACK_REVERSED,
                    which,
                    "d",
                    minor);
          });
    }
    // Before all: the beginnings of the card payments are known.
    for (int which = 0; which < 2; which++) {
      history.add(0, card(-1 - which, 0, PaymentType.AUTHORISED, which, "a", 0));
    }
    return history;
  }

  private static PaymentStatement load(
      int id, long minute, int which, long minor, boolean isNamed) {
    String payment = isNamed ? "pay" + which : null;
    String name = "load" + which;
    return BalanceWords.ledger(
        "e" + id, minute, PaymentType.STORED_VALUE_LOADED, name, name, minor, payment);
  }

  private static PaymentStatement ledger(
      int id, long minute, PaymentType type, String name, long minor) {
    return BalanceWords.ledger("e" + id, minute, type, name, name, minor, null);
  }

  private static PaymentStatement card(
      int id, long minute, PaymentType type, int which, String operation, long minor) {
    String payment = "pay" + which;
    return BalanceWords.card("e" + id, minute, type, payment, payment + operation, minor);
  }
}
