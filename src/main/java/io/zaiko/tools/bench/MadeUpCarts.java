package io.zaiko.tools.bench;

import io.zaiko.avro.ReservationAct;
import io.zaiko.avro.ReservationLine;
import io.zaiko.avro.ReservationRequest;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Source;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Carts of two items that are there only to be measured. A request has a number, a cart too: its
 * PLACE is request 2 * cart, what follows it 2 * cart + 1. For one thread.
 */
final class MadeUpCarts {
  private static final String RECEIPTS = "restocks.bench";
  private static final String REQUESTS = "reservations.bench";
  private static final int SOURCES = 16;

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordEncoder encoder;
  private final String run;
  private final int stores;
  private final int skus;
  private volatile @Nullable Exception failure;

  /**
   * @param run names the run: no two may have the same
   */
  MadeUpCarts(
      KafkaProducer<byte[], byte[]> producer,
      RecordEncoder encoder,
      String run,
      int stores,
      int skus) {
    this.producer = producer;
    this.encoder = encoder;
    this.run = run;
    this.stores = stores;
    this.skus = skus;
  }

  /** Creates the topics, so that a running job finds them. */
  static void open(Admin admin) {
    TopicCatalogue.ensureInput(admin, RECEIPTS);
    TopicCatalogue.ensureInput(admin, REQUESTS);
  }

  /** Receives some units on each shelf. */
  void fill(long units) {
    for (int store = 0; store < stores; store++) {
      List<RestockLine> lines = new ArrayList<>(skus);
      for (int sku = 0; sku < skus; sku++) {
        lines.add(new RestockLine(sku, sku(sku), units, location(store)));
      }
      Restock receipt = new Restock();
      receipt.setEventId(run + "-receipt-" + store);
      receipt.setOccurredAt(Instant.now());
      receipt.setSource(source("dock", store));
      receipt.setLines(lines);
      send(RECEIPTS, receipt.getSource(), receipt);
    }
    flush();
  }

  /** Asks for one unit of each of two items of a store that the number of the cart chooses. */
  void place(int cart, Duration timeToLive) {
    ReservationRequest request = request(cart, 2 * cart, ReservationAct.PLACE);
    int first = (int) (cart / stores * 7_919L % skus);
    request.setChannel("web");
    request.setLocationId(location(cart % stores));
    request.setTimeToLiveMs(timeToLive.toMillis());
    request.setLines(
        List.of(
            new ReservationLine(sku(first), 1L), new ReservationLine(sku((first + 1) % skus), 1L)));
    send(REQUESTS, request.getSource(), request);
  }

  /** Commits or releases what a cart placed. */
  void follow(int cart, ReservationAct act) {
    ReservationRequest request = request(cart, 2 * cart + 1, act);
    request.setLines(List.of());
    send(REQUESTS, request.getSource(), request);
  }

  private ReservationRequest request(int cart, int number, ReservationAct act) {
    ReservationRequest request = new ReservationRequest();
    request.setEventId(run + "-request-" + number);
    request.setOccurredAt(Instant.now());
    request.setSource(source("shop", cart));
    request.setReservationId(run + "-cart-" + cart);
    request.setAct(act);
    return request;
  }

  /** The number of a request of this run; -1 for any other event. */
  int requestOf(String eventId) {
    String prefix = run + "-request-";
    return eventId.startsWith(prefix) ? Integer.parseInt(eventId.substring(prefix.length())) : -1;
  }

  /** Whether a shelf is one of this run. */
  boolean owns(String sku) {
    return sku.startsWith(run + "-sku-");
  }

  /** Returns when Kafka has all that was sent. */
  void flush() {
    producer.flush();
    refuseFailure();
  }

  private String sku(int number) {
    return run + "-sku-" + number;
  }

  private String location(int store) {
    return "bench-store-" + store;
  }

  private Source source(String what, int number) {
    Source source = new Source();
    source.setId(run + "/" + what + '-' + number % SOURCES);
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
