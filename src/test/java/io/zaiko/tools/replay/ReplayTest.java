package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.CommittedScan;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sending the bundled month to a real broker of this test's own. */
class ReplayTest {
  private static final long LINES = 42_481;
  private static EmbeddedBroker broker;
  private static Properties kafka = new Properties();
  private static String registry = "";

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    kafka = Endpoints.kafka(broker.bootstrap());
    registry = EmbeddedRegistry.shared().url();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void a_second_replay_is_a_redelivery_byte_for_byte() {
    ReplayPlan plan = ReplayPlan.whole(Dataset.UCI_DECEMBER.adapter(null, true), true);
    Replay.Sent first = new Replay(kafka, registry, plan.withOpening(10)).send();
    List<ByteBuffer> once = values("sales.web");
    assertThat(first.lines()).isGreaterThan(LINES);
    assertThat(first.topics())
        .containsExactlyInAnyOrder(
            "sales.web",
            "returns.web",
            "adjustments.warehouse",
            "restocks.opening",
            "heartbeats.replay");

    Replay.Sent second = new Replay(kafka, registry, plan.withOpening(10)).send();
    List<ByteBuffer> twice = values("sales.web");
    assertThat(second.records()).isEqualTo(first.records());
    assertThat(twice).hasSize(2 * once.size());
    assertThat(twice.subList(0, once.size())).isEqualTo(once);
    assertThat(twice.subList(once.size(), twice.size())).isEqualTo(once);

    Map<Integer, Long> heartbeats =
        records("heartbeats.replay").stream()
            .collect(Collectors.groupingBy(ConsumerRecord::partition, Collectors.counting()));
    assertThat(heartbeats).isEqualTo(Map.of(0, 2L, 1, 2L, 2, 2L, 3, 2L));
  }

  @Test
  void the_job_has_caught_up_when_its_group_has_committed_every_end() throws Exception {
    ReplayPlan plan =
        ReplayPlan.whole(Dataset.UCI_DECEMBER.adapter(null, false), false)
            .within(2_000, null, null)
            .shuffled(3);
    Replay.Sent sent = new Replay(kafka, registry, plan).send();
    CommittedScan scan = new CommittedScan(kafka, Duration.ofSeconds(30));
    List<Long> left = new ArrayList<>();
    try (Admin admin = broker.admin()) {
      new CatchUp(admin)
          .await(
              sent.topics(),
              records -> {
                if (left.isEmpty()) {
                  commit(admin, scan, sent.topics());
                }
                left.add(records);
              });
    }
    assertThat(left.get(0)).isPositive();
    assertThat(left.get(left.size() - 1)).isZero();
  }

  private static void commit(Admin admin, CommittedScan scan, List<String> topics) {
    for (String topic : topics) {
      Map<TopicPartition, OffsetAndMetadata> ends =
          scan.ends(topic).entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
      admin.alterConsumerGroupOffsets("zaiko-inventory", ends).all().toCompletionStage();
    }
  }

  private static List<ByteBuffer> values(String topic) {
    return records(topic).stream().map(record -> ByteBuffer.wrap(record.value())).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    new CommittedScan(kafka, Duration.ofSeconds(30)).read(topic, records::add);
    return records;
  }
}
