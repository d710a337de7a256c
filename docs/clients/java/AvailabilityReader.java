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
 * Reads {@code availability} with two cursors: the committed one is the truth, once per checkpoint; an uncommitted
 * record is a preview in milliseconds, dropped when the committed cursor has passed its offset.
 *
 * <pre>{@code
 * java -cp "target/zaiko.jar:target/lib/*" docs/clients/java/AvailabilityReader.java BOOTSTRAP REGISTRY_URL [--once]
 * }</pre>
 *
 * <p>{@code --once} reads the committed images there are, prints them and ends.
 */
public final class AvailabilityReader {
  private static final String TOPIC = "availability";

  private final String registry;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Schema> schemas = new HashMap<>();

  /** The truth: the last committed image of each shelf; a tombstone takes the shelf out. */
  private final Map<String, GenericRecord> committed = new HashMap<>();

  /** What may come true: the last uncommitted record of each shelf, a null image withdraws the shelf. */
  private final Map<String, Preview> previews = new HashMap<>();

  private record Preview(TopicPartition partition, long offset, GenericRecord image) {}

  private AvailabilityReader(String registry) {
    this.registry = registry;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: AvailabilityReader BOOTSTRAP REGISTRY_URL [--once]");
      System.exit(2);
    }
    AvailabilityReader reader = new AvailabilityReader(args[1]);
    if (args.length > 2 && args[2].equals("--once")) {
      reader.readOnce(args[0]);
    } else {
      reader.follow(args[0]);
    }
  }

  private void readOnce(String bootstrap) throws Exception {
    try (KafkaConsumer<String, byte[]> truth = consumer(bootstrap, "read_committed")) {
      Map<TopicPartition, Long> ends = truth.endOffsets(truth.assignment());
      while (ends.entrySet().stream().anyMatch(e -> truth.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : truth.poll(Duration.ofMillis(200))) {
          keep(record.key(), image(record));
        }
      }
    }
    committed.forEach((key, image) -> print("committed", key, image));
    System.out.println(committed.size() + " shelves");
  }

  private void follow(String bootstrap) throws Exception {
    try (KafkaConsumer<String, byte[]> truth = consumer(bootstrap, "read_committed");
        KafkaConsumer<String, byte[]> ahead = consumer(bootstrap, "read_uncommitted")) {
      // What lies before the last stable offset is committed or aborted: nothing to preview there.
      truth.endOffsets(truth.assignment()).forEach((partition, stable) -> ahead.seek(partition, stable));
      while (true) {
        for (ConsumerRecord<String, byte[]> record : truth.poll(Duration.ofMillis(10))) {
          GenericRecord image = image(record);
          keep(record.key(), image);
          print("committed", record.key(), image);
        }
        previews.values().removeIf(p -> p.offset() < truth.position(p.partition()));
        for (ConsumerRecord<String, byte[]> record : ahead.poll(Duration.ofMillis(10))) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() >= truth.position(partition)) {
            GenericRecord image = image(record);
            previews.put(record.key(), new Preview(partition, record.offset(), image));
            print("preview", record.key(), image);
          }
        }
      }
    }
  }

  /** The last record of a key by offset wins: no comparison of versions is needed when reading Kafka itself. */
  private void keep(String key, GenericRecord image) {
    if (image == null) {
      committed.remove(key);
    } else {
      committed.put(key, image);
    }
  }

  /** What a shop front shows now: the preview where there is one, else the truth; null for an unknown shelf. */
  GenericRecord current(String locationAndSku) {
    Preview preview = previews.get(locationAndSku);
    return preview == null ? committed.get(locationAndSku) : preview.image();
  }

  /** The image a record carries; null where it withdraws the shelf. */
  private GenericRecord image(ConsumerRecord<String, byte[]> record) throws Exception {
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

  private static void print(String what, String key, GenericRecord image) {
    if (image == null) {
      System.out.printf("%-9s %s withdrawn%n", what, key);
      return;
    }
    Instant asOf = Instant.EPOCH.plus((long) image.get("as_of"), ChronoUnit.MICROS);
    System.out.printf(
        "%-9s %s %s on hand %s, to sell %s, %s, as of %s, version %s%n",
        what,
        image.get("location_id"),
        image.get("sku"),
        image.get("on_hand"),
        image.get("available_to_sell"),
        image.get("status"),
        asOf,
        image.get("version"));
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
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
