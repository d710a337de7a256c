package io.zaiko.tools.replay;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.OutputTopic;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.clients.ValueReader.UnreadableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed ledger and dead letters, and measures the lines of one data set there: each
 * line once, by event id and number, however often it was sent. Lines that the ledger shows more
 * than once are counted apart, but for those of counts: they wait for their session and then speak.
 */
final class OutputTally {
  private final CommittedScan scan;
  private final ValueReader values;
  private final DatasetAnswers answers;
  private final Instant start;
  private final List<Answer.Measure> found;
  private final List<Answer.Measure> refused;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> appliedBefore = new HashSet<>();
  private long repeated;
  private long appliedNow;
  private @Nullable Instant firstApplied;
  private @Nullable Instant lastApplied;

  /**
   * A tally.
   *
   * @param start ledger entries sent from then on are those of this replay
   */
  OutputTally(CommittedScan scan, ValueReader values, DatasetAnswers answers, Instant start) {
    this.scan = scan;
    this.values = values;
    this.answers = answers;
    this.start = start;
    this.found = answers.answers().stream().map(answer -> answer.measure().get()).toList();
    this.refused = answers.answers().stream().map(answer -> answer.measure().get()).toList();
  }

  /** Reads both topics to their present end. */
  void read() {
    scan.read(OutputTopic.STOCK_LEDGER.topic(), this::ledger);
    scan.read(OutputTopic.DEAD_LETTERS.topic(), this::deadLetter);
  }

  private void ledger(ConsumerRecord<byte[], byte[]> record) {
    StockLedgerEntry entry;
    try {
      entry = values.read(record.value(), StockLedgerEntry.class, StockLedgerEntry.SCHEMA$);
    } catch (UnreadableException e) {
      throw unreadable(record, e);
    }
    add(entry);
  }

  void add(StockLedgerEntry entry) {
    time(entry.getEmittedAt());
    MovedLine line = MovedLine.of(entry);
    if (!answers.owns().test(line)) {
      return;
    }
    if (entry.getEmittedAt().isBefore(start)) {
      appliedBefore.add(line.eventId());
    }
    if (seen.add(line.identity())) {
      found.forEach(measure -> measure.add(line));
    } else if (!line.is("COUNT")) {
      repeated++;
    }
  }

  private void time(Instant emitted) {
    if (emitted.isBefore(start)) {
      return;
    }
    appliedNow++;
    Instant first = firstApplied;
    Instant latest = lastApplied;
    firstApplied = first == null || emitted.isBefore(first) ? emitted : first;
    lastApplied = latest == null || emitted.isAfter(latest) ? emitted : latest;
  }

  private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter letter;
    try {
      letter = values.read(record.value(), DeadLetter.class, DeadLetter.SCHEMA$);
    } catch (UnreadableException e) {
      throw unreadable(record, e);
    }
    add(letter);
  }

  /** After all ledger entries: of a conflict the other record was applied. */
  void add(DeadLetter letter) {
    refusedLines(letter)
        .filter(answers.owns())
        .filter(line -> seen.add(line.identity()))
        .forEach(line -> refused.forEach(measure -> measure.add(line)));
  }

  /** None where the refused bytes were never an event: no data set sends such. */
  private Stream<MovedLine> refusedLines(DeadLetter letter) {
    ByteBuffer value = letter.getValue();
    Optional<RecordKind> kind = RecordKind.ofTopic(letter.getOrigin().getTopic());
    if (value == null || kind.isEmpty()) {
      return Stream.empty();
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    try {
      return switch (kind.get()) {
        case SALE -> MovedLine.of(values.read(bytes, Sale.class, Sale.SCHEMA$));
        case RETURN -> MovedLine.of(values.read(bytes, Return.class, Return.SCHEMA$));
        case RESTOCK -> MovedLine.of(values.read(bytes, Restock.class, Restock.SCHEMA$));
        case ADJUSTMENT ->
            MovedLine.of(values.read(bytes, StockAdjustment.class, StockAdjustment.SCHEMA$));
        case COUNT -> MovedLine.of(values.read(bytes, StockCount.class, StockCount.SCHEMA$));
        case VOID,
            TRANSFER,
            FULFILMENT,
            HEARTBEAT,
            RESERVATION,
            HOLD_RELEASE,
            PAYMENT,
            ALERT_ACTION ->
            Stream.empty();
      };
    } catch (UnreadableException e) {
      return Stream.empty();
    }
  }

  private static UserError unreadable(ConsumerRecord<?, ?> record, Exception e) {
    return new UserError(
        record.topic()
            + " partition "
            + record.partition()
            + " offset "
            + record.offset()
            + " is "
            + e.getMessage()
            + "; who else writes to this topic?",
        e);
  }

  /** By answer: its sum over the ledger. */
  List<Long> found() {
    return found.stream().map(Answer.Measure::total).toList();
  }

  /** By answer: its sum over refused lines. */
  List<Long> refused() {
    return refused.stream().map(Answer.Measure::total).toList();
  }

  /** Ledger entries beyond the first of a line: none of these data sets has voids, so an error. */
  long repeated() {
    return repeated;
  }

  /** How many of these events the job had applied before the start. */
  long appliedBefore(Set<String> eventIds) {
    return appliedBefore.stream().filter(eventIds::contains).count();
  }

  /** Ledger entries that the job sent since the start. */
  long appliedNow() {
    return appliedNow;
  }

  /** From the first entry that the job sent since the start to the last. */
  Duration working() {
    return firstApplied == null || lastApplied == null
        ? Duration.ZERO
        : Duration.between(firstApplied, lastApplied);
  }
}
