import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads {@code reservation-decisions} with two cursors: the committed one is the truth, once per checkpoint; an
 * uncommitted record is provisional, in milliseconds, and dropped when the committed cursor has passed its offset.
 *
 * <pre>{@code
 * java -cp "target/zaiko.jar:target/lib/*" docs/clients/java/DecisionReader.java BOOTSTRAP REGISTRY_URL [--once]
 * }</pre>
 *
 * <p>{@code --once} reads the committed decisions there are, prints them and ends. For one thread.
 */
public final class DecisionReader implements AutoCloseable {
  private static final String TOPIC = "reservation-decisions";

  private final String registry;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final KafkaConsumer<String, byte[]> truth;
  private final KafkaConsumer<String, byte[]> ahead;

  /** The truth: the last committed decision of each reservation, by offset. */
  private final Map<String, GenericRecord> committed = new HashMap<>();

  /** What may come true: the last uncommitted decision of each reservation. */
  private final Map<String, Overlay> overlays = new HashMap<>();

  private record Overlay(TopicPartition partition, long offset, GenericRecord decision) {}

  public DecisionReader(String bootstrap, String registry) {
    this.registry = registry;
    this.truth = consumer(bootstrap, "read_committed");
    this.ahead = consumer(bootstrap, "read_uncommitted");
    truth.seekToBeginning(truth.assignment());
    // What lies before the last stable offset is committed or aborted: nothing is provisional there.
    truth.endOffsets(truth.assignment()).forEach((partition, stable) -> ahead.seek(partition, stable));
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: DecisionReader BOOTSTRAP REGISTRY_URL [--once]");
      System.exit(2);
    }
    try (DecisionReader reader = new DecisionReader(args[0], args[1])) {
      if (args.length > 2 && args[2].equals("--once")) {
        reader.readOnce();
      } else {
        while (true) {
          reader.poll();
        }
      }
    }
  }

  private void readOnce() throws Exception {
    Map<TopicPartition, Long> ends = truth.endOffsets(truth.assignment());
    while (ends.entrySet().stream().anyMatch(e -> truth.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<String, byte[]> record : truth.poll(Duration.ofMillis(200))) {
        keep(record.key(), decision(record));
      }
    }
    committed.values().forEach(decision -> print("committed", decision));
    System.out.println(committed.size() + " reservations");
  }

  /** Reads what there is now, for some milliseconds, and prints what is new. */
  public void poll() throws Exception {
    for (ConsumerRecord<String, byte[]> record : truth.poll(Duration.ofMillis(10))) {
      GenericRecord decision = decision(record);
      keep(record.key(), decision);
      print("committed", decision);
    }
    dropPassed();
    for (ConsumerRecord<String, byte[]> record : ahead.poll(Duration.ofMillis(10))) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      GenericRecord decision = decision(record);
      // What the truth has passed is committed, and kept already, or aborted.
      if (decision != null && record.offset() >= truth.position(partition)) {
        overlays.put(record.key(), new Overlay(partition, record.offset(), decision));
        print("provisional", decision);
      }
    }
  }

  private void dropPassed() {
    for (Iterator<Overlay> each = overlays.values().iterator(); each.hasNext(); ) {
      Overlay overlay = each.next();
      if (overlay.offset() < truth.position(overlay.partition())) {
        each.remove();
      }
    }
  }

  /**
   * What is known of a reservation now: the provisional decision where there is one, else the committed one; null where
   * there is neither.
   */
  public GenericRecord current(String reservationId) {
    Overlay overlay = overlays.get(reservationId);
    return overlay == null ? committed.get(reservationId) : overlay.decision();
  }

  /** What will not be taken back: take money by this one alone. Null where nothing was committed. */
  public GenericRecord committed(String reservationId) {
    return committed.get(reservationId);
  }

  /** The last record of a key by offset stands; an empty value forgets it. */
  private void keep(String key, GenericRecord decision) {
    if (decision == null) {
      committed.remove(key);
    } else {
      committed.put(key, decision);
    }
  }

  /** The decision a record carries; null where its value is empty. */
  private GenericRecord decision(ConsumerRecord<String, byte[]> record) throws Exception {
    return record.value() == null ? null : decode(record.value());
  }

  /** Confluent wire format: a zero byte, the schema id in four bytes, Avro. */
  private GenericRecord decode(byte[] value) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (bytes.get() != 0) {
      throw new IOException("not written with a schema registry");
    }
    Schema writer = schema(bytes.getInt());
    return new GenericDatumReader<GenericRecord>(writer)
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  private Schema schema(int id) throws Exception {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id)).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("schema " + id + ": the registry answers " + answer.statusCode());
    }
    String text = new ObjectMapper().readTree(answer.body()).get("schema").asText();
    Schema schema = new SchemaParser().parse(text).mainSchema();
    schemas.put(id, schema);
    return schema;
  }

  private static void print(String what, GenericRecord decision) {
    if (decision == null) {
      return;
    }
    Object until = decision.get("expires_at");
    System.out.printf(
        "%-11s %s %s%s%s, checkout %s, revision %s%n",
        what,
        decision.get("reservation_id"),
        decision.get("decision"),
        "NONE".contentEquals(decision.get("note").toString()) ? "" : ", note " + decision.get("note"),
        until == null ? "" : " until " + Instant.EPOCH.plus((long) until, ChronoUnit.MICROS),
        decision.get("checkout_ref"),
        decision.get("revision"));
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrap, String isolation) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    return consumer;
  }

  @Override
  public void close() {
    truth.close();
    ahead.close();
  }
}
