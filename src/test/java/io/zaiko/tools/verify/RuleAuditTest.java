package io.zaiko.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.RingFence;
import io.zaiko.avro.StockRule;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What verify holds of rules that follow each other. */
class RuleAuditTest {

  private static final RingFence APP = new RingFence("app", 2L, null, 0);
  private static final RingFence WEB = new RingFence("web", null, 10, 1);

  private final HonestBooks books = new HonestBooks();

  @BeforeEach
  void open() {
    books.publish("restocks.store", Goods.restock("received", Goods.at(0), 20));
  }

  @Test
  void a_rule_said_again_with_another_note_and_order_of_fences_says_the_same() {
    books.rule("|", rule("first", APP, WEB));
    books.rule("|", rule("again", WEB, APP));
    assertThat(report().isOk()).as(report().text()).isTrue();
    refuse("|", rule("again", WEB, APP), "RULE_VERSION");
    assertThat(different(Check.REFUSALS)).isTrue();
  }

  @Test
  void no_fences_is_another_word_than_none_stated() {
    books.rule("|", rule(null));
    StockRule unstated = rule(null);
    unstated.setFences(null);
    refuse("|", unstated, "RULE_VERSION");
    assertThat(report().isOk()).as(report().text()).isTrue();
    books.rule("|", unstated);
    assertThat(different(Check.REFUSALS)).isTrue();
  }

  @Test
  void a_rule_of_one_item_whose_name_ends_like_a_key_is_not_general() {
    StockRule ofOne = rule(null, APP);
    ofOne.setLocationId("store");
    ofOne.setSku("mug|");
    refuse("store|mug|", ofOne, "CONTROL_LIMIT");
    assertThat(report().text()).contains("refused as CONTROL_LIMIT, but nothing is wrong");
  }

  @Test
  void an_offer_that_a_rule_changed_may_wait_for_its_sweep_and_no_other() {
    MemoryTopics topics = books.topics();
    topics.change("availability", Availability.class, image -> true, RuleAuditTest::withhold);
    assertThat(report().maySettle()).as("nothing was stated").isFalse();
    StockRule stated = rule(null, APP);
    topics.append("stock-rules", 0, new byte[] {'|'}, TestSchemas.encode(stated));
    assertThat(different(Check.RULES)).isTrue();
    assertThat(report().maySettle()).isTrue();
  }

  private static void withhold(Availability image) {
    image.setSafetyStock(image.getSafetyStock() + 1);
    image.setAvailableToSell(image.getAvailableToSell() - 1);
  }

  private void refuse(String key, StockRule rule, String reason) {
    new Refusals(books.topics()).refuse("stock-rules", key, TestSchemas.encode(rule), reason);
  }

  private VerifyReport report() {
    return Verification.of(books.topics(), TestSchemas.ALL);
  }

  private boolean different(Check check) {
    return report().checks().stream()
        .anyMatch(outcome -> outcome.subject().equals(check.subject()) && !outcome.isOk());
  }

  private static StockRule rule(@Nullable String note, RingFence... fences) {
    return StockRule.newBuilder()
        .setVersion(1)
        .setFences(List.copyOf(Arrays.asList(fences)))
        .setNote(note)
        .build();
  }
}
