package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.EmbeddedBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumerator.PartitionOffsetsRetrieverImpl;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asked as the engine asks it, of a real broker, with topics of each test's own. */
class GoodsFromTheBeginningTest {
  /** How the engine writes that a reader is to begin with the oldest record. */
  private static final long OLDEST = -2;

  private final EmbeddedBroker broker = EmbeddedBroker.shared();
  private final String own = UUID.randomUUID().toString();
  private final TopicPartition reservations = new TopicPartition("reservations." + own, 0);
  private final TopicPartition releases = new TopicPartition("hold-releases." + own, 0);
  private final TopicPartition releasesBeside = new TopicPartition("hold-releases." + own, 1);

  private AdminClient admin;
  private PartitionOffsetsRetriever retriever;

  @BeforeEach
  void open() {
    broker.createTopic(reservations.topic(), 1);
    broker.createTopic(releases.topic(), 2);
    admin =
        AdminClient.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
    retriever = new PartitionOffsetsRetrieverImpl(admin, own);
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void releases_are_read_from_their_end_and_all_else_from_its_beginning() throws Exception {
    write(reservations, "place");
    write(releases, "of an earlier job", "of an earlier job, too");
    assertThat(start(reservations, releases, releasesBeside))
        .containsOnly(
            Map.entry(reservations, OLDEST),
            Map.entry(releases, 2L),
            Map.entry(releasesBeside, 0L));
  }

  @Test
  void what_is_written_after_the_start_is_read() throws Exception {
    write(releases, "of an earlier job");
    long start = start(releases).get(releases);
    write(releases, "of this job");
    assertThat(firstFrom(releases, start)).isEqualTo("of this job");
  }

  /** An earlier job may have died with a transaction open, which the broker may end only later. */
  @Test
  void what_an_earlier_job_did_not_commit_is_passed_over_too() throws Exception {
    try (KafkaProducer<String, String> earlier = producer(Map.of("transactional.id", own))) {
      earlier.initTransactions();
      earlier.beginTransaction();
      earlier.send(record(releases, "not committed")).get();
      assertThat(start(releases)).containsOnly(Map.entry(releases, 1L));
      earlier.abortTransaction();
    }
  }

  @Test
  void where_there_are_no_releases_the_broker_is_not_asked() throws Exception {
    admin.close();
    assertThat(start(reservations)).containsOnly(Map.entry(reservations, OLDEST));
    assertThat(start()).isEmpty();
  }

  @Test
  @SuppressWarnings("deprecation") // the engine's interface asks for it
  void an_offset_that_the_broker_has_no_more_leads_to_the_oldest_record() {
    assertThat(new GoodsFromTheBeginning().getAutoOffsetResetStrategy())
        .isEqualTo(OffsetResetStrategy.EARLIEST);
  }

  /** By a copy, as the engine sends it to where the source runs. */
  private Map<TopicPartition, Long> start(TopicPartition... partitions) throws Exception {
    return InstantiationUtil.clone(new GoodsFromTheBeginning())
        .getPartitionOffsets(List.of(partitions), retriever);
  }

  private void write(TopicPartition partition, String... values) throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      for (String value : values) {
        producer.send(record(partition, value)).get();
      }
    }
  }

  private String firstFrom(TopicPartition partition, long offset) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      List<ConsumerRecord<String, String>> read = List.of();
      while (read.isEmpty()) {
        read = consumer.poll(Duration.ofSeconds(1)).records(partition);
      }
      return read.get(0).value();
    }
  }

  private static ProducerRecord<String, String> record(TopicPartition partition, String value) {
    return new ProducerRecord<>(partition.topic(), partition.partition(), "key", value);
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrap());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }
}
