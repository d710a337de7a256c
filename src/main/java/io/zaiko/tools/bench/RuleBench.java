package io.zaiko.tools.bench;

import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.board.Bar;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.rules.RuleTopic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A default rule that changes over many shelves while sales go on. */
final class RuleBench {
  private static final Duration BEFORE = Duration.ofSeconds(15);

  private final Endpoints endpoints;
  private final int shelves;
  private final int flowPerSecond;
  private final RuleTopic rules;

  /**
   * What was measured.
   *
   * @param seconds from the rule in Kafka to the image of the last shelf
   * @param before how sales passed in the time before
   * @param meanwhile how sales passed in that time
   */
  record Measured(double seconds, Flow.Passage before, Flow.Passage meanwhile) {}

  RuleBench(Endpoints endpoints, int shelves, int flowPerSecond) {
    this.endpoints = endpoints;
    this.shelves = shelves;
    this.flowPerSecond = flowPerSecond;
    this.rules = new RuleTopic(endpoints);
  }

  Measured run(PrintWriter out) {
    Properties kafka = endpoints.kafka();
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte[], byte[]> producer = Connections.producer(kafka);
        Bar bar = new Bar()) {
      MadeUpStock.open(admin);
      String run = "bench" + System.currentTimeMillis();
      MadeUpStock stock = new MadeUpStock(producer, encoder(), run, shelves);
      try (Images images = new Images(kafka, values(), stock, shelves)) {
        stock.fill(sent -> bar.at("sending shelves", sent, shelves, "shelves"));
        images.await(image -> true, seen -> bar.at("filling shelves", seen, shelves, "shelves"));
        out.printf("%,d shelves are filled%n", shelves);
        out.flush();
        return measure(stock, images, bar);
      }
    }
  }

  private Measured measure(MadeUpStock stock, Images images, Bar bar) {
    Optional<StockRule> standing = rules.read().of(RuleScope.DEFAULT);
    long safetyStock = 1 + standing.map(StockRule::safetyStock).orElse(0L);
    try (Flow flow = Flow.start(stock, flowPerSecond, endpoints.kafka(), values())) {
      for (long end = System.nanoTime() + BEFORE.toNanos(); System.nanoTime() < end; ) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
      int first = flow.sold();
      long began = System.nanoTime();
      rules.set(rule(safetyStock), "bench");
      images.await(
          image -> image.getSafetyStock() == safetyStock,
          seen -> bar.at("the rule spreads", seen, shelves, "shelves"));
      double seconds = (System.nanoTime() - began) / 1e9;
      int last = flow.sold();
      return new Measured(seconds, flow.passed(first / 2, first), flow.passed(first, last));
    } finally {
      standing.ifPresentOrElse(
          rule -> rules.set(again(rule), null), () -> rules.remove(RuleScope.DEFAULT));
    }
  }

  private StockRule rule(long safetyStock) {
    long version = rules.read().nextVersion(RuleScope.DEFAULT);
    return new StockRule(RuleScope.DEFAULT, version, safetyStock, null, null, null, null);
  }

  private StockRule again(StockRule before) {
    return new StockRule(
        before.scope(),
        rules.read().nextVersion(before.scope()),
        before.safetyStock(),
        before.buffers(),
        before.fences(),
        before.lowStockAt(),
        before.inStockAt());
  }

  private RecordEncoder encoder() {
    return new RecordEncoder(Connections.registry(endpoints.registry()));
  }

  private ValueReader values() {
    return new ValueReader(Connections.registry(endpoints.registry())::byId);
  }
}
