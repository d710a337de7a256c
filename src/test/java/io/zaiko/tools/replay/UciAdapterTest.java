package io.zaiko.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zaiko.avro.AdjustmentReason;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.StockAdjustment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UciAdapterTest {
  private static final String ROWS =
      """
      seq,event_time,event_kind,invoice_no,stock_code,quantity,unit_price_gbp,customer_id,country,description
      1,2010-12-01T08:26:00Z,SALE,536365,85123A,6,2.555,17850,United Kingdom,T-LIGHT HOLDER
      2,2010-12-01T08:26:00Z,SALE,536365,POST,1,18,17850,United Kingdom,POSTAGE
      3,2010-12-01T08:27:00Z,SALE,536365,85123a,2,0,17850,United Kingdom, lower case
      4,2010-12-01T09:00:00Z,CANCEL,C536366,85123A,-1,2.55,,France,T-LIGHT HOLDER
      5,2010-12-01T10:00:00Z,STOCK_ADJUST,536367,85123A,-10,0,,United Kingdom,"thrown away, wet"
      6,2010-12-01T11:00:00Z,BAD_DEBT,A563186,B,1,-11062.06,,United Kingdom,Adjust bad debt
      """;

  private final UciAdapter adapter = new UciAdapter(() -> zipped(ROWS), true);

  @Test
  void rows_of_an_invoice_and_minute_are_one_sale() {
    List<Outgoing> events = adapter.events().toList();
    assertThat(events).extracting(Outgoing::lines).containsExactly(2, 1, 1, 1, 1);
    Sale sale = (Sale) events.get(0).record();
    assertThat(sale.getEventId()).isEqualTo("uci-536365-1");
    assertThat(sale.getOrderRef()).isEqualTo("536365");
    assertThat(sale.getCustomerRef()).isEqualTo("17850");
    assertThat(sale.getLines().get(0).getUnitPrice()).isEqualTo(new BigDecimal("2.5550"));
    assertThat(sale.getLines().get(0).getAmount()).isEqualTo(new Money(1533L, "GBP"));
    assertThat(sale.getTotal()).isEqualTo(new Money(3333L, "GBP"));
    assertThat(events.get(0).topic()).isEqualTo("sales.web");
  }

  @Test
  void a_cancellation_is_a_return_to_the_shelf() {
    Outgoing event = adapter.events().toList().get(2);
    Return cancellation = (Return) event.record();
    assertThat(event.topic()).isEqualTo("returns.web");
    assertThat(cancellation.getLines().get(0).getQuantity()).isEqualTo(1L);
    assertThat(cancellation.getLines().get(0).getDisposition()).isEqualTo(Disposition.RESTOCK);
    assertThat(cancellation.getCustomerRef()).isNull();
  }

  @Test
  void a_stock_adjustment_keeps_its_sign_and_its_note() {
    Outgoing event = adapter.events().toList().get(3);
    StockAdjustment adjustment = (StockAdjustment) event.record();
    assertThat(event.topic()).isEqualTo("adjustments.warehouse");
    assertThat(adjustment.getNote()).isEqualTo("thrown away, wet");
    assertThat(adjustment.getLines().get(0).getQuantity()).isEqualTo(-10L);
    assertThat(adjustment.getLines().get(0).getReason()).isEqualTo(AdjustmentReason.DAMAGE);
  }

  @Test
  void a_bad_debt_is_a_sale_of_no_goods_with_a_negative_amount() {
    Sale debt = (Sale) adapter.events().toList().get(4).record();
    assertThat(debt.getLines().get(0).getSku()).isEqualTo("B");
    assertThat(debt.getTotal()).isEqualTo(new Money(-1106206L, "GBP"));
  }

  @Test
  void fees_are_items_without_stock_and_case_tells_codes_apart() {
    List<Outgoing> controls = adapter.controls().toList();
    assertThat(controls.get(0).record()).isInstanceOf(Location.class);
    assertThat(controls.stream().skip(1).map(control -> (Item) control.record()))
        .extracting(Item::getSku, Item::getKind)
        .containsExactly(
            tuple("85123A", ItemKind.STOCK),
            tuple("POST", ItemKind.NON_STOCK),
            tuple("85123a", ItemKind.STOCK),
            tuple("B", ItemKind.NON_STOCK));
  }

  @ParameterizedTest
  @CsvSource({
    "damages,DAMAGE",
    "Dagamed,DAMAGE",
    "wet/rusty,DAMAGE",
    "Unsaleable destroyed.,DAMAGE",
    "????missing,SHRINK",
    "MIA,SHRINK",
    "can't find,SHRINK",
    "Show Samples,SHRINK",
    "sold as set on dotcom,CORRECTION",
    "?,CORRECTION",
    "'',CORRECTION"
  })
  void a_clerks_note_suggests_the_reason(String note, AdjustmentReason reason) {
    assertThat(UciCodes.reason(note)).isEqualTo(reason);
  }

  private static ByteArrayInputStream zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
