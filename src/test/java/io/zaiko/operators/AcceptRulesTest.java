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
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.rule.RulesAtStart;
import io.zaiko.domain.rule.StockRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  /** Main reads the topic at a fresh start, and then the source does, whatever is left of it. */
  @Test
  void what_stands_at_a_fresh_start_is_what_was_handed_over() throws Exception {
    for (long seed = 0; seed < 200; seed++) {
      List<ControlRecord> topic = compacted(rules(new Random(seed)), new Random(seed));
      RulesAtStart atStart = new RulesAtStart();
      harness.close();
      harness = harness();
      harness.open();
      for (ControlRecord control : topic) {
        atStart.take(RuleScope.ofKey(control.id()), control.rule());
        receive(control);
      }
      int before = passed().size();
      for (StockRule handedOver : atStart.standing()) {
        receive(control(handedOver.scope().key(), handedOver));
      }
      assertThat(passed()).as("seed %d: it stands already", seed).hasSize(before);
      for (StockRule handedOver : atStart.standing()) {
        takeBack(handedOver.scope().key());
      }
      assertThat(harness.numKeyedStateEntries()).as("seed %d: nothing else", seed).isEqualTo(1);
    }
  }

  private List<ControlRecord> rules(Random chance) {
    List<String> scopes = List.of("|", "shop|", "|mug", "shop|mug", "depot|mug");
    List<ControlRecord> rules = new ArrayList<>();
    rules.add(control("depot|", Rules.safety("depot|", 0, 0)));
    for (int i = 0; i < 40; i++) {
      String scope = scopes.get(chance.nextInt(scopes.size()));
      boolean isTakenBack = chance.nextInt(5) == 0;
      rules.add(
          control(
              scope,
              isTakenBack ? null : Rules.safety(scope, chance.nextInt(6), chance.nextInt(3))));
    }
    return rules;
  }

  /** Up to somewhere only the last record of each key is left, and no tombstone. */
  private static List<ControlRecord> compacted(List<ControlRecord> all, Random chance) {
    int clean = chance.nextInt(all.size());
    Map<String, ControlRecord> last = new LinkedHashMap<>();
    for (ControlRecord control : all.subList(0, clean)) {
      last.remove(control.id());
      last.put(control.id(), control);
    }
    List<ControlRecord> left = new ArrayList<>(last.values());
    left.removeIf(ControlRecord::forgotten);
    left.addAll(all.subList(clean, all.size()));
    return left;
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
