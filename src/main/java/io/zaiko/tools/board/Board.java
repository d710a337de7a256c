package io.zaiko.tools.board;

import io.zaiko.avro.Availability;
import io.zaiko.avro.Item;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.clients.ValueReader.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A live view of shelves changing, for a terminal: reads the preview of {@code availability} from
 * the beginning and counts ledger entries, duplicates and dead letters.
 */
public final class Board {
  private static final String ITEMS = "items";
  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrap;
  private final String registry;
  private final BoardView view = new BoardView();
  private volatile boolean stopped;

  /**
   * A board.
   *
   * @param bootstrap the broker
   * @param registry URL of the registry's Confluent API
   */
  public Board(String bootstrap, String registry) {
    this.bootstrap = bootstrap;
    this.registry = registry;
  }

  /** Shows the board until {@link #stop} is called or the thread is interrupted. */
  public void run() {
    Properties kafka = Endpoints.kafka(bootstrap);
    ValueReader values = new ValueReader(Connections.registry(registry)::byId);
    Screen screen = new Screen(System.out, Terminal.present());
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.open(kafka, false)) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped && !Thread.currentThread().isInterrupted()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, values);
        }
        screen.show(view, System.nanoTime());
      }
    } catch (InterruptException e) {
      // Asked to end while it waited for records; the interrupt stays set.
      stopped = true;
    }
  }

  /** Ends {@link #run}; may be called from another thread. */
  public void stop() {
    stopped = true;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        Stream.of(
                ITEMS,
                OutputTopic.AVAILABILITY.topic(),
                OutputTopic.STOCK_LEDGER.topic(),
                OutputTopic.DUPLICATES.topic(),
                OutputTopic.DEAD_LETTERS.topic())
            .flatMap(topic -> Consumers.partitions(consumer, topic).stream())
            .toList();
    if (partitions.isEmpty()) {
      throw new UserError("there is nothing to show; start Zaiko with bin/zaiko up");
    }
    return partitions;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, ValueReader values) {
    String topic = record.topic();
    try {
      if (topic.equals(OutputTopic.AVAILABILITY.topic())) {
        availability(record, values);
      } else if (topic.equals(ITEMS)) {
        item(record, values);
      } else if (topic.equals(OutputTopic.STOCK_LEDGER.topic())) {
        view.applied();
      } else if (topic.equals(OutputTopic.DUPLICATES.topic())) {
        view.duplicate();
      } else {
        view.deadLetter();
      }
    } catch (UnreadableException e) {
      // The board shows what it can read; verify is there to complain.
      return;
    }
  }

  private void availability(ConsumerRecord<byte[], byte[]> record, ValueReader values)
      throws UnreadableException {
    byte[] value = record.value();
    view.shelf(
        new String(record.key(), StandardCharsets.UTF_8),
        value == null ? null : values.read(value, Availability.class, Availability.SCHEMA$));
  }

  private void item(ConsumerRecord<byte[], byte[]> record, ValueReader values)
      throws UnreadableException {
    if (record.value() != null) {
      Item item = values.read(record.value(), Item.class, Item.SCHEMA$);
      view.describe(item.getSku(), item.getDescription());
    }
  }
}
