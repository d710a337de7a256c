package io.zaiko.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded payments, told in any order and at any pace, end the same; and what is told of refunds and
 * losses is what a count of all money at every instant says.
 */
class PaymentLifePropertiesTest {
  private static final long SECOND = 1_000_000;
  private static final long LATENESS = 10 * SECOND;
  private static final int PAYMENTS = 400;
  private static final PaymentTerms TERMS = PaymentChecksTest.TERMS;

  private static final PaymentType[] TYPES = {
    PaymentType.CAPTURED,
    PaymentType.CAPTURED,
    PaymentType.REFUNDED,
    PaymentType.REFUNDED,
    PaymentType.REFUND_REVERSED,
    PaymentType.CHARGEBACK_RECEIVED,
    PaymentType.CHARGEBACK_REVERSED,
    PaymentType.CAPTURE_FAILED,
    PaymentType.VOIDED,
    PaymentType.AUTHORISED
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void the_order_of_arrival_changes_no_sum_and_no_final_alert(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PAYMENTS; i++) {
      List<PaymentStatement> said = payment(random);
      Map<String, String> inOrder = finalAlerts(said, random);
      List<PaymentStatement> shuffled = new ArrayList<>(said);
      Collections.shuffle(shuffled, random);
      assertThat(finalAlerts(shuffled, random))
          .as("seed %d, payment %d: %s", seed, i, said)
          .isEqualTo(inOrder);
      compare(said, inOrder, "seed " + seed + ", payment " + i);
    }
  }

  /** Over-refund and double loss, from a ledger of operations kept by hand. */
  private static void compare(List<PaymentStatement> said, Map<String, String> told, String where) {
    List<PaymentStatement> sorted = new ArrayList<>(said);
    sorted.sort(PaymentFold.ORDER);
    Map<String, Long> captured = new HashMap<>();
    Map<String, Long> refunded = new HashMap<>();
    Map<String, Long> lost = new HashMap<>();
    long[] since = {-1, -1};
    boolean[] lasted = {false, false};
    for (PaymentStatement each : sorted) {
      for (Map<String, Long> ledger : List.of(captured, refunded, lost)) {
        ledger.remove(each.operationId());
      }
      if (each.type() == PaymentType.CAPTURED) {
        captured.put(each.operationId(), each.amountMinor());
      } else if (each.type() == PaymentType.REFUNDED) {
        refunded.put(each.operationId(), each.amountMinor());
      } else if (each.type() == PaymentType.CHARGEBACK_RECEIVED) {
        lost.put(each.operationId(), each.amountMinor());
      }
      long back = sum(refunded) - sum(captured);
      boolean[] now = {back > 1, !lost.isEmpty() && back + sum(lost) > 1};
      for (int i = 0; i < 2; i++) {
        if (now[i] && since[i] < 0) {
          since[i] = each.occurredAtMicros();
        } else if (!now[i] && since[i] >= 0) {
          lasted[i] |= each.occurredAtMicros() - since[i] > LATENESS;
          since[i] = -1;
        }
      }
    }
    String[] checks = {"OVER_REFUND", "DOUBLE_LOSS"};
    for (int i = 0; i < 2; i++) {
      Status expected =
          since[i] >= 0 ? Status.CONFIRMED : lasted[i] ? Status.RESOLVED : Status.RETRACTED;
      String found = told.getOrDefault(checks[i], Status.RETRACTED.name());
      assertThat(found.split(" ")[0])
          .as("%s: %s of %s", where, checks[i], sorted)
          .isEqualTo(expected.name());
    }
  }

  private static long sum(Map<String, Long> ledger) {
    return ledger.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What stands when all was said and all time has passed, heard at a random pace. */
  private static Map<String, String> finalAlerts(List<PaymentStatement> said, Random random) {
    PaymentLife life = PaymentLife.UNHEARD;
    long now = 0;
    for (PaymentStatement each : said) {
      now += random.nextInt(60) * SECOND;
      life = life.heard(each, each.occurredAtMicros(), TERMS, now).next();
      if (random.nextInt(3) == 0 && life.dueMicros() != PaymentLife.NOT_DUE) {
        now = Math.max(now, life.dueMicros() + 1);
        life = life.timeCame(TERMS, now).next();
      }
    }
    PaymentLifeStep last = life.timeCame(TERMS, Long.MAX_VALUE);
    assertThat(last.next().dueMicros()).isEqualTo(PaymentLife.NOT_DUE);
    Map<String, String> alerts = new TreeMap<>();
    for (MoneyAlert found : last.alerts()) {
      alerts.put(
          found.alert().check().name(),
          found.alert().status()
              + " "
              + new TreeMap<>(found.alert().facts())
              + found.alert().evidence()
              + found.alert().severity()
              + found.riskMinor());
    }
    alerts.put("statements", last.next().statements().toString());
    return alerts;
  }

  /** One that is authorised first, with up to eight more things, some of one second. */
  private static List<PaymentStatement> payment(Random random) {
    List<PaymentStatement> said = new ArrayList<>();
    said.add(of("e0", 0, PaymentType.AUTHORISED, "a", 100));
    int more = 1 + random.nextInt(8);
    long second = 0;
    for (int i = 1; i <= more; i++) {
      second += random.nextInt(4) == 0 ? 0 : random.nextInt(20);
      PaymentType type = TYPES[random.nextInt(TYPES.length)];
      said.add(of("e" + i, second, type, operation(type, random), 50L * (1 + random.nextInt(3))));
    }
    return said;
  }

  /** What undoes something names its operation. */
  private static String operation(PaymentType type, Random random) {
    int which = random.nextInt(2);
    return switch (type) {
      case CAPTURED, CAPTURE_FAILED -> "c" + which;
      case REFUNDED, REFUND_REVERSED -> "r" + which;
      case CHARGEBACK_RECEIVED, CHARGEBACK_REVERSED -> "d" + which;
      default -> "a";
    };
  }

  private static PaymentStatement of(
      String eventId, long second, PaymentType type, String operation, long minor) {
    return Statements.statement(
        eventId, second, PaymentStatement.NO_SEQUENCE, type, operation, minor, AmountKind.TOTAL);
  }
}
