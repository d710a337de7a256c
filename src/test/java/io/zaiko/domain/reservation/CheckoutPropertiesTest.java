package io.zaiko.domain.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.stock.Fate;
import io.zaiko.domain.stock.HoldTerms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Seeded histories, heard in any order, twice, and while time goes on. */
class CheckoutPropertiesTest {
  private static final int SEEDS = 250;
  private static final long DAYS_LATER = 5 * Said.DAY;

  @Test
  void a_plan_is_that_of_the_naive_clock_in_any_order_and_at_any_time() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(~seed);
      List<ForCheckout> said = CheckoutHistory.of(seed);
      long now = random.nextInt(3) == 0 ? DAYS_LATER / 3 : random.nextInt(3_000);
      List<String> expected = NaiveCheckout.standing(said, now);
      for (int order = 0; order < 4; order++) {
        SpokenCheckout checkout = heard(shuffled(said, random), random, now);
        assertThat(standing(checkout)).as("seed %d, order %d", seed, order).isEqualTo(expected);
      }
    }
  }

  @Test
  void what_is_said_again_under_another_name_changes_no_plan() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(~seed);
      List<ForCheckout> said = CheckoutHistory.of(seed);
      List<ForCheckout> twice = new ArrayList<>(said);
      said.stream()
          .filter(each -> random.nextInt(3) == 0)
          .forEach(each -> twice.add(CheckoutHistory.again(each)));
      assertThat(standing(heard(shuffled(twice, random), random, DAYS_LATER)))
          .as("seed %d", seed)
          .isEqualTo(NaiveCheckout.standing(said, DAYS_LATER));
    }
  }

  @Test
  void heard_as_it_happens_a_hold_ends_once_and_takes_no_end_back() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<ForCheckout> said = new ArrayList<>(CheckoutHistory.of(seed));
      said.sort(
          Comparator.comparingLong(ForCheckout::occurredAtMicros)
              .thenComparing(each -> each.request() == null || !each.request().isPlace())
              .thenComparing(ForCheckout::eventId));
      SpokenCheckout checkout = new SpokenCheckout();
      for (ForCheckout each : placeFirst(said)) {
        // What bears a full second is heard before that second is over.
        checkout.until(Math.max(0, each.occurredAtMicros() / Said.SECOND - 1)).hears(each);
      }
      checkout.until(DAYS_LATER);
      for (PlacedReservation each : checkout.checkout.reservations()) {
        assertEndsOnce(checkout.rounds(each.reservationId()), seed);
      }
      assertThat(standing(checkout))
          .as("seed %d", seed)
          .isEqualTo(NaiveCheckout.standing(said, DAYS_LATER));
    }
  }

  private static void assertEndsOnce(List<HoldTerms> rounds, long seed) {
    Fate before = Fate.HELD;
    long round = 0;
    String place = rounds.get(0).causeEventId();
    for (HoldTerms terms : rounds) {
      assertThat(terms.round()).as("seed %d", seed).isEqualTo(++round);
      if (before != Fate.HELD) {
        assertThat(terms.fate()).as("seed %d: held again", seed).isNotEqualTo(Fate.HELD);
      }
      boolean isByTime = round > 1 && terms.causeEventId().equals(place);
      if (isByTime) {
        assertThat(before).as("seed %d: ended twice", seed).isEqualTo(Fate.HELD);
      }
      before = terms.fate();
    }
  }

  @Test
  void in_the_end_nothing_is_held_and_nothing_is_due() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(~seed);
      List<ForCheckout> said = shuffled(CheckoutHistory.of(seed), random);
      SpokenCheckout checkout = heard(said, random, 30 * Said.DAY);
      assertThat(checkout.checkout.dueMicros(Said.POLICY)).as("seed %d", seed).isNull();
      assertThat(standing(checkout)).as("seed %d", seed).noneMatch(s -> s.contains("HELD"));
      int rounds = checkout.words.size();
      assertThat(checkout.until(60 * Said.DAY).words).as("seed %d", seed).hasSize(rounds);
    }
  }

  @Test
  void the_alert_of_a_missing_sale_ends_the_same_in_any_order() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(~seed);
      List<ForCheckout> said = new ArrayList<>(CheckoutHistory.of(seed));
      long soldAt = random.nextInt(3) == 0 ? LATE_SALE : LATE_SALE / 3;
      if (random.nextBoolean()) {
        said.add(Said.sale("r1", "late", soldAt, 1));
      }
      Set<List<String>> ends = new HashSet<>();
      for (int order = 0; order < 4; order++) {
        SpokenCheckout checkout = heard(shuffled(said, random), random, DAYS_LATER);
        ends.add(
            checkout.checkout.reservations().stream()
                .filter(each -> each.toldWithoutOrder() != null)
                .filter(each -> !each.toldWithoutOrder().name().equals("RETRACTED"))
                .map(each -> each.reservationId() + each.toldWithoutOrder())
                .sorted()
                .toList());
      }
      assertThat(ends).as("seed %d", seed).hasSize(1);
    }
  }

  private static final long LATE_SALE = 2 * Said.DAY;

  /** Hears them while time goes on at its own pace, up to a second that it reaches at last. */
  private static SpokenCheckout heard(List<ForCheckout> said, Random random, long now) {
    SpokenCheckout checkout = new SpokenCheckout();
    List<Integer> times = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      times.add(random.nextInt((int) Math.max(1, Math.min(now, 4_000))));
    }
    Collections.sort(times);
    for (int i = 0; i < said.size(); i++) {
      checkout.until(times.get(i)).hears(said.get(i));
    }
    return checkout.until(now);
  }

  private static List<ForCheckout> shuffled(List<ForCheckout> said, Random random) {
    List<ForCheckout> shuffled = new ArrayList<>(said);
    Collections.shuffle(shuffled, random);
    return placeFirst(shuffled);
  }

  /** What is said of a reservation waits for its PLACE. */
  private static List<ForCheckout> placeFirst(List<ForCheckout> said) {
    List<ForCheckout> heard = new ArrayList<>();
    List<ForCheckout> waiting = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (ForCheckout each : said) {
      Request request = each.request();
      String id =
          request != null
              ? request.reservationId()
              : each.sale() == null ? "" : each.sale().reservationId();
      if (request != null && request.isPlace()) {
        heard.add(each);
        placed.add(id);
        heard.addAll(waiting.stream().filter(earlier -> isOf(earlier, id)).toList());
        waiting.removeIf(earlier -> isOf(earlier, id));
      } else if (id.isEmpty() || placed.contains(id)) {
        heard.add(each);
      } else {
        waiting.add(each);
      }
    }
    return heard;
  }

  private static boolean isOf(ForCheckout each, String id) {
    return each.request() != null
        ? each.request().reservationId().equals(id)
        : each.sale() != null && each.sale().reservationId().equals(id);
  }

  private static List<String> standing(SpokenCheckout checkout) {
    return checkout.checkout.reservations().stream()
        .map(each -> checkout.last(each.reservationId()))
        .map(
            terms ->
                terms.reservationId()
                    + ' '
                    + SpokenCheckout.fate(terms)
                    + (terms.orderRef() == null ? "" : " " + terms.orderRef())
                    + (terms.isPaid() ? " paid" : "")
                    + (terms.isAlone() ? " alone" : ""))
        .sorted()
        .toList();
  }
}
