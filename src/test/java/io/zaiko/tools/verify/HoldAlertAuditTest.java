package io.zaiko.tools.verify;

import static io.zaiko.avro.AlertStatus.CONFIRMED;
import static io.zaiko.avro.AlertStatus.RESOLVED;
import static io.zaiko.avro.AlertStatus.RETRACTED;
import static io.zaiko.avro.AlertStatus.SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.ReservationDecision;
import io.zaiko.avro.StockAlert;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two cups are there: "late" ran out, another cart took them, and its COMMIT came after that. Of
 * "waiting" no sale came for half a day more than a day, of "young" none for half a day.
 */
class HoldAlertAuditTest {
  private static final String WITHOUT_STOCK = "PAID_WITHOUT_STOCK";
  private static final String WITHOUT_ORDER = "HOLD_WITHOUT_ORDER";
  private static final int A_DAY_AND_MORE = -1_000;

  private final HonestCheckouts books = new HonestCheckouts().stock("CUP", 2).stock("TEA", 100);
  private final MemoryTopics topics = books.topics();
  private final HonestOutputs outputs = new HonestOutputs(topics);

  @Test
  void what_is_told_of_honest_reservations_adds_up() {
    commitLate();
    waitForOrders();
    assertFine();
    books.release("late", 20).until(800);
    tell(WITHOUT_STOCK, "late", RESOLVED, lacking(0));
    books.sell("waiting", "order-waiting", 30, "TEA", 3).until(801);
    tell(WITHOUT_ORDER, "waiting", RESOLVED, facts(3));
    assertFine();
  }

  @ParameterizedTest
  @CsvSource({
    "PAID_WITHOUT_STOCK, late: 2 units are promised without stock",
    "HOLD_WITHOUT_ORDER, 'waiting: it is committed and no sale came'"
  })
  void one_that_was_never_told_is_found(String check, String objection) {
    commitLate();
    waitForOrders();
    topics.remove("stock-alerts", StockAlert.class, of(check));
    assertFound(objection + ", but no " + check + " stands");
  }

  @ParameterizedTest
  @EnumSource(
      value = AlertStatus.class,
      names = {"RESOLVED", "RETRACTED"})
  void one_that_ended_too_early_is_found(AlertStatus end) {
    commitLate();
    waitForOrders();
    tell(WITHOUT_STOCK, "late", end, lacking(0));
    tell(WITHOUT_ORDER, "waiting", end, facts(3));
    assertFound("late: 2 units are promised without stock, but no PAID_WITHOUT_STOCK stands");
    assertFound("waiting: it is committed and no sale came, but no HOLD_WITHOUT_ORDER stands");
  }

  /** The decision and the alert agree, and both are wrong. */
  @Test
  void one_that_outlives_the_sale_of_its_order_is_found() {
    commitLate();
    books.sell("late", "order-late", 20, "CUP", 2).until(800);
    tell(WITHOUT_STOCK, "late", RESOLVED, lacking(0));
    assertThat(report().text()).doesNotContain("its sale came");
    topics.change(
        "reservation-decisions",
        ReservationDecision.class,
        said -> said.getReservationId().equals("late") && said.getRevision() == 4,
        said -> said.getLines().get(0).setWithoutStock(2));
    tell(WITHOUT_STOCK, "late", CONFIRMED, lacking(2));
    assertFound("late: its sale came, but its decision lacks 2 units yet");
  }

  @Test
  void one_that_never_ended_is_found() {
    commitLate();
    waitForOrders();
    books.release("late", 20);
    books.sell("waiting", "order-waiting", 30, "TEA", 3).until(800);
    assertFound("late: its order has its units, but PAID_WITHOUT_STOCK stands");
    assertFound("waiting: it has its order, or not waited long for it, but HOLD_WITHOUT_ORDER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"held", "released", "expired", "sold", "paid"})
  void one_of_a_reservation_that_lacks_no_units_is_found(String id) {
    ofEachKind();
    assertFine();
    tell(WITHOUT_STOCK, id, CONFIRMED, lacking(1));
    assertFound(id + ": its order has its units, but PAID_WITHOUT_STOCK stands");
  }

  @ParameterizedTest
  @ValueSource(strings = {"held", "released", "expired", "sold", "young", "paid"})
  void one_of_a_reservation_that_waits_for_no_order_or_not_for_long_is_found(String id) {
    ofEachKind();
    tell(WITHOUT_ORDER, id, CONFIRMED, facts(1));
    assertFound(id + ": it has its order, or not waited long for it, but HOLD_WITHOUT_ORDER");
  }

  @Test
  void nobody_waits_for_the_order_of_what_was_refused() {
    books
        .place("refused", "c-refused", A_DAY_AND_MORE, 30, "CUP", 3)
        .commit("refused", "order-refused", A_DAY_AND_MORE + 1)
        .until(800);
    assertFine();
    tell(WITHOUT_ORDER, "refused", CONFIRMED, facts(3));
    assertFound("refused: it has its order, or not waited long for it, but HOLD_WITHOUT_ORDER");
  }

  @ParameterizedTest
  @ValueSource(strings = {WITHOUT_STOCK, WITHOUT_ORDER})
  void one_of_another_reservation_is_found_and_the_right_one_missed(String check) {
    commitLate();
    waitForOrders();
    change(check, alert -> alert.setKey("nobody"));
    assertFound("nobody: " + check + " stands, but no such reservation was placed");
    change(check, alert -> alert.setKey("other"));
    assertFound("other: ");
    assertFound("but no " + check + " stands");
  }

  @ParameterizedTest
  @ValueSource(strings = {WITHOUT_STOCK, WITHOUT_ORDER})
  void one_that_stands_twice_is_found(String check) {
    commitLate();
    waitForOrders();
    topics.repeat("stock-alerts", StockAlert.class, of(check));
    change(check, alert -> alert.setAlertId("another"));
    assertFound(check + " stands twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {WITHOUT_STOCK, WITHOUT_ORDER})
  void a_revision_that_is_missing_is_found(String check) {
    commitLate();
    waitForOrders();
    topics.repeat("stock-alerts", StockAlert.class, of(check));
    change(check, alert -> alert.setRevision(3));
    assertFound("a revision is missing or repeated");
  }

  @Test
  void one_of_other_units_than_are_lacking_is_found() {
    commitLate();
    for (long wrong : new long[] {0, 1, 3}) {
      change(WITHOUT_STOCK, alert -> alert.setFacts(lacking(wrong)));
      assertFound("late: PAID_WITHOUT_STOCK is CONFIRMED and says {without_stock=" + wrong + "}");
    }
    change(WITHOUT_STOCK, alert -> alert.setFacts(Map.of()));
    assertFound("and says {}, recomputed without_stock 2");
  }

  @Test
  void one_of_other_units_than_were_asked_is_found() {
    waitForOrders();
    change(WITHOUT_ORDER, alert -> alert.setFacts(facts(2)));
    assertFound("waiting: HOLD_WITHOUT_ORDER is CONFIRMED and says {");
  }

  @ParameterizedTest
  @ValueSource(strings = {WITHOUT_STOCK, WITHOUT_ORDER})
  void one_that_is_only_suspected_is_found(String check) {
    commitLate();
    waitForOrders();
    change(check, alert -> alert.setStatus(SUSPECTED));
    assertFound(check + " is SUSPECTED");
  }

  @Test
  void of_units_that_lacked_nobody_says_that_they_never_did() {
    commitLate();
    books.release("late", 20).until(800);
    tell(WITHOUT_STOCK, "late", RETRACTED, lacking(0));
    assertFound("late: PAID_WITHOUT_STOCK ended as RETRACTED");
  }

  @Test
  void an_end_that_leaves_units_lacking_is_found() {
    commitLate();
    books.release("late", 20).until(800);
    tell(WITHOUT_STOCK, "late", RESOLVED, lacking(1));
    assertFound("late: PAID_WITHOUT_STOCK ended as RESOLVED {without_stock=1}");
  }

  /** Its units went to another cart when it was committed. */
  private void commitLate() {
    books
        .place("late", "c-late", 0, 10, "CUP", 2)
        .expire("late", 10)
        .place("other", "c-other", 11, 6_000, "CUP", 2)
        .commit("late", "order-late", 12)
        .until(797);
    topics.change(
        "reservation-decisions",
        ReservationDecision.class,
        said -> said.getReservationId().equals("late") && said.getDecision().equals("COMMITTED"),
        said -> {
          said.setLate(true);
          said.getLines().get(0).setWithoutStock(2);
        });
    tell(WITHOUT_STOCK, "late", CONFIRMED, lacking(2));
  }

  private void waitForOrders() {
    books
        .place("waiting", "c-waiting", A_DAY_AND_MORE, 30, "TEA", 3)
        .commit("waiting", "order-waiting", A_DAY_AND_MORE + 1)
        .until(798);
    tell(WITHOUT_ORDER, "waiting", CONFIRMED, facts(3));
  }

  private void ofEachKind() {
    books
        .place("held", "c-held", 0, 6_000, "TEA", 1)
        .place("released", "c-released", 1, 30, "TEA", 1)
        .release("released", 2)
        .place("expired", "c-expired", 3, 1, "TEA", 1)
        .expire("expired", 4)
        .place("sold", "c-sold", 5, 30, "TEA", 1)
        .commit("sold", "order-sold", 6)
        .sell("sold", "order-sold", 7, "TEA", 1)
        .place("young", "c-young", 8, 30, "TEA", 1)
        .commit("young", "order-young", 9)
        .place("paid", "c-paid", 10, 30, "TEA", 1)
        .pay("paid", "c-paid", 11)
        .until(800);
  }

  private void tell(String check, String id, AlertStatus status, Map<String, Long> facts) {
    outputs.alert(check, id, status, facts);
  }

  private static Map<String, Long> lacking(long units) {
    return Map.of("without_stock", units);
  }

  private static Map<String, Long> facts(long units) {
    return Map.of("units", units, "committed_at", 0L, "paid", 0L);
  }

  private void change(String check, Consumer<StockAlert> change) {
    topics.change("stock-alerts", StockAlert.class, of(check), change);
  }

  private static Predicate<StockAlert> of(String check) {
    return alert -> alert.getCheck().equals(check);
  }

  private void assertFine() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private void assertFound(String objection) {
    assertThat(report().isOk()).isFalse();
    assertThat(report().text()).contains(objection);
  }

  private VerifyReport report() {
    return Verification.of(
        topics,
        TestSchemas.ALL,
        new Assumptions(
            ClockSkew.DEFAULT,
            Assumptions.LIVE_HORIZON,
            Assumptions.USUAL_LOW_STOCK_AT,
            Assumptions.LIVE_ORDERS,
            Duration.ZERO,
            false),
        InstantSource.fixed(HonestOutputs.BROKER_TIME.plusSeconds(120)));
  }
}
