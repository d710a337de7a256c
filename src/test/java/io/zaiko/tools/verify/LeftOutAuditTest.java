package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.Buckets;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines that the ledger leaves out for their size are told of, each, and nothing else is. */
class LeftOutAuditTest {
  private static final ShelfKey SHELF = new ShelfKey("store", "TEA");
  private static final String LINE = "store|TEA|s|1";

  private final MemoryTopics topics = new MemoryTopics();
  private final HonestOutputs out = new HonestOutputs(topics);
  private final NaiveStock stock = new NaiveStock(ClockSkew.DEFAULT);
  private final LeftOutAudit audit = new LeftOutAudit();
  private String ref = "";

  @Test
  void a_line_beyond_what_a_shelf_holds_is_told_of_under_its_own_name() {
    leftOut("OUT_OF_RANGE", 1, null);
    assertFound("store|TEA|s|1 took no effect, but no OUT_OF_RANGE is confirmed");
    tell("OUT_OF_RANGE", LINE, AlertStatus.SUSPECTED, Map.of());
    assertFound("no OUT_OF_RANGE is confirmed");
    tell("OUT_OF_RANGE", LINE, AlertStatus.CONFIRMED, Map.of());
    assertThat(objections()).isEmpty();
    tell("OUT_OF_RANGE", "store|TEA|s|2", AlertStatus.CONFIRMED, Map.of());
    assertFound("store|TEA|s|2: OUT_OF_RANGE stands, but the line took effect");
  }

  @Test
  void an_alert_that_nothing_ends_must_not_end() {
    tell("OUT_OF_RANGE", LINE, AlertStatus.CONFIRMED, Map.of());
    tell("OUT_OF_RANGE", LINE, AlertStatus.RESOLVED, Map.of());
    assertFound("store|TEA|s|1: OUT_OF_RANGE ended, and nothing ends it");
  }

  @Test
  void the_alert_of_a_transfer_counts_the_lines_that_are_not_followed() {
    ship();
    leftOut("TRANSFER_FULL", 1, ref);
    leftOut("TRANSFER_FULL", 1, ref); // the same line on the shelf that it goes to
    leftOut("TRANSFER_FULL", 2, ref);
    assertFound(ref + ": TRANSFER_FULL says nothing, but 2 lines are not followed");
    tell("TRANSFER_FULL", ref, AlertStatus.CONFIRMED, Map.of("lines", 1L));
    assertFound("TRANSFER_FULL says CONFIRMED {lines=1}, but 2 lines");
    tell("TRANSFER_FULL", ref, AlertStatus.CONFIRMED, Map.of("lines", 3L));
    assertFound("TRANSFER_FULL says CONFIRMED {lines=3}, but 2 lines");
    tell("TRANSFER_FULL", ref, AlertStatus.CONFIRMED, Map.of("lines", 2L));
    assertThat(objections()).isEmpty();
  }

  @Test
  void a_line_of_a_transfer_that_its_shelf_refuses_may_have_been_full_too() {
    ship();
    leftOut("TRANSFER_FULL", 1, ref);
    leftOut("OUT_OF_RANGE", 2, ref);
    tell("OUT_OF_RANGE", "store|TEA|s|2", AlertStatus.CONFIRMED, Map.of());
    for (long lines = 1; lines <= 2; lines++) {
      tell("TRANSFER_FULL", ref, AlertStatus.CONFIRMED, Map.of("lines", lines));
      assertThat(objections()).isEmpty();
    }
    tell("TRANSFER_FULL", ref, AlertStatus.CONFIRMED, Map.of("lines", 3L));
    assertFound("TRANSFER_FULL says CONFIRMED {lines=3}");
  }

  @Test
  void a_transfer_whose_lines_are_followed_is_not_full() {
    ship();
    tell("TRANSFER_FULL", ref, AlertStatus.CONFIRMED, Map.of("lines", 1L));
    assertFound(ref + ": TRANSFER_FULL stands, but all lines are followed");
  }

  @Test
  void verify_reads_both() {
    HonestBooks books = new HonestBooks();
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    HonestOutputs more = new HonestOutputs(books.topics());
    more.alert("OUT_OF_RANGE", LINE, AlertStatus.CONFIRMED, Map.of());
    more.alert("TRANSFER_FULL", "t", AlertStatus.CONFIRMED, Map.of("lines", 1L));
    assertThat(Verification.of(books.topics(), TestSchemas.ALL).text())
        .contains(
            "store|TEA|s|1: OUT_OF_RANGE stands, but the line took effect",
            "t: TRANSFER_FULL stands, but all lines are followed");
  }

  private void ship() {
    Transfer shipped = Goods.shipped("s", Goods.at(0), 5);
    ref = shipped.getTransferRef();
    stock.apply("any", shipped, NaiveStock.micros(HonestOutputs.BROKER_TIME));
  }

  private void leftOut(String outcome, int lineNo, @Nullable String transferRef) {
    Buckets none = HonestOutputs.buckets(Units.ZERO);
    StockLedgerEntry entry =
        StockLedgerEntry.newBuilder()
            .setLocationId(SHELF.location())
            .setSku(SHELF.sku())
            .setEventId("s")
            .setLineNo(lineNo)
            .setKind("TRANSFER")
            .setOutcome(outcome)
            .setOccurredAt(Goods.at(0))
            .setDeltas(none)
            .setBalances(none)
            .setEmittedAt(Instant.EPOCH)
            .setEpoch(0L)
            .setVersion(1L)
            .build();
    audit.entry(SHELF, entry, transferRef);
  }

  private void tell(String check, String key, AlertStatus status, Map<String, Long> facts) {
    out.alert(check, key, status, facts);
  }

  private void assertFound(String difference) {
    assertThat(objections()).contains(difference);
  }

  private String objections() {
    Differences differences = new Differences();
    OutputReader reader = new OutputReader(new WireReader(TestSchemas.ALL), differences);
    AlertAudit alerts = new AlertAudit(reader, differences);
    topics.read(List.of("stock-alerts"), alerts::alert);
    audit.compare(stock.transfers(), alerts, differences);
    return String.join("\n", differences.firstOf(Check.ALERTS));
  }
}
