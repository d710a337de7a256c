package io.zaiko.tools.bench;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.board.Bar;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.house.EngineRest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The work that movements are to the stage that keeps the shelves: of one shelf with {@link
 * #PER_HOUR} an hour, and of many with few.
 */
final class ShelfBench implements AutoCloseable {
  /** 1,000 a minute. */
  static final int PER_HOUR = 60_000;

  /** Hours that are measured together, so that each takes longer than the engine's gathering. */
  static final int HOURS_AT_ONCE = 6;

  static final int QUIET_SHELVES = 10_000;

  private static final String STAGE = "Keep shelves";
  private static final int LINES_A_DELIVERY = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

  private final EngineRest engine;
  private final KafkaProducer<byte[], byte[]> producer;
  private final MadeUpStock stock;
  private final Bar bar = new Bar();
  private int deliveries;

  ShelfBench(Endpoints endpoints, EngineRest engine) {
    this.engine = engine;
    Properties kafka = endpoints.kafka();
    try (Admin admin = Admin.create(kafka)) {
      MadeUpStock.open(admin);
    }
    this.producer = Connections.producer(kafka);
    RecordEncoder encoder = new RecordEncoder(Connections.registry(endpoints.registry()));
    String run = "bench" + System.currentTimeMillis();
    this.stock = new MadeUpStock(producer, encoder, run, 1 + QUIET_SHELVES);
  }

  /**
   * Moves some hours' units.
   *
   * @param what shown meanwhile
   * @param from when the first of these hours begins
   * @param shelfOfLine which shelf the unit of each line is for, by its number
   * @return microseconds of the stage's time for each movement
   */
  double measure(String what, Instant from, int hours, IntUnaryOperator shelfOfLine) {
    EngineRest.Work before = work();
    int lines = hours * PER_HOUR;
    Duration apart = Duration.ofHours(1).dividedBy(PER_HOUR / LINES_A_DELIVERY);
    for (int line = 0; line < lines; line += LINES_A_DELIVERY) {
      int[] shelves = new int[LINES_A_DELIVERY];
      int first = line;
      Arrays.setAll(shelves, each -> shelfOfLine.applyAsInt(first + each));
      stock.receive(deliveries++, from.plus(apart.multipliedBy(line / LINES_A_DELIVERY)), shelves);
    }
    stock.flush();
    EngineRest.Work after = awaitRead(before.records() + lines, what, lines);
    return (after.busyMillis() - before.busyMillis())
        * 1_000.0
        / (after.records() - before.records());
  }

  /** The one shelf. */
  static int busy(int line) {
    return 0;
  }

  /** One of the many. */
  static int quiet(int line) {
    return 1 + line % QUIET_SHELVES;
  }

  private EngineRest.Work awaitRead(long records, String what, int lines) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      EngineRest.Work now = work();
      bar.at(what, Math.max(0, lines - (records - now.records())), lines, "lines");
      if (now.records() >= records) {
        return now;
      }
      if (System.nanoTime() > deadline) {
        throw new UserError("the job did not take the records in; see bin/zaiko status");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private EngineRest.Work work() {
    return engine.work(STAGE).orElseThrow(() -> new UserError("no job runs; see bin/zaiko status"));
  }

  @Override
  public void close() {
    bar.close();
    producer.close();
  }
}
