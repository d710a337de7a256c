package io.zaiko.tools.bench;

import io.zaiko.avro.PaymentAlert;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.ValueReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * When a run's double charges could be read as alerts, by order, and how many states of its
 * payments could be. A thread of its own reads them, as a preview or committed.
 */
final class Suspicions implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private final MadeUpOrders orders;
  private final ValueReader values;
  private final byte[] stateKeyPrefix;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AtomicLongArray seenNanos;
  private final AtomicLong states = new AtomicLong();
  private final Thread watcher;
  private volatile boolean closed;
  private volatile boolean failed;

  private Suspicions(
      Properties kafka, boolean committed, ValueReader values, MadeUpOrders orders, int most) {
    this.orders = orders;
    this.values = values;
    this.stateKeyPrefix = orders.stateKeyPrefix();
    this.seenNanos = new AtomicLongArray(most);
    this.consumer = Consumers.open(kafka, committed);
    List<String> topics =
        committed
            ? List.of(OutputTopic.PAYMENT_ALERTS.topic(), OutputTopic.PAYMENT_STATES.topic())
            : List.of(OutputTopic.PAYMENT_ALERTS.topic());
    var partitions =
        topics.stream().flatMap(at -> Consumers.partitions(consumer, at).stream()).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.watcher = new Thread(this::watch, committed ? "committed" : "preview");
  }

  /**
   * Sees what is told from now on.
   *
   * @param most orders there will be
   */
  static Suspicions start(
      Properties kafka, boolean committed, ValueReader values, MadeUpOrders orders, int most) {
    Suspicions suspicions = new Suspicions(kafka, committed, values, orders, most);
    suspicions.watcher.start();
    return suspicions;
  }

  /** The nanoseconds at which the first alert of an order was read; 0 while there is none. */
  long seenNanos(int order) {
    if (failed) {
      throw new UserError("payment-alerts cannot be read; see bin/zaiko verify");
    }
    return seenNanos.get(order);
  }

  /** How many states of this run's payments were read; only of committed ones. */
  long states() {
    return states.get();
  }

  private void watch() {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          note(record);
        }
      }
    } catch (ValueReader.UnreadableException e) {
      failed = true;
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record) throws ValueReader.UnreadableException {
    if (record.value() == null) {
      return;
    }
    if (record.topic().equals(OutputTopic.PAYMENT_STATES.topic())) {
      byte[] key = record.key();
      int length = stateKeyPrefix.length;
      if (key.length > length
          && Arrays.equals(key, 0, length, stateKeyPrefix, 0, length)) { // cheaper than decoding
        states.incrementAndGet();
      }
      return;
    }
    PaymentAlert alert =
        values.read(record.value(), PaymentAlert.class, PaymentAlert.getClassSchema());
    int order = orders.orderOf(alert.getKey());
    if (order >= 0 && order < seenNanos.length()) {
      seenNanos.compareAndSet(order, 0, System.nanoTime());
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
