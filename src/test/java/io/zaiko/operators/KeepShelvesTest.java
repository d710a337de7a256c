package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepShelvesTest {

  private KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound> harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void each_movement_gives_a_ledger_entry_and_news_gives_an_image() throws Exception {
    start(ControlAtStart.NOTHING);
    move("mug", 5);
    move("mug", 0);
    assertThat(entries())
        .extracting(StockLedgerEntry::getOutcome)
        .containsExactly("APPLIED", "ZERO_LINE");
    assertThat(images()).extracting(Availability::getAvailableToSell).containsExactly(5L);
  }

  @Test
  void no_number_goes_out_without_its_master_data() throws Exception {
    start(new ControlAtStart(Set.of("POST"), Map.of()));
    move("POST", 5);
    assertThat(entries()).hasSize(1);
    assertThat(images()).isEmpty();
  }

  @Test
  void what_was_read_at_the_start_is_passed_over_when_it_comes_again() throws Exception {
    start(new ControlAtStart(Set.of(), Map.of("items|0", 10L)));
    control("POST", 9, true);
    move("POST", 5);
    assertThat(images()).hasSize(1);
    control("POST", 10, true);
    move("POST", 5);
    assertThat(harness.extractOutputValues().get(3).value()).as("withdrawn").isNull();
  }

  @Test
  void after_a_restore_the_epoch_grows_and_the_version_goes_on() throws Exception {
    start(ControlAtStart.NOTHING);
    move("mug", 5);
    Availability before = images().get(0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(ControlAtStart.NOTHING);
    harness.initializeState(snapshot);
    harness.open();
    move("mug", 0);
    Availability after = images().get(0);
    assertThat(after.getVersion()).isEqualTo(before.getVersion() + 1);
    assertThat(after.getEpoch()).isGreaterThan(before.getEpoch());
    assertThat(after.getOnHand()).isEqualTo(5);
  }

  @Test
  void a_restored_job_goes_by_its_state_and_not_by_what_the_submission_read() throws Exception {
    start(new ControlAtStart(Set.of("POST"), Map.of()));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(new ControlAtStart(Set.of("mug"), Map.of("items|0", 1_000L)));
    harness.initializeState(snapshot);
    harness.open();
    move("mug", 1);
    move("POST", 1);
    assertThat(images()).extracting(Availability::getSku).containsExactly("mug");
    control("POST", 3, false);
    move("POST", 1);
    assertThat(images()).extracting(Availability::getSku).containsExactly("mug", "POST");
  }

  @Test
  void non_stock_items_beyond_the_limit_are_dead_lettered() throws Exception {
    start(ControlAtStart.NOTHING);
    for (int i = 0; i <= NonStockItems.MAX; i++) {
      control("fee-" + i, i, true);
    }
    assertThat(Decoded.of(DeadLetter.class, harness.extractOutputValues(), "dead-letters"))
        .extracting(DeadLetter::getReason, DeadLetter::getSize)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("CONTROL_LIMIT", 1L));
  }

  private void start(ControlAtStart atStart) throws Exception {
    harness = harness(atStart);
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, Movement, ControlRecord, Outbound>
      harness(ControlAtStart atStart) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new KeepShelves(Decoded.IDS, atStart, 3), List.of(KeepShelves.broadcastStates())),
        Movement::shelfKey,
        null,
        Types.STRING);
  }

  private void move(String sku, long units) throws Exception {
    GoodsLine line =
        new GoodsLine(1, sku, "shop", units, Act.RECEIVED, Condition.SELLABLE, Condition.SELLABLE);
    harness.processElement1(
        new org.apache.flink.streaming.runtime.streamrecord.StreamRecord<>(
            Movement.of(Events.event(RecordKind.RESTOCK, "e", 10, 10, false), line)));
  }

  private void control(String sku, long offset, boolean nonStock) throws Exception {
    harness.processElement2(
        new org.apache.flink.streaming.runtime.streamrecord.StreamRecord<>(
            new ControlRecord(
                ControlTopic.ITEMS,
                sku,
                false,
                nonStock,
                true,
                new Inbound(
                    new Origin("items", 0, offset, 0),
                    sku.getBytes(StandardCharsets.UTF_8),
                    new byte[] {1},
                    5,
                    null,
                    null,
                    null,
                    null))));
  }

  private List<Availability> images() {
    return Decoded.of(Availability.class, harness.extractOutputValues(), "availability");
  }

  private List<StockLedgerEntry> entries() {
    return Decoded.of(StockLedgerEntry.class, harness.extractOutputValues(), "stock-ledger");
  }
}
