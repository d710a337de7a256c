package io.zaiko.tools.verify;

import static io.zaiko.avro.CountScope.EVERYTHING;
import static io.zaiko.avro.CountScope.SELLABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.CountScope;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A session that counts the sellable first and everything with a later record. What was absorbed
 * before the later one came changed on_hand by what is unavailable, and rightly.
 */
class ChangedScopeTest {
  private static final String ACCUSED = "a movement is ABSORBED, but changes on_hand";

  private final HonestBooks books = new HonestBooks();

  @Test
  void what_was_absorbed_while_only_the_sellable_was_counted_may_change_on_hand() {
    books.publish("counts.store", count("first", 20, SELLABLE, true));
    books.publish("returns.store", inQuality(10));
    books.publish("counts.store", of("mug", count("later", 30, EVERYTHING, true)));
    assertThat(onHandOfAbsorbed()).containsExactly(8L);
    VerifyReport report = verified();
    assertThat(report.isOk()).as(report.text()).isTrue();
  }

  @Test
  void a_sellable_record_that_never_was_the_latest_of_a_complete_session_excuses_nothing() {
    books.publish("counts.store", count("first", 20, SELLABLE, false));
    books.publish("counts.store", count("later", 30, EVERYTHING, true));
    books.publish("returns.store", inQuality(10));
    assertFoundWhereItChanges();
  }

  @Test
  void a_sellable_record_earlier_than_every_record_of_the_item_excuses_nothing() {
    books.publish("counts.store", of("mug", count("first", 20, SELLABLE, true)));
    books.publish("counts.store", count("later", 30, EVERYTHING, true));
    books.publish("returns.store", inQuality(10));
    assertFoundWhereItChanges();
  }

  private void assertFoundWhereItChanges() {
    assertThat(onHandOfAbsorbed()).containsExactly(0L);
    VerifyReport before = verified();
    assertThat(before.isOk()).as(before.text()).isTrue();
    books
        .topics()
        .change(
            "stock-ledger",
            StockLedgerEntry.class,
            entry -> entry.getOutcome().equals("ABSORBED"),
            entry -> entry.getDeltas().setOnHand(8L));
    assertThat(verified().text()).contains(ACCUSED);
  }

  private List<Long> onHandOfAbsorbed() {
    return books.topics().all("stock-ledger", StockLedgerEntry.class).stream()
        .filter(entry -> entry.getOutcome().equals("ABSORBED"))
        .map(entry -> entry.getDeltas().getOnHand())
        .toList();
  }

  private VerifyReport verified() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }

  private static StockCount count(String eventId, int at, CountScope scope, boolean complete) {
    return Goods.count(eventId, "session", Goods.at(at), 29, null, scope, complete);
  }

  private static StockCount of(String sku, StockCount count) {
    count.getLines().get(0).setSku(sku);
    return count;
  }

  private static Return inQuality(int at) {
    return Return.newBuilder()
        .setEventId("returned")
        .setOccurredAt(Goods.at(at))
        .setSource(Goods.source())
        .setLines(
            List.of(
                ReturnLine.newBuilder()
                    .setLineNo(1)
                    .setSku("TEA")
                    .setQuantity(8L)
                    .setDisposition(Disposition.QUALITY_CONTROL)
                    .setLocationId("store")
                    .build()))
        .build();
  }
}
