package io.zaiko.connectors;

import io.zaiko.codec.Outbound;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The connector's writer, which closes its admin client, too: see {@link ExactlyOnceSink}.
 *
 * <p>A writer that had nothing to write keeps its empty transaction over the checkpoint. The
 * connector's begins another at each, which asks the broker for a new producer epoch while no
 * record passes: some 25 ms for every stage that a record comes through, of twenty writers at once.
 * What it stored last is stored again: the transactions named there are committed, or are still to
 * be, and no other was begun since.
 *
 * @param <W> its class, which the connector does not name in public
 */
final class ExactlyOnceWriter<
        W extends
            StatefulSinkWriter<Outbound, KafkaWriterState>
                & CommittingSinkWriter<Outbound, KafkaCommittable>>
    implements StatefulSinkWriter<Outbound, KafkaWriterState>,
        CommittingSinkWriter<Outbound, KafkaCommittable> {
  private static final String LEFT_OPEN = "adminClient";

  /**
   * So many checkpoints an empty transaction is kept at most, half an hour of them as shipped: the
   * broker forgets a producer that it has not heard of for {@code transactional.id.expiration.ms}.
   */
  static final int KEPT_AT_MOST = 900;

  private final W writer;
  private boolean hasWritten = true;
  private int keptFor;
  private List<KafkaWriterState> stored = List.of();

  ExactlyOnceWriter(W writer) {
    this.writer = writer;
  }

  @Override
  public void write(Outbound element, Context context) throws IOException, InterruptedException {
    hasWritten = true;
    writer.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    if (keptFor == KEPT_AT_MOST) {
      hasWritten = true;
    }
    return hasWritten ? writer.prepareCommit() : List.of();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    if (hasWritten) {
      stored = writer.snapshotState(checkpointId);
      hasWritten = false;
      keptFor = 0;
    } else {
      keptFor++;
    }
    return stored;
  }

  @Override
  public void close() throws Exception {
    try {
      writer.close();
    } finally {
      Admin admin = leftOpen();
      if (admin != null) {
        admin.close(Duration.ZERO); // what it asked is of no concern any more
      }
    }
  }

  /** Null where the writer never asked, or where a later connector has no such client. */
  private @Nullable Admin leftOpen() throws IllegalAccessException {
    for (Field field : writer.getClass().getDeclaredFields()) {
      if (field.getName().equals(LEFT_OPEN)) {
        field.setAccessible(true);
        return (Admin) field.get(writer);
      }
    }
    return null;
  }
}
