package io.zaiko.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.domain.identity.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StockRuleTest {

  private static final RuleDraft NOTHING = Rules.draft("|");
  private static final long OVER = StockRule.MAX_UNITS + 1;

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(safety(-1), Reason.NUMBER_OUT_OF_RANGE, "safety_stock is -1"),
        arguments(safety(OVER), Reason.NUMBER_OUT_OF_RANGE, "safety_stock is 1000000000001"),
        arguments(version(-1), Reason.NUMBER_OUT_OF_RANGE, "version is -1"),
        arguments(buffer("pos", -1), Reason.NUMBER_OUT_OF_RANGE, "the buffer of \"pos\" is -1"),
        arguments(buffer("pos", OVER), Reason.NUMBER_OUT_OF_RANGE, "the buffer of \"pos\""),
        arguments(buffer(" ", 1), Reason.BLANK_FIELD, "a channel of buffers is blank"),
        arguments(manyBuffers(), Reason.NUMBER_OUT_OF_RANGE, "buffers names 101 channels"),
        arguments(manyFences(), Reason.NUMBER_OUT_OF_RANGE, "fences names 101 channels"),
        arguments(fences(units("web", -1)), Reason.NUMBER_OUT_OF_RANGE, "fence of \"web\" is -1"),
        arguments(fences(units("web", OVER)), Reason.NUMBER_OUT_OF_RANGE, "fence of \"web\""),
        arguments(fences(percent("web", 140)), Reason.NUMBER_OUT_OF_RANGE, "is 140 percent"),
        arguments(fences(percent("web", -1)), Reason.NUMBER_OUT_OF_RANGE, "is -1 percent"),
        arguments(
            fences(percent("web", 60), percent("app", 41)),
            Reason.CONTRADICTION,
            "the fences keep 101 percent"),
        arguments(
            fences(units("web", 1), percent("web", 1)), Reason.CONTRADICTION, "is stated twice"),
        arguments(
            fences(new RingFence("web", 1L, 1, 0)), Reason.CONTRADICTION, "units and percent"),
        arguments(
            fences(new RingFence("web", null, null, 0)), Reason.MISSING_FIELD, "neither units nor"),
        arguments(fences(units("", 1)), Reason.BLANK_FIELD, "the channel of a fence is blank"),
        arguments(fences(units("w".repeat(129), 1)), Reason.FIELD_TOO_LONG, "has 129 characters"),
        arguments(status(-1L, null), Reason.NUMBER_OUT_OF_RANGE, "low_stock_at is -1"),
        arguments(status(3L, OVER), Reason.NUMBER_OUT_OF_RANGE, "in_stock_at is 1000000000001"),
        arguments(status(3L, 3L), Reason.CONTRADICTION, "in_stock_at is 3 and low_stock_at 3"),
        arguments(status(null, 3L), Reason.CONTRADICTION, "without low_stock_at"),
        arguments(place("a|b", null), Reason.ILLEGAL_CHARACTER, "location_id \"a|b\" holds |"),
        arguments(place("a\u0007", null), Reason.ILLEGAL_CHARACTER, "\"a?\""),
        arguments(place("", null), Reason.BLANK_FIELD, "location_id is blank"),
        arguments(place(null, " "), Reason.BLANK_FIELD, "sku is blank"),
        arguments(place(null, "s".repeat(129)), Reason.FIELD_TOO_LONG, "sku has 129 characters"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_bad_rule_is_refused_by_name_and_says_what_to_change(
      RuleDraft draft, Reason reason, String text) {
    RuleFault fault = draft.fault();
    assertThat(fault).isNotNull();
    assertThat(fault.reason()).isEqualTo(reason);
    assertThat(fault.text()).contains(text).contains("; ");
    assertThatIllegalArgumentException().isThrownBy(draft::rule).withMessage(fault.text());
  }

  static Stream<RuleDraft> borders() {
    return Stream.of(
        NOTHING,
        safety(0),
        safety(StockRule.MAX_UNITS),
        version(0),
        buffer("c".repeat(128), 0),
        fences(percent("web", 100), percent("app", 0)),
        fences(),
        status(0L, null),
        status(0L, 1L),
        place("l".repeat(128), "s|s"));
  }

  @ParameterizedTest
  @MethodSource("borders")
  void what_lies_on_the_border_is_a_rule(RuleDraft draft) {
    assertThat(draft.fault()).isNull();
    assertThat(draft.rule().version()).isEqualTo(draft.version());
  }

  @Test
  void rules_that_say_the_same_in_another_order_are_equal() {
    assertThat(fences(units("b", 1), units("a", 2)).rule())
        .isEqualTo(fences(units("a", 2), units("b", 1)).rule());
  }

  @ParameterizedTest
  @CsvSource({"|, DEFAULT", "shop|, LOCATION", "|mug, ITEM", "shop|mug, SHELF", "shop|m|g, SHELF"})
  void a_key_names_its_scope(String key, RuleScope.Level level) {
    RuleScope scope = RuleScope.ofKey(key);
    assertThat(scope.level()).isEqualTo(level);
    assertThat(scope.key()).isEqualTo(key);
    assertThat(scope.covers("shop", scope.sku().isEmpty() ? "any" : scope.sku())).isTrue();
    assertThat(scope.covers("mall", "other")).isEqualTo(level == RuleScope.Level.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop", "\u0001|x", " |x", "shop| "})
  void a_key_that_names_no_scope_has_a_fault(String key) {
    assertThat(RuleScope.faultOfKey(key)).isNotNull();
    assertThatIllegalArgumentException().isThrownBy(() -> RuleScope.ofKey(key));
  }

  @Test
  void a_record_without_a_key_has_a_fault() {
    assertThat(RuleScope.faultOfKey(null).reason()).isEqualTo(Reason.MISSING_FIELD);
  }

  private static RuleDraft safety(long units) {
    return new RuleDraft(null, null, 1, units, null, null, null, null);
  }

  private static RuleDraft version(long version) {
    return new RuleDraft(null, null, version, null, null, null, null, null);
  }

  private static RuleDraft buffer(String channel, long units) {
    return new RuleDraft(null, null, 1, null, Map.of(channel, units), null, null, null);
  }

  private static RuleDraft manyBuffers() {
    Map<String, Long> buffers = new HashMap<>();
    IntStream.range(0, 101).forEach(n -> buffers.put("c" + n, 1L));
    return new RuleDraft(null, null, 1, null, buffers, null, null, null);
  }

  private static RuleDraft manyFences() {
    return fences(
        IntStream.range(0, 101).mapToObj(n -> units("c" + n, 1)).toArray(RingFence[]::new));
  }

  private static RuleDraft fences(RingFence... fences) {
    return new RuleDraft(null, null, 1, null, null, List.of(fences), null, null);
  }

  private static RuleDraft status(Long low, Long in) {
    return new RuleDraft(null, null, 1, null, null, null, low, in);
  }

  private static RuleDraft place(String locationId, String sku) {
    return new RuleDraft(locationId, sku, 1, null, null, null, null, null);
  }

  private static RingFence units(String channel, long units) {
    return RingFence.ofUnits(channel, units, 0);
  }

  private static RingFence percent(String channel, int percent) {
    return RingFence.ofPercent(channel, percent, 0);
  }
}
