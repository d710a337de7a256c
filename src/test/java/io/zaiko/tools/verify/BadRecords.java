package io.zaiko.tools.verify;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Values that no sales topic should carry. */
final class BadRecords {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private BadRecords() {}

  /** A good sale of one line of an item that nobody ever received, as bytes. */
  static byte[] sale(String eventId, long quantity) {
    return TestSchemas.encode(goodSale(eventId, quantity));
  }

  static List<byte[]> all() {
    byte[] good = sale("truncated", 1);
    List<byte[]> bad = new ArrayList<>();
    bad.add(new byte[0]);
    bad.add(new byte[] {0});
    bad.add(new byte[] {7, 0, 0, 0, 1, 2});
    bad.add(new byte[] {0, 0, 0, 3, (byte) 231, 2});
    bad.add(Arrays.copyOf(good, good.length - 3));
    bad.add(Arrays.copyOf(good, good.length + 1));
    bad.add(TestSchemas.encode(heartbeat()));
    bad.add(sale(sale -> sale.setEventId(" ")));
    bad.add(sale(sale -> sale.setOrderRef("o".repeat(129))));
    bad.add(sale(sale -> sale.setOccurredAt(Instant.parse("1989-12-31T23:59:59Z"))));
    bad.add(sale(sale -> sale.setOccurredAt(Instant.parse("2026-06-02T00:00:01Z"))));
    bad.add(sale(sale -> sale.getSource().setSequence(-1L)));
    bad.add(sale(sale -> sale.setLines(List.of())));
    bad.add(sale(sale -> sale.setLines(Collections.nCopies(10_001, line(1)))));
    bad.add(sale(sale -> sale.setLines(List.of(line(1), line(1)))));
    bad.add(sale(sale -> sale.getLines().get(0).setSku(null)));
    bad.add(sale(sale -> sale.getLines().get(0).setLocationId("a|b")));
    bad.add(sale(sale -> sale.getLines().get(0).setLocationId("a\tb")));
    bad.add(sale(sale -> sale.getLines().get(0).setQuantity(null)));
    bad.add(sale(sale -> sale.getLines().get(0).setQuantity(-1L)));
    bad.add(sale(sale -> sale.getLines().get(0).setQuantity(Long.MAX_VALUE)));
    return bad;
  }

  private static byte[] sale(Consumer<Sale> spoil) {
    Sale sale = goodSale("bad", 1);
    spoil.accept(sale);
    return TestSchemas.encode(sale);
  }

  private static Sale goodSale(String eventId, long quantity) {
    SaleLine line = line(1);
    line.setQuantity(quantity);
    return Sale.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(NOON)
        .setSource(Source.newBuilder().setId("till").build())
        .setOrderRef("order-" + eventId)
        .setLines(new ArrayList<>(List.of(line)))
        .build();
  }

  private static SaleLine line(int lineNo) {
    return SaleLine.newBuilder()
        .setLineNo(lineNo)
        .setSku("SCARCE")
        .setLocationId("store-1")
        .setQuantity(1L)
        .setFulfilment(FulfilmentKind.CARRY_OUT)
        .build();
  }

  private static Heartbeat heartbeat() {
    return Heartbeat.newBuilder()
        .setEventId("beat")
        .setOccurredAt(NOON)
        .setSource(Source.newBuilder().setId("till").build())
        .build();
  }
}
