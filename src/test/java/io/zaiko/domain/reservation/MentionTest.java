package io.zaiko.domain.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.RecordKind;
import io.zaiko.domain.identity.SourceRef;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentType;
import io.zaiko.domain.stock.Act;
import io.zaiko.domain.stock.Condition;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import io.zaiko.domain.stock.RequestAct;
import io.zaiko.domain.stock.RequestHead;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MentionTest {

  @Test
  void two_lines_of_one_item_are_asked_as_one() {
    RequestHead head = new RequestHead(RequestAct.PLACE, "r", "web", 1_000_000, null);
    Mention mention =
        only(
            event(
                RecordKind.RESERVATION,
                head,
                null,
                line(1, "A", 2, null),
                line(2, "B", 1, null),
                line(3, "A", 4, null)));
    assertThat(mention.owner()).isEqualTo("r|r");
    Request request = Objects.requireNonNull(mention.said().request());
    assertThat(request.units())
        .containsExactly(new AskedUnits(1, "A", 6), new AskedUnits(2, "B", 1));
    assertThat(request.locationId()).isEqualTo("L");
    assertThat(request.asOfMicros()).as("the broker's clock").isEqualTo(9);
  }

  @Test
  void a_sale_mentions_each_reservation_once() {
    GoodsEvent sale =
        event(
            RecordKind.SALE,
            null,
            null,
            line(1, "A", 2, "r1"),
            line(2, "A", 1, null),
            line(3, "B", 1, "r2"),
            line(4, "A", 3, "r1"));
    List<Mention> mentions = Mention.of(sale);
    assertThat(mentions).extracting(Mention::owner).containsExactly("r|r1", "r|r2");
    SaleMention first = Objects.requireNonNull(mentions.get(0).said().sale());
    assertThat(first.at("L", "A")).isEqualTo(5);
    assertThat(first.at("L", "B")).isZero();
    assertThat(first.orderRef()).isEqualTo("o");
  }

  @Test
  void a_payment_is_known_by_its_provider_account_and_id() {
    ForCheckout said = Said.paid("y", PaymentType.CAPTURED, 1, 5);
    Mention mention = only(event(RecordKind.PAYMENT, null, said.payment()));
    assertThat(mention.owner()).isEqualTo("p|psp|main|y");
    assertThat(mention.checkoutRef()).isEqualTo("c");
  }

  @Test
  void other_records_mention_nothing() {
    assertThat(Mention.of(event(RecordKind.SALE, null, null, line(1, "A", 2, null)))).isEmpty();
    assertThat(Mention.of(event(RecordKind.HOLD_RELEASE, null, null, line(1, "A", 0, "r"))))
        .isEmpty();
  }

  private static Mention only(GoodsEvent event) {
    List<Mention> mentions = Mention.of(event);
    assertThat(mentions).hasSize(1);
    return mentions.get(0);
  }

  private static GoodsLine line(int no, String sku, long quantity, @Nullable String reservation) {
    return new GoodsLine(
        no,
        sku,
        "L",
        quantity,
        Act.CARRIED_OUT,
        Condition.SELLABLE,
        Condition.SELLABLE,
        null,
        null,
        null,
        reservation);
  }

  private static GoodsEvent event(
      RecordKind kind,
      @Nullable RequestHead request,
      @Nullable PaymentStatement payment,
      GoodsLine... lines) {
    return new GoodsEvent(
        kind,
        "e",
        new SourceRef("shop", 0, SourceRef.NO_SEQUENCE),
        new Origin(kind.topicPrefix() + ".web", 0, 0, 9),
        10,
        0,
        kind == RecordKind.SALE ? "o" : null,
        10,
        false,
        null,
        null,
        List.of(lines),
        0,
        null,
        0,
        null,
        request,
        payment);
  }
}
