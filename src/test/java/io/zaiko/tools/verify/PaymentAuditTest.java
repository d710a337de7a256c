package io.zaiko.tools.verify;

import static io.zaiko.avro.PaymentType.AUTHORISED;
import static io.zaiko.avro.PaymentType.CAPTURED;
import static io.zaiko.avro.PaymentType.CAPTURE_FAILED;
import static io.zaiko.avro.PaymentType.CHARGEBACK_RECEIVED;
import static io.zaiko.avro.PaymentType.CHARGEBACK_REVERSED;
import static io.zaiko.avro.PaymentType.EXPIRED;
import static io.zaiko.avro.PaymentType.REFUNDED;
import static io.zaiko.avro.PaymentType.REFUND_REVERSED;
import static io.zaiko.avro.PaymentType.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentState;
import io.zaiko.avro.PaymentType;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payments that add up are found so; tampered with in one place, they are not. */
class PaymentAuditTest {
  private static final String STATES = "payment-states";
  private static final String ALERTS = "payment-alerts";
  private static final String OVER = "OVER_REFUND";
  private static final String LIFE = "LIFECYCLE_VIOLATION";
  private static final int SEEDS = Integer.getInteger("zaiko.payment.seeds", 1_500);

  private static final PaymentType[] TYPES = {
    AUTHORISED,
    CAPTURED,
    CAPTURED,
    REFUNDED,
    REFUNDED,
    REFUND_REVERSED,
    CHARGEBACK_RECEIVED,
    CHARGEBACK_REVERSED,
    VOIDED,
    EXPIRED,
    CAPTURE_FAILED
  };

  @Test
  void honest_payments_add_up() {
    VerifyReport report = honest().verify();

    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(report.text()).containsPattern("payments +3  ok");
    assertThat(report.topics())
        .anyMatch(
            topic ->
                topic.topic().equals(JudgedPayments.TOPIC)
                    && topic.records() == 10
                    && topic.applied() == 9
                    && topic.duplicates() == 1)
        .anyMatch(topic -> topic.topic().equals("alert-actions.desk") && topic.applied() == 1);
  }

  @Test
  void of_a_house_without_that_job_no_account_is_asked() {
    JudgedPayments payments = honest();
    payments.topics().forget(STATES);
    payments.topics().forget(ALERTS);

    assertThat(payments.verify().isOk()).isTrue();
  }

  @Test
  void both_come_to_the_same_over_seeded_payments() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      JudgedPayments payments = new JudgedPayments();
      int minute = 0;
      for (int i = 0; i < 2 + random.nextInt(8); i++) {
        minute += random.nextInt(25);
        PaymentType type = TYPES[random.nextInt(TYPES.length)];
        payments.say(
            "p" + random.nextInt(2),
            minute,
            type,
            operation(type, random),
            50L * random.nextInt(4));
      }
      payments.settle();
      VerifyReport report = payments.verify();
      assertThat(report.isOk()).as("seed %d: %s", seed, report.text()).isTrue();
    }
  }

  @Test
  void what_its_state_did_not_permit_must_be_told_and_by_how_much() {
    assertThat(violated().verify().isOk()).isTrue();

    JudgedPayments silent = violated();
    while (silent.topics().all(ALERTS, PaymentAlert.class).stream().anyMatch(of(LIFE))) {
      silent.topics().remove(ALERTS, PaymentAlert.class, of(LIFE));
    }
    assertThat(silent.verify().text())
        .contains("psp|shop|late: LIFECYCLE_VIOLATION is not told, expected [CONFIRMED]");

    JudgedPayments wrong = violated();
    wrong
        .topics()
        .change(
            ALERTS,
            PaymentAlert.class,
            of(LIFE),
            alert -> alert.getFacts().put("captured_after_release", 1L));
    assertThat(wrong.verify().text())
        .contains("LIFECYCLE_VIOLATION should tell of 100 as captured_after_release");
  }

  private static JudgedPayments violated() {
    return new JudgedPayments()
        .say("late", 0, AUTHORISED, "a", 100)
        .say("late", 10, VOIDED, "v", 0)
        .say("late", 20, CAPTURED, "c", 100)
        .say("plain", 60, AUTHORISED, "a", 100) // time passes
        .settle();
  }

  private static String operation(PaymentType type, Random random) {
    String which = Integer.toString(random.nextInt(2));
    return switch (type) {
      case CAPTURED, CAPTURE_FAILED -> "c" + which;
      case REFUNDED, REFUND_REVERSED -> "r" + which;
      case CHARGEBACK_RECEIVED, CHARGEBACK_REVERSED -> "d" + which;
      default -> "a" + which;
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  void is_found(String name, String sentence, Consumer<MemoryTopics> corruption) {
    JudgedPayments payments = honest();

    corruption.accept(payments.topics());
    VerifyReport report = payments.verify();

    assertThat(report.isOk()).as(report.text()).isFalse();
    assertThat(report.text()).contains(sentence);
  }

  static Stream<Arguments> corruptions() {
    return Stream.of(
        corruption(
            "an event that was lost",
            "psp|shop|plain: 2 events were accepted of it, its state tells of 1",
            topics -> topics.remove(STATES, PaymentState.class, state("plain", 2))),
        corruption(
            "a payment that was lost",
            "psp|shop|plain: 2 events were accepted of it, its state tells of 0",
            topics -> {
              topics.remove(STATES, PaymentState.class, state("plain", 2));
              topics.remove(STATES, PaymentState.class, state("plain", 1));
            }),
        corruption(
            "a revision that is missing",
            "its state has revision 4 after another",
            topics -> topics.remove(STATES, PaymentState.class, state("over", 3))),
        changed("a wrong sum", "its state says", state -> state.setCapturedMinor(1L)),
        changed("a wrong state", "it is said to be VOIDED", state -> state.setState("VOIDED")),
        changed("a hidden one", "its beginning is known", state -> state.setUnseen(true)),
        changed("a wrong order", "its state names order o", state -> state.setOrderRef("o")),
        changed("a wrong currency", "in another currency", state -> state.setCurrency("JPY")),
        changed(
            "a wrong time",
            "its state is of another time",
            state -> state.setAsOf(JudgedPayments.BEGUN)),
        changed("a fallen epoch", "falls to epoch 1", state -> state.setEpoch(1L)),
        corruption(
            "a payment that nobody spoke of",
            "it has a state, but nothing was accepted of it",
            topics ->
                topics.change(
                    STATES,
                    PaymentState.class,
                    state("plain", 1),
                    state -> state.setPaymentId("psp|shop|ghost"))),
        corruption(
            "an alert that was never told",
            "psp|shop|over: OVER_REFUND is not told, expected [CONFIRMED]",
            topics -> {
              while (topics.all(ALERTS, PaymentAlert.class).stream().anyMatch(of(OVER))) {
                topics.remove(ALERTS, PaymentAlert.class, of(OVER));
              }
            }),
        corruption(
            "an alert that stands for nothing",
            "psp|shop|plain: OVER_REFUND is SUSPECTED, expected [RETRACTED]",
            topics ->
                topics.change(
                    ALERTS,
                    PaymentAlert.class,
                    of("DOUBLE_LOSS"),
                    alert -> {
                      alert.setAlertId("0".repeat(32));
                      alert.setCheck(OVER);
                      alert.setKey("psp|shop|plain");
                    })),
        alert(
            "a wrong excess", "OVER_REFUND should tell of 5", a -> a.getFacts().put("excess", 1L)),
        alert(
            "one taken back that stands",
            "OVER_REFUND is RETRACTED, expected [CONFIRMED]",
            a -> a.setStatus(AlertStatus.RETRACTED)),
        alert(
            "an action that is lost",
            "its disposition is not the newest action, closed",
            a -> a.setDisposition(null)),
        corruption(
            "a duplicate that was applied",
            "was accepted before",
            topics -> topics.remove("duplicates", Duplicate.class, duplicate -> true)),
        corruption(
            "an event that was dropped as a duplicate of nothing",
            "was set aside, but nothing that bears its name was accepted",
            topics -> {
              topics.remove(STATES, PaymentState.class, state("plain", 2));
              topics.change(
                  "duplicates",
                  Duplicate.class,
                  duplicate -> true,
                  duplicate -> duplicate.getOrigin().setOffset(1L));
            }),
        corruption(
            "a duplicate that says something else",
            "was dropped as a duplicate, but says something else",
            topics ->
                topics.change(
                    JudgedPayments.TOPIC,
                    PaymentEvent.class,
                    event -> event.getOperationId().equals("r2"),
                    event -> event.getAmount().setMinor(6L))),
        corruption(
            "one that should have been refused",
            "should have been refused: [NUMBER_OUT_OF_RANGE]",
            topics ->
                topics.change(
                    JudgedPayments.TOPIC,
                    PaymentEvent.class,
                    event -> event.getProviderPaymentId().equals("plain"),
                    event -> event.getAmount().setMinor(-1L))));
  }

  /** One as it should be, one refunded too often, one refunded and charged back. */
  private static JudgedPayments honest() {
    JudgedPayments payments =
        new JudgedPayments()
            .say("plain", 0, AUTHORISED, "a", 10)
            .say("plain", 1, CAPTURED, "c", 10)
            .say("over", 2, AUTHORISED, "a", 10)
            .say("over", 3, CAPTURED, "c", 10)
            .say("over", 4, REFUNDED, "r1", 10)
            .say("over", 5, REFUNDED, "r2", 5)
            .say("over", 5, REFUNDED, "r2", 5) // delivered again
            .say("lost", 6, CAPTURED, "c", 10)
            .say("lost", 7, REFUNDED, "r", 10)
            .say("lost", 8, CHARGEBACK_RECEIVED, "d", 10)
            .settle();
    String alert =
        payments.topics().all(ALERTS, PaymentAlert.class).stream()
            .filter(of(OVER))
            .findFirst()
            .orElseThrow()
            .getAlertId();
    return payments.close("closed", alert, 30);
  }

  private static Predicate<PaymentState> state(String payment, long revision) {
    return state -> state.getProviderPaymentId().equals(payment) && state.getRevision() == revision;
  }

  private static Predicate<PaymentAlert> of(String check) {
    return alert -> alert.getCheck().equals(check);
  }

  private static Arguments changed(String name, String sentence, Consumer<PaymentState> change) {
    return corruption(
        name,
        sentence,
        topics -> topics.change(STATES, PaymentState.class, state("plain", 2), change));
  }

  /** Changes the last that is told of what was refunded too often. */
  private static Arguments alert(String name, String sentence, Consumer<PaymentAlert> change) {
    return corruption(
        name,
        sentence,
        topics -> {
          List<PaymentAlert> all =
              topics.all(ALERTS, PaymentAlert.class).stream().filter(of(OVER)).toList();
          long last = all.get(all.size() - 1).getRevision();
          topics.change(
              ALERTS, PaymentAlert.class, of(OVER).and(each -> each.getRevision() == last), change);
        });
  }

  private static Arguments corruption(
      String name, String sentence, Consumer<MemoryTopics> corruption) {
    return arguments(name, sentence, corruption);
  }
}
