package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.StockCount;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.avro.StockRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An output is not believed for a reason that does not hold. */
class WeakReasonsTest {
  private static final int FOUR_DAYS = 4 * 24 * 60;

  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();
  private final Refusals refusals = new Refusals(topics);

  @Test
  void what_came_after_a_refusal_does_not_make_the_count_too_late() {
    byte[] count = TestSchemas.encode(Goods.count("late", "s", Goods.at(0)));
    refusals.refuse("counts.store", null, count, "TOO_LATE", Goods.at(1));
    byte[] later = TestSchemas.encode(Goods.sale("later", Goods.at(FOUR_DAYS), 1));
    topics.append("sales.store", Goods.at(FOUR_DAYS).toEpochMilli(), null, later);
    assertThat(report().text()).contains("TOO_LATE, but nothing happened so much later");
  }

  @Test
  void a_count_that_came_after_four_days_was_too_late() {
    byte[] count = TestSchemas.encode(Goods.count("late", "s", Goods.at(0)));
    refusals.refuse("counts.store", null, count, "TOO_LATE", Goods.at(FOUR_DAYS));
    assertAddsUp();
  }

  @Test
  void a_session_is_settled_by_the_time_when_the_ledger_says_so() {
    StockCount open = Goods.count("first", "s1", Goods.at(20));
    open.setComplete(false);
    books.publish("counts.store", open);
    books.publish("counts.store", Goods.count("later", "s2", Goods.at(20 + FOUR_DAYS)));
    books.publish("counts.store", Goods.count("last", "s1", Goods.at(30)));
    assertAddsUp();
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getOutcome().equals("TOO_LATE"),
        entry -> entry.setEmittedAt(Goods.at(31)));
    assertThat(report().text()).contains("is TOO_LATE, but its session is not so old");
  }

  @Test
  void a_small_transfer_is_not_full() {
    books.publish("transfers.store", Goods.shipped("shipped", Goods.at(0), 5));
    assertAddsUp();
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getDeltas().getOnHand() < 0,
        entry -> entry.setOutcome("TRANSFER_FULL"));
    assertThat(report().text()).contains("is TRANSFER_FULL, but its transfer is within its bounds");
  }

  @Test
  void a_transfer_is_full_beyond_its_bounds_and_not_before() {
    assertThat(transfer(10_000, 1, 1).isFull("e", "0")).isFalse();
    assertThat(transfer(10_001, 1, 1).isFull("e", "0")).isTrue();
    assertThat(transfer(1, 100, 1).isFull("e", "0")).isFalse();
    assertThat(transfer(1, 101, 1).isFull("e", "0")).isTrue();
    assertThat(transfer(1, 1, 100_000_000_000_000L).isFull("e", "0")).isFalse();
    assertThat(transfer(2, 1, 100_000_000_000_001L).isFull("e", "0")).isTrue();
  }

  @Test
  void the_first_rule_of_a_whole_topic_has_no_lower_version() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    refuseRule();
    assertThat(report().text()).contains("RULE_VERSION, but its version is the highest");
    assertThat(report().text()).doesNotContain("not held against rules");
  }

  @Test
  void shelves_whose_rule_was_compacted_are_told() {
    books.rule("|", StockRule.newBuilder().setVersion(2).setSafetyStock(1L).build());
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    refuseRule();
    topics.remove("stock-rules", StockRule.class, rule -> rule.getVersion() == 2);
    assertAddsUp();
    assertThat(report().text()).contains("1 shelves were not held against rules");
  }

  @Test
  void locations_are_limited_beyond_a_hundred_thousand_too() {
    for (int i = 0; i < 99_999; i++) {
      state(location("L" + i, false));
    }
    byte[] last = TestSchemas.encode(location("LAST", false));
    refusals.refuse("locations", "LAST", last, "CONTROL_LIMIT");
    assertThat(report().text()).contains("CONTROL_LIMIT, but there are only 100000 locations");
    state(location("L", true, "town"));
    assertAddsUp();
  }

  @Test
  void an_open_location_without_groups_is_never_beyond_the_limit() {
    byte[] open = TestSchemas.encode(location("L", true));
    refusals.refuse("locations", "L", open, "CONTROL_LIMIT");
    assertThat(report().text()).contains("refused as CONTROL_LIMIT, but nothing is wrong");
  }

  @Test
  void a_session_has_room_for_a_thousand_areas_of_an_item_and_no_more() {
    countAreas(0, 1_000);
    topics.change(
        "stock-ledger",
        StockLedgerEntry.class,
        entry -> entry.getEventId().equals("count-999"),
        entry -> entry.setOutcome("SESSION_FULL"));
    assertThat(report().text()).contains("a line is SESSION_FULL, but no session of it is");
    countAreas(1_000, 1_001);
    assertThat(report().text()).doesNotContain("a line is SESSION_FULL, but");
  }

  @Test
  void no_entries_say_no_more_than_no_map() {
    assertThat(StatedContent.of(line(Map.of()))).isEqualTo(StatedContent.of(line(null)));
    assertThat(StatedContent.of(line(Map.of("damaged", 1L))))
        .isNotEqualTo(StatedContent.of(line(null)));
  }

  @Test
  void a_location_that_was_just_closed_may_wait_for_its_sweep() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    state(location("store", false));
    assertThat(report().isOk()).isFalse();
    assertThat(report().maySettle()).as(report().text()).isTrue();
  }

  @Test
  void a_location_whose_groups_just_changed_may_wait_for_its_sweep() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
    state(location("store", true, "town"));
    assertThat(report().isOk()).isFalse();
    assertThat(report().maySettle()).as(report().text()).isTrue();
  }

  private static NaiveTransfers transfer(int items, int places, long units) {
    NaiveTransfers transfers = new NaiveTransfers();
    for (int item = 0; item < items; item++) {
      transfers.ship("e", new NaiveTransfers.Name("t", Integer.toString(item)), "place", units, 0);
    }
    for (int place = 1; place < places; place++) {
      transfers.ship("e", new NaiveTransfers.Name("t", "0"), "place" + place, units, 0);
    }
    return transfers;
  }

  private void refuseRule() {
    byte[] rule = TestSchemas.encode(StockRule.newBuilder().setVersion(1).build());
    refusals.refuse("stock-rules", "|", rule, "RULE_VERSION");
  }

  private void countAreas(int from, int to) {
    for (int i = from; i < to; i++) {
      books.publish(
          "counts.store",
          Goods.count("count-" + i, "s", Goods.at(0), 1, "a" + i, CountScope.EVERYTHING, false));
    }
  }

  private void state(Location location) {
    byte[] key = location.getLocationId().getBytes(StandardCharsets.UTF_8);
    topics.append("locations", 0, key, TestSchemas.encode(location));
  }

  private static Location location(String id, boolean open, String... groups) {
    return Location.newBuilder()
        .setLocationId(id)
        .setKind(LocationKind.STORE)
        .setOpen(open)
        .setOpeningHours(List.of())
        .setGroups(List.of(groups))
        .build();
  }

  private static CountLine line(Map<String, Long> unavailable) {
    return CountLine.newBuilder()
        .setLineNo(1)
        .setSku("TEA")
        .setQuantity(1L)
        .setUnavailable(unavailable)
        .build();
  }

  private void assertAddsUp() {
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }
}
