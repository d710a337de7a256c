package io.zaiko.tools.reserve;

import io.zaiko.avro.ReservationRequest;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.clients.ValueReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Answers one request as the job does: in a transaction, readable uncommitted before. */
final class StandIn {
  private final String bootstrap;
  private final String registry;

  StandIn(String bootstrap, String registry) {
    this.bootstrap = bootstrap;
    this.registry = registry;
  }

  /**
   * Waits for the next request of a topic and answers.
   *
   * @param commitsWhen asked until it is true; the answer is committed then
   */
  CompletableFuture<ReservationRequest> answerNext(
      String requests,
      String answers,
      Function<ReservationRequest, SpecificRecord> answer,
      BooleanSupplier commitsWhen) {
    KafkaConsumer<byte[], byte[]> consumer = Consumers.open(Endpoints.kafka(bootstrap), true);
    var partitions = Consumers.partitions(consumer, requests);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return CompletableFuture.supplyAsync(
        () -> {
          try (consumer) {
            ReservationRequest request = next(consumer);
            write(answers, request.getReservationId(), answer.apply(request), commitsWhen);
            return request;
          }
        });
  }

  private ReservationRequest next(KafkaConsumer<byte[], byte[]> consumer) {
    ValueReader values = new ValueReader(Connections.registry(registry)::byId);
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        try {
          return values.read(record.value(), ReservationRequest.class, ReservationRequest.SCHEMA$);
        } catch (ValueReader.UnreadableException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void write(String topic, String key, SpecificRecord record, BooleanSupplier commits) {
    byte[] value = new RecordEncoder(Connections.registry(registry)).encode(record);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "transactional.id", "stand-in"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused =
          producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
      producer.flush();
      Awaitility.await("the preview is told")
          .atMost(Duration.ofMinutes(1))
          .until(commits::getAsBoolean);
      producer.commitTransaction();
    }
  }
}
