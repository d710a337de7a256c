package io.zaiko.tools.bench;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Orders of the web and their payments that are there only to be measured: each is sold, authorised
 * and captured; one in a hundred is authorised and captured a second time. For one thread.
 */
final class MadeUpOrders {
  /** One order of so many is charged twice. */
  static final int PER_FAULT = 100;

  private static final String SALES = "sales.bench";
  private static final String PAYMENTS = "payments.bench";
  private static final String CURRENCY = "EUR";
  private static final int SOURCES = 16;

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordEncoder encoder;
  private final String run;
  private volatile @Nullable Exception failure;

  /**
   * @param run names the run: no two may have the same
   */
  MadeUpOrders(KafkaProducer<byte[], byte[]> producer, RecordEncoder encoder, String run) {
    this.producer = producer;
    this.encoder = encoder;
    this.run = run;
  }

  /** Creates the topics, so that a running job finds them. */
  static void open(Admin admin) {
    TopicCatalogue.ensureInput(admin, SALES);
    TopicCatalogue.ensureInput(admin, PAYMENTS);
  }

  /** Whether an order is charged twice. */
  static boolean isFaulty(int order) {
    return order % PER_FAULT == 0;
  }

  /** How many events of payments there are in so many orders. */
  static long paymentEvents(int orders) {
    return 2L * orders + 2L * ((orders + PER_FAULT - 1) / PER_FAULT);
  }

  /** Sells an order and takes the money for it, once. */
  void sellAndCharge(int order) {
    charge(order, 'a');
    sell(order);
  }

  /** Takes the money for an order, under a payment of its own. */
  void charge(int order, char attempt) {
    pay(order, attempt, PaymentType.AUTHORISED);
    pay(order, attempt, PaymentType.CAPTURED);
  }

  private void pay(int order, char attempt, PaymentType type) {
    String payment = run + '-' + order + attempt;
    PaymentEvent event = new PaymentEvent();
    event.setEventId(payment + type.name().charAt(0));
    event.setOccurredAt(Instant.now());
    event.setSource(source("psp", order));
    event.setProvider("bench");
    event.setProviderAccount(run);
    event.setProviderEventId(event.getEventId());
    event.setProviderPaymentId(payment);
    event.setOperationId(type.name());
    event.setType(type);
    event.setAmount(amount(order));
    event.setOrderRef(orderRef(order));
    event.setChannel("bench");
    Instrument instrument = new Instrument();
    instrument.setFingerprint(run + "-card-" + order);
    instrument.setKind(InstrumentKind.CARD);
    event.setInstrument(instrument);
    send(PAYMENTS, event.getSource(), event);
  }

  private void sell(int order) {
    SaleLine line = new SaleLine();
    line.setLineNo(0);
    line.setSku(run + "-sku-" + order % 1_000);
    line.setQuantity(1L);
    line.setAmount(amount(order));
    line.setFulfilment(FulfilmentKind.CARRY_OUT);
    line.setLocationId("bench-store-" + order % SOURCES);
    Sale sale = new Sale();
    sale.setEventId(run + "-sale-" + order);
    sale.setOccurredAt(Instant.now());
    sale.setSource(source("shop", order));
    sale.setOrderRef(orderRef(order));
    sale.setLines(List.of(line));
    sale.setAdjustments(List.of());
    sale.setTotal(amount(order));
    sale.setTenders(List.of());
    send(SALES, sale.getSource(), sale);
  }

  private static Money amount(int order) {
    return new Money(1_000L + order % 10_000, CURRENCY);
  }

  private String orderRef(int order) {
    return run + '#' + order;
  }

  /** The number of an order of this run; -1 for any other. */
  int orderOf(String orderRef) {
    return orderRef.startsWith(run + '#')
        ? Integer.parseInt(orderRef.substring(run.length() + 1))
        : -1;
  }

  /** How the keys of the states of this run's payments begin. */
  byte[] stateKeyPrefix() {
    return ("bench|" + run + '|').getBytes(StandardCharsets.UTF_8);
  }

  /** Returns when Kafka has all that was sent. */
  void flush() {
    producer.flush();
    refuseFailure();
  }

  private Source source(String what, int number) {
    Source source = new Source();
    source.setId(run + '/' + what + '-' + number % SOURCES);
    return source;
  }

  private void send(String topic, Source source, SpecificRecord record) {
    refuseFailure();
    byte[] key = source.getId().getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key, encoder.encode(record)),
            (written, thrown) -> {
              if (thrown != null) {
                failure = thrown;
              }
            });
  }

  private void refuseFailure() {
    Exception thrown = failure;
    if (thrown != null) {
      throw new UserError("Kafka did not take a record (" + thrown.getMessage() + ")", thrown);
    }
  }
}
