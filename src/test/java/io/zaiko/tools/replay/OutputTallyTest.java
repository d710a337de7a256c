package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Address;
import io.zaiko.avro.Buckets;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.WireFormat;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.ValueReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTallyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final MovedLine UNFIT = new MovedLine("mine-2", 1, "SALE", null, "A", START, -30);
  private final DatasetAnswers answers =
      new DatasetAnswers(
          line -> line.eventId().startsWith("mine-"),
          3,
          List.of(
              Answer.lines("lines", 3, line -> true),
              Answer.sum("units sold", 60, line -> -line.onHand())));
  private final DatasetAnswers withRefusals =
      new DatasetAnswers(
          answers.owns(),
          3,
          answers.answers().stream().map(answer -> answer.without(List.of(UNFIT))).toList(),
          1);
  private final OutputTally tally =
      new OutputTally(
          new CommittedScan(new Properties(), Duration.ofSeconds(1)),
          new ValueReader(id -> Sale.SCHEMA$),
          answers,
          START);
  private final StringWriter table = new StringWriter();

  @Test
  void applied_and_refused_lines_together_make_the_answer() {
    tally.add(entry("mine-1", 1, -10));
    tally.add(entry("mine-1", 2, -20));
    tally.add(entry("other", 1, -99));
    tally.add(letter("mine-2", 1, 30L));
    assertThat(wrongRows(withRefusals)).isZero();
    assertThat(tally.found()).containsExactly(2L, 30L);
    assertThat(tally.refused()).containsExactly(1L, 30L);
  }

  @Test
  void what_is_refused_without_need_makes_a_row_wrong() {
    tally.add(letter("mine-1", 1, 10L));
    tally.add(letter("mine-1", 2, 20L));
    tally.add(letter("mine-2", 1, 30L));
    assertThat(wrongRows()).isEqualTo(2);
    assertThat(wrongRows(withRefusals)).isEqualTo(2);
  }

  @Test
  void what_should_be_refused_and_is_applied_makes_a_row_wrong() {
    tally.add(entry("mine-1", 1, -10));
    tally.add(entry("mine-1", 2, -20));
    tally.add(entry("mine-2", 1, -30));
    assertThat(wrongRows(withRefusals)).isEqualTo(2);
  }

  @Test
  void records_applied_before_must_be_duplicates_and_only_the_unfit_be_refused() {
    tally.add(entry("mine-0", 1, -1, START.minusSeconds(9)));
    tally.add(entry("mine-0", 2, -1, START.minusSeconds(9)));
    tally.add(entry("mine-9", 1, -1, START.minusSeconds(9)));
    tally.add(entry("mine-1", 1, -1, START.plusSeconds(1)));
    long before = tally.appliedBefore(Set.of("mine-0", "mine-1"));
    assertThat(before).isEqualTo(1);
    PrintWriter out = new PrintWriter(table, true);
    assertThat(new PutAside(1, 1).compare(before, 1, out)).isZero();
    assertThat(table.toString()).isEmpty();
    assertThat(new PutAside(0, 1).compare(before, 1, out)).isEqualTo(1);
    assertThat(new PutAside(1, 2).compare(before, 1, out)).isEqualTo(1);
    assertThat(table.toString())
        .contains("duplicates: 0 new records, but 1 of these were applied before")
        .contains("dead letters: 2 new records, but 1 cannot be applied");
  }

  @Test
  void a_refused_line_without_a_quantity_counts_as_a_line_of_no_units() {
    tally.add(letter("mine-2", 1, null));
    assertThat(tally.refused()).containsExactly(1L, 0L);
  }

  @Test
  void a_line_that_is_missing_makes_a_row_wrong() {
    tally.add(entry("mine-1", 1, -10));
    assertThat(wrongRows()).isEqualTo(2);
    assertThat(table.toString()).contains("-50");
  }

  @Test
  void a_line_applied_twice_is_wrong_though_its_units_count_once() {
    tally.add(entry("mine-1", 1, -10));
    tally.add(entry("mine-1", 2, -20));
    tally.add(entry("mine-1", 3, -30));
    assertThat(wrongRows()).isZero();
    tally.add(entry("mine-1", 3, -30));
    assertThat(wrongRows()).isEqualTo(1);
  }

  @Test
  void a_line_of_a_count_may_wait_and_then_speak() {
    StockLedgerEntry waits = entry("mine-1", 1, 0);
    waits.setKind("COUNT");
    tally.add(waits);
    tally.add(waits);
    assertThat(tally.repeated()).isZero();
    assertThat(tally.found()).containsExactly(1L, 0L);
  }

  @Test
  void of_a_conflict_the_applied_record_counts() {
    tally.add(entry("mine-1", 1, -60));
    tally.add(letter("mine-1", 1, 7L));
    assertThat(tally.found()).containsExactly(1L, 60L);
    assertThat(tally.refused()).containsExactly(0L, 0L);
  }

  @Test
  void entries_from_before_the_replay_are_none_of_its_speed() {
    tally.add(entry("mine-0", 1, -1, START.minusSeconds(9)));
    tally.add(entry("mine-1", 1, -1, START.plusSeconds(1)));
    tally.add(entry("mine-2", 1, -1, START.plusSeconds(5)));
    assertThat(tally.appliedNow()).isEqualTo(2);
    assertThat(tally.working()).isEqualTo(Duration.ofSeconds(4));
  }

  private int wrongRows() {
    return wrongRows(answers);
  }

  private int wrongRows(DatasetAnswers expected) {
    return new ResultTable(new PrintWriter(table, true)).print(expected, tally);
  }

  private static StockLedgerEntry entry(String eventId, int lineNo, long onHand) {
    return entry(eventId, lineNo, onHand, START);
  }

  private static StockLedgerEntry entry(String eventId, int lineNo, long onHand, Instant emitted) {
    return StockLedgerEntry.newBuilder()
        .setLocationId("s1")
        .setSku("A")
        .setEventId(eventId)
        .setLineNo(lineNo)
        .setKind("SALE")
        .setOutcome("APPLIED")
        .setOccurredAt(START)
        .setDeltas(new Buckets(onHand, Map.of(), 0L, 0L, 0L, 0L))
        .setBalances(new Buckets(onHand, Map.of(), 0L, 0L, 0L, 0L))
        .setEmittedAt(emitted)
        .setEpoch(1)
        .setVersion(1)
        .build();
  }

  private static DeadLetter letter(String eventId, int lineNo, @Nullable Long quantity) {
    Sale sale =
        Sale.newBuilder()
            .setEventId(eventId)
            .setOccurredAt(START)
            .setSource(Source.newBuilder().setId("till").build())
            .setOrderRef("o")
            .setLines(
                List.of(
                    SaleLine.newBuilder()
                        .setLineNo(lineNo)
                        .setSku("A")
                        .setQuantity(quantity)
                        .setFulfilment(FulfilmentKind.CARRY_OUT)
                        .build()))
            .build();
    byte[] value = WireFormat.encode(1, sale);
    return DeadLetter.newBuilder()
        .setOrigin(new Address("sales.web", 0, 0L, START))
        .setValue(ByteBuffer.wrap(value))
        .setSize(value.length)
        .setReason("MISSING_FIELD")
        .setMessage("")
        .build();
  }
}
