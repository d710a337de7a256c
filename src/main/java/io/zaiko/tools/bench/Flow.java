package io.zaiko.tools.bench;

import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.ValueReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Sales at a steady rate, each with the time from its sending to the preview of its ledger entry.
 */
final class Flow implements AutoCloseable {
  private static final int AT_MOST = 10_000_000;
  private static final Duration POLL = Duration.ofMillis(20);

  private final MadeUpStock stock;
  private final int perSecond;
  private final AtomicLongArray sentNanos = new AtomicLongArray(AT_MOST);
  private final AtomicLongArray tookNanos = new AtomicLongArray(AT_MOST);
  private final AtomicIntegerArray partitions = new AtomicIntegerArray(AT_MOST);
  private final Thread seller = new Thread(this::sell, "sell");
  private final Thread watcher;
  private volatile int sent;
  private volatile boolean closed;

  private Flow(MadeUpStock stock, int perSecond, Properties kafka, ValueReader values) {
    this.stock = stock;
    this.perSecond = perSecond;
    KafkaConsumer<byte[], byte[]> ledger = Consumers.open(kafka, false);
    var partitions = Consumers.partitions(ledger, OutputTopic.STOCK_LEDGER.topic());
    ledger.assign(partitions);
    ledger.seekToEnd(partitions);
    partitions.forEach(ledger::position);
    this.watcher = new Thread(() -> watch(ledger, values), "watch");
  }

  static Flow start(MadeUpStock stock, int perSecond, Properties kafka, ValueReader values) {
    Flow flow = new Flow(stock, perSecond, kafka, values);
    flow.watcher.start();
    flow.seller.start();
    return flow;
  }

  /** How many were sold so far. */
  int sold() {
    return sent;
  }

  /**
   * How some sales passed through the job.
   *
   * @param took from the sending of each to its ledger entry
   * @param longestPauseMillis the longest time for which a partition of the ledger, and so the task
   *     that writes it, told of no sale
   */
  record Passage(Latencies took, double longestPauseMillis) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%s; longest pause of the flow %.0f ms", took, longestPauseMillis);
    }
  }

  /** How the sales from one to before another passed, once the ledger has them. */
  Passage passed(int from, int to) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    long[] took = new long[to - from];
    Pauses pauses = new Pauses(sentNanos.get(from), sentNanos.get(to - 1));
    for (int sale = from; sale < to; sale++) {
      while (tookNanos.get(sale) == 0) {
        if (System.nanoTime() > deadline) {
          throw new UserError("the job does not answer to sales; see bin/zaiko status");
        }
        LockSupport.parkNanos(1_000_000);
      }
      took[sale - from] = tookNanos.get(sale);
      pauses.seen(partitions.get(sale), sentNanos.get(sale) + tookNanos.get(sale));
    }
    return new Passage(Latencies.of(took), pauses.longestNanos() / 1e6);
  }

  private void sell() {
    long began = System.nanoTime();
    while (!closed && sent < AT_MOST) {
      long due = (System.nanoTime() - began) * perSecond / 1_000_000_000L;
      while (sent < due && sent < AT_MOST) {
        sentNanos.set(sent, System.nanoTime());
        stock.sell(sent);
        sent = sent + 1;
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void watch(KafkaConsumer<byte[], byte[]> ledger, ValueReader values) {
    try (ledger) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : ledger.poll(POLL)) {
          note(record, values);
        }
      }
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record, ValueReader values) {
    try {
      StockLedgerEntry entry =
          values.read(record.value(), StockLedgerEntry.class, StockLedgerEntry.getClassSchema());
      int sale = stock.saleOf(entry.getEventId());
      if (sale >= 0) {
        partitions.set(sale, record.partition());
        tookNanos.compareAndSet(sale, 0, System.nanoTime() - sentNanos.get(sale));
      }
    } catch (ValueReader.UnreadableException e) {
      throw new UserError("the ledger cannot be read (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : Arrays.asList(seller, watcher)) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
