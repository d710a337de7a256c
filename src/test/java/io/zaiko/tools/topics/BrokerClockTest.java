package io.zaiko.tools.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** A publisher's wrong clock says nothing about since when a location keeps other hours. */
class BrokerClockTest {
  private static final long WRONG_CLOCK = 77_000;

  @Test
  void what_others_write_is_put_on_the_brokers_clock_and_what_is_stored_keeps_its_time()
      throws Exception {
    List<Long> times = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Properties kafka = Endpoints.kafka(broker.bootstrap());
      for (String topic : List.of("locations", "sales.old", "duplicates", "others")) {
        broker.createTopic(topic, 1, Map.of("message.timestamp.type", "CreateTime"));
      }
      try (Admin admin = broker.admin();
          KafkaProducer<byte[], byte[]> producer = Connections.producer(kafka)) {
        assertThat(send(producer, "locations")).isEqualTo(WRONG_CLOCK);
        TopicCatalogue.ensureAll(admin);
        assertThat(clock(admin, "locations")).isEqualTo("LogAppendTime");
        assertThat(clock(admin, "sales.old")).isEqualTo("LogAppendTime");
        assertThat(clock(admin, "duplicates")).isEqualTo("CreateTime");
        assertThat(clock(admin, "others")).isEqualTo("CreateTime");
        assertThat(clock(admin, "items")).as("a new one").isEqualTo("LogAppendTime");
        await().until(() -> send(producer, "locations") != WRONG_CLOCK);
      }
      new CommittedScan(kafka, Duration.ofSeconds(30))
          .read("locations", record -> times.add(record.timestamp()));
    }
    assertThat(times).first().isEqualTo(WRONG_CLOCK);
    assertThat(times).last().isNotEqualTo(WRONG_CLOCK);
  }

  private static long send(KafkaProducer<byte[], byte[]> producer, String topic) throws Exception {
    byte[] some = {1};
    return producer.send(new ProducerRecord<>(topic, 0, WRONG_CLOCK, some, some)).get().timestamp();
  }

  private static String clock(Admin admin, String topic) throws Exception {
    ConfigResource name = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(List.of(name))
        .all()
        .get()
        .get(name)
        .get("message.timestamp.type")
        .value();
  }
}
