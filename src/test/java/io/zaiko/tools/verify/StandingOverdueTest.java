package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Source;
import io.zaiko.avro.Transfer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A transfer may be called overdue while units of it are that were due, and no longer. */
class StandingOverdueTest {
  /** A live job goes by the clock: nothing is due before then. */
  private static final Instant NOW = HonestOutputs.BROKER_TIME.plus(1, ChronoUnit.HOURS);

  private static final Instant MUCH_LATER = NOW.plus(2, ChronoUnit.DAYS);

  private final HonestBooks books = new HonestBooks();

  @Test
  void the_shipment_that_was_due_first_is_met_first() {
    ship("first", Goods.at(100), 4);
    ship("second", MUCH_LATER, 3);
    books.publish("transfers.store", Goods.received("part", Goods.at(200), 3));
    new HonestOutputs(books.topics())
        .alert("TRANSFER_OVERDUE", "transfer", AlertStatus.CONFIRMED, Map.of("missing", 1L));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books.publish("transfers.store", Goods.received("rest", Goods.at(200), 1));
    assertThat(report().text()).contains("TRANSFER_OVERDUE stands, but nothing is overdue");
  }

  @Test
  void what_is_listed_as_missing_is_what_has_not_arrived() {
    ship("first", Goods.at(100), 4);
    books.publish("transfers.store", Goods.received("part", Goods.at(200), 3));
    new HonestOutputs(books.topics())
        .alert("TRANSFER_OVERDUE", "transfer", AlertStatus.CONFIRMED, Map.of("missing", 4L));
    assertThat(report().text()).contains("TRANSFER_OVERDUE says 4 missing, recomputed 1");
  }

  @Test
  void an_over_receipt_is_suspected_until_its_lateness_has_passed() {
    books.publish("transfers.store", Goods.received("over", Goods.at(200), 3));
    Instant due = Goods.at(200).plus(24, ChronoUnit.HOURS);
    timeIs(due.plusSeconds(299));
    assertThat(report(MUCH_LATER).isOk()).as(report(MUCH_LATER).text()).isTrue();
    timeIs(due.plusSeconds(301));
    assertThat(report(MUCH_LATER).text()).contains("TRANSFER_DISCREPANCY is still SUSPECTED");
    assertThat(report(MUCH_LATER).maySettle()).isTrue();
  }

  private void timeIs(Instant now) {
    Heartbeat beat = new Heartbeat();
    beat.setEventId("beat at " + now);
    beat.setOccurredAt(now);
    beat.setSource(Source.newBuilder().setId("clock").build());
    books.topics().append("heartbeats.store", now.toEpochMilli(), null, TestSchemas.encode(beat));
  }

  /** As many as the job keeps apart; of more, those due first are due together. */
  @Test
  void of_very_many_due_times_the_earliest_are_one() {
    NaiveTransfers.Name tea = new NaiveTransfers.Name("t", "TEA");
    NaiveTransfers transfers = new NaiveTransfers();
    for (int due = 40; due > 0; due--) {
      transfers.ship("e" + due, tea, "B", 1, due);
    }
    transfers.receive("r", tea, "B", 2, 0, 0);
    NaiveTransfers.Course course = transfers.courses().get(tea);
    assertThat(course.overdueAt(0)).isZero();
    assertThat(course.overdueAt(1)).isEqualTo(9 - 2);
    assertThat(course.overdueAt(9)).isEqualTo(9 - 2);
    assertThat(course.overdueAt(10)).isEqualTo(10 - 2);
    assertThat(course.overdueAt(40)).isEqualTo(38);
  }

  private void ship(String eventId, Instant expectedAt, long units) {
    Transfer shipped = Goods.shipped(eventId, Goods.at(0), units);
    shipped.setExpectedAt(expectedAt);
    books.publish("transfers.store", shipped);
  }

  private VerifyReport report() {
    return report(NOW);
  }

  private VerifyReport report(Instant now) {
    assertThat(books.topics().all("dead-letters", DeadLetter.class)).as("was refused").isEmpty();
    return Verification.of(
        books.topics(), TestSchemas.ALL, Assumptions.DEFAULT, InstantSource.fixed(now));
  }
}
