package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of missing numbers and of refusals is true, and is told in time. */
class IdentityAlertAuditTest {
  private static final String GAP = "SEQUENCE_GAP";
  private static final String UNKNOWN = "numberings have missing numbers of which it is not known";
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Duration TOLD = Duration.ofMinutes(16);

  private final SimulatedNumbering till = new SimulatedNumbering();

  @Test
  void a_gap_must_be_told_once_the_timeout_has_certainly_passed() {
    hear(1, 2, 4);
    till.restAt(NOON.plusSeconds(4).plus(Duration.ofMinutes(15)).minusMillis(1));
    untell();
    assertHonest();
    assertThat(report().text()).contains("1 " + UNKNOWN);
    till.restAt(NOON.plusSeconds(4).plus(Duration.ofMinutes(15)));
    assertDifferent("no SEQUENCE_GAP stands, but 1 numbers are missing from 3");
    assertThat(report().maySettle()).as("it may be about to be told").isTrue();
  }

  @Test
  void an_old_gap_must_be_told_though_its_source_goes_on_and_loses_more() {
    hear(1, 3);
    till.reach(NOON.plus(TOLD));
    for (int minute = 16; minute < 60; minute++) {
      till.hear("sales.store", 10 + 2L * minute, NOON.plus(Duration.ofMinutes(minute)));
      till.reach(NOON.plus(Duration.ofMinutes(minute)));
    }
    till.restAt(NOON.plus(Duration.ofMinutes(61)));
    assertHonest();
    untell();
    assertDifferent("no SEQUENCE_GAP stands");
  }

  @Test
  void an_alert_of_a_gap_that_is_none_is_false() {
    hear(1, 2, 4);
    till.restAt(NOON.plus(TOLD));
    assertHonest();
    hear(3);
    assertHonest();
    change(alert -> alert.setStatus(AlertStatus.SUSPECTED), AlertStatus.RESOLVED);
    assertDifferent("SEQUENCE_GAP stands, but nothing is missing");
  }

  @Test
  void an_alert_of_a_source_that_said_nothing_is_false() {
    hear(1, 2, 4);
    till.restAt(NOON.plus(TOLD));
    change(alert -> alert.setKey("other|0|SALE"), AlertStatus.SUSPECTED);
    assertDifferent("other|0|SALE: SEQUENCE_GAP stands, but nothing of it was received");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "first_missing", "highest", "declared_lost"})
  void each_number_that_is_told_must_be_true(String fact) {
    hear(1, 2, 5);
    till.restAt(NOON.plus(TOLD));
    assertHonest();
    change(alert -> alert.getFacts().merge(fact, 1L, Long::sum), AlertStatus.SUSPECTED);
    assertDifferent("SEQUENCE_GAP stands, but ");
  }

  /** While it is not known when it must be told again: true of some moment, not of this. */
  @Test
  void what_is_told_may_be_of_a_while_ago_but_true_then() {
    hear(1, 5, 9);
    till.reach(NOON.plus(TOLD));
    hear(3);
    till.restAt(NOON.plus(TOLD));
    assertHonest();
    assertThat(report().text()).contains("1 " + UNKNOWN);
    change(alert -> alert.getFacts().put("missing", 4L), AlertStatus.SUSPECTED);
    assertDifferent("4 are said to be missing, but 5 of these still are");
  }

  /** A filled gap begins the waiting anew, at a time that only the ledger bounds. */
  @Test
  void after_a_number_that_came_late_the_timeout_runs_from_when_it_was_booked() {
    hear(1, 3, 5);
    hear(2);
    till.restAt(NOON.plus(TOLD));
    untell();
    assertHonest();
    till.restAt(HonestOutputs.BROKER_TIME.plus(TOLD));
    untell();
    assertDifferent("1 numbers are missing from 4");
  }

  @Test
  void numbers_of_one_source_in_two_topics_are_one_numbering() {
    hear(1, 2, 4);
    till.hear("sales.web", 3, NOON);
    till.restAt(HonestOutputs.BROKER_TIME.plus(TOLD));
    assertHonest();
    till.hear("sales.web", 6, NOON);
    till.reach(HonestOutputs.BROKER_TIME.plus(TOLD).plus(TOLD));
    assertHonest();
    untell();
    assertDifferent("1 numbers are missing from 5");
  }

  @Test
  void of_two_topics_nobody_knows_which_number_came_first() {
    hear(1, 2);
    till.hear("sales.web", 5, NOON);
    till.restAt(NOON.plus(Duration.ofMinutes(6)));
    assertHonest();
    assertThat(report().text()).contains("1 " + UNKNOWN);
  }

  @Test
  void what_was_told_long_ago_must_be_all_that_is_missing_and_no_more() {
    hear(1, 3, 5);
    till.restAt(NOON.plus(TOLD));
    assertHonest();
    change(alert -> alert.getFacts().put("missing", 3L), AlertStatus.SUSPECTED);
    assertDifferent("3 are said to be missing from 2, but 2 are from 2");
  }

  @Test
  void a_record_of_another_schema_may_have_waited_so_nothing_must_be_told() {
    NumberedSource source = new NumberedSource();
    Arrival at = new Arrival(new RecordAddress("sales.store", 0, 0), 0, 0);
    source.received(1, "a", 7, at);
    source.received(3, "b", 7, at);
    ProvenTime time = new ProvenTime(false, InstantSource.system());
    time.heard(
        new RawRecord("sales.store", 0, 1, 0, null, null), Duration.ofDays(1).toMillis() * 1_000);
    assertThat(source.judge(null, time, 0).isMissing()).isTrue();
    source.received(4, "c", 8, at);
    assertThat(source.judge(null, time, 0).isJudged()).isFalse();
  }

  @Test
  void where_a_gap_may_have_been_given_up_only_what_is_told_is_judged() {
    for (int i = 0; i < 300; i++) {
      hear(2L * i);
    }
    hear(1);
    till.restAt(HonestOutputs.BROKER_TIME.plus(TOLD));
    assertHonest();
    assertThat(report().text()).contains("1 " + UNKNOWN);
    change(alert -> alert.getFacts().put("missing", 1L), AlertStatus.SUSPECTED);
    assertDifferent("1 are said to be missing");
  }

  @Test
  void each_refusal_is_told_and_nothing_else_is() {
    hear(10, 11);
    till.restAt(NOON);
    Refusals refusals = new Refusals(till.topics());
    byte[] low = TestSchemas.encode(SimulatedNumbering.sale(5, NOON));
    refusals.refuse("sales.store", null, low, "SEQUENCE_EXPIRED");
    assertHonest();
    change(alert -> alert.getFacts().put("offset", 7L), AlertStatus.CONFIRMED);
    assertDifferent("was refused as SEQUENCE_EXPIRED, but no alert says so");
    change(alert -> alert.getFacts().put("offset", 2L), AlertStatus.CONFIRMED);
    change(alert -> alert.setCheck("EVENT_CONFLICT"), AlertStatus.CONFIRMED);
    assertDifferent("EVENT_CONFLICT stands, but no such record was refused");
    assertDifferent("was refused as SEQUENCE_EXPIRED, but no alert says so");
  }

  @Test
  void without_older_records_nothing_is_said_of_gaps() {
    hear(1, 2, 4);
    till.restAt(NOON.plus(TOLD));
    untell();
    assertDifferent("no SEQUENCE_GAP stands");
    till.topics().leaveOutOlderRecords();
    assertHonest();
  }

  /** Losses, late numbers, redeliveries, two topics, a cap: whatever comes, by any clock. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void an_honest_job_is_never_accused(int block) {
    int found = 0;
    for (int seed = 100 * block; seed < 100 * (block + 1); seed++) {
      SimulatedNumbering any = new SimulatedNumbering();
      Random random = new Random(seed);
      play(any, random);
      VerifyReport honest = Verification.of(any.topics(), TestSchemas.ALL);
      assertThat(honest.isOk()).as("seed %d%n%s", seed, honest.text()).isTrue();
      untell(any.topics());
      found += Verification.of(any.topics(), TestSchemas.ALL).isOk() ? 0 : 1;
    }
    assertThat(found).as("missing alerts that are found").isPositive();
  }

  private static void play(SimulatedNumbering any, Random random) {
    int count = random.nextInt(10) == 0 ? 700 : 1 + random.nextInt(40);
    int lostOfTen = count > 100 ? 5 : random.nextInt(4);
    int spread = random.nextInt(3) * random.nextInt(8);
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      if (random.nextInt(10) >= lostOfTen) {
        numbers.add(number);
        if (random.nextInt(8) == 0) {
          numbers.add(number);
        }
      }
    }
    for (int i = 0; spread > 0 && i < numbers.size(); i++) {
      Collections.swap(numbers, i, Math.min(numbers.size() - 1, i + random.nextInt(spread)));
    }
    boolean isTwoTopics = random.nextInt(4) == 0;
    for (int number : numbers) {
      Instant at = NOON.plusSeconds(number * 60L + random.nextInt(600));
      till(any, random, isTwoTopics, number, NOON.plusSeconds(number * 60L), at);
    }
    Instant end = any.reached().plusSeconds(5 + random.nextInt(3_600));
    any.restAt(end.isBefore(NOON) ? NOON : end);
    if (random.nextInt(3) == 0) {
      any.restAt(HonestOutputs.BROKER_TIME.plus(TOLD));
    }
  }

  private static void till(
      SimulatedNumbering any,
      Random random,
      boolean isTwoTopics,
      int number,
      Instant at,
      Instant reached) {
    any.hear(isTwoTopics && random.nextBoolean() ? "sales.web" : "sales.store", number, at);
    if (random.nextInt(3) == 0) {
      any.reach(reached);
    }
    if (random.nextInt(400) == 0) {
      any.reach(HonestOutputs.BROKER_TIME);
    }
  }

  private void hear(long... numbers) {
    for (long number : numbers) {
      till.hear("sales.store", number, NOON.plusSeconds(number));
    }
  }

  private void untell() {
    untell(till.topics());
  }

  private static void untell(MemoryTopics topics) {
    while (topics.all("stock-alerts", StockAlert.class).stream()
        .anyMatch(alert -> alert.getCheck().equals(GAP))) {
      topics.remove("stock-alerts", StockAlert.class, alert -> alert.getCheck().equals(GAP));
    }
  }

  private void change(Consumer<StockAlert> change, AlertStatus status) {
    till.topics()
        .change("stock-alerts", StockAlert.class, alert -> alert.getStatus() == status, change);
  }

  private void assertHonest() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void assertDifferent(String sentence) {
    assertThat(report().text()).contains(sentence);
    assertThat(report().checks())
        .as(report().text())
        .allMatch(check -> check.isOk() == !check.subject().equals(Check.ALERTS.subject()));
  }

  private VerifyReport report() {
    return Verification.of(till.topics(), TestSchemas.ALL);
  }
}
