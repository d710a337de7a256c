package io.zaiko.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.Bill.Settlement;
import io.zaiko.domain.payment.Bill.Tender;
import io.zaiko.domain.payment.PaymentPart;
import io.zaiko.domain.payment.PaymentPart.Move;
import io.zaiko.domain.payment.PaymentType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which payments and sales of an order, or of none, come to a counter. */
class CounterNewsTest {
  private static final String ORDER = OrderNews.orderKey("o1");
  private static final String PAYMENT = "payment|psp|acc|p1";

  @Test
  void a_sale_without_tenders_comes_with_its_total_to_the_shop_it_was_carried_out_of() {
    assertThat(told(ORDER, OrderAccount.EMPTY, sold("s1", 1, "shop-1")))
        .containsExactly("shop-1|EUR|450 s1 true");
  }

  @Test
  void a_sale_that_leaves_no_shop_comes_to_its_channel() {
    assertThat(told(ORDER, OrderAccount.EMPTY, sold("s1", 1, null)))
        .containsExactly("web|EUR|450 s1 true");
  }

  @Test
  void of_tenders_those_come_that_name_no_payment_and_are_no_cash() {
    OrderAccount paid =
        sold(
            "s1",
            1,
            "shop-1",
            tender(Settlement.BY_ITSELF, 100, null),
            tender(Settlement.BY_A_PROVIDER, 200, "p9"),
            tender(Settlement.BY_A_PROVIDER, 150, null));
    assertThat(told(ORDER, OrderAccount.EMPTY, paid)).containsExactly("shop-1|EUR|150 s1 true");
  }

  @Test
  void a_sale_that_is_voided_at_once_is_none_any_more() {
    OrderAccount sold = sold("s1", 1, "shop-1");
    assertThat(told(ORDER, sold, sold.heard(voided("s1", 900_000_001), 900_000_001)))
        .containsExactly("shop-1|EUR|450 s1 false");
    assertThat(told(ORDER, sold, sold.heard(voided("s1", 900_000_002), 900_000_002)))
        .as("taken back")
        .containsExactly("shop-1|EUR|450 s1 true");
  }

  @Test
  void a_sale_whose_order_has_a_payment_is_none_of_a_counter() {
    OrderAccount sold = sold("s1", 1, "shop-1");
    assertThat(told(ORDER, sold, sold.heard(part("shop-1", 450, 0), OrderNews.Path.STATED, true)))
        .containsExactly("shop-1|EUR|450 s1 false");
  }

  @Test
  void a_payment_without_an_order_comes_to_its_shop_else_to_its_channel() {
    assertThat(told(PAYMENT, OrderAccount.EMPTY, account(part("shop-1", 450, 0))))
        .containsExactly("shop-1|EUR|450 psp|acc|p1 true");
    assertThat(told(PAYMENT, OrderAccount.EMPTY, account(part(null, 450, 0))))
        .containsExactly("web|EUR|450 psp|acc|p1 true");
  }

  @Test
  void one_that_captures_more_after_all_leaves_for_another_amount() {
    assertThat(told(PAYMENT, account(part("shop-1", 450, 0)), account(part("shop-1", 500, 0))))
        .containsExactly("shop-1|EUR|450 psp|acc|p1 false", "shop-1|EUR|500 psp|acc|p1 true");
  }

  @Test
  void one_that_finds_its_order_leaves() {
    OrderAccount found = account(part("shop-1", 450, 0));
    assertThat(
            told(PAYMENT, found, found.heard(part("shop-1", 450, 0), OrderNews.Path.STATED, false)))
        .containsExactly("shop-1|EUR|450 psp|acc|p1 false");
  }

  @Test
  void one_that_took_nothing_never_comes() {
    assertThat(told(PAYMENT, OrderAccount.EMPTY, account(part("shop-1", 0, 0)))).isEmpty();
  }

  @Test
  void one_that_is_voided_stays_as_one_whose_money_went_back() {
    PaymentPart voided =
        part(
            "shop-1",
            new Move(1, "c", PaymentType.CAPTURED, 450, 0, 0, 0, 0),
            new Move(2, "v", PaymentType.VOIDED, 0, 0, 0, 0, 0));
    CounterPayment payment = only(account(voided)).payment();
    assertThat(payment.goneId()).isEqualTo("v");
    assertThat(payment.isCredit()).isFalse();
  }

  @Test
  void one_that_only_gave_back_comes_as_a_credit_of_what_it_gave() {
    PaymentPart credit = part("shop-1", new Move(2, "r", PaymentType.REFUNDED, 0, 450, 0, 0, 0));
    CounterNews news = only(account(credit));
    assertThat(news.key()).isEqualTo("shop-1|EUR|450");
    assertThat(news.payment().isCredit()).isTrue();
  }

  @Test
  void a_sale_that_came_back_in_whole_is_told_again_unless_it_was_paid_out_in_cash() {
    OrderAccount sold = sold("s1", 1, "shop-1");
    Bill byCard = bill(tender(Settlement.BY_A_PROVIDER, 450, null));
    Bill inCash = bill(tender(Settlement.BY_ITSELF, 450, null));
    assertThat(told(ORDER, sold, sold.heard(returned(byCard), 9)))
        .containsExactly("shop-1|EUR|450 s1 true");
    assertThat(told(ORDER, sold, sold.heard(returned(inCash), 9))).isEmpty();
  }

  @Test
  void what_was_refunded_is_told_again_and_the_token_to_nobody() {
    CounterNews news =
        CounterNews.between(
                PAYMENT,
                account(part("shop-1", 450, 0)),
                account(part("shop-1", 450, 450)),
                Counter.TERMS)
            .get(0);
    assertThat(news.payment()).isNotNull();
    assertThat(news.payment().stands()).isFalse();
    assertThat(news.payment().instrument()).matches("[0-9a-f]{16}");
  }

  private static List<String> told(String key, OrderAccount before, OrderAccount after) {
    return CounterNews.between(key, before, after, Counter.TERMS).stream()
        .map(
            each ->
                each.key()
                    + ' '
                    + (each.sale() == null ? each.payment().paymentKey() : each.sale().id())
                    + ' '
                    + each.isThere())
        .toList();
  }

  private static OrderAccount account(PaymentPart part) {
    return OrderAccount.EMPTY.heard(part, OrderNews.Path.STATED, true);
  }

  private static CounterNews only(OrderAccount after) {
    List<CounterNews> news = CounterNews.between(PAYMENT, OrderAccount.EMPTY, after, Counter.TERMS);
    assertThat(news).hasSize(1);
    return news.get(0);
  }

  private static Bill bill(Tender... tenders) {
    return new Bill("EUR", 450, 450, 0, Map.of(0, 450L), List.of(tenders), null);
  }

  private static OrderEntry returned(Bill bill) {
    return entry(OrderEntry.Kind.RETURN, "r1", 9, null, bill, null);
  }

  private static PaymentPart part(@Nullable String shop, long captured, long refunded) {
    return part(
        shop,
        new Move(1, "c", PaymentType.CAPTURED, captured, 0, 0, 0, 0),
        new Move(2, "r", PaymentType.REFUNDED, captured, refunded, 0, 0, 0));
  }

  private static PaymentPart part(@Nullable String shop, Move... moves) {
    return new PaymentPart(
        "psp",
        "acc",
        "p1",
        null,
        null,
        "web",
        shop,
        false,
        false,
        "EUR",
        false,
        List.of(moves),
        "token t1");
  }

  private static Tender tender(Settlement settlement, long minor, @Nullable String payment) {
    String provider = payment == null ? null : "psp";
    return new Tender(settlement, minor, provider, payment, Bill.NOT_STATED, false);
  }

  private static OrderAccount sold(
      String id, long micros, @Nullable String shop, Tender... tenders) {
    return OrderAccount.EMPTY.heard(
        entry(OrderEntry.Kind.SALE, id, micros, null, bill(tenders), shop), micros);
  }

  private static OrderEntry voided(String sale, long micros) {
    return entry(OrderEntry.Kind.VOID, "v", micros, sale, null, null);
  }

  private static OrderEntry entry(
      OrderEntry.Kind kind,
      String id,
      long micros,
      @Nullable String original,
      @Nullable Bill bill,
      @Nullable String shop) {
    List<OrderEntry.Line> lines = List.of(new OrderEntry.Line(0, "coffee", 1, 450, shop != null));
    return new OrderEntry(kind, id, micros, "web", "till-1", original, bill, lines, shop, 0);
  }
}
