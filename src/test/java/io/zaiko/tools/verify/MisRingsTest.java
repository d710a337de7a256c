package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.CountScope;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mis-ring is recomputed as of the sale it undoes, whatever time of it the till states. */
class MisRingsTest {
  private final HonestBooks books = new HonestBooks();

  @Test
  void one_that_states_another_side_of_the_count_is_as_of_its_sale() {
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(20)));
    books.publish("sales.store", sale("sold", 10));
    books.publish("voids.store", misRing("void", "sold", 30));
    assertAddsUp(16);
  }

  @Test
  void one_that_was_absorbed_with_another_sale_first_may_end_after_the_count() {
    books.publish("counts.store", Goods.count("counted", "s1", Goods.at(20)));
    books.publish("sales.store", sale("other", 10));
    books.publish("voids.store", misRing("void", "sold", 40));
    books.publish("sales.store", sale("sold", 30));
    assertAddsUp(16);
    assertThat(books.topics().all("stock-ledger", StockLedgerEntry.class))
        .filteredOn(entry -> entry.getEventId().equals("void"))
        .extracting(StockLedgerEntry::getOutcome)
        .containsExactly("ABSORBED", "ABSORBED", "APPLIED");
  }

  @Test
  void a_sensor_sees_by_the_books_of_its_time() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    books.publish("sales.store", sale("sold", 10));
    books.publish("voids.store", misRing("void", "sold", 40));
    books.publish(
        "counts.sensor",
        Goods.count("seen", null, Goods.at(20), 19, "floor", CountScope.EVERYTHING, false));
    assertAddsUp(20);
  }

  private void assertAddsUp(long onHand) {
    VerifyReport report = Verification.of(books.topics(), TestSchemas.ALL);
    assertThat(report.isOk()).as(report.text()).isTrue();
    assertThat(books.topics().all("stock-ledger", StockLedgerEntry.class))
        .last()
        .extracting(entry -> entry.getBalances().getOnHand())
        .isEqualTo(onHand);
  }

  private static Sale sale(String eventId, int minutes) {
    Sale sale = Goods.sale(eventId, Goods.at(minutes), 2);
    sale.setOrderRef("order");
    return sale;
  }

  private static Void misRing(String eventId, String sale, int statedMinutes) {
    return Void.newBuilder()
        .setEventId(eventId)
        .setOccurredAt(Goods.at(50))
        .setSource(Goods.source())
        .setOrderRef("order")
        .setOriginalEventId(sale)
        .setOriginalOccurredAt(Goods.at(statedMinutes))
        .setGoods(VoidedGoods.NEVER_LEFT)
        .setLines(
            List.of(
                VoidLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setQuantity(2L)
                    .setLocationId("store")
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }
}
