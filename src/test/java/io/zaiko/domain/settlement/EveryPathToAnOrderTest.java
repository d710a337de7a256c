package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import io.zaiko.domain.payment.PaymentType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A payment finds its order by what it states, by a tender or by a checkout, and what it was told
 * to be before is taken back by ways of different length. News of one edge and key keep their
 * order; those of two edges overtake each other as they like.
 */
class EveryPathToAnOrderTest {
  private static final int SEEDS = Integer.getInteger("zaiko.seeds", 300) * 10;

  /** The operators and the edges between them. */
  private static final class Plant {
    private final Random chance;
    private final Map<String, Deque<OrderNews>> edges = new TreeMap<>();
    private final Map<String, OrderWord> words = new HashMap<>();
    private final Map<String, OrderAccount> orders = new TreeMap<>();

    Plant(long seed) {
      this.chance = new Random(seed);
    }

    void send(String from, OrderNews news) {
      edges.computeIfAbsent(from + '>' + news.key(), none -> new ArrayDeque<>()).add(news);
    }

    boolean deliverOne() {
      List<String> waiting =
          edges.keySet().stream().filter(edge -> !edges.get(edge).isEmpty()).toList();
      if (waiting.isEmpty()) {
        return false;
      }
      OrderNews news = edges.get(waiting.get(chance.nextInt(waiting.size()))).remove();
      if (news.isForOrder()) {
        orders.merge(
            news.key(),
            OrderAccount.EMPTY.heard(news.part(), news.path(), news.isOfIt()),
            (account, none) -> account.heard(news.part(), news.path(), news.isOfIt()));
        return true;
      }
      OrderWord.Kind kind =
          news.isForTender() ? OrderWord.Kind.OF_TENDER : OrderWord.Kind.OF_CHECKOUT;
      OrderWord.Step step = words.getOrDefault(news.key(), OrderWord.UNHEARD).heard(news, kind);
      words.put(news.key(), step.next());
      step.news().forEach(next -> send(news.key(), next));
      return true;
    }

    /** Where each payment is, and how many of its moves are known there. */
    List<String> found() {
      List<String> found = new ArrayList<>();
      orders.forEach(
          (key, account) ->
              account
                  .payments()
                  .forEach(part -> found.add(part.paymentId() + '@' + key + part.moves().size())));
      return found;
    }
  }

  @Test
  void a_payment_ends_at_one_order_whatever_overtakes_what() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random chance = new Random(seed);
      Plant plant = new Plant(seed);
      boolean hasCheckout = chance.nextBoolean();
      boolean hasTender = chance.nextBoolean();
      boolean isStated = chance.nextInt(3) == 0;
      int moves = 1 + chance.nextInt(3);
      List<Runnable> told = new ArrayList<>();
      for (int n = 1; n <= 2; n++) { // the later of two sales owns the words
        OrderNews.Claim claim = new OrderNews.Claim("O" + n, n, "s" + n);
        if (hasTender) {
          told.add(() -> plant.send("sales", claims("tender|psp|p1", claim)));
        }
        if (hasCheckout) {
          told.add(() -> plant.send("sales", claims("checkout|c1", claim)));
        }
      }
      for (int i = told.size() - 1; i > 0; i--) {
        Collections.swap(told, i, chance.nextInt(i + 1));
      }
      int said = 0;
      PaymentPart before = null;
      while (said < moves || !told.isEmpty() || plant.deliverOne()) {
        if (said < moves && chance.nextInt(3) == 0) {
          said++;
          PaymentPart part = part(said, hasCheckout, isStated && said == moves ? "O1" : null);
          OrderNews news = OrderNews.of(part, true);
          if (before != null && !OrderNews.of(before, false).key().equals(news.key())) {
            plant.send("payments", OrderNews.of(before, false));
          }
          plant.send("payments", news);
          before = part;
        } else if (!told.isEmpty() && chance.nextInt(3) == 0) {
          told.remove(0).run();
        } else {
          plant.deliverOne();
        }
      }
      String expected =
          isStated ? "order|O1" : hasTender || hasCheckout ? "order|O2" : "payment|psp|shop|p1";
      assertThat(plant.found()).as("seed %d", seed).containsExactly("p1@" + expected + moves);
    }
  }

  private static OrderNews claims(String key, OrderNews.Claim claim) {
    return new OrderNews(key, 1, null, null, true, claim, OrderNews.Path.STATED);
  }

  private static PaymentPart part(int moves, boolean hasCheckout, @Nullable String order) {
    List<Move> all = new ArrayList<>();
    for (int n = 1; n <= moves; n++) {
      all.add(new Move(n, "e" + n, PaymentType.CAPTURED, 100, 0, 0, 0, 0));
    }
    return new PaymentPart(
        "psp",
        "shop",
        "p1",
        order,
        hasCheckout ? "c1" : null,
        "web",
        null,
        false,
        false,
        "EUR",
        false,
        all,
        null);
  }
}
