package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.MoneyAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
  private static final long DAY = TimeUnit.DAYS.toMicros(1);

  private static final OrderTerms TERMS = BalanceWords.TERMS; // tells of one check as well

  private final List<Alert> told = new ArrayList<>();
  private Silence silence = Silence.NONE;

  @Test
  void an_outage_is_one_alert_told_again_whenever_twice_as_many_wait() {
    for (int order = 0; order < 10_000; order++) {
      hear("provider|psp", 1, false, order);
    }
    assertThat(told).extracting(Alert::alertId).containsOnly(told.get(0).alertId());
    assertThat(told).hasSizeLessThan(16);
    assertThat(last().status()).isEqualTo(Alert.Status.SUSPECTED);
    assertThat(last().facts()).containsEntry("held", 8_192L);
    for (int order = 0; order < 10_000; order++) {
      hear("provider|psp", -1, false, 10_000 + order);
    }
    assertThat(told).hasSizeLessThan(17);
    assertThat(last().status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(last().facts())
        .containsEntry("held", 0L)
        .containsEntry("held_at_most", 10_000L)
        .containsEntry("told_without", 0L);
    assertThat(silence.waits()).isEmpty();
  }

  @Test
  void a_few_that_wait_are_no_news_until_they_waited_in_vain() {
    for (int check = 0; check < 9; check++) {
      silence = said(new HeldNews("provider|psp", 1, false, 0, 1), TestOrder.TERMS).next();
    }
    silence = said(new HeldNews("provider|psp", -8, false, 0, 2), TestOrder.TERMS).next();
    assertThat(told).as("ten are").isEmpty();
    silence = said(new HeldNews("provider|psp", -1, true, 0, 3), TestOrder.TERMS).next();
    assertThat(told).extracting(Alert::status).containsExactly(Alert.Status.CONFIRMED);
    silence = said(new HeldNews("provider|psp", 10, false, 0, 4), TestOrder.TERMS).next();
    assertThat(told).hasSize(2);
    assertThat(last().facts()).containsEntry("held", 10L).containsEntry("told_without", 1L);
  }

  @Test
  void shops_of_a_channel_are_told_of_together_and_by_name() {
    hear("paid|pos|shop-2", 3, false, 1);
    hear("paid|pos|shop-1", 5, false, 2);
    assertThat(last().key()).isEqualTo("paid|pos");
    assertThat(last().sentence())
        .startsWith("8 checks wait for payments of channel pos (shop-1, shop-2), last heard of at");
    hear("paid|pos|shop-2", -3, false, 3);
    assertThat(silence.waits()).containsExactly(new Wait("paid|pos|shop-1", 5));
    assertThat(told).as("fewer is no news").hasSize(2);
    for (int shop = 10; shop < 40; shop++) {
      hear("paid|pos|shop-" + shop, 1, false, 4);
    }
    assertThat(last().sentence()).contains("(shop-1, shop-10, ").contains("shop-18 and 18 more)");
  }

  @Test
  void who_is_whole_is_not_named_by_part() {
    hear("provider|psp", 1, false, 1);
    hear("provider|psp|shop", 1, false, 1);
    assertThat(last().sentence()).startsWith("2 checks wait for payments of provider psp, last");
  }

  @Test
  void what_was_told_without_it_confirms_it_for_good() {
    hear("channel|web", 2, false, 1);
    hear("channel|web", -1, true, 2);
    assertThat(last().status()).isEqualTo(Alert.Status.CONFIRMED);
    hear("channel|web", -1, false, 3);
    assertThat(last().status()).isEqualTo(Alert.Status.CONFIRMED);
    assertThat(last().facts()).containsEntry("told_without", 1L).containsEntry("held", 0L);
    assertThat(last().sentence())
        .startsWith("1 checks waited for sales and returns of channel web in vain");
  }

  @Test
  void a_silence_of_another_day_is_another_alert_and_one_of_the_same_day_is_not() {
    hear("channel|web", 4, false, 1);
    hear("channel|web", -4, true, 2);
    hear("channel|web", 1, false, 30);
    assertThat(last().alertId()).isEqualTo(told.get(0).alertId());
    assertThat(last().facts()).containsEntry("held_at_most", 4L).containsEntry("told_without", 4L);
    hear("channel|web", -1, false, 40);
    hear("channel|web", 1, false, 1_500);
    assertThat(last().alertId()).isNotEqualTo(told.get(0).alertId());
    assertThat(last().status()).isEqualTo(Alert.Status.SUSPECTED);
    assertThat(last().facts()).containsEntry("held_at_most", 1L).containsEntry("told_without", 0L);
  }

  @Test
  void one_of_which_nothing_was_ever_heard_is_said_to_be_so() {
    silence = said(new HeldNews("provider|new", 1, false, Long.MIN_VALUE, 10 * DAY)).next();
    assertThat(last().facts()).doesNotContainKey("last_heard");
    assertThat(last().sentence())
        .isEqualTo(
            "1 checks wait for payments of provider new, of which nothing was ever heard: see that it runs and is connected; in the end they are told without it.");
  }

  private void hear(String voice, long change, boolean isUnheard, long minute) {
    long at = 10 * DAY + minute * MINUTE;
    silence = said(new HeldNews(voice, change, isUnheard, at - 20 * MINUTE, at)).next();
  }

  private Silence.Step said(HeldNews news) {
    return said(news, TERMS);
  }

  private Silence.Step said(HeldNews news, OrderTerms terms) {
    Silence.Step step = silence.heard(news, terms);
    MoneyAlert alert = step.alert();
    if (alert != null) {
      told.add(alert.alert());
    }
    return step;
  }

  private Alert last() {
    return told.get(told.size() - 1);
  }
}
