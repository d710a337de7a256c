package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.StockLedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals of master data are judged like those of events. */
class ControlAuditTest {
  private final HonestBooks books = new HonestBooks();
  private final MemoryTopics topics = books.topics();
  private final Refusals refusals = new Refusals(topics);

  @ParameterizedTest(name = "key {0}, sku {1}: {2}")
  @CsvSource({
    ",A,MISSING_FIELD",
    "A,'',BLANK_FIELD",
    "' ',' ',BLANK_FIELD",
    "A,B,KEY_MISMATCH",
  })
  void an_item_is_refused_for_what_is_wrong_with_it(String key, String sku, String reason) {
    refusals.refuse("items", key, item(sku, ItemKind.STOCK), reason);
    assertThat(report().isOk()).as(report().text()).isTrue();
    refusals.refuse("items", key, item(sku, ItemKind.STOCK), "TRUNCATED");
    assertDifferent("was refused as TRUNCATED");
  }

  @Test
  void ids_are_judged_by_the_words_of_the_contract() {
    String tooLong = "x".repeat(129);
    refusals.refuse("items", tooLong, item(tooLong, ItemKind.STOCK), "FIELD_TOO_LONG");
    refusals.refuse("locations", "a|b", location("a|b"), "ILLEGAL_CHARACTER");
    refusals.refuse("items", "A", new byte[] {0, 0}, "TOO_SHORT");
    assertThat(report().isOk()).as(report().text()).isTrue();
    topics.append("locations", 0, utf8("a|b"), location("a|b"));
    assertDifferent("should have been refused: [ILLEGAL_CHARACTER]");
  }

  @Test
  void a_good_item_must_not_be_refused() {
    refusals.refuse("items", "A", item("A", ItemKind.STOCK), "BLANK_FIELD");
    assertDifferent("was refused as BLANK_FIELD, but nothing is wrong");
  }

  @Test
  void the_limit_holds_only_beyond_a_hundred_thousand_items_without_stock() {
    for (int i = 0; i < 99_999; i++) {
      topics.append("items", 0, utf8("N" + i), item("N" + i, ItemKind.NON_STOCK));
    }
    refusals.refuse("items", "LAST", item("LAST", ItemKind.NON_STOCK), "CONTROL_LIMIT");
    assertDifferent("CONTROL_LIMIT, but there are only 100000");
    topics.append("items", 0, utf8("N"), item("N", ItemKind.NON_STOCK));
    assertThat(report().isOk()).as(report().text()).isTrue();
  }

  @Test
  void a_stock_item_is_never_beyond_the_limit() {
    refusals.refuse("items", "A", item("A", ItemKind.STOCK), "CONTROL_LIMIT");
    assertDifferent("was refused as CONTROL_LIMIT, but nothing is wrong");
  }

  @Test
  void shelves_that_were_swept_add_up_whatever_their_items_were_before() {
    books.publish("sales.store", BadRecords.sale("s", 1));
    books.declare(new Item("SCARCE", ItemKind.NON_STOCK, BaseUnit.PIECE, "an item"));
    assertThat(report().isOk()).as(report().text()).isTrue();
    books.declare(new Item("SCARCE", ItemKind.STOCK, BaseUnit.PIECE, "an item"));
    assertThat(report().isOk()).as(report().text()).isTrue();
    assertThat(topics.all("availability", Availability.class)).hasSize(2);
  }

  @Test
  void an_image_of_an_item_without_stock_is_a_difference_that_a_sweep_may_explain() {
    books.publish("sales.store", BadRecords.sale("s", 1));
    topics.append("items", 0, utf8("SCARCE"), item("SCARCE", ItemKind.NON_STOCK));
    assertDifferent("is no stock item, but has an image");
    assertThat(report().text()).contains("NEGATIVE_ON_HAND stands, but it is not negative");
    assertThat(report().maySettle()).isTrue();
  }

  @Test
  void a_withdrawn_shelf_of_a_stock_item_is_a_difference_that_a_sweep_may_explain() {
    books.publish("sales.store", BadRecords.sale("s", 1));
    books.declare(new Item("SCARCE", ItemKind.NON_STOCK, BaseUnit.PIECE, "an item"));
    topics.append("items", 0, utf8("SCARCE"), item("SCARCE", ItemKind.STOCK));
    assertDifferent("has no image, recomputed");
    assertThat(report().text()).contains("is negative on hand, but no alert stands");
    assertThat(report().maySettle()).isTrue();
  }

  @Test
  void no_sweep_explains_a_missing_image_of_an_item_that_nobody_declared() {
    books.publish("sales.store", BadRecords.sale("s", 1));
    topics.remove("availability", Availability.class, image -> true);
    assertDifferent("has no image, recomputed");
    assertThat(report().maySettle()).isFalse();
  }

  @Test
  void no_sweep_explains_more_differences_than_there_are_shelves_to_sweep() {
    books.publish("sales.store", BadRecords.sale("s", 1));
    topics.append("items", 0, utf8("SCARCE"), item("SCARCE", ItemKind.NON_STOCK));
    books.publish("sales.store", BadRecords.sale("t", 1));
    topics.remove("stock-ledger", StockLedgerEntry.class, entry -> true);
    assertThat(report().isOk()).isFalse();
    assertThat(report().maySettle()).isFalse();
  }

  private VerifyReport report() {
    return Verification.of(topics, TestSchemas.ALL);
  }

  private void assertDifferent(String sentence) {
    assertThat(report().isOk()).isFalse();
    assertThat(report().text()).contains(sentence);
  }

  private static byte[] item(String sku, ItemKind kind) {
    return TestSchemas.encode(new Item(sku, kind, BaseUnit.PIECE, "an item"));
  }

  private static byte[] location(String id) {
    return TestSchemas.encode(
        Location.newBuilder()
            .setLocationId(id)
            .setKind(LocationKind.STORE)
            .setOpen(true)
            .setOpeningHours(List.of())
            .setGroups(List.of())
            .build());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
