package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Transfer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A transfer may be called overdue while units of it are that were due, and no longer. */
class StandingOverdueTest {
  /** A live job goes by the clock: nothing is due before then. */
  private static final Instant MUCH_LATER =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.DAYS);

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

  /** As many as the job keeps apart; of more, those due first are due together. */
  @Test
  void of_very_many_due_times_the_earliest_are_one() {
    NaiveTransfers.Name tea = new NaiveTransfers.Name("t", "TEA");
    NaiveTransfers transfers = new NaiveTransfers();
    for (int due = 40; due > 0; due--) {
      transfers.ship("e" + due, tea, "B", 1, due);
    }
    transfers.receive("r", tea, "B", 2, 0);
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
    return Verification.of(books.topics(), TestSchemas.ALL);
  }
}
