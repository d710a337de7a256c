package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class BeforeOversoldTest {
  private static final Schema THEN = ledgerEntry("SALE, FULFILMENT");
  private static final Schema NOW = ledgerEntry("SALE, FULFILMENT, RESERVATION");
  private static final ShelfKey OLD = new ShelfKey("shop", "old");
  private static final ShelfKey NEW = new ShelfKey("shop", "new");

  @Test
  void a_shelf_is_told_of_at_its_next_movement_after_the_upgrade() {
    BeforeOversold before = new BeforeOversold(NOW);
    before.entry(OLD, THEN);
    before.entry(NEW, NOW);
    assertThat(before.mayBeUntold(OLD)).isTrue();
    assertThat(before.mayBeUntold(NEW)).isFalse();
    before.entry(OLD, NOW);
    assertThat(before.mayBeUntold(OLD)).isFalse();
  }

  @Test
  void a_shelf_that_moved_before_the_upgrade_may_hold_lines_of_unknown_age_for_good() {
    BeforeOversold before = new BeforeOversold(NOW);
    before.entry(OLD, THEN);
    before.entry(OLD, NOW);
    before.entry(NEW, NOW);
    assertThat(before.mayHoldOldLines(OLD)).isTrue();
    assertThat(before.mayHoldOldLines(NEW)).isFalse();
  }

  @Test
  void where_no_schema_names_reservations_nothing_is_excused() {
    BeforeOversold before = new BeforeOversold(THEN);
    before.entry(OLD, THEN);
    assertThat(before.mayBeUntold(OLD)).isFalse();
    assertThat(before.mayHoldOldLines(OLD)).isFalse();
  }

  private static Schema ledgerEntry(String kinds) {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "Entry", "fields": [
              {"name": "kind", "type": "string", "doc": "One of %s."}]}
            """
                .formatted(kinds));
  }
}
