package io.zaiko.connectors;

import io.zaiko.codec.DecisionEncoder;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.OutputTopic;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends each record to the topic it names. Pooled transactions need to know all of the topics in
 * advance, to find what an earlier attempt left open.
 */
final class OutboundSerializer
    implements KafkaRecordSerializationSchema<Outbound>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Outbound record, KafkaSinkContext context, Long timestamp) {
    // No partition and no timestamp: the key decides the one, the broker the other.
    return new ProducerRecord<>(record.topic(), record.key(), record.value());
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(
                Stream.concat(
                        Arrays.stream(OutputTopic.values()).map(OutputTopic::topic),
                        Stream.of(DecisionEncoder.RELEASES))
                    .toList())));
  }
}
