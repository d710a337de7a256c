package io.zaiko.tools.bench;

import io.zaiko.avro.ReservationDecision;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.ValueReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * When the decisions of a run could be read, by request. A thread of its own reads them, as a
 * preview or committed.
 */
final class Decisions implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int OTHER = 1;
  private static final int GRANTED = 2;
  private static final int REFUSED = 3;

  private final MadeUpCarts carts;
  private final ValueReader values;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AtomicLongArray seenNanos;
  private final AtomicIntegerArray first;
  private final AtomicLongArray expiredNanos;
  private final Thread watcher;
  private volatile boolean closed;
  private volatile boolean failed;

  private Decisions(
      Properties kafka, boolean committed, ValueReader values, MadeUpCarts carts, int requests) {
    this.carts = carts;
    this.values = values;
    this.seenNanos = new AtomicLongArray(requests);
    this.first = new AtomicIntegerArray(requests);
    this.expiredNanos = new AtomicLongArray(requests);
    this.consumer = Consumers.open(kafka, committed);
    var partitions = Consumers.partitions(consumer, OutputTopic.RESERVATION_DECISIONS.topic());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.watcher = new Thread(this::watch, committed ? "committed" : "provisional");
  }

  /**
   * Sees what is decided from now on.
   *
   * @param requests how many there will be at most
   */
  static Decisions start(
      Properties kafka, boolean committed, ValueReader values, MadeUpCarts carts, int requests) {
    Decisions decisions = new Decisions(kafka, committed, values, carts, requests);
    decisions.watcher.start();
    return decisions;
  }

  /** The nanoseconds at which the first answer to a request was read; 0 while there is none. */
  long seenNanos(int request) {
    if (failed) {
      throw new UserError("decisions cannot be read; see bin/zaiko verify");
    }
    return seenNanos.get(request);
  }

  boolean isGranted(int request) {
    return first.get(request) == GRANTED;
  }

  boolean isRefused(int request) {
    return first.get(request) == REFUSED;
  }

  /** How long after its deadline the end of a reservation was read; 0 while it was not. */
  long expiredNanos(int request) {
    return expiredNanos.get(request);
  }

  private void watch() {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null) {
            note(record.value());
          }
        }
      }
    } catch (ValueReader.UnreadableException e) {
      failed = true;
    }
  }

  private void note(byte[] value) throws ValueReader.UnreadableException {
    ReservationDecision decision =
        values.read(value, ReservationDecision.class, ReservationDecision.getClassSchema());
    int request = carts.requestOf(decision.getCause().getEventId());
    if (request < 0 || request >= seenNanos.length()) {
      return;
    }
    Instant until = decision.getExpiresAt();
    if (decision.getDecision().equals("EXPIRED") && until != null) {
      long late = ChronoUnit.NANOS.between(until, Instant.now());
      expiredNanos.compareAndSet(request, 0, Math.max(1, late));
      return; // no answer to the request, which was answered before
    }
    first.compareAndSet(request, 0, kind(decision.getDecision()));
    seenNanos.compareAndSet(request, 0, System.nanoTime());
  }

  private static int kind(String decision) {
    return switch (decision) {
      case "GRANTED" -> GRANTED;
      case "REFUSED" -> REFUSED;
      default -> OTHER;
    };
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
