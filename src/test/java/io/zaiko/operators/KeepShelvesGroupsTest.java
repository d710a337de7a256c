package io.zaiko.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Availability;
import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.StockStatus;
import io.zaiko.domain.count.CountEvents;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.group.Share;
import io.zaiko.domain.place.Place;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.StatedBy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What shelves say to groups of locations, which come, go, close and open. */
class KeepShelvesGroupsTest {

  private static final int SHOPS = 1_200;

  private RunningShelves shelves;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    shelves = RunningShelves.fresh(ControlAtStart.NOTHING);
  }

  @AfterEach
  void close() throws Exception {
    shelves.close();
  }

  @Test
  void a_chain_without_groups_says_nothing() throws Exception {
    place("shop", true);
    shelves.move("shop", "mug", 5);
    shelves.sweep();
    assertThat(shelves.contributions()).isEmpty();
  }

  @Test
  void each_image_of_a_member_is_said_to_each_of_its_groups() throws Exception {
    place("shop", true, "north", "all");
    shelves.move("shop", "mug", 5);
    shelves.move("shop", "mug", 0);
    shelves.move("shop", "mug", 2);
    assertThat(said()).containsExactly("north|mug 5", "all|mug 5", "north|mug 7", "all|mug 7");
  }

  @Test
  void a_shelf_that_was_only_named_is_no_share_of_a_group_and_no_sweep_makes_it_one()
      throws Exception {
    place("shop", true, "north");
    shelves.move("shop", "mug", 0);
    place("shop", true, "south");
    shelves.sweep();
    assertThat(said()).isEmpty();
    assertThat(shelves.images()).isEmpty();
    shelves.move("shop", "mug", 2);
    assertThat(said()).containsExactly("south|mug 2");
  }

  @Test
  void a_change_of_groups_reaches_shelves_on_which_nothing_moves() throws Exception {
    place("shop", true, "north", "all");
    shelves.move("shop", "mug", 5);
    shelves.move("shop", "pot", 1);
    place("shop", true, "south", "all");
    shelves.sweep();
    assertThat(said().subList(4, 8))
        .containsExactlyInAnyOrder(
            "north|mug gone", "south|mug 5", "north|pot gone", "south|pot 1");
    assertThat(shelves.images()).as("no number of a shelf changed").hasSize(2);
  }

  @Test
  void a_shelf_that_moves_during_the_sweep_counts_once() throws Exception {
    for (int i = 0; i < SHOPS; i++) {
      shelves.move("shop", "item-" + i, 1);
    }
    place("shop", true, "north");
    shelves.slice();
    assertThat(shelves.isSweeping()).isTrue();
    for (int i = 0; i < SHOPS; i++) {
      shelves.move("shop", "item-" + i, 1);
    }
    place("shop", true, "south");
    shelves.sweep();
    assertThat(sums()).hasSize(SHOPS).containsEntry("south|item-0", 2L);
    assertThat(sums().keySet()).allMatch(key -> key.startsWith("south|"));
  }

  @Test
  void membership_goes_on_across_a_restore_and_ends_after_it() throws Exception {
    place("shop", true, "north");
    shelves.move("shop", "mug", 5);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    place("shop", true);
    shelves.sweep();
    assertThat(said()).containsExactly("north|mug gone");
  }

  @Test
  void a_shelf_joins_with_what_it_shows_not_with_a_rule_that_is_taken_back() throws Exception {
    shelves.move("shop", "mug", 5);
    place("shop", true, "north");
    shelves.rule(Rules.safety("|", 1, 2), 1);
    shelves.move("shop", "mug", 0); // says nothing of the shelf, and comes before the sweep
    shelves.takeBack("|", 2);
    shelves.sweep();
    assertThat(said()).containsExactly("north|mug 5");
    assertThat(shelves.images()).hasSize(1);
  }

  @Test
  void a_sweep_that_a_restore_interrupts_is_ended_after_it() throws Exception {
    for (int i = 0; i < SHOPS; i++) {
      shelves.move("shop", "item-" + i, 1);
    }
    place("shop", true, "north");
    shelves.slice();
    int early = shelves.contributions().size();
    assertThat(early).isBetween(1, SHOPS - 1);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.sweep();
    assertThat(shelves.contributions()).hasSize(SHOPS - early);
  }

  @Test
  void locations_known_at_the_start_hold_from_the_first_movement_on() throws Exception {
    shelves.close();
    shelves =
        RunningShelves.fresh(
            new ControlAtStart(
                Set.of(),
                List.of(),
                null,
                List.of(shop("shop", true, "north"), shop("shut", false, "north")),
                Map.of("locations|0", 10L)));
    shelves.move("shop", "mug", 5);
    shelves.move("shut", "mug", 5);
    assertThat(said()).containsExactly("north|mug 5");
    assertThat(shelves.images())
        .extracting(Availability::getStatus)
        .containsExactly(StockStatus.IN_STOCK, StockStatus.OUT_OF_STOCK);
    shelves.place(shop("shop", true, "old"), 9);
    shelves.sweep();
    assertThat(said()).as("read before").hasSize(1);
  }

  @Test
  void a_forgotten_location_is_open_and_in_no_group() throws Exception {
    place("shop", false, "north");
    shelves.move("shop", "mug", 5);
    shelves.forget("shop", offset++);
    shelves.sweep();
    assertThat(shelves.contributions()).isEmpty();
    assertThat(lastImage().getStatus()).isEqualTo(StockStatus.IN_STOCK);
  }

  @Test
  void a_withdrawn_shelf_leaves_its_groups_and_joins_them_when_it_comes_back() throws Exception {
    place("shop", true, "north");
    shelves.move("shop", "mug", 5);
    shelves.declare("mug", 1, true);
    shelves.sweep();
    shelves.declare("mug", 2, false);
    shelves.sweep();
    assertThat(said()).containsExactly("north|mug 5", "north|mug gone", "north|mug 5");
  }

  @Test
  void a_closed_location_sells_nothing_and_is_in_no_group_and_keeps_its_books() throws Exception {
    shelves.rule(Rules.channels(Map.of("web", 1L), null), 1);
    place("shop", true, "north");
    shelves.move("shop", "mug", 5);
    place("shop", false, "north");
    shelves.sweep();
    Availability closed = lastImage();
    assertThat(closed.getAvailableToSell()).isEqualTo(5);
    assertThat(closed.getOnHand()).isEqualTo(5);
    assertThat(closed.getChannels()).isEqualTo(Map.of("web", 0L));
    assertThat(closed.getStatus()).isEqualTo(StockStatus.OUT_OF_STOCK);
    assertThat(closed.getCause().getKind()).isEqualTo("LOCATION");
    assertThat(closed.getCause().getEventId()).isEqualTo("locations|0|" + (offset - 1));
    assertThat(said()).endsWith("north|mug gone");

    place("shop", true, "north");
    shelves.sweep();
    assertThat(lastImage().getChannels()).isEqualTo(Map.of("web", 4L));
    assertThat(lastImage().getStatus()).isEqualTo(StockStatus.IN_STOCK);
    assertThat(said()).endsWith("north|mug 5");
  }

  @Test
  void a_count_for_a_closed_location_is_applied() throws Exception {
    place("shop", false, "north");
    shelves.move("shop", "sku", 5);
    GoodsLine line = CountEvents.whole(3);
    GoodsEvent count = CountEvents.count("night", 20, line);
    shelves.move(
        Movement.counted(
            count,
            line,
            Outcome.APPLIED,
            new CountStatement(
                "night", null, 20, 3, CountScope.EVERYTHING, null, StatedBy.of(count))));
    assertThat(shelves.entries().get(1).getOutcome()).isEqualTo("APPLIED");
    assertThat(lastImage().getOnHand()).isEqualTo(3);
    assertThat(lastImage().getStatus()).isEqualTo(StockStatus.OUT_OF_STOCK);
    place("shop", true, "north");
    shelves.sweep();
    assertThat(said()).containsExactly("north|sku 3");
  }

  @Test
  void what_is_asked_of_a_group_itself_is_its_share_and_no_shelf_of_a_shop() throws Exception {
    shelves.rule(Rules.channels(Map.of("web", 1L), null), 1);
    place("shop", true, "north");
    shelves.order("north", "mug", 3);
    assertThat(shelves.images()).isEmpty();
    assertThat(shelves.entries()).hasSize(1);
    assertThat(said()).containsExactly("north|mug -3");
    assertThat(shelves.contributions().get(0).share()).isEqualTo(Share.ofOrders(3));
    shelves.order("north", "mug", -1);
    shelves.order("north", "mug", -2);
    assertThat(said()).containsExactly("north|mug -3", "north|mug -2", "north|mug gone");
  }

  @Test
  void a_name_that_becomes_a_group_is_withdrawn_and_shared_and_comes_back_when_it_is_none()
      throws Exception {
    shelves.order("north", "mug", 3);
    assertThat(shelves.images()).hasSize(1);
    place("shop", true, "north");
    shelves.sweep();
    assertThat(shelves.withdrawn()).containsExactly("north|mug");
    assertThat(said()).containsExactly("north|mug -3");

    place("other", false, "north");
    place("shop", true);
    shelves.sweep();
    assertThat(said()).as("a closed location names it still").hasSize(1);
    shelves.forget("other", offset++);
    shelves.sweep();
    assertThat(said()).containsExactly("north|mug -3", "north|mug gone");
    assertThat(lastImage().getVersion()).isEqualTo(2);
    assertThat(lastImage().getAllocated()).isEqualTo(3);
  }

  @Test
  void what_is_asked_of_a_group_goes_on_across_a_restore_and_ends_after_it() throws Exception {
    place("shop", true, "north");
    shelves.order("north", "mug", 3);
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    shelves.order("north", "mug", -3);
    assertThat(said()).containsExactly("north|mug gone");
    place("shop", true);
    shelves.sweep();
    assertThat(said()).hasSize(1);
  }

  @Test
  void goods_under_the_name_of_a_group_are_those_of_a_location() throws Exception {
    place("shop", true, "north");
    shelves.order("north", "mug", 3);
    shelves.move("north", "mug", 9);
    assertThat(lastImage().getAvailableToSell()).isEqualTo(6);
    assertThat(said()).as("it is no member").containsExactly("north|mug -3", "north|mug -3");
    place("north", true, "all");
    shelves.sweep();
    assertThat(said()).endsWith("all|mug 6", "north|mug -3");
    place("north", true, "north");
    shelves.sweep();
    assertThat(said()).endsWith("all|mug gone", "north|mug 6");
  }

  @Test
  void a_member_of_the_group_it_is_named_like_counts_also_where_it_is_empty() throws Exception {
    shelves.rule(Rules.safety("|", 1, 2), 1);
    place("north", true, "north", "all");
    shelves.order("north", "mug", 3);
    assertThat(said()).containsExactly("north|mug -5", "all|mug -5");
    shelves.rule(Rules.safety("|", 2, 0), 2);
    shelves.sweep();
    assertThat(said()).endsWith("north|mug -3", "all|mug -3");
    place("north", false, "north", "all");
    shelves.sweep();
    assertThat(said()).endsWith("north|mug gone", "all|mug gone");
    assertThat(shelves.alerts()).hasSize(1);
  }

  @Test
  void what_is_asked_of_a_group_of_no_stock_item_is_nobodys() throws Exception {
    place("shop", true, "north");
    shelves.order("north", "mug", 3);
    shelves.declare("mug", 1, true);
    shelves.sweep();
    shelves.declare("mug", 2, false);
    shelves.sweep();
    assertThat(said()).containsExactly("north|mug -3", "north|mug gone", "north|mug -3");
    assertThat(shelves.images()).isEmpty();
  }

  @Test
  void what_a_release_told_that_knew_of_no_such_orders_is_set_right() throws Exception {
    shelves.close();
    shelves = RunningShelves.restored(ShelvesBeforeGroupOrders.state());
    shelves.sweep();
    assertThat(shelves.withdrawn()).containsExactly("north|mug");
    assertThat(said()).containsExactly("north|mug -3");
    shelves = shelves.restarted(ControlAtStart.NOTHING);
    assertThat(shelves.isSweeping()).as("once is enough").isFalse();
  }

  @Test
  void a_share_holds_the_numbers_of_the_image() throws Exception {
    shelves.rule(Rules.channels(Map.of("web", 1L), null), 1);
    shelves.rule(Rules.safety("shop|", 1, 2), 2);
    place("shop", true, "north");
    shelves.move("shop", "mug", 5);
    assertThat(shelves.contributions().get(0).share())
        .isEqualTo(new Share(new Buckets(5, 0, 0, 0, 0, 0, 0), 2, 3, Map.of("web", 2L)));
  }

  @Test
  void locations_beyond_the_limit_are_dead_lettered() throws Exception {
    for (int i = 0; i <= Places.MAX; i++) {
      place("shop-" + i, true, "all");
    }
    assertThat(Decoded.of(DeadLetter.class, shelves.sent(), "dead-letters"))
        .extracting(DeadLetter::getReason)
        .containsExactly("CONTROL_LIMIT");
    shelves.forget("shop-0", offset++);
    place("shop-x", true, "all");
    assertThat(shelves.sent()).hasSize(1);
  }

  private void place(String id, boolean open, String... groups) throws Exception {
    shelves.place(shop(id, open, groups), offset++);
  }

  private static Place shop(String id, boolean open, String... groups) {
    return new Place(id, open, Place.UTC, List.of(), List.of(groups));
  }

  private Availability lastImage() {
    List<Availability> images = shelves.images();
    return images.get(images.size() - 1);
  }

  private List<String> said() {
    return shelves.contributions().stream()
        .map(
            said -> {
              Share share = said.share();
              return said.key() + ' ' + (share == null ? "gone" : share.availableToSell());
            })
        .toList();
  }

  /** Available to sell by group and item, from the last word of each shelf to each group. */
  private Map<String, Long> sums() {
    Map<String, Contribution> last = new TreeMap<>();
    shelves.contributions().forEach(said -> last.put(said.key() + '@' + said.locationId(), said));
    Map<String, Long> sums = new TreeMap<>();
    for (Contribution said : last.values()) {
      if (said.share() != null) {
        sums.merge(said.key(), said.share().availableToSell(), Long::sum);
      }
    }
    return sums;
  }
}
