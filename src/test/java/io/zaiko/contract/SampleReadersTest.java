package io.zaiko.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Cause;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.testkit.SampleDecisionReader;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample clients compile as they stand; the one of decisions does what its words say. */
class SampleReadersTest {
  private static final String TOPIC = "reservation-decisions";

  @TempDir private static Path classes;

  private static String bootstrap = "";
  private static String registry = "";
  private static @Nullable KafkaProducer<byte[], byte[]> job;

  @BeforeAll
  static void start() {
    bootstrap = EmbeddedBroker.shared().bootstrap();
    registry = EmbeddedRegistry.shared().url();
    try (Admin admin = Admin.create(Endpoints.kafka(bootstrap))) {
      TopicCatalogue.ensureAll(admin);
    }
    job =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "transactional.id", "sample-readers"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    job.initTransactions();
  }

  @AfterAll
  static void end() {
    if (job != null) {
      job.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AvailabilityReader", "DecisionReader"})
  void a_sample_compiles_as_it_stands(String name) {
    assertThat(SampleDecisionReader.compile(name, classes)).isZero();
  }

  @Test
  void a_provisional_decision_is_dropped_when_it_is_aborted_and_stands_when_committed()
      throws Exception {
    try (SampleDecisionReader reader = SampleDecisionReader.connect(bootstrap, registry)) {
      write("grants", "GRANTED", 1);
      await(reader, "grants", "GRANTED", null);
      producer().commitTransaction();
      await(reader, "grants", "GRANTED", "GRANTED");

      write("grants", "EXTENDED", 2);
      await(reader, "grants", "EXTENDED", "GRANTED");
      producer().abortTransaction();
      await(reader, "grants", "GRANTED", "GRANTED");

      write("grants", "COMMITTED", 2);
      await(reader, "grants", "COMMITTED", "GRANTED");
      producer().commitTransaction();
      await(reader, "grants", "COMMITTED", "COMMITTED");
    }
  }

  @Test
  void of_a_reservation_that_was_only_decided_in_vain_nothing_is_known() throws Exception {
    try (SampleDecisionReader reader = SampleDecisionReader.connect(bootstrap, registry)) {
      write("in-vain", "GRANTED", 1);
      await(reader, "in-vain", "GRANTED", null);
      producer().abortTransaction();
      await(reader, "in-vain", null, null);
    }
  }

  private static void write(String reservation, String decided, long revision) {
    ReservationDecision decision = new ReservationDecision();
    decision.setReservationId(reservation);
    decision.setCheckoutRef(reservation);
    decision.setDecision(decided);
    decision.setNote("NONE");
    decision.setLines(List.of());
    decision.setCause(new Cause("e", "RESERVATION"));
    decision.setDecidedAt(Instant.EPOCH);
    decision.setEmittedAt(Instant.EPOCH);
    decision.setRevision(revision);
    byte[] value = new RecordEncoder(Connections.registry(registry)).encode(decision);
    byte[] key = reservation.getBytes(StandardCharsets.UTF_8);
    producer().beginTransaction();
    var unused = producer().send(new ProducerRecord<>(TOPIC, key, value));
    producer().flush();
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    if (job == null) {
      throw new IllegalStateException("not started");
    }
    return job;
  }

  /** Reads on until both cursors say what is expected of them. */
  private static void await(
      SampleDecisionReader reader,
      String reservation,
      @Nullable String current,
      @Nullable String committed) {
    Awaitility.await(reservation + " is " + current + ", committed " + committed)
        .atMost(Duration.ofMinutes(1))
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> {
              reader.poll();
              assertThat(said(reader.current(reservation))).isEqualTo(current);
              assertThat(said(reader.committed(reservation))).isEqualTo(committed);
            });
  }

  private static @Nullable String said(@Nullable GenericRecord decision) {
    return decision == null ? null : decision.get("decision").toString();
  }
}
