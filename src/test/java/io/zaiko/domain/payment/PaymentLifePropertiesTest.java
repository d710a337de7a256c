package io.zaiko.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever order a history is heard in, and whenever timers fire between, it ends the same. */
class PaymentLifePropertiesTest {
  private static final List<PaymentType> TYPES =
      List.of(
          PaymentType.DECLINED,
          PaymentType.CAPTURED,
          PaymentType.CAPTURED,
          PaymentType.CAPTURE_FAILED,
          PaymentType.VOIDED,
          PaymentType.EXPIRED,
          PaymentType.AUTHORISED,
          PaymentType.REFUNDED,
          PaymentType.REFUNDED,
          PaymentType.REFUND_FAILED,
          PaymentType.CHARGEBACK_RECEIVED,
          PaymentType.CHARGEBACK_REVERSED);

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("zaiko.seeds", 200));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_order_of_arrival_ends_in_the_same_payment_and_the_same_alerts(long seed) {
    Random random = new Random(seed);
    List<PaymentStatement> history = history(random);
    Ended expected = heard(history, new Random(seed));
    for (int i = 0; i < 6; i++) {
      List<PaymentStatement> other = new ArrayList<>(history);
      Collections.shuffle(other, random);
      Ended ended = heard(other, random);
      assertThat(ended.life().statements())
          .as("seed %s", seed)
          .isEqualTo(expected.life().statements());
      assertThat(Payment.of(ended.life().statements()))
          .as("seed %s", seed)
          .isEqualTo(Payment.of(history));
      assertThat(ended.standing()).as("seed %s", seed).isEqualTo(expected.standing());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_amount_checks_end_as_a_count_by_hand_of_every_moment_says(long seed) {
    List<PaymentStatement> history = history(new Random(seed));
    Map<String, String> told = new TreeMap<>();
    heard(history, new Random(seed))
        .standing()
        .forEach(
            (check, alert) -> {
              if (check != Alert.Check.LIFECYCLE_VIOLATION) {
                told.put(
                    check.name(),
                    alert.alert().status() + " " + alert.alert().facts().get("excess"));
              }
            });
    assertThat(told).as("seed %s", seed).isEqualTo(new NaivePaymentChecks(history).alerts());
  }

  /** What a history came to, and the alerts that stand. */
  private record Ended(PaymentLife life, Map<Alert.Check, MoneyAlert> standing) {}

  /** Hears all, and lets time come further now and then; no alert is taken back twice. */
  private static Ended heard(List<PaymentStatement> arriving, Random random) {
    PaymentLife life = PaymentLife.UNHEARD;
    Map<Alert.Check, MoneyAlert> standing = new HashMap<>();
    long now = 0;
    for (PaymentStatement said : arriving) {
      life = take(life.heard(said, said.occurredAtMicros(), Judged.TERMS, now), standing, arriving);
      now += random.nextInt(1_000) * Judged.SECOND;
      if (life.dueMicros() < now) {
        life = take(life.timeCame(Judged.TERMS, now), standing, arriving);
      }
    }
    while (life.dueMicros() != PaymentLife.NOT_DUE) {
      life = take(life.timeCame(Judged.TERMS, life.dueMicros() + 1), standing, arriving);
    }
    return new Ended(life, standing);
  }

  private static PaymentLife take(
      PaymentLifeStep step,
      Map<Alert.Check, MoneyAlert> standing,
      List<PaymentStatement> arriving) {
    for (Alert.Check check : step.takenBack()) {
      assertThat(standing.remove(check)).as("taken back once: %s", arriving).isNotNull();
    }
    for (MoneyAlert each : step.alerts()) {
      standing.put(each.alert().check(), unplaced(each));
    }
    assertThat(step.next().told()).containsExactlyInAnyOrderElementsOf(standing.keySet());
    return step.next();
  }

  /** Without what may differ: which record brought it about. */
  private static MoneyAlert unplaced(MoneyAlert found) {
    Alert alert = found.alert();
    return new MoneyAlert(
        new Alert(
            alert.check(),
            alert.key(),
            alert.episode(),
            0,
            alert.status(),
            alert.severity(),
            alert.facts(),
            alert.evidence(),
            alert.sentence(),
            0),
        found.riskMinor(),
        found.currency());
  }

  /** Begins with an authorisation, so that it is judged; times are never equal. */
  private static List<PaymentStatement> history(Random random) {
    List<PaymentStatement> history = new ArrayList<>();
    history.add(said(0, 1, PaymentType.AUTHORISED, "a", 100));
    long second = 1;
    for (int i = 1; i <= 3 + random.nextInt(9); i++) {
      second += 1 + random.nextInt(random.nextBoolean() ? 2_000 : 300);
      PaymentType type = TYPES.get(random.nextInt(TYPES.size()));
      String family = type.name().substring(0, 6);
      long minor = 25L * (1 + random.nextInt(5));
      history.add(said(i, second, type, family + random.nextInt(2), minor));
    }
    return history;
  }

  private static PaymentStatement said(
      int id, long second, PaymentType type, String operation, long minor) {
    return Statements.statement(
        "e" + id, second, PaymentStatement.NO_SEQUENCE, type, operation, minor, AmountKind.TOTAL);
  }
}
