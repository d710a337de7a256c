package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.StockLedgerEntry;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepShelvesTest {

  private RunningShelves shelves;

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void each_movement_gives_a_ledger_entry_and_news_gives_an_image() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    shelves.move("shop", "mug", 5);
    shelves.move("shop", "mug", 0);
    assertThat(shelves.entries())
        .extracting(StockLedgerEntry::getOutcome)
        .containsExactly("APPLIED", "ZERO_LINE");
    assertThat(shelves.images()).extracting(Availability::getAvailableToSell).containsExactly(5L);
  }

  @Test
  void no_number_goes_out_without_its_master_data() throws Exception {
    shelves = RunningShelves.fresh(new ControlAtStart(Set.of("POST"), Map.of()));
    shelves.move("shop", "POST", 5);
    assertThat(shelves.entries()).hasSize(1);
    assertThat(shelves.images()).isEmpty();
  }

  @Test
  void what_was_read_at_the_start_is_passed_over_when_it_comes_again() throws Exception {
    shelves = RunningShelves.fresh(new ControlAtStart(Set.of(), Map.of("items|0", 10L)));
    shelves.declare("POST", 9, true);
    shelves.move("shop", "POST", 5);
    assertThat(shelves.images()).hasSize(1);
    shelves.declare("POST", 10, true);
    shelves.move("shop", "POST", 5);
    assertThat(shelves.sent().get(3).value()).as("withdrawn").isNull();
  }

  @Test
  void after_a_restore_the_epoch_grows_and_the_version_goes_on() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    shelves.move("shop", "mug", 5);
    Availability before = shelves.images().get(0);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.move("shop", "mug", 0);
    assertThat(shelves.images()).as("a comment of a till says nothing").isEmpty();
    shelves.move("shop", "mug", 2);
    Availability after = shelves.images().get(0);
    assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
    assertThat(after.getEpoch()).isGreaterThan(before.getEpoch());
    assertThat(after.getOnHand()).isEqualTo(7);
  }

  @Test
  void a_restored_job_goes_by_its_state_and_not_by_what_the_submission_read() throws Exception {
    shelves = RunningShelves.fresh(new ControlAtStart(Set.of("POST"), Map.of()));
    shelves = shelves.restarted(new ControlAtStart(Set.of("mug"), Map.of("items|0", 1_000L)));
    shelves.move("shop", "mug", 1);
    shelves.move("shop", "POST", 1);
    assertThat(shelves.images()).extracting(Availability::getSku).containsExactly("mug");
    shelves.declare("POST", 3, false);
    shelves.move("shop", "POST", 1);
    assertThat(shelves.images()).extracting(Availability::getSku).containsExactly("mug", "POST");
  }

  @Test
  void non_stock_items_beyond_the_limit_are_dead_lettered() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    for (int i = 0; i <= NonStockItems.MAX; i++) {
      shelves.declare("fee-" + i, i, true);
    }
    assertThat(Decoded.of(DeadLetter.class, shelves.sent(), "dead-letters"))
        .extracting(DeadLetter::getReason, DeadLetter::getSize)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("CONTROL_LIMIT", 1L));
  }
}
