package io.zaiko.tools.rules;

import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The topic of the rules, read and written as a person at a terminal does: one rule at a time. */
public final class RuleTopic {
  private static final String NAME = ControlTopic.STOCK_RULES.topic();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Endpoints endpoints;

  public RuleTopic(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** What the topic says now. */
  public StandingRules read() {
    StandingRules rules = new StandingRules();
    ControlDecoder decoder = new ControlDecoder(Connections.registry(endpoints.registry())::byId);
    new CommittedScan(endpoints.kafka(), PATIENCE)
        .read(NAME, record -> take(record, decoder, rules));
    return rules;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, ControlDecoder decoder, StandingRules rules) {
    ControlRecord said =
        decoder.decode(
            ControlTopic.STOCK_RULES,
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value());
    StockRule rule = said.rule();
    if (rule != null) {
      rules.take(rule);
    } else if (said.forgotten()) {
      rules.forget(RuleScope.ofKey(said.id()));
    } else {
      rules.refuse(
          Objects.requireNonNullElse(said.inbound().message(), "its schema cannot be had now"));
    }
  }

  /** Sends a rule and waits until Kafka has it. */
  public void set(StockRule rule, @Nullable String note) {
    RecordEncoder encoder = new RecordEncoder(Connections.registry(endpoints.registry()));
    send(rule.scope(), encoder.encode(record(rule, note)));
  }

  /** Takes a rule back. */
  public void remove(RuleScope scope) {
    send(scope, null);
  }

  private void send(RuleScope scope, byte @Nullable [] value) {
    try (Admin admin = Admin.create(endpoints.kafka())) {
      TopicCatalogue.ensureInput(admin, NAME);
    }
    byte[] key = scope.key().getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = Connections.producer(endpoints.kafka())) {
      producer.send(new ProducerRecord<>(NAME, key, value)).get();
    } catch (ExecutionException e) {
      throw new UserError("Kafka did not take the rule (" + e.getCause() + "); set it again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted; see with bin/zaiko rules list whether the rule is set", e);
    }
  }

  private static io.zaiko.avro.StockRule record(StockRule rule, @Nullable String note) {
    io.zaiko.avro.StockRule record = new io.zaiko.avro.StockRule();
    RuleScope scope = rule.scope();
    record.setLocationId(scope.locationId().isEmpty() ? null : scope.locationId());
    record.setSku(scope.sku().isEmpty() ? null : scope.sku());
    record.setVersion(rule.version());
    record.setSafetyStock(rule.safetyStock());
    record.setBuffers(rule.buffers());
    if (rule.fences() != null) {
      record.setFences(rule.fences().stream().map(RuleTopic::record).toList());
    }
    record.setLowStockAt(rule.lowStockAt());
    record.setInStockAt(rule.inStockAt());
    record.setNote(note);
    return record;
  }

  private static io.zaiko.avro.RingFence record(RingFence fence) {
    return new io.zaiko.avro.RingFence(
        fence.channel(), fence.units(), fence.percent(), fence.priority());
  }
}
