package io.zaiko.connectors;

import io.zaiko.codec.Outbound;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.admin.Admin;

/**
 * The connector's sink, without what it leaves behind. A writer of pooled transactions asks the
 * broker with an admin client of its own for what an earlier attempt left open, and never closes
 * that client (flink-connector-kafka 5.0.0): with every attempt of a job one thread more for each
 * writer, some twenty, in a task manager that lives on. Here the writer closes it. A writer that
 * fails while it asks is never handed out, and its client with it: so before it asks, the broker is
 * asked by a client that is closed, and a job that waits for its broker for days leaves nothing. A
 * broker that answers the first question and then fails the writer's still costs one client. This
 * class and its writer may go once the connector's writer closes its client itself.
 */
final class ExactlyOnceSink
    implements Sink<Outbound>,
        SupportsWriterState<Outbound, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  private final KafkaSink<Outbound> sink;
  private final Properties access;

  /**
   * @param access how an admin client reaches the broker
   */
  ExactlyOnceSink(KafkaSink<Outbound> sink, Properties access) {
    this.sink = sink;
    this.access = access;
  }

  @Override
  public SinkWriter<Outbound> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Outbound, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> states) throws IOException {
    awaitBroker();
    return new ExactlyOnceWriter<>(sink.restoreWriter(context, states));
  }

  private void awaitBroker() throws IOException {
    Admin admin = Admin.create(access);
    try {
      admin.describeCluster().nodes().get();
    } catch (ExecutionException e) {
      throw new IOException(
          "Kafka at %s does not answer; the job is tried again"
              .formatted(access.getProperty("bootstrap.servers")),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kafka was asked", e);
    } finally {
      admin.close(Duration.ZERO); // a cancelled job must not wait for a broker that is gone
    }
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return sink.createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }
}
