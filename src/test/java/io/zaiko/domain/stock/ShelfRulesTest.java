package io.zaiko.domain.stock;

import static io.zaiko.domain.stock.Events.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleDraft;
import io.zaiko.domain.rule.Rules;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.testkit.MemoryPast;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the channels are told of a shelf under rules. */
class ShelfRulesTest {

  private static final ShelfPast NO_PAST = MemoryPast.empty();
  private static final ShelfId ID = new ShelfId("shop", "sku");
  private static final Cause RULE = Cause.rule("|", 7L);
  private static final ShelfView NO_RULE = view(EffectiveRule.none(Rules.LOW_AT_3));

  /** The table of the contract, row by row; a fence with % is a share. */
  @ParameterizedTest
  @CsvSource({
    "10, 4,   0, 1, 10, 6, 5",
    " 7, 4,   0, 1,  7, 3, 2",
    "10, 8,   6, 0,  8, 2, 0",
    "10, 50%, 0, 0, 10, 5, 5",
    " 3, 4,   0, 1,  3, 0, 0",
    "-2, 4,   2, 1,  0, 0, 0",
  })
  void an_image_names_what_each_channel_may_sell(
      long ats, String webFence, String appFence, long posBuffer, long web, long app, long pos) {
    ShelfView view =
        view(
            Rules.alone(
                Rules.channels(
                    Map.of("pos", posBuffer),
                    List.of(fence("web", webFence, 0), fence("app", appFence, 1)))));
    Map<String, Long> expected = Map.of("web", web, "app", app, "pos", pos);
    assertThat(moved(Shelf.EMPTY, ats, view).image().channels()).isEqualTo(expected);
    Restatement restated = moved(Shelf.EMPTY, ats, NO_RULE).next().restated(ID, view, RULE);
    assertThat(restated.image().channels()).isEqualTo(expected);
    assertThat(restated.image().cause()).isEqualTo(new Cause("|@7", "RULE"));
    assertThat(restated.image().version()).isEqualTo(2);
  }

  @Test
  void safety_stock_is_withheld_from_sale_and_not_from_the_books() {
    Image image = moved(Shelf.EMPTY, 10, safety(4)).image();
    assertThat(image.balances().onHand()).isEqualTo(10);
    assertThat(image.safetyStock()).isEqualTo(4);
    assertThat(image.availableToSell()).isEqualTo(6);
    assertThat(moved(Shelf.EMPTY, 2, safety(4)).image().availableToSell()).isEqualTo(-2);
  }

  @Test
  void a_rule_that_changes_no_number_is_not_told_of() {
    Shelf shelf = moved(Shelf.EMPTY, 10, safety(4)).next();
    assertThat(shelf.restated(ID, safety(4), RULE)).isNull();
    assertThat(moved(shelf, 0, safety(4)).image()).isNull();
  }

  @Test
  void each_number_that_channels_see_is_news() {
    Shelf shelf = moved(Shelf.EMPTY, 10, NO_RULE).next();
    assertThat(shelf.restated(ID, safety(1), RULE)).as("safety stock").isNotNull();
    assertThat(shelf.restated(ID, channel("web", 0), RULE)).as("a channel named").isNotNull();
    assertThat(shelf.restated(ID, low(10, null), RULE)).as("the status").isNotNull();
    Shelf named = shelf.restated(ID, channel("web", 1), RULE).next();
    assertThat(named.restated(ID, channel("web", 1), RULE)).isNull();
    assertThat(named.restated(ID, channel("web", 2), RULE)).as("its number").isNotNull();
    assertThat(named.restated(ID, channel("app", 1), RULE)).as("its name").isNotNull();
    assertThat(named.restated(ID, NO_RULE, RULE)).as("taken back").isNotNull();
  }

  @Test
  void units_that_move_from_hand_to_safety_are_news_although_the_number_stays() {
    Shelf shelf = moved(Shelf.EMPTY, 10, NO_RULE).next();
    Shelf more = moved(shelf, 4, NO_RULE).next();
    Shelf withheld = more.restated(ID, safety(4), RULE).next();
    assertThat(withheld.publishedAts()).isEqualTo(10);
    Step step = moved(withheld, -4, NO_RULE);
    assertThat(step.image().safetyStock()).isZero();
    assertThat(step.image().availableToSell()).isEqualTo(10);
  }

  @Test
  void a_shelf_that_moves_before_the_sweep_comes_tells_of_the_rule_by_itself() {
    Shelf shelf = moved(Shelf.EMPTY, 10, NO_RULE).next();
    Step step = moved(shelf, 2, safety(4));
    assertThat(step.image().availableToSell()).isEqualTo(8);
    assertThat(step.next().restated(ID, safety(4), RULE)).isNull();
  }

  @Test
  void the_status_stays_within_the_band_until_it_is_left() {
    ShelfView band = low(5, 8L);
    Shelf shelf = moved(Shelf.EMPTY, 7, band).next();
    assertThat(shelf.shown().status()).as("first told of within the band").isEqualTo(in());
    shelf = moved(shelf, -2, band).next();
    assertThat(shelf.shown().status()).isEqualTo(StockStatus.LOW_STOCK);
    shelf = moved(shelf, 2, band).next();
    assertThat(shelf.shown().status()).isEqualTo(StockStatus.LOW_STOCK);
    assertThat(shelf.restated(ID, band, RULE)).isNull();
    shelf = moved(shelf, 1, band).next();
    assertThat(shelf.shown().status()).isEqualTo(in());
    shelf = moved(shelf, -2, band).next();
    assertThat(shelf.shown().status()).isEqualTo(in());
  }

  @Test
  void a_shelf_that_was_withdrawn_begins_its_status_anew() {
    ShelfView band = low(5, 8L);
    Shelf low = moved(moved(Shelf.EMPTY, 5, band).next(), 1, band).next();
    assertThat(low.shown().status()).isEqualTo(StockStatus.LOW_STOCK);
    Shelf gone = low.restated(ID, new ShelfView(true, 1, band.rule()), RULE).next();
    assertThat(gone.restated(ID, band, RULE).image().status()).isEqualTo(in());
  }

  @Test
  void the_rule_of_a_shelf_that_never_moved_is_kept_and_says_nothing() {
    StockRule own = Rules.safety("shop|sku", 1, 4);
    Shelf shelf = Shelf.EMPTY.under(own);
    assertThat(shelf.restated(ID, safety(4), RULE)).isNull();
    assertThat(moved(shelf, 10, safety(4)).next().rule()).isEqualTo(own);
    assertThat(shelf.under(null)).isEqualTo(Shelf.EMPTY);
  }

  private static StockStatus in() {
    return StockStatus.IN_STOCK;
  }

  private static ShelfView view(EffectiveRule rule) {
    return new ShelfView(false, 1, rule);
  }

  private static ShelfView safety(long units) {
    return view(Rules.alone(Rules.safety("|", 1, units)));
  }

  private static ShelfView channel(String channel, long buffer) {
    return view(Rules.alone(Rules.channels(Map.of(channel, buffer), null)));
  }

  private static ShelfView low(long lowStockAt, Long inStockAt) {
    return view(
        Rules.alone(new RuleDraft(null, null, 1, null, null, null, lowStockAt, inStockAt).rule()));
  }

  private static RingFence fence(String channel, String stated, int priority) {
    return stated.endsWith("%")
        ? RingFence.ofPercent(
            channel, Integer.parseInt(stated.substring(0, stated.length() - 1)), priority)
        : RingFence.ofUnits(channel, Long.parseLong(stated), priority);
  }

  private static Step moved(Shelf shelf, long units, ShelfView view) {
    return shelf.apply(
        Movement.of(
            Events.event(RecordKind.ADJUSTMENT, "e", 10, 10, false), line(1, Act.ADJUSTED, units)),
        view,
        NO_PAST);
  }
}
