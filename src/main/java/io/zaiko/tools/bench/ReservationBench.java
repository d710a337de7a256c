package io.zaiko.tools.bench;

import io.zaiko.avro.Availability;
import io.zaiko.avro.ReservationAct;
import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.clients.ValueReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Carts at a steady rate, and the time until their answers can be read. */
final class ReservationBench {
  private static final int WARM_UP_SECONDS = 10;
  private static final Duration HELD = Duration.ofMinutes(15);
  private static final Duration SHORTLY_HELD = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Endpoints endpoints;
  private final Size size;
  private final int expiring;
  private final int warmUp;
  private final int placed;
  private final long[] sentNanos;

  /**
   * How much is asked.
   *
   * @param rate carts a second
   * @param seconds how long, after warming up
   * @param units on each shelf at first
   */
  record Size(int rate, int seconds, int stores, int skus, int units) {}

  /**
   * What was measured; nothing of it while warming up.
   *
   * @param carts PLACE requests
   * @param requests all requests
   * @param unanswered requests without a committed answer within two minutes
   * @param provisional from the sending of a request to its answer, read uncommitted
   * @param committed the same, read committed
   * @param expiredAhead from a deadline to the decision EXPIRED, read uncommitted
   * @param expired the same, read committed
   */
  record Measured(
      int carts,
      int requests,
      int unanswered,
      int granted,
      int refused,
      Latencies provisional,
      Latencies committed,
      Latencies expiredAhead,
      Latencies expired) {}

  ReservationBench(Endpoints endpoints, Size size, int expiring) {
    this.endpoints = endpoints;
    this.size = size;
    this.expiring = expiring;
    this.warmUp = size.rate() * WARM_UP_SECONDS;
    this.placed = warmUp + size.rate() * size.seconds();
    this.sentNanos = new long[2 * (placed + expiring)];
  }

  Measured run(PrintWriter out) {
    Properties kafka = endpoints.kafka();
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte[], byte[]> producer = Connections.promptProducer(kafka)) {
      MadeUpCarts.open(admin);
      String run = "bench" + System.currentTimeMillis();
      MadeUpCarts carts = carts(producer, run, size.stores());
      // Shelves of their own for those that are left to run out: all of them are granted.
      MadeUpCarts quiet = carts(producer, run + "q", 1);
      awaitAnswers(carts(producer, run + "f", 1));
      fill(carts, size.units(), size.stores());
      fill(quiet, 2L * Math.max(1, expiring), 1);
      out.printf(Locale.ROOT, "%,d shelves are filled%n", size.stores() * size.skus());
      out.flush();
      try (Decisions ahead = decisions(false, carts, 2 * placed);
          Decisions truth = decisions(true, carts, 2 * placed)) {
        send(carts);
        int unanswered = await(truth);
        try (Decisions aheadOfEnd = decisions(false, quiet, 2 * expiring);
            Decisions end = decisions(true, quiet, 2 * expiring)) {
          expire(quiet, end);
          return measured(ahead, truth, unanswered, aheadOfEnd, end);
        }
      }
    }
  }

  private MadeUpCarts carts(KafkaProducer<byte[], byte[]> producer, String run, int stores) {
    RecordEncoder encoder = new RecordEncoder(Connections.registry(endpoints.registry()));
    return new MadeUpCarts(producer, encoder, run, stores, size.skus());
  }

  private Decisions decisions(boolean committed, MadeUpCarts carts, int requests) {
    return Decisions.start(endpoints.kafka(), committed, values(), carts, requests);
  }

  private ValueReader values() {
    return new ValueReader(Connections.registry(endpoints.registry())::byId);
  }

  /** Returns when the job has found the topic of the requests and answers to one. */
  private void awaitAnswers(MadeUpCarts first) {
    try (Decisions answers = decisions(false, first, 1)) {
      first.place(0, SHORTLY_HELD); // refused: there is nothing on its shelves
      first.flush();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (answers.seenNanos(0) == 0) {
        if (System.nanoTime() > end) {
          throw new UserError("the job does not answer to requests; see bin/zaiko status");
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Returns when every shelf has shown an image. */
  private void fill(MadeUpCarts carts, long units, int stores) {
    try (KafkaConsumer<byte[], byte[]> images = Consumers.open(endpoints.kafka(), false)) {
      var partitions = Consumers.partitions(images, OutputTopic.AVAILABILITY.topic());
      images.assign(partitions);
      images.seekToEnd(partitions);
      partitions.forEach(images::position);
      carts.fill(units);
      ValueReader values = values();
      Set<String> shown = new HashSet<>();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (shown.size() < stores * size.skus()) {
        for (ConsumerRecord<byte[], byte[]> record : images.poll(Duration.ofMillis(100))) {
          note(record, values, carts, shown);
        }
        if (System.nanoTime() > end) {
          throw new UserError(
              "only " + shown.size() + " shelves were filled; see bin/zaiko status");
        }
      }
    }
  }

  private static void note(
      ConsumerRecord<byte[], byte[]> record,
      ValueReader values,
      MadeUpCarts carts,
      Set<String> shown) {
    if (record.value() == null) {
      return;
    }
    try {
      Availability image =
          values.read(record.value(), Availability.class, Availability.getClassSchema());
      if (carts.owns(image.getSku())) {
        shown.add(image.getLocationId() + '|' + image.getSku());
      }
    } catch (ValueReader.UnreadableException e) {
      throw new UserError("an image cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private void send(MadeUpCarts carts) {
    long began = System.nanoTime();
    int following = 0;
    for (int cart = 0; cart < placed; ) {
      long due = Math.min(placed, (System.nanoTime() - began) * size.rate() / 1_000_000_000L);
      for (; cart < due; cart++) {
        sentNanos[2 * cart] = System.nanoTime();
        carts.place(cart, HELD);
        // What follows a cart does so a second later.
        for (; following <= cart - size.rate(); following++) {
          follow(carts, following);
        }
      }
      LockSupport.parkNanos(500_000);
    }
    carts.flush();
  }

  private void follow(MadeUpCarts carts, int cart) {
    int asked = cart / size.stores();
    int which = (asked + asked / size.skus()) % 4; // another for each cart of a shelf
    if (which < 2) {
      sentNanos[2 * cart + 1] = System.nanoTime();
      carts.follow(cart, which == 0 ? ReservationAct.COMMIT : ReservationAct.RELEASE);
    }
  }

  /** How many requests, of those that are measured, no one answered for good. */
  private int await(Decisions truth) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int unanswered = 0;
    for (int request = 2 * warmUp; request < 2 * placed; request++) {
      while (sentNanos[request] != 0 && truth.seenNanos(request) == 0 && System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000);
      }
      unanswered += sentNanos[request] != 0 && truth.seenNanos(request) == 0 ? 1 : 0;
    }
    return unanswered;
  }

  private void expire(MadeUpCarts quiet, Decisions end) {
    long gap = SHORTLY_HELD.toNanos() / Math.max(1, expiring);
    for (int cart = 0; cart < expiring; cart++) {
      quiet.place(cart, SHORTLY_HELD);
      LockSupport.parkNanos(gap); // deadlines are spread, they do not all end at once
    }
    quiet.flush();
    long patience = System.nanoTime() + SHORTLY_HELD.plusSeconds(30).toNanos();
    for (int cart = 0; cart < expiring; cart++) {
      while (end.expiredNanos(2 * cart) == 0 && System.nanoTime() < patience) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private Measured measured(
      Decisions ahead, Decisions truth, int unanswered, Decisions aheadOfEnd, Decisions end) {
    int requests = (int) IntStream.range(2 * warmUp, 2 * placed).filter(this::isSent).count();
    return new Measured(
        placed - warmUp,
        requests,
        unanswered,
        (int) places().filter(truth::isGranted).count(),
        (int) places().filter(truth::isRefused).count(),
        took(ahead),
        took(truth),
        after(aheadOfEnd::expiredNanos),
        after(end::expiredNanos));
  }

  private boolean isSent(int request) {
    return sentNanos[request] != 0;
  }

  private IntStream places() {
    return IntStream.range(warmUp, placed).map(cart -> 2 * cart);
  }

  private Latencies took(Decisions decisions) {
    return Latencies.of(
        IntStream.range(2 * warmUp, 2 * placed)
            .filter(request -> isSent(request) && decisions.seenNanos(request) != 0)
            .mapToLong(request -> decisions.seenNanos(request) - sentNanos[request])
            .toArray());
  }

  private Latencies after(IntToLongFunction expiredNanos) {
    long[] late =
        IntStream.range(0, expiring).map(cart -> 2 * cart).mapToLong(expiredNanos).toArray();
    return Latencies.of(Arrays.stream(late).filter(nanos -> nanos != 0).toArray());
  }
}
