package io.zaiko.domain.count;

import static io.zaiko.domain.count.CountEvents.count;
import static io.zaiko.domain.count.CountEvents.line;
import static io.zaiko.domain.count.CountEvents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.CountScope;
import io.zaiko.domain.stock.CountStatement;
import io.zaiko.domain.stock.Counted;
import io.zaiko.domain.stock.CountedBooks;
import io.zaiko.domain.stock.Events;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.Movement;
import io.zaiko.domain.stock.Outcome;
import io.zaiko.domain.stock.ShelfView;
import io.zaiko.domain.stock.StatedBy;
import io.zaiko.domain.stock.ToldVariance;
import io.zaiko.testkit.PureShelves;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One alert is one count: its revisions only grow, also where its count_id is used again. */
class CountEpisodesTest {

  private static final long DAY = 86_400_000_000L;
  private static final String VARIANCE = "COUNT_VARIANCE|shop|sku|weekly";

  private final PureShelves shelves =
      new PureShelves()
          .receive(
              Events.event(
                  RecordKind.RESTOCK, "r", 10, 10, false, Events.line(1, Act.RECEIVED, 20)));

  @Test
  void a_count_id_that_is_used_again_for_a_later_time_has_an_alert_of_its_own() {
    tell(100, 15, "monday");
    Alert first = shelves.alerts().get(VARIANCE);
    tell(7 * DAY, 12, "next monday");
    Alert second = shelves.alerts().get(VARIANCE);
    assertThat(second.revision()).isEqualTo(1);
    assertThat(second.alertId()).isNotEqualTo(first.alertId());
    shelves.receive(Events.sale("s", 50, Events.line(1, Act.CARRIED_OUT, 5)));
    assertThat(shelves.alerts().get(VARIANCE).alertId()).isEqualTo(first.alertId());
    assertThat(shelves.alerts().get(VARIANCE).revision()).isEqualTo(2);
  }

  @Test
  void a_late_page_that_makes_a_count_earlier_goes_on_with_its_alert() {
    shelves.receive(count("weekly", 2 * DAY + 100, whole(15)));
    Alert first = shelves.alerts().get(VARIANCE);
    assertThat(first.episode()).as("the day").isEqualTo(2);
    shelves.receive(
        count(
            "weekly",
            "e0",
            DAY + 90,
            false,
            CountScope.EVERYTHING,
            line(1, "sku", "back", 1, null)),
        Events.sale("s", DAY + 80, Events.line(1, Act.CARRIED_OUT, 1)));
    Alert last = shelves.alerts().get(VARIANCE);
    assertThat(last.alertId()).isEqualTo(first.alertId());
    assertThat(last.revision()).isEqualTo(2);
    assertThat(last.facts()).containsEntry("variance", -4L);
  }

  /** Told by a job that knew no episodes. */
  @Test
  void an_alert_of_an_old_state_ends_under_the_name_it_was_told_by() {
    ToldVariance told = new ToldVariance(20, 15, 0, Alert.Status.SUSPECTED, 1, 0, 0, 0, 0);
    tell(100, 15, "monday");
    Counted counted = shelves.past("shop|sku").counts().counts().get(0);
    shelves
        .past("shop|sku")
        .counts(
            new CountedBooks(
                shelves.past("shop|sku").counts().folded(),
                List.of(new Counted(counted.movedBefore(), counted.statement(), told)),
                List.of(),
                List.of()));
    Movement late =
        Movement.of(
            Events.sale("s", 50),
            Events.line(1, Act.CARRIED_OUT, 5),
            Outcome.APPLIED,
            new Buckets(-5, 0, 0, 0, 0, 0, 0));
    Alert ended =
        shelves.shelf("shop|sku").apply(late, view(), shelves.past("shop|sku")).alerts().get(0);
    assertThat(ended.status()).isEqualTo(Alert.Status.RETRACTED);
    assertThat(ended.episode()).isZero();
    assertThat(ended.revision()).isEqualTo(2);
  }

  private static ShelfView view() {
    return new ShelfView(false, 1, EffectiveRule.none(Thresholds.at(3)));
  }

  private void tell(long at, long units, String eventId) {
    GoodsEvent event = count(eventId, at, whole(units));
    shelves.move(
        Movement.counted(
            event,
            event.lines().get(0),
            Outcome.APPLIED,
            new CountStatement(
                "weekly", null, at, units, CountScope.EVERYTHING, null, StatedBy.of(event))));
  }
}
