package io.zaiko.tools.clients;

import io.zaiko.connectors.RegistryClient;
import io.zaiko.tools.Endpoints;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clients that the commands write and look up schemas with. */
public final class Connections {
  private Connections() {}

  /**
   * A producer that loses nothing and sends nothing twice, tuned for many records at once.
   *
   * @param kafka broker and credentials
   */
  public static KafkaProducer<byte[], byte[]> producer(Properties kafka) {
    return producer(kafka, 20);
  }

  /**
   * A producer that loses nothing and waits for no second record, for one who waits for an answer.
   *
   * @param kafka broker and credentials
   */
  public static KafkaProducer<byte[], byte[]> promptProducer(Properties kafka) {
    return producer(kafka, 0);
  }

  private static KafkaProducer<byte[], byte[]> producer(Properties kafka, int lingerMillis) {
    Map<String, Object> settings = new HashMap<>();
    kafka.stringPropertyNames().forEach(name -> settings.put(name, kafka.getProperty(name)));
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    // One at a time: where the topic is so new that its broker does not lead yet, the first batch
    // may be refused and the second taken, and the first is then out of order for ever.
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("linger.ms", lingerMillis);
    settings.put("batch.size", 256 * 1024);
    settings.put("buffer.memory", 64L * 1024 * 1024);
    // Inputs are stored uncompressed: what was compressed here the broker would have to expand, and
    // a batch could be larger there than the batch.size says.
    settings.put("compression.type", "none");
    // The broker decides what is too large, not this side.
    settings.put("max.request.size", 16 * 1024 * 1024);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * The schema registry, with the credentials of {@link Endpoints#registryOptions}.
   *
   * @param url base of the Confluent API
   */
  public static RegistryClient registry(String url) {
    return RegistryClient.connect(url, Endpoints.registryOptions());
  }
}
