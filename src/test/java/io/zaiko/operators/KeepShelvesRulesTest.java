package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.Availability;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.rule.StockRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of shelves whose rules change while the job runs, and of rules at its start. */
class KeepShelvesRulesTest {

  private static final int SHOPS = 10_000;

  private RunningShelves shelves;

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void a_rule_of_all_reaches_ten_thousand_shelves_between_other_work() throws Exception {
    fill(SHOPS);
    shelves.rule(Rules.safety("|", 1, 2), 1);
    shelves.slice();
    assertThat(shelves.isSweeping()).isTrue();
    for (int i = 0; i < SHOPS; i += 2) {
      shelves.move("shop-" + i, "mug", 1);
    }
    shelves.rule(Rules.safety("|", 2, 3), 2);
    shelves.move("shop-1", "mug", 1);
    shelves.sweep();
    Map<String, Availability> last = last();
    assertThat(last).hasSize(SHOPS);
    assertThat(last.values()).allMatch(image -> image.getSafetyStock() == 3);
    for (int i = 0; i < SHOPS; i++) {
      long moved = i % 2 == 0 || i == 1 ? 1 : 0;
      assertThat(last.get("shop-" + i).getAvailableToSell()).isEqualTo(5 + moved - 3);
    }
    assertThat(last.get("shop-9999").getCause().getEventId()).isEqualTo("|@2");
    assertThat(last.get("shop-9999").getCause().getKind()).isEqualTo("RULE");
    assertThat(shelves.entries()).as("a rule moves nothing").hasSize(SHOPS + SHOPS / 2 + 1);
  }

  @Test
  void a_rule_speaks_to_the_shelves_of_its_scope_and_to_no_other() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    for (String shop : List.of("a", "b")) {
      shelves.move(shop, "mug", 9);
      shelves.move(shop, "pot", 9);
    }
    shelves.rule(Rules.safety("a|", 1, 1), 1);
    shelves.rule(Rules.safety("|mug", 1, 2), 2);
    shelves.sweep();
    shelves.rule(Rules.safety("a|mug", 1, 3), 3);
    assertThat(shelves.isSweeping()).as("one shelf needs no sweep").isFalse();
    assertThat(shelves.images().subList(4, shelves.images().size()))
        .extracting(
            image -> image.getLocationId() + '|' + image.getSku(), Availability::getSafetyStock)
        .containsExactlyInAnyOrder(
            tuple("a|mug", 2L), tuple("a|pot", 1L), tuple("b|mug", 2L), tuple("a|mug", 3L));
    shelves.takeBack("a|mug", 4);
    shelves.takeBack("|mug", 5);
    shelves.sweep();
    shelves.takeBack("a|", 6);
    shelves.sweep();
    assertThat(shelves.images().subList(8, shelves.images().size()))
        .extracting(
            image -> image.getLocationId() + '|' + image.getSku(),
            Availability::getSafetyStock,
            image -> image.getCause().getEventId())
        .containsExactlyInAnyOrder(
            tuple("a|mug", 2L, "a|mug@none"),
            tuple("a|mug", 1L, "|mug@none"),
            tuple("b|mug", 0L, "|mug@none"),
            tuple("a|mug", 0L, "a|@none"),
            tuple("a|pot", 0L, "a|@none"));
  }

  @Test
  void rules_and_what_was_said_of_them_survive_a_restore() throws Exception {
    fill(3_000);
    shelves.rule(Rules.safety("shop-7|mug", 1, 4), 1);
    shelves.rule(Rules.safety("|", 1, 2), 2);
    int before = shelves.images().size();
    while (shelves.images().size() == before) {
      shelves.slice();
    }
    int early = shelves.images().size() - before;
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.sweep();
    assertThat(early).isBetween(1, 2_998);
    assertThat(shelves.images()).as("none is told twice").hasSize(2_999 - early);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.rule(Rules.safety("|", 1, 2), 2);
    assertThat(shelves.isSweeping()).as("nothing new").isFalse();
    shelves.move("shop-7", "mug", 1);
    shelves.move("shop-8", "mug", 1);
    assertThat(shelves.images())
        .extracting(Availability::getAvailableToSell)
        .containsExactly(2L, 4L);
  }

  @Test
  void the_rule_of_a_shelf_that_never_moved_waits_for_it_and_leaves_nothing_behind()
      throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING, new HashMapStateBackend());
    shelves.rule(Rules.safety("shop|mug", 1, 4), 1);
    shelves.rule(Rules.safety("|", 1, 1), 2);
    shelves.sweep();
    assertThat(shelves.sent()).isEmpty();
    shelves.rule(Rules.safety("shop|pot", 1, 4), 3);
    shelves.takeBack("shop|pot", 4);
    assertThat(shelves.stateEntries()).isEqualTo(1);
    shelves.move("shop", "mug", 9);
    assertThat(shelves.images()).extracting(Availability::getSafetyStock).containsExactly(4L);
  }

  @Test
  void no_number_goes_out_without_the_rules_known_at_the_start() throws Exception {
    shelves =
        RunningShelves.fresh(start(null, Rules.safety("|", 3, 1), Rules.safety("shop|mug", 3, 4)));
    shelves.rule(Rules.safety("|", 1, 9), 1);
    shelves.rule(Rules.safety("shop|mug", 1, 9), 2);
    shelves.takeBack("shop|mug", 3);
    shelves.move("shop", "mug", 9);
    shelves.move("shop", "pot", 9);
    assertThat(shelves.images()).extracting(Availability::getSafetyStock).containsExactly(4L, 1L);
    shelves.rule(Rules.safety("shop|mug", 4, 5), 10);
    assertThat(last().get("shop").getSafetyStock()).as("newer than the start").isEqualTo(5);
  }

  @Test
  void rules_left_out_of_the_start_come_by_themselves() throws Exception {
    shelves = RunningShelves.fresh(start("shop|n", Rules.safety("shop|mug", 3, 4)));
    shelves.move("shop", "mug", 9);
    shelves.move("shop", "pot", 9);
    shelves.rule(Rules.safety("shop|mug", 1, 9), 1);
    shelves.rule(Rules.safety("shop|pot", 1, 7), 2);
    assertThat(shelves.images())
        .extracting(Availability::getSku, Availability::getSafetyStock)
        .containsExactly(tuple("mug", 4L), tuple("pot", 0L), tuple("pot", 7L));
  }

  private static ControlAtStart start(String leftOutFrom, StockRule... rules) {
    return new ControlAtStart(
        Set.of(), List.of(rules), leftOutFrom, List.of(), Map.of("stock-rules|0", 10L));
  }

  private void fill(int shops) throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
    for (int i = 0; i < shops; i++) {
      shelves.move("shop-" + i, "mug", 5);
    }
  }

  /** The last image of each location. */
  private Map<String, Availability> last() {
    Map<String, Availability> last = new HashMap<>();
    shelves.images().forEach(image -> last.put(image.getLocationId(), image));
    return last;
  }
}
