package io.zaiko.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockRule;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.rule.RuleScope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stock rule says of which shelves, and what it must not say. */
class RuleDecodingTest {

  @Test
  void a_rule_keeps_all_it_states() {
    StockRule stated =
        rule("store-1", "SKU|0")
            .setSafetyStock(2L)
            .setBuffers(Map.of("pos", 1L, "web", 0L))
            .setFences(
                List.of(new RingFence("web", 4L, null, 1), new RingFence("app", null, 25, 0)))
            .setLowStockAt(3L)
            .setInStockAt(6L)
            .build();
    assertThat(decode("store-1|SKU|0", stated).rule())
        .isEqualTo(
            new io.zaiko.domain.rule.StockRule(
                new RuleScope("store-1", "SKU|0"),
                7,
                2L,
                Map.of("pos", 1L, "web", 0L),
                List.of(
                    io.zaiko.domain.rule.RingFence.ofPercent("app", 25, 0),
                    io.zaiko.domain.rule.RingFence.ofUnits("web", 4, 1)),
                3L,
                6L));
  }

  @Test
  void what_a_rule_does_not_state_is_not_the_same_as_none() {
    var silent = Objects.requireNonNull(decode("|", rule(null, null).build()).rule());
    assertThat(silent.buffers()).isNull();
    assertThat(silent.safetyStock()).isNull();
    var none =
        Objects.requireNonNull(
            decode("|", rule(null, null).setBuffers(Map.of()).setFences(List.of()).build()).rule());
    assertThat(none.buffers()).isEmpty();
    assertThat(none.fences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"|,,", "L|,L,", "|S,,S", "L|S,L,S"})
  void the_key_of_a_rule_is_what_it_speaks_of(
      String key, @Nullable String location, @Nullable String sku) {
    ControlRecord record = decode(key, rule(location, sku).build());
    assertThat(record.id()).isEqualTo(key);
    assertThat(Objects.requireNonNull(record.rule()).scope().key()).isEqualTo(key);
  }

  @Test
  void no_value_takes_a_rule_back() {
    ControlRecord back = decode("L|S", null);
    assertThat(back.forgotten()).isTrue();
    assertThat(back.id()).isEqualTo("L|S");
    assertThat(back.isRefused()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"L|S,KEY_MISMATCH", "|L,KEY_MISMATCH", "L,KEY_MISMATCH", ",MISSING_FIELD"})
  void a_key_that_is_not_what_the_rule_speaks_of_is_refused(@Nullable String key, Reason reason) {
    assertThat(decode(key, rule("L", null).build()).inbound().reason()).isEqualTo(reason);
  }

  @Test
  void a_tombstone_without_a_scope_is_refused() {
    assertThat(decode("no bar", null).inbound().reason()).isEqualTo(Reason.KEY_MISMATCH);
  }

  private static Stream<Arguments> rulesThatCannotBe() {
    return Stream.of(
        refusal(rule(null, null).setVersion(-1), Reason.NUMBER_OUT_OF_RANGE, "version is -1"),
        refusal(rule(null, null).setSafetyStock(-1L), Reason.NUMBER_OUT_OF_RANGE, "safety_stock"),
        refusal(fences(percent("web", 140)), Reason.NUMBER_OUT_OF_RANGE, "140 percent"),
        refusal(
            fences(percent("web", 60), percent("app", 41)),
            Reason.CONTRADICTION,
            "keep 101 percent"),
        refusal(
            fences(percent("web", 10), percent("web", 10)), Reason.CONTRADICTION, "stated twice"),
        refusal(fences(new RingFence("web", 1L, 1, 0)), Reason.CONTRADICTION, "units and percent"),
        refusal(fences(new RingFence("web", null, null, 0)), Reason.MISSING_FIELD, "neither"),
        refusal(
            rule(null, null).setLowStockAt(3L).setInStockAt(3L),
            Reason.CONTRADICTION,
            "in_stock_at is 3"),
        refusal(rule("", null), Reason.BLANK_FIELD, "location_id is blank"),
        refusal(rule("a|b", null), Reason.ILLEGAL_CHARACTER, "location_id"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("rulesThatCannotBe")
  void a_rule_that_cannot_be_is_refused(StockRule rule, Reason reason, String says) {
    ControlRecord record = decode("|", rule);
    assertThat(record.inbound().reason()).as(record.inbound().message()).isEqualTo(reason);
    assertThat(record.inbound().message()).contains(says).hasSizeLessThan(400);
    assertThat(record.rule()).isNull();
  }

  private static Arguments refusal(StockRule.Builder rule, Reason reason, String says) {
    return arguments(rule.build(), reason, says);
  }

  private static StockRule.Builder rule(@Nullable String location, @Nullable String sku) {
    return StockRule.newBuilder().setLocationId(location).setSku(sku).setVersion(7);
  }

  private static StockRule.Builder fences(RingFence... fences) {
    return rule(null, null).setFences(List.of(fences));
  }

  private static RingFence percent(String channel, int percent) {
    return new RingFence(channel, null, percent, 0);
  }

  private static ControlRecord decode(@Nullable String key, @Nullable StockRule rule) {
    return new ControlDecoder(Samples::byId)
        .decode(
            ControlTopic.STOCK_RULES,
            1,
            5,
            0,
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            rule == null ? null : Samples.bytes(rule));
  }
}
