package io.zaiko.tools.bench;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Shelves that are there only to be measured: 1,000 SKUs a location. */
final class MadeUpStock {
  private static final String RECEIPTS = "restocks.bench";
  private static final String SALES = "sales.bench";
  private static final int SKUS_A_LOCATION = 1_000;
  private static final int SOURCES = 16;

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordEncoder encoder;
  private final String run;
  private final int shelves;
  private volatile @Nullable Exception failure;

  /**
   * @param run names the run: no two may have the same
   */
  MadeUpStock(
      KafkaProducer<byte[], byte[]> producer, RecordEncoder encoder, String run, int shelves) {
    this.producer = producer;
    this.encoder = encoder;
    this.run = run;
    this.shelves = shelves;
  }

  /** Creates the topics, so that a running job finds them. */
  static void open(Admin admin) {
    TopicCatalogue.ensureInput(admin, RECEIPTS);
    TopicCatalogue.ensureInput(admin, SALES);
  }

  /**
   * Receives 100 units on each shelf.
   *
   * @param filled told how many shelves were sent so far
   */
  void fill(IntConsumer filled) {
    for (int from = 0; from < shelves; from += SKUS_A_LOCATION) {
      List<RestockLine> lines = new ArrayList<>();
      for (int shelf = from; shelf < Math.min(shelves, from + SKUS_A_LOCATION); shelf++) {
        lines.add(new RestockLine(lines.size(), sku(shelf), 100L, location(shelf)));
      }
      Restock receipt = new Restock();
      receipt.setEventId(run + "-receipt-" + from);
      receipt.setOccurredAt(Instant.now());
      receipt.setSource(source("dock", from / SKUS_A_LOCATION));
      receipt.setLines(lines);
      send(RECEIPTS, receipt.getSource(), receipt);
      filled.accept(from + lines.size());
    }
    flush();
  }

  /**
   * Receives one unit with each line of a delivery.
   *
   * @param number of the delivery: no two may have the same
   * @param shelves which shelf the units of each line are for
   */
  void receive(int number, Instant at, int[] shelves) {
    List<RestockLine> lines = new ArrayList<>(shelves.length);
    for (int shelf : shelves) {
      lines.add(new RestockLine(lines.size(), sku(shelf), 1L, location(shelf)));
    }
    Restock receipt = new Restock();
    receipt.setEventId(run + "-delivery-" + number);
    receipt.setOccurredAt(at);
    receipt.setSource(source("dock", number));
    receipt.setLines(lines);
    send(RECEIPTS, receipt.getSource(), receipt);
  }

  /** Returns when Kafka has all that was sent. */
  void flush() {
    producer.flush();
    refuseFailure();
  }

  /** Sells one unit of a shelf that the number of the sale chooses. */
  void sell(int number) {
    int shelf = (int) (number * 7_919L % shelves);
    SaleLine line = new SaleLine();
    line.setLineNo(1);
    line.setSku(sku(shelf));
    line.setQuantity(1L);
    line.setFulfilment(FulfilmentKind.CARRY_OUT);
    line.setLocationId(location(shelf));
    Sale sale = new Sale();
    sale.setEventId(run + "-sale-" + number);
    sale.setOccurredAt(Instant.now());
    sale.setSource(source("till", number));
    sale.setOrderRef(sale.getEventId());
    sale.setSoldAtLocationId(location(shelf));
    sale.setLines(List.of(line));
    sale.setAdjustments(List.of());
    sale.setTenders(List.of());
    send(SALES, sale.getSource(), sale);
  }

  /** The number of a sale of this run; -1 for any other event. */
  int saleOf(String eventId) {
    String prefix = run + "-sale-";
    return eventId.startsWith(prefix) ? Integer.parseInt(eventId.substring(prefix.length())) : -1;
  }

  /** The number of a shelf of this run; -1 for any other. */
  int shelfOf(String sku) {
    String prefix = run + "-";
    return sku.startsWith(prefix) ? Integer.parseInt(sku.substring(prefix.length())) : -1;
  }

  private String sku(int shelf) {
    return run + "-" + shelf;
  }

  private static String location(int shelf) {
    return "bench-" + shelf / SKUS_A_LOCATION;
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
