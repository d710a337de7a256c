package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleDraft;
import io.zaiko.domain.rule.RuleIntake;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.rule.StockRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptRulesTest {

  private KeyedOneInputStreamOperatorTestHarness<String, ControlRecord, ControlRecord> harness;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_growing_version_passes_and_what_says_the_same_does_not() throws Exception {
    state("shop|", 1, 3);
    state("shop|", 1, 3);
    state("shop|", 2, 4);
    assertThat(passed()).extracting(control -> control.rule().version()).containsExactly(1L, 2L);
  }

  @Test
  void an_older_version_is_refused_with_its_bytes_and_the_standing_one_goes_on() throws Exception {
    state("shop|", 5, 3);
    state("shop|", 4, 9);
    state("shop|", 5, 9);
    state("shop|", 6, 9);
    assertThat(passed())
        .extracting(control -> control.inbound().reason())
        .containsExactly(null, Reason.RULE_VERSION, Reason.RULE_VERSION, null);
    assertThat(passed().get(1).inbound().value()).containsExactly(1, 2, 3);
    assertThat(passed().get(1).rule()).isNull();
  }

  @Test
  void a_rule_that_was_taken_back_may_begin_again_with_any_version() throws Exception {
    state("shop|mug", 5, 3);
    takeBack("shop|mug");
    state("shop|mug", 0, 3);
    assertThat(passed()).hasSize(3).noneMatch(ControlRecord::isRefused);
    assertThat(passed().get(1).forgotten()).isTrue();
  }

  @Test
  void after_a_restore_the_version_is_still_known() throws Exception {
    state("shop|", 5, 3);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    state("shop|", 4, 3);
    assertThat(passed()).allMatch(ControlRecord::isRefused);
  }

  @Test
  void one_general_rule_too_many_is_refused_until_another_is_taken_back() throws Exception {
    for (int i = 0; i < RuleIntake.MAX_GENERAL; i++) {
      state("|item-" + i, 1, 1);
    }
    state("|one-more", 1, 1);
    state("shop|of-one-shelf", 1, 1);
    takeBack("|item-0");
    state("|one-more", 1, 1);
    List<ControlRecord> last = passed().subList(RuleIntake.MAX_GENERAL, RuleIntake.MAX_GENERAL + 4);
    assertThat(last)
        .extracting(control -> control.inbound().reason())
        .containsExactly(Reason.CONTROL_LIMIT, null, null, null);
  }

  @Test
  void other_master_data_and_what_was_refused_before_pass_by() throws Exception {
    ControlRecord item =
        new ControlRecord(ControlTopic.ITEMS, "POST", false, true, true, inbound("items"));
    ControlRecord refused =
        new ControlRecord(
            ControlTopic.STOCK_RULES,
            "",
            false,
            false,
            true,
            inbound("stock-rules").refused(Reason.TRUNCATED, "cut"));
    receive(item);
    receive(refused);
    assertThat(passed())
        .extracting(ControlRecord::id, control -> control.inbound().reason())
        .containsExactly(tuple("POST", null), tuple("", Reason.TRUNCATED));
  }

  @Test
  void all_that_is_kept_of_a_rule_goes_when_it_is_taken_back() throws Exception {
    state("shop|", 1, 1);
    state("shop|mug", 1, 1);
    int full = harness.numKeyedStateEntries();
    takeBack("shop|");
    takeBack("shop|mug");
    takeBack("shop|mug");
    assertThat(full - harness.numKeyedStateEntries()).isEqualTo(1); // one map; its count stays
  }

  @Test
  void a_rule_rests_in_state_without_kryo_and_comes_back_as_it_was() throws Exception {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(StockRule.class);
    StockRule full =
        new RuleDraft(
                "shop",
                null,
                1,
                2L,
                Map.of("web", 0L),
                List.of(RingFence.ofPercent("app", 50, 1), RingFence.ofUnits("web", 3, 0)),
                5L,
                8L)
            .rule();
    receive(control("shop|", full));
    receive(control("|mug", Rules.safety("|mug", 1, 1)));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    receive(control("shop|", full));
    receive(control("|mug", Rules.safety("|mug", 1, 1)));
    assertThat(passed()).as("nothing changed").isEmpty();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ControlRecord, ControlRecord>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AcceptRules()), control -> AcceptRules.BOOK, Types.STRING);
  }

  private void state(String key, long version, long safetyStock) throws Exception {
    receive(control(key, Rules.safety(key, version, safetyStock)));
  }

  private void takeBack(String key) throws Exception {
    receive(control(key, null));
  }

  private ControlRecord control(String key, @Nullable StockRule rule) {
    return new ControlRecord(
        ControlTopic.STOCK_RULES,
        key,
        rule == null,
        false,
        true,
        inbound("stock-rules"),
        null,
        rule);
  }

  private Inbound inbound(String topic) {
    return new Inbound(
        new Origin(topic, 0, offset++, 0),
        "key".getBytes(StandardCharsets.UTF_8),
        new byte[] {1, 2, 3},
        5,
        null,
        null,
        null,
        null);
  }

  private void receive(ControlRecord control) throws Exception {
    harness.processElement(new StreamRecord<>(control));
  }

  private List<ControlRecord> passed() {
    return harness.extractOutputValues();
  }
}
