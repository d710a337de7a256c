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
 * @param <W> its class, which the connector does not name in public
 */
final class ExactlyOnceWriter<
        W extends
            StatefulSinkWriter<Outbound, KafkaWriterState>
                & CommittingSinkWriter<Outbound, KafkaCommittable>>
    implements StatefulSinkWriter<Outbound, KafkaWriterState>,
        CommittingSinkWriter<Outbound, KafkaCommittable> {
  private static final String LEFT_OPEN = "adminClient";

  private final W writer;

  ExactlyOnceWriter(W writer) {
    this.writer = writer;
  }

  @Override
  public void write(Outbound element, Context context) throws IOException, InterruptedException {
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
    return writer.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
    return writer.snapshotState(checkpointId);
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
