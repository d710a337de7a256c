package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.settlement.OrderNews.Claim;
import io.zaiko.domain.settlement.OrderWord.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose a word is, and where the payments go that have it. */
class OrderWordTest {

  /** A word, and every place that was told of a payment: what it heard last, or nothing. */
  private static final class Told {
    private final Kind kind;
    private final TreeMap<String, Integer> places = new TreeMap<>();
    private OrderWord word = OrderWord.UNHEARD;

    Told(Kind kind) {
      this.kind = kind;
    }

    /** What is told, as {@code +place payment/moves}, with a minus where it is taken back. */
    List<String> hear(OrderNews said) {
      OrderWord.Step step = word.heard(said, kind);
      word = step.next();
      List<String> news = new ArrayList<>();
      for (OrderNews each : step.news()) {
        PaymentPart part = each.part();
        assertThat(each.path())
            .isEqualTo(
                kind == Kind.OF_TENDER ? OrderNews.Path.BY_TENDER : OrderNews.Path.BY_CHECKOUT);
        String told = each.key() + ' ' + part.paymentId();
        news.add((each.isOfIt() ? '+' : '-') + told + '/' + part.moves().size());
        if (each.isOfIt()) {
          places.put(told, part.moves().size());
        } else {
          places.remove(told);
        }
      }
      return news;
    }
  }

  private final Told tender = new Told(Kind.OF_TENDER);
  private final Told checkout = new Told(Kind.OF_CHECKOUT);

  @Test
  void without_a_sale_a_payment_goes_by_its_checkout_and_then_to_a_place_of_its_own() {
    assertThat(tender.hear(has("p1", 1, "c1"))).containsExactly("+checkout|c1 p1/1");
    assertThat(tender.hear(has("p2", 1, null))).containsExactly("+payment|psp|shop|p2 p2/1");
    assertThat(checkout.hear(has("p1", 1, "c1"))).containsExactly("+payment|psp|shop|p1 p1/1");
  }

  @Test
  void a_payment_that_names_its_checkout_late_leaves_the_place_of_its_own() {
    tender.hear(has("p1", 1, null));
    assertThat(tender.hear(has("p1", 2, "c1")))
        .containsExactly("-payment|psp|shop|p1 p1/1", "+checkout|c1 p1/2");
  }

  @Test
  void a_payment_moves_as_it_was_last_told_when_a_later_sale_has_the_word() {
    tender.hear(claims("O2", 20, "s2"));
    tender.hear(has("p1", 1, "c1"));
    assertThat(tender.hear(has("p1", 2, "c1"))).containsExactly("+order|O2 p1/2");
    assertThat(tender.hear(claims("O1", 30, "s1")))
        .containsExactly("-order|O2 p1/2", "+order|O1 p1/2");
    assertThat(tender.hear(has("p1", 3, "c1"))).containsExactly("+order|O1 p1/3");
  }

  @Test
  void an_earlier_sale_and_one_that_is_told_again_move_nothing() {
    tender.hear(claims("O1", 20, "s2"));
    tender.hear(has("p1", 1, "c1"));
    assertThat(tender.hear(claims("O2", 10, "z"))).isEmpty();
    assertThat(tender.hear(claims("O1", 20, "s2"))).isEmpty();
    assertThat(tender.hear(claims("O3", 20, "s1"))).isEmpty();
    assertThat(tender.hear(has("p2", 1, "c2"))).containsExactly("+order|O1 p2/1");
  }

  @Test
  void of_sales_of_one_instant_the_greater_name_owns_the_word() {
    tender.hear(claims("O1", 10, "s1"));
    tender.hear(has("p1", 1, null));
    assertThat(tender.hear(claims("O2", 10, "s10")))
        .containsExactly("-order|O1 p1/1", "+order|O2 p1/1");
  }

  @Test
  void a_later_sale_of_the_same_order_takes_nothing_back() {
    tender.hear(claims("O1", 10, "s1"));
    tender.hear(has("p1", 1, null));
    assertThat(tender.hear(claims("O1", 20, "s2"))).containsExactly("+order|O1 p1/1");
    assertThat(tender.hear(claims("O2", 15, "s3"))).isEmpty();
  }

  @Test
  void a_payment_that_turns_out_to_be_of_another_word_is_taken_back_and_forgotten() {
    tender.hear(has("p1", 1, "c1"));
    tender.hear(has("p2", 1, "c2"));
    assertThat(tender.hear(hasNot("p1", 1, "c1"))).containsExactly("-checkout|c1 p1/1");
    assertThat(tender.hear(claims("O1", 10, "s1")))
        .containsExactly("-checkout|c2 p2/1", "+order|O1 p2/1");
    assertThat(tender.hear(hasNot("p2", 1, "c2"))).containsExactly("-order|O1 p2/1");
    assertThat(tender.word.payments()).isEmpty();
  }

  @Test
  void what_was_told_at_a_checkout_is_taken_back_there_whatever_is_stated_since() {
    tender.hear(has("p1", 1, "c1"));
    assertThat(tender.hear(hasNot("p1", 2, "c9"))).containsExactly("-checkout|c1 p1/2");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void as_many_are_remembered_as_the_bound_says_and_the_next_is_told_all_the_same(Kind kind) {
    Told full = new Told(kind);
    for (int n = 1; n <= 200; n++) {
      full.hear(has("p" + n, 1, null));
    }
    assertThat(full.hear(has("beyond", 1, null)))
        .containsExactly("+payment|psp|shop|beyond beyond/1");
    assertThat(full.word.payments())
        .hasSize(200)
        .extracting(PaymentPart::paymentId)
        .doesNotContain("beyond");
    assertThat(full.hear(has("p7", 2, null))).containsExactly("+payment|psp|shop|p7 p7/2");
    assertThat(full.word.payments()).hasSize(200).contains(part("p7", 2, null));
    assertThat(full.hear(hasNot("beyond", 1, null)))
        .containsExactly("-payment|psp|shop|beyond beyond/1");
    assertThat(full.hear(claims("O1", 10, "s1"))).hasSize(400);
    assertThat(full.hear(has("beyond", 1, null))).containsExactly("+order|O1 beyond/1");
    assertThat(full.hear(hasNot("p7", 2, null))).containsExactly("-order|O1 p7/2");
    full.hear(has("beyond", 2, null));
    assertThat(full.word.payments()).hasSize(200).contains(part("beyond", 2, null));
  }

  @Test
  void it_was_spoken_of_when_the_latest_of_all_was_said() {
    tender.hear(has("p1", 30, null));
    assertThat(tender.word.spokenOfMicros()).isEqualTo(30);
    tender.hear(claims("O1", 40, "s1"));
    tender.hear(claims("O2", 10, "s2"));
    tender.hear(has("p2", 5, null));
    tender.hear(hasNot("p2", 5, null));
    assertThat(tender.word.spokenOfMicros()).isEqualTo(40);
    tender.hear(claims("O3", 50, "s3"));
    assertThat(tender.word.spokenOfMicros()).isEqualTo(50);
  }

  /** Each payment is told in its own order, all else in any: 8! / 2! / 2! = 10,080 ways. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void in_whatever_order_they_come_all_ends_at_the_order_of_the_latest_sale(Kind kind) {
    List<List<OrderNews>> said =
        List.of(
            List.of(claims("O3", 5, "s3")),
            List.of(claims("O1", 10, "s1")),
            List.of(claims("O2", 10, "s2")),
            List.of(has("p1", 1, null), has("p1", 2, "c1")),
            List.of(has("p2", 1, "c2")),
            List.of(has("p3", 1, "c1"), hasNot("p3", 1, "c1")));
    Set<OrderWord> ends = new HashSet<>();
    int ways = everyWay(said, new ArrayList<>(), kind, ends);
    assertThat(ways).isEqualTo(10_080);
    assertThat(ends).hasSizeBetween(1, 2); // the two payments in either order
    for (OrderWord end : ends) {
      assertThat(end.claim()).isEqualTo(new Claim("O2", 10, "s2"));
      assertThat(end.spokenOfMicros()).isEqualTo(10);
      assertThat(end.payments())
          .containsExactlyInAnyOrder(part("p1", 2, "c1"), part("p2", 1, "c2"));
    }
  }

  private static int everyWay(
      List<List<OrderNews>> left, List<OrderNews> way, Kind kind, Set<OrderWord> ends) {
    int ways = 0;
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).isEmpty()) {
        List<List<OrderNews>> then = new ArrayList<>(left);
        then.set(i, left.get(i).subList(1, left.get(i).size()));
        way.add(left.get(i).get(0));
        ways += everyWay(then, way, kind, ends);
        way.remove(way.size() - 1);
      }
    }
    if (ways > 0) {
      return ways;
    }
    Told told = new Told(kind);
    way.forEach(told::hear);
    assertThat(told.places).as("%s", way).hasToString("{order|O2 p1=2, order|O2 p2=1}");
    ends.add(told.word);
    return 1;
  }

  private static OrderNews claims(String order, long atMicros, String sale) {
    Claim claim = new Claim(order, atMicros, sale);
    return new OrderNews("tender|psp|p1", atMicros, null, null, true, claim, OrderNews.Path.STATED);
  }

  private static OrderNews has(String payment, int moves, @Nullable String checkout) {
    return said(part(payment, moves, checkout), true);
  }

  private static OrderNews hasNot(String payment, int moves, @Nullable String checkout) {
    return said(part(payment, moves, checkout), false);
  }

  private static OrderNews said(PaymentPart part, boolean isOfIt) {
    return OrderNews.to("tender|psp|p1", part, isOfIt, OrderNews.Path.STATED);
  }

  /** After so many moves, one a microsecond. */
  private static PaymentPart part(String payment, int moves, @Nullable String checkout) {
    List<Move> all = new ArrayList<>();
    for (int n = 1; n <= moves; n++) {
      all.add(new Move(n, "e" + n, PaymentType.CAPTURED, 100L * n, 0, 0, 0, 0));
    }
    return new PaymentPart(
        "psp", "shop", payment, null, checkout, "web", null, false, false, "EUR", false, all, null);
  }
}
