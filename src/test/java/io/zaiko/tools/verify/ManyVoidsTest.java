package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.avro.StockAlert;
import io.zaiko.avro.Void;
import io.zaiko.avro.VoidLine;
import io.zaiko.avro.VoidedGoods;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a line with very many voids the job remembers the first hundred that came. */
class ManyVoidsTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final HonestBooks books = new HonestBooks();

  @Test
  void a_hundred_voids_are_recomputed() {
    books.publish("sales.store", sale(500));
    voids(1, 100);
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text()).doesNotContain("more than 100 voids");
  }

  @Test
  void beyond_a_hundred_the_ledger_says_which_took_effect() {
    voids(50, 103); // the latest come first, so that arrival decides and business time does not
    books.publish("sales.store", sale(500));
    voids(0, 49);
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(report().text())
        .contains("1 order lines have more than 100 voids")
        .contains("Taken from arrival: 4 EXCESS_VOID.");
  }

  @Test
  void they_undo_no_more_than_was_sold() {
    voids(0, 110);
    books.publish("sales.store", sale(7));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void without_an_alert_they_are_different() {
    books.publish("sales.store", sale(500));
    voids(1, 101);
    books
        .topics()
        .remove("stock-alerts", StockAlert.class, alert -> alert.getCheck().equals("EXCESS_VOID"));
    assertThat(report().isOk()).isFalse();
    assertThat(report().text()).contains("no EXCESS_VOID stands");
  }

  @Test
  void effects_in_the_ledger_must_be_what_voids_can_do() {
    SoldLine line = new SoldLine();
    line.sell(event("sale"), 150);
    for (int i = 0; i < 101; i++) {
      voided(line, i, i < 100 ? 1 : 0);
    }
    assertThat(line.objection(FulfilmentKind.CARRY_OUT)).isNull();

    SoldLine tooFew = new SoldLine();
    tooFew.sell(event("sale"), 150);
    for (int i = 0; i < 101; i++) {
      voided(tooFew, i, i < 99 ? 1 : 0);
    }
    assertThat(tooFew.objection(FulfilmentKind.CARRY_OUT)).contains("voids undo 99 units");

    SoldLine tooMany = new SoldLine();
    tooMany.sell(event("sale"), 50);
    for (int i = 0; i < 101; i++) {
      voided(tooMany, i, 1);
    }
    assertThat(tooMany.objection(FulfilmentKind.CARRY_OUT)).contains("undo 101 units of 50");
  }

  private static void voided(SoldLine line, int name, long effect) {
    ShelfKey shelf = new ShelfKey("s1", "A");
    line.voidBy(event("v" + name), new AppliedLine(1, shelf, Units.onHand(effect)), 1, null);
  }

  private static AppliedEvent event(String eventId) {
    return new AppliedEvent("any", eventId, "ANY", 0, 0, 0, 0, List.of());
  }

  private void voids(int first, int last) {
    for (int i = first; i <= last; i++) {
      books.publish("voids.store", undo(i));
    }
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }

  private static Sale sale(long units) {
    return Sale.newBuilder()
        .setEventId("sale")
        .setOccurredAt(NOON)
        .setSource(Source.newBuilder().setId("till").build())
        .setOrderRef("order")
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku("A")
                    .setLocationId("s1")
                    .setQuantity(units)
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }

  private static Void undo(int i) {
    return Void.newBuilder()
        .setEventId("void-" + i)
        .setOccurredAt(NOON.plusSeconds(i))
        .setSource(Source.newBuilder().setId("till").build())
        .setOrderRef("order")
        .setGoods(VoidedGoods.NEVER_LEFT)
        .setOriginalEventId("sale")
        .setOriginalOccurredAt(NOON)
        .setLines(
            List.of(
                VoidLine.newBuilder()
                    .setLineNo(1)
                    .setSku("A")
                    .setLocationId("s1")
                    .setQuantity(1L)
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }
}
