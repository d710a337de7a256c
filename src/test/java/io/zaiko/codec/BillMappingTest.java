package io.zaiko.codec;

import static io.zaiko.domain.payment.Bill.NOT_STATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.Bill.Settlement;
import io.zaiko.domain.stock.GoodsEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sales and returns say of money, and that no amount of theirs costs the goods. */
class BillMappingTest {
  /** The most minor units that an amount may have, as the contract says of payments. */
  private static final long MOST = 1_000_000_000_000_000L;

  @Test
  void a_sale_keeps_its_total_its_lines_and_what_belongs_to_all_of_them() {
    Sale sale =
        lines(eur(700), eur(500))
            .setAdjustments(
                List.of(
                    part(AmountAdjustmentKind.TAX, 120),
                    part(AmountAdjustmentKind.DISCOUNT, -200),
                    part(AmountAdjustmentKind.DELIVERY, 490),
                    part(AmountAdjustmentKind.TIP, 50)))
            .setTotal(eur(1660))
            .build();
    assertThat(bill(sale))
        .isEqualTo(
            new Bill("EUR", 1660, 1660, -80, Map.of(0, 700L, 1, 500L), List.of(cash(1000)), null));
  }

  @Test
  void a_total_that_is_not_the_sum_of_its_parts_stands_beside_them() {
    Bill bill = bill(lines(eur(700), eur(500)).setTotal(eur(1100)).build());
    assertThat(bill.totalMinor()).isEqualTo(1100);
    assertThat(bill.partsMinor()).isEqualTo(1200);
  }

  @ParameterizedTest
  @EnumSource(AmountAdjustmentKind.class)
  void tax_and_discounts_alone_are_shared_by_the_lines(AmountAdjustmentKind kind) {
    Bill bill = bill(lines(eur(700)).setAdjustments(List.of(part(kind, 30))).build());
    assertThat(bill.partsMinor()).isEqualTo(730);
    assertThat(bill.sharedMinor())
        .isEqualTo(List.of("TAX", "DISCOUNT").contains(kind.name()) ? 30 : 0);
  }

  @Test
  void without_a_total_it_is_what_the_parts_come_to() {
    Bill bill = bill(lines(eur(700), eur(500)).setTotal(null).build());
    assertThat(bill.totalMinor()).isEqualTo(1200);
    assertThat(bill.partsMinor()).isEqualTo(1200);
  }

  @Test
  void without_the_amount_of_one_line_the_parts_are_not_stated_and_the_total_stands() {
    Bill bill = bill(lines(eur(700), null).setTotal(eur(1200)).build());
    assertThat(bill.currency()).isEqualTo("EUR");
    assertThat(bill.totalMinor()).isEqualTo(1200);
    assertThat(bill.partsMinor()).isEqualTo(NOT_STATED);
    assertThat(bill.lines()).isEqualTo(Map.of(0, 700L));
  }

  @Test
  void without_a_total_and_the_amount_of_one_line_nothing_is_owed_that_one_could_name() {
    Bill bill = bill(lines(eur(700), null).setTotal(null).build());
    assertThat(bill.totalMinor()).isEqualTo(NOT_STATED);
    assertThat(bill.partsMinor()).isEqualTo(NOT_STATED);
  }

  @Test
  void a_sale_that_says_nothing_of_money_says_so_and_moves_its_goods() {
    GoodsEvent event = event(lines((Money) null).setTotal(null).setTenders(List.of()).build());
    assertThat(event.bill()).isEqualTo(nothing(List.of()));
    assertThat(event.lines()).hasSize(1);
  }

  @Test
  void nought_and_what_is_owed_to_the_customer_are_amounts_like_any() {
    assertThat(bill(lines(eur(0)).setTotal(eur(0)).build()))
        .extracting(Bill::totalMinor, Bill::partsMinor, Bill::lines)
        .containsExactly(0L, 0L, Map.of(0, 0L));
    assertThat(bill(lines(eur(700), eur(-900)).setTotal(eur(-200)).build()))
        .extracting(Bill::totalMinor, Bill::partsMinor)
        .containsExactly(-200L, -200L);
  }

  @ParameterizedTest
  @CsvSource({"1000000000000000", "-1000000000000000"})
  void the_greatest_amount_is_one(long minor) {
    assertThat(bill(lines(eur(minor)).setTotal(eur(minor)).build()))
        .extracting(Bill::currency, Bill::totalMinor, Bill::partsMinor)
        .containsExactly("EUR", minor, minor);
  }

  private static Stream<Arguments> amountsThatCannotBe() {
    return Stream.of(
        arguments("beyond the greatest", new Money(MOST + 1, "EUR")),
        arguments("below the least", new Money(-MOST - 1, "EUR")),
        arguments("the end of the range", new Money(Long.MAX_VALUE, "EUR")),
        arguments("its other end", new Money(Long.MIN_VALUE, "EUR")),
        arguments("small letters", new Money(1L, "eur")),
        arguments("no code", new Money(1L, "EURO")),
        arguments("nobody's code", new Money(1L, "QQQ")),
        arguments("blank", new Money(1L, "")),
        arguments("another one than the rest has", new Money(1L, "USD")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("amountsThatCannotBe")
  void with_one_amount_that_cannot_be_none_is_stated_and_the_goods_move(String why, Money bad) {
    AmountAdjustment tax = new AmountAdjustment(AmountAdjustmentKind.TAX, bad);
    List<Sale> spoilt =
        List.of(
            lines(eur(700), bad).build(),
            lines(eur(700), eur(500)).setTotal(bad).build(),
            lines(eur(700), eur(500)).setAdjustments(List.of(tax)).build());
    for (Sale sale : spoilt) {
      GoodsEvent event = event(sale);
      assertThat(event.bill()).as("%s: %s", why, sale).isEqualTo(nothing(List.of(cash(1000))));
      assertThat(event.lines()).hasSize(2);
    }
    Sale paid = lines(eur(700), eur(500)).setTenders(List.of(tender(TenderKind.CASH, bad))).build();
    assertThat(bill(paid))
        .extracting(Bill::currency, Bill::totalMinor, Bill::partsMinor, Bill::lines)
        .as(why)
        .containsExactly("", NOT_STATED, NOT_STATED, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"eur", "EURO", "QQQ", ""})
  void where_all_name_the_same_currency_that_is_none_nothing_is_stated(String none) {
    Money amount = new Money(700L, none);
    Sale sale = lines(amount).setTotal(amount).setTenders(List.of()).build();
    assertThat(bill(sale)).isEqualTo(nothing(List.of()));
  }

  /** 10,000 lines of the greatest amount are 10^19, more than a long holds. */
  @ParameterizedTest
  @CsvSource({"1000000000000000", "-1000000000000000"})
  void a_sum_beyond_all_bounds_keeps_its_sign_and_is_not_taken_for_none(long minor) {
    List<SaleLine> many = new ArrayList<>();
    for (int n = 0; n < 10_000; n++) {
      many.add(Samples.saleLine(n).setAmount(eur(minor)).build());
    }
    Bill bill = bill(Samples.sale().setLines(many).setTotal(null).build());
    assertThat(bill.partsMinor()).isNotEqualTo(NOT_STATED);
    assertThat(Math.abs(bill.partsMinor())).isGreaterThan(1_000 * MOST);
    assertThat(Long.signum(bill.partsMinor())).isEqualTo(Long.signum(minor));
    assertThat(bill.totalMinor()).isEqualTo(bill.partsMinor());
  }

  @ParameterizedTest
  @CsvSource({
    "CASH, BY_ITSELF",
    "RETURN_VALUE, BY_ITSELF",
    "PARTNER_COLLECTED, BY_ITSELF",
    "INVOICE, BY_ITSELF_UNLESS_TOLD",
    "ON_DELIVERY, BY_ITSELF_UNLESS_TOLD",
    "CARD, BY_A_PROVIDER",
    "WALLET, BY_A_PROVIDER",
    "QR, BY_A_PROVIDER",
    "STORED_VALUE, BY_STORED_VALUE",
    "INSTALMENT, BY_A_PROVIDER"
  })
  void who_settles_a_tender_goes_by_its_kind(TenderKind kind, Settlement settlement) {
    Sale sale = lines(eur(700)).setTenders(List.of(tender(kind, eur(700)))).build();
    assertThat(bill(sale).tenders())
        .containsExactly(new Bill.Tender(settlement, 700, null, null, NOT_STATED, false));
  }

  @Test
  void a_tender_keeps_its_payment_and_when_it_is_due_to_the_microsecond() {
    Tender due =
        Tender.newBuilder(tender(TenderKind.INVOICE, eur(700)))
            .setProvider("psp")
            .setPaymentRef("pay_1")
            .setDueAt(Instant.parse("2026-01-31T00:00:00.000001Z"))
            .setOffline(true)
            .build();
    Tender blank =
        Tender.newBuilder(tender(TenderKind.CARD, eur(0)))
            .setProvider(" ")
            .setPaymentRef("")
            .build();
    Bill bill = bill(lines(eur(700)).setTenders(List.of(due, blank)).build());
    assertThat(bill.tenders())
        .containsExactly(
            new Bill.Tender(
                Settlement.BY_ITSELF_UNLESS_TOLD,
                700,
                "psp",
                "pay_1",
                1_769_817_600_000_001L, // seconds of that day, as date -u says them
                true),
            new Bill.Tender(Settlement.BY_A_PROVIDER, 0, null, null, NOT_STATED, false));
    assertThat(bill.tenders()).extracting(Bill.Tender::isNamed).containsExactly(true, false);
    assertThat(bill.tenders()).extracting(Bill.Tender::isDeferred).containsExactly(true, false);
  }

  @Test
  void tenders_alone_name_the_currency_and_no_total() {
    Bill bill = bill(lines((Money) null).setTotal(null).build());
    assertThat(bill)
        .isEqualTo(new Bill("EUR", NOT_STATED, NOT_STATED, 0, Map.of(), List.of(cash(1000)), null));
  }

  @Test
  void a_return_says_the_same_and_names_the_order_it_is_of() {
    Return back = Samples.returned(Disposition.RESTOCK);
    back.getLines().get(0).setAmount(eur(500));
    back.setAdjustments(List.of(part(AmountAdjustmentKind.FEE, -100)));
    back.setTotal(eur(400));
    back.setTenders(List.of(tender(TenderKind.CASH, eur(400))));
    assertThat(returned(back))
        .isEqualTo(new Bill("EUR", 400, 400, 0, Map.of(0, 500L), List.of(cash(400)), "R-1001"));
    back.setTotal(new Money(MOST + 1, "EUR"));
    assertThat(returned(back))
        .isEqualTo(new Bill("", NOT_STATED, NOT_STATED, 0, Map.of(), List.of(cash(400)), "R-1001"));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"none", "''", "' '"},
      nullValues = "none")
  void a_return_that_names_no_order_is_of_none(@Nullable String order) {
    Return back = Samples.returned(Disposition.RESTOCK);
    back.setOriginalOrderRef(order);
    assertThat(returned(back).originalOrderRef()).isNull();
  }

  @Test
  void amounts_do_not_save_a_record_whose_goods_cannot_be() {
    Sale sale = lines(eur(700)).build();
    sale.getLines().get(0).setSku(" ");
    assertThat(decode("sales.web", sale, true).reason()).isEqualTo(Reason.BLANK_FIELD);
  }

  @Test
  void who_does_not_ask_for_bills_is_told_none() {
    Inbound sale = decode("sales.web", lines(eur(700)).build(), false);
    assertThat(Objects.requireNonNull(sale.event()).bill()).isNull();
  }

  /** A sale of these lines, EUR 10.00 in all, paid in cash. */
  private static Sale.Builder lines(@Nullable Money... amounts) {
    List<SaleLine> lines = new ArrayList<>();
    for (Money amount : amounts) {
      lines.add(Samples.saleLine(lines.size()).setAmount(amount).build());
    }
    return Samples.sale().setLines(lines);
  }

  private static Money eur(long minor) {
    return new Money(minor, "EUR");
  }

  private static AmountAdjustment part(AmountAdjustmentKind kind, long minor) {
    return new AmountAdjustment(kind, eur(minor));
  }

  private static Tender tender(TenderKind kind, Money amount) {
    return Tender.newBuilder().setKind(kind).setAmount(amount).build();
  }

  private static Bill.Tender cash(long minor) {
    return new Bill.Tender(Settlement.BY_ITSELF, minor, null, null, NOT_STATED, false);
  }

  private static Bill nothing(List<Bill.Tender> tenders) {
    return new Bill("", NOT_STATED, NOT_STATED, 0, Map.of(), tenders, null);
  }

  private static Bill bill(Sale sale) {
    return Objects.requireNonNull(event(sale).bill());
  }

  private static Bill returned(Return back) {
    Inbound inbound = decode("returns.web", back, true);
    GoodsEvent event = Objects.requireNonNull(inbound.event(), inbound::message);
    return Objects.requireNonNull(event.bill());
  }

  private static GoodsEvent event(Sale sale) {
    Inbound inbound = decode("sales.web", sale, true);
    return Objects.requireNonNull(inbound.event(), inbound::message);
  }

  private static Inbound decode(String topic, SpecificRecord record, boolean readsBills) {
    return new RecordDecoder(Samples::byId, RecordDecoder.USUAL_CLOCK_SKEW_MAX, readsBills)
        .decode(
            topic, 3, 42, Samples.BROKER_TIME.toEpochMilli(), Samples.KEY, Samples.bytes(record));
  }
}
