package io.zaiko.tools.bench;

import io.zaiko.avro.Availability;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.ValueReader;
import java.time.Duration;
import java.util.BitSet;
import java.util.Properties;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Watches the preview of the availability images of made-up shelves. */
final class Images implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ValueReader values;
  private final MadeUpStock stock;
  private final int shelves;

  /** Sees what is written from now on. */
  Images(Properties kafka, ValueReader values, MadeUpStock stock, int shelves) {
    this.consumer = Consumers.open(kafka, false);
    this.values = values;
    this.stock = stock;
    this.shelves = shelves;
    var partitions = Consumers.partitions(consumer, OutputTopic.AVAILABILITY.topic());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Returns when every shelf has shown an image of some kind.
   *
   * @param seen told how many have so far
   */
  void await(Predicate<Availability> kind, IntConsumer seen) {
    BitSet shown = new BitSet(shelves);
    int count = 0;
    long moved = System.nanoTime();
    while (count < shelves) {
      int before = count;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        int shelf = record.value() == null ? -1 : shelfOf(record.value(), kind);
        if (shelf >= 0 && !shown.get(shelf)) {
          shown.set(shelf);
          count++;
        }
      }
      seen.accept(count);
      if (count > before) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new UserError(
            "only "
                + count
                + " of "
                + shelves
                + " shelves were told of, and none for 5 minutes; see bin/zaiko status");
      }
    }
  }

  private int shelfOf(byte[] value, Predicate<Availability> kind) {
    try {
      Availability image = values.read(value, Availability.class, Availability.getClassSchema());
      return kind.test(image) ? stock.shelfOf(image.getSku()) : -1;
    } catch (ValueReader.UnreadableException e) {
      throw new UserError("an image cannot be read (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
