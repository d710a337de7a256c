package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the order of arrival; and against an oracle that tries every way to give sales. */
class TwiceByInstrumentPropertiesTest {
  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 300);

  @Test
  void what_is_told_in_the_end_is_a_function_of_the_set() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<CounterNews> said = new ArrayList<>(some(random, 12, 3_000).said());
      List<Alert> expected = Counter.inTheEnd(said);
      for (int i = 0; i < 5; i++) {
        List<CounterNews> shuffled = new ArrayList<>(said);
        shuffled.addAll(said.subList(0, said.size() / 2)); // told again
        Collections.shuffle(shuffled, random);
        assertThat(Counter.inTheEnd(shuffled)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void as_many_payments_have_a_sale_as_any_way_to_give_them_allows() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<CounterNews> said = some(random, 7, 1_500).said();
      List<CounterPayment> payments = new ArrayList<>();
      List<CounterSale> sales = new ArrayList<>();
      for (CounterNews each : said) {
        if (each.payment() != null && !each.payment().isCredit()) {
          payments.add(each.payment());
        }
        if (each.sale() != null) {
          sales.add(each.sale());
        }
      }
      CounterSale.sort(sales);
      CounterMatch match = new CounterMatch(payments, sales, Counter.TERMS);
      long given = payments.stream().filter(each -> match.saleOf(each) != null).count();
      assertThat(given).as("seed %d", seed).isEqualTo(most(payments, 0, sales));
      assertThat(payments.stream().map(match::saleOf).filter(Objects::nonNull).distinct())
          .as("one sale for each, seed %d", seed)
          .hasSize((int) given);
    }
  }

  /** Where sales are scarce, many must change theirs again and again. */
  @Test
  void at_a_busy_counter_as_many_have_a_sale_as_can() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<CounterPayment> payments = new ArrayList<>();
      List<CounterSale> sales = new ArrayList<>();
      for (CounterNews each : some(random, 80, 3_000).said()) {
        if (each.payment() != null && !each.payment().isCredit()) {
          payments.add(each.payment());
        } else if (each.sale() != null) {
          sales.add(each.sale());
        }
      }
      CounterSale.sort(sales);
      CounterMatch match = new CounterMatch(payments, sales, Counter.TERMS);
      assertThat(payments.stream().filter(each -> match.saleOf(each) != null).count())
          .as("seed %d", seed)
          .isEqualTo(served(payments, sales));
    }
  }

  /** Each sale in order of time to the payment that can wait the least: as many as can be. */
  private static long served(List<CounterPayment> payments, List<CounterSale> inOrder) {
    List<CounterPayment> waiting = new ArrayList<>(payments);
    long served = 0;
    for (CounterSale sale : inOrder) {
      CounterPayment next = null;
      for (CounterPayment each : waiting) {
        boolean mayHaveIt =
            sale.atMicros() >= each.earliestSaleMicros(Counter.TERMS)
                && sale.atMicros() <= each.latestSaleMicros(Counter.TERMS);
        if (mayHaveIt
            && (next == null
                || each.latestSaleMicros(Counter.TERMS) < next.latestSaleMicros(Counter.TERMS))) {
          next = each;
        }
      }
      if (next != null) {
        waiting.remove(next);
        served++;
      }
    }
    return served;
  }

  private static long most(List<CounterPayment> payments, int next, List<CounterSale> free) {
    if (next == payments.size()) {
      return 0;
    }
    CounterPayment payment = payments.get(next);
    long best = most(payments, next + 1, free);
    for (CounterSale sale : free) {
      if (sale.atMicros() >= payment.earliestSaleMicros(Counter.TERMS)
          && sale.atMicros() <= payment.latestSaleMicros(Counter.TERMS)) {
        List<CounterSale> rest = new ArrayList<>(free);
        rest.remove(sale);
        best = Math.max(best, 1 + most(payments, next + 1, rest));
      }
    }
    return best;
  }

  private static Counter some(Random random, int most, int seconds) {
    Counter counter = new Counter();
    for (int i = 0; i < 2 + random.nextInt(most - 1); i++) {
      long at = random.nextInt(seconds);
      String card = "card " + random.nextInt(3);
      switch (random.nextInt(10)) {
        case 8 -> counter.credited("r" + i, card, at + random.nextInt(2_000));
        case 9 -> counter.soldAndTakenBack("s" + i, at, at + 1_000);
        case 0 -> counter.paidAndGone("p" + i, card, at, at + random.nextInt(2_000));
        case 1 -> counter.paidOffline("p" + i, card, at);
        case 2, 3, 4 -> counter.paid("p" + i, card, at);
        default -> counter.sold("s" + i, at);
      }
    }
    return counter;
  }
}
