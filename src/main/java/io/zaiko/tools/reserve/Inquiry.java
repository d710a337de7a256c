package io.zaiko.tools.reserve;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one request and waits for its answer, first as a preview, then for good. The answer is
 * a decision whose cause is the request, a dead letter, or a duplicate: a redelivery gets no
 * further decision, the one that stands is the answer.
 */
final class Inquiry {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final List<OutputTopic> ANSWERS =
      List.of(OutputTopic.RESERVATION_DECISIONS, OutputTopic.DEAD_LETTERS, OutputTopic.DUPLICATES);

  private final Endpoints endpoints;
  private final String topic;
  private final Duration timeout;
  private final ValueReader values;

  Inquiry(Endpoints endpoints, String topic, Duration timeout) {
    this.endpoints = endpoints;
    this.topic = topic;
    this.timeout = timeout;
    this.values = new ValueReader(Connections.registry(endpoints.registry())::byId);
  }

  /** Asks, and tells of the answers as they come. The exit code. */
  int ask(ReservationRequest request, AnswerWords words) {
    try (Admin admin = Admin.create(endpoints.kafka())) {
      TopicCatalogue.ensureInput(admin, topic);
    }
    try (KafkaConsumer<byte[], byte[]> ahead = open(false);
        KafkaConsumer<byte[], byte[]> truth = open(true)) {
      long sent = send(request);
      return await(request, sent, ahead, truth, words);
    }
  }

  private KafkaConsumer<byte[], byte[]> open(boolean committed) {
    KafkaConsumer<byte[], byte[]> consumer = Consumers.open(endpoints.kafka(), committed);
    List<TopicPartition> partitions = new ArrayList<>();
    for (OutputTopic answers : ANSWERS) {
      List<TopicPartition> some = Consumers.partitions(consumer, answers.topic());
      if (some.isEmpty()) {
        consumer.close();
        throw new UserError(
            "there is no topic " + answers.topic() + "; create it with bin/zaiko init");
      }
      partitions.addAll(some);
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeks at once, not when it is first read
    return consumer;
  }

  /** The nanoseconds at which it was handed to the producer. */
  private long send(ReservationRequest request) {
    RecordEncoder encoder = new RecordEncoder(Connections.registry(endpoints.registry()));
    byte[] key = request.getSource().getId().getBytes(StandardCharsets.UTF_8);
    byte[] value = encoder.encode(request);
    try (KafkaProducer<byte[], byte[]> producer = Connections.promptProducer(endpoints.kafka())) {
      producer.partitionsFor(topic); // the first question to a broker is no part of the answer
      long now = System.nanoTime();
      producer.send(new ProducerRecord<>(topic, key, value)).get();
      return now;
    } catch (ExecutionException e) {
      throw new UserError("Kafka did not take the request (" + e.getCause() + "); ask again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted; the request " + request.getEventId() + " may be sent", e);
    }
  }

  private int await(
      ReservationRequest request,
      long sent,
      KafkaConsumer<byte[], byte[]> ahead,
      KafkaConsumer<byte[], byte[]> truth,
      AnswerWords words) {
    long end = sent + timeout.toNanos();
    boolean isPreviewed = false;
    while (System.nanoTime() < end) {
      RequestAnswer committed = heard(truth, request);
      if (committed != null) {
        return words.committed(request.getAct(), settled(committed, request), millisSince(sent));
      }
      RequestAnswer provisional = isPreviewed ? null : heard(ahead, request);
      if (provisional != null) {
        isPreviewed = true;
        words.provisional(provisional, millisSince(sent));
      }
    }
    throw new UserError(
        "no "
            + (isPreviewed ? "committed " : "")
            + "answer to "
            + request.getEventId()
            + " within "
            + timeout.toMillis() / 1000.0
            + " s; see with bin/zaiko status whether the job runs, then ask again with --event-id "
            + request.getEventId());
  }

  private static long millisSince(long nanos) {
    return Math.round((System.nanoTime() - nanos) / 1e6);
  }

  private @Nullable RequestAnswer heard(
      KafkaConsumer<byte[], byte[]> from, ReservationRequest request) {
    RequestAnswer last = null;
    for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
      RequestAnswer answer = record.value() == null ? null : answer(record, request);
      last = answer == null ? last : answer;
    }
    return last;
  }

  private @Nullable RequestAnswer answer(
      ConsumerRecord<byte[], byte[]> record, ReservationRequest request) {
    String eventId = request.getEventId();
    try {
      if (record.topic().equals(OutputTopic.RESERVATION_DECISIONS.topic())) {
        ReservationDecision decision = decision(record.value());
        boolean isOurs =
            decision.getCause().getEventId().equals(eventId)
                && decision.getReservationId().equals(request.getReservationId());
        return isOurs ? new RequestAnswer(decision, null, false) : null;
      }
      if (record.topic().equals(OutputTopic.DEAD_LETTERS.topic())) {
        DeadLetter letter = values.read(record.value(), DeadLetter.class, DeadLetter.SCHEMA$);
        boolean isOurs =
            eventId.equals(letter.getEventId()) && letter.getOrigin().getTopic().equals(topic);
        return isOurs ? new RequestAnswer(null, letter, false) : null;
      }
      Duplicate duplicate = values.read(record.value(), Duplicate.class, Duplicate.SCHEMA$);
      return eventId.equals(duplicate.getEventId()) ? new RequestAnswer(null, null, true) : null;
    } catch (ValueReader.UnreadableException e) {
      return null; // not ours: what we wait for is written by the contract
    }
  }

  /** Of a redelivery: with the decision that stands. */
  private RequestAnswer settled(RequestAnswer answer, ReservationRequest request) {
    if (!answer.isKnown()) {
      return answer;
    }
    AtomicReference<@Nullable ReservationDecision> last = new AtomicReference<>();
    byte[] key = request.getReservationId().getBytes(StandardCharsets.UTF_8);
    new CommittedScan(endpoints.kafka(), timeout)
        .read(
            OutputTopic.RESERVATION_DECISIONS.topic(),
            record -> {
              if (Objects.deepEquals(record.key(), key) && record.value() != null) {
                try {
                  last.set(decision(record.value()));
                } catch (ValueReader.UnreadableException e) {
                  throw new UserError("the decision is " + e.getMessage(), e);
                }
              }
            });
    return new RequestAnswer(last.get(), null, true);
  }

  private ReservationDecision decision(byte[] value) throws ValueReader.UnreadableException {
    return values.read(value, ReservationDecision.class, ReservationDecision.SCHEMA$);
  }
}
