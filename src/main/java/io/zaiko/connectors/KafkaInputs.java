package io.zaiko.connectors;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.RecordKind;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The sources of the jobs. They read committed records only. */
public final class KafkaInputs {
  // Large fetches carry the throughput; the broker answers at once all the same.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "max.partition.fetch.bytes", "4194304",
          "fetch.max.bytes", "33554432",
          "max.poll.records", "2000",
          "receive.buffer.bytes", "1048576");

  private KafkaInputs() {}

  /** The topics of kinds of records, of every channel there is or will be. */
  public static Pattern topicsOf(Set<RecordKind> kinds) {
    return Pattern.compile(
        kinds.stream()
            .map(RecordKind::topicPrefix)
            .sorted()
            .collect(Collectors.joining("|", "(", ")\\..+")));
  }

  /**
   * Every topic of some kinds from its beginning ({@link GoodsFromTheBeginning}), topics created
   * later included.
   *
   * @param kinds what to read
   * @param readsBills whether what sales and returns say of money is wanted
   * @param clockSkewMax how far a source's clock may be off before its times are set right
   * @param groupId under which progress is shown; a restart goes by the checkpoint, not by it
   * @param discovery how often to look for new topics and partitions
   * @param unread is told how far each reader stands from the end
   */
  public static KafkaSource<Inbound> goods(
      KafkaAccess kafka,
      RegistryAccess registry,
      Set<RecordKind> kinds,
      boolean readsBills,
      Duration clockSkewMax,
      String groupId,
      Duration discovery,
      Unread unread) {
    Properties properties = kafka.properties(DEFAULTS, fixed(discovery));
    unread.listenTo(properties);
    return KafkaSource.<Inbound>builder()
        .setProperties(properties)
        .setBootstrapServers(kafka.bootstrapServers())
        .setGroupId(groupId)
        .setClientIdPrefix(groupId + "-goods")
        .setTopicPattern(topicsOf(kinds))
        .setStartingOffsets(new GoodsFromTheBeginning())
        .setDeserializer(new GoodsDeserializer(registry, clockSkewMax, readsBills))
        .build();
  }

  /**
   * The control topics from their beginning: what a start has read before ({@link ControlTopics})
   * comes again, so that what is refused of it is refused here.
   */
  public static KafkaSource<ControlRecord> controls(
      KafkaAccess kafka, RegistryAccess registry, String groupId, Duration discovery) {
    return KafkaSource.<ControlRecord>builder()
        .setProperties(kafka.properties(DEFAULTS, fixed(discovery)))
        .setBootstrapServers(kafka.bootstrapServers())
        .setGroupId(groupId)
        .setClientIdPrefix(groupId + "-controls")
        .setTopics(ControlTopics.names())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new ControlDeserializer(registry))
        .build();
  }

  private static Map<String, String> fixed(Duration discovery) {
    return Map.of(
        "isolation.level",
        "read_committed",
        "partition.discovery.interval.ms",
        Long.toString(discovery.toMillis()));
  }
}
