package io.zaiko.connectors;

import io.zaiko.domain.identity.RecordKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job without state begins to read goods topics: at their beginning; but what the job tells
 * itself, at its end. A job judges every reservation anew, and it may grant what an earlier one
 * refused: a release that the earlier one wrote would withdraw a hold that stands.
 *
 * <p>A restart with state goes by its checkpoint, and topics found later are read from their
 * beginning, whatever is said here.
 */
final class GoodsFromTheBeginning implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;
  private static final String TOLD_ITSELF = RecordKind.HOLD_RELEASE.topicPrefix() + ".";

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    List<TopicPartition> toldItself = new ArrayList<>();
    List<TopicPartition> others = new ArrayList<>();
    for (TopicPartition each : partitions) {
      (each.topic().startsWith(TOLD_ITSELF) ? toldItself : others).add(each);
    }
    Map<TopicPartition, Long> offsets =
        new HashMap<>(OffsetsInitializer.earliest().getPartitionOffsets(others, retriever));
    if (!toldItself.isEmpty()) {
      // The end as a number, and past what is not committed yet: it is fixed before anything is
      // read, so that no release of this job lies before it.
      offsets.putAll(retriever.endOffsets(toldItself));
    }
    return offsets;
  }

  /** For an offset that the broker has no more: the oldest record it has, so that none is lost. */
  @Override
  @SuppressWarnings("deprecation") // the engine's interface asks for it
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
