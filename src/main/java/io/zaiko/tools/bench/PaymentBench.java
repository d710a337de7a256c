package io.zaiko.tools.bench;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.clients.ValueReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Orders and their payments at a steady rate, and the time until a double charge can be read. */
final class PaymentBench {
  private static final int WARM_UP_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double EVENTS_OF_ORDER = 2 + 2.0 / MadeUpOrders.PER_FAULT;

  private final Endpoints endpoints;
  private final double ordersPerSecond;
  private final int warmUp;
  private final int orders;
  private final long[] sentNanos;

  /**
   * What was measured; of the times, nothing while warming up.
   *
   * @param orders sold
   * @param events of payments
   * @param sendingSeconds how long it took to send them
   * @param lagSeconds how much longer until the last one's state could be read, committed
   * @param faults orders charged twice
   * @param unseen of them, those without a committed alert
   * @param preview from the sending of the second capture to the alert, read uncommitted
   * @param committed the same, read committed
   */
  record Measured(
      int orders,
      long events,
      double sendingSeconds,
      double lagSeconds,
      int faults,
      int unseen,
      Latencies preview,
      Latencies committed) {

    /** Events of payments that passed through the job in a second, up to the last one's commit. */
    double eventsPerSecond() {
      return events / (sendingSeconds + lagSeconds);
    }
  }

  /**
   * @param eventsPerSecond events of payments
   * @param seconds how long, after warming up
   */
  PaymentBench(Endpoints endpoints, int eventsPerSecond, int seconds) {
    this.endpoints = endpoints;
    this.ordersPerSecond = eventsPerSecond / EVENTS_OF_ORDER;
    this.warmUp = (int) (ordersPerSecond * WARM_UP_SECONDS);
    this.orders = warmUp + Math.max(1, (int) (ordersPerSecond * seconds));
    this.sentNanos = new long[orders];
  }

  Measured run(PrintWriter out) {
    Properties kafka = endpoints.kafka();
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte[], byte[]> producer = Connections.producer(kafka)) {
      MadeUpOrders.open(admin);
      String run = "bench" + System.currentTimeMillis();
      awaitStates(made(producer, run + "f"));
      out.printf(Locale.ROOT, "the job reads; %,d orders follow%n", orders);
      out.flush();
      MadeUpOrders made = made(producer, run);
      try (Suspicions preview = Suspicions.start(kafka, false, values(), made, orders);
          Suspicions truth = Suspicions.start(kafka, true, values(), made, orders)) {
        long began = System.nanoTime();
        send(made, began);
        long sent = System.nanoTime();
        long events = MadeUpOrders.paymentEvents(orders);
        await(() -> truth.states() >= events, "the states of all payments");
        long seen = System.nanoTime();
        int unseen = awaitFaults(truth);
        return new Measured(
            orders,
            events,
            seconds(sent - began),
            seconds(seen - sent),
            (int) faults().count(),
            unseen,
            took(preview),
            took(truth));
      }
    }
  }

  private MadeUpOrders made(KafkaProducer<byte[], byte[]> producer, String run) {
    return new MadeUpOrders(
        producer, new RecordEncoder(Connections.registry(endpoints.registry())), run);
  }

  private ValueReader values() {
    return new ValueReader(Connections.registry(endpoints.registry())::byId);
  }

  /** Returns when the job has found the topics. */
  private void awaitStates(MadeUpOrders first) {
    try (Suspicions truth = Suspicions.start(endpoints.kafka(), true, values(), first, 1)) {
      first.sellAndCharge(0);
      first.flush();
      await(() -> truth.states() >= 2, "the state of a payment");
    }
  }

  private static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new UserError("the payments job does not tell " + what + "; see bin/zaiko status");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private void send(MadeUpOrders made, long began) {
    for (int order = 0; order < orders; ) {
      int due = (int) Math.min(orders, seconds(System.nanoTime() - began) * ordersPerSecond);
      for (; order < due; order++) {
        made.sellAndCharge(order);
        if (MadeUpOrders.isFaulty(order)) {
          made.charge(order, 'b');
          sentNanos[order] = System.nanoTime();
        }
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
    }
    made.flush();
  }

  private IntStream faults() {
    return IntStream.range(warmUp, orders).filter(MadeUpOrders::isFaulty);
  }

  private int awaitFaults(Suspicions truth) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (faults().anyMatch(order -> truth.seenNanos(order) == 0) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return (int) faults().filter(order -> truth.seenNanos(order) == 0).count();
  }

  private Latencies took(Suspicions suspicions) {
    return Latencies.of(
        faults()
            .filter(order -> suspicions.seenNanos(order) != 0)
            .mapToLong(order -> suspicions.seenNanos(order) - sentNanos[order])
            .toArray());
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
