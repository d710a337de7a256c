package io.zaiko.tools.replay;

import io.zaiko.avro.AdjustmentLine;
import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.Condition;
import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.StockAdjustment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * UCI Online Retail: a year of a UK gift wholesaler that ships from one warehouse.
 *
 * <p>Consecutive rows of one invoice and minute are one record; the row's number is the line's, so
 * that an invoice with two timestamps never repeats one. SALE and BAD_DEBT become sales that were
 * carried out (the set says nothing of the shipment that followed), CANCEL a return to the shelf,
 * STOCK_ADJUST an adjustment with a reason guessed from the clerk's note.
 */
final class UciAdapter implements Adapter {
  static final String LOCATION = "uk-warehouse";
  private static final String WEB = "uci/web";
  private static final String WAREHOUSE = "uci/warehouse";
  private static final String GBP = "GBP";

  private final Rows.Origin file;
  private final boolean numbered;

  UciAdapter(Rows.Origin file, boolean numbered) {
    this.file = file;
    this.numbered = numbered;
  }

  @Override
  public String name() {
    return "uci";
  }

  @Override
  public Stream<Outgoing> controls() {
    Location warehouse = new Location();
    warehouse.setLocationId(LOCATION);
    warehouse.setName("UK warehouse");
    warehouse.setKind(LocationKind.WAREHOUSE);
    warehouse.setOpen(true);
    warehouse.setTimeZone("Europe/London");
    warehouse.setOpeningHours(List.of());
    warehouse.setGroups(List.of());
    return Stream.concat(
        Stream.of(Outgoing.control("locations", LOCATION, warehouse)),
        descriptions().entrySet().stream()
            .map(item -> item(item.getKey(), item.getValue()))
            .map(item -> Outgoing.control("items", item.getSku(), item)));
  }

  /** The first description of each code that says something. */
  private Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    try (Stream<CSVRecord> rows = Rows.of(file)) {
      rows.forEach(
          row ->
              descriptions.merge(
                  row.get("stock_code"),
                  row.get("description").strip(),
                  (first, later) -> first.isEmpty() ? later : first));
    }
    return descriptions;
  }

  private static Item item(String code, String description) {
    Item item = new Item();
    item.setSku(code);
    item.setKind(UciCodes.isGoods(code) ? ItemKind.STOCK : ItemKind.NON_STOCK);
    item.setBaseUnit(BaseUnit.PIECE);
    item.setDescription(description.isEmpty() ? null : description);
    return item;
  }

  @Override
  public Stream<Outgoing> events() {
    Sequences sequences = new Sequences(numbered);
    return Rows.runs(
            file,
            row -> row.get("event_kind") + '|' + row.get("invoice_no") + row.get("event_time"))
        .map(rows -> event(rows, sequences));
  }

  private static Outgoing event(List<CSVRecord> rows, Sequences sequences) {
    return switch (UciKind.valueOf(rows.get(0).get("event_kind"))) {
      case SALE, BAD_DEBT -> sale(rows, sequences);
      case CANCEL -> cancellation(rows, sequences);
      case STOCK_ADJUST -> adjustment(rows, sequences);
    };
  }

  private static Outgoing sale(List<CSVRecord> rows, Sequences sequences) {
    CSVRecord first = rows.get(0);
    Sale sale = new Sale();
    sale.setEventId(eventId(first));
    sale.setOccurredAt(time(first));
    sale.setSource(sequences.next(WEB, "SALE"));
    sale.setOrderRef(first.get("invoice_no"));
    sale.setCustomerRef(Rows.text(first, "customer_id"));
    sale.setLines(rows.stream().map(UciAdapter::saleLine).toList());
    sale.setAdjustments(List.of());
    sale.setTotal(total(sale.getLines().stream().map(SaleLine::getAmount).toList()));
    sale.setTenders(List.of());
    return new Outgoing("sales.web", WEB, sale, sale.getOccurredAt(), rows.size());
  }

  private static SaleLine saleLine(CSVRecord row) {
    long quantity = Long.parseLong(row.get("quantity"));
    BigDecimal price = new BigDecimal(row.get("unit_price_gbp"));
    SaleLine line = new SaleLine();
    line.setLineNo(number(row));
    line.setSku(row.get("stock_code"));
    line.setQuantity(quantity);
    line.setUnitPrice(Amounts.price(price));
    line.setAmount(amount(price, quantity));
    line.setFulfilment(FulfilmentKind.CARRY_OUT);
    line.setLocationId(LOCATION);
    return line;
  }

  private static Outgoing cancellation(List<CSVRecord> rows, Sequences sequences) {
    CSVRecord first = rows.get(0);
    Return cancellation = new Return();
    cancellation.setEventId(eventId(first));
    cancellation.setOccurredAt(time(first));
    cancellation.setSource(sequences.next(WEB, "RETURN"));
    cancellation.setReturnRef(first.get("invoice_no"));
    cancellation.setCustomerRef(Rows.text(first, "customer_id"));
    cancellation.setLines(rows.stream().map(UciAdapter::returnLine).toList());
    cancellation.setAdjustments(List.of());
    cancellation.setTotal(
        total(cancellation.getLines().stream().map(ReturnLine::getAmount).toList()));
    cancellation.setTenders(List.of());
    return new Outgoing(
        "returns.web", WEB, cancellation, cancellation.getOccurredAt(), rows.size());
  }

  private static ReturnLine returnLine(CSVRecord row) {
    long quantity = -Long.parseLong(row.get("quantity"));
    BigDecimal price = new BigDecimal(row.get("unit_price_gbp"));
    ReturnLine line = new ReturnLine();
    line.setLineNo(number(row));
    line.setSku(row.get("stock_code"));
    line.setQuantity(quantity);
    line.setUnitPrice(Amounts.price(price));
    line.setAmount(amount(price, quantity));
    line.setDisposition(Disposition.RESTOCK);
    line.setLocationId(LOCATION);
    return line;
  }

  private static Outgoing adjustment(List<CSVRecord> rows, Sequences sequences) {
    CSVRecord first = rows.get(0);
    StockAdjustment adjustment = new StockAdjustment();
    adjustment.setEventId(eventId(first));
    adjustment.setOccurredAt(time(first));
    adjustment.setSource(sequences.next(WAREHOUSE, "ADJUSTMENT"));
    adjustment.setNote(Rows.text(first, "description"));
    adjustment.setLines(rows.stream().map(UciAdapter::adjustmentLine).toList());
    return new Outgoing(
        "adjustments.warehouse", WAREHOUSE, adjustment, adjustment.getOccurredAt(), rows.size());
  }

  private static AdjustmentLine adjustmentLine(CSVRecord row) {
    AdjustmentLine line = new AdjustmentLine();
    line.setLineNo(number(row));
    line.setSku(row.get("stock_code"));
    line.setQuantity(Long.parseLong(row.get("quantity")));
    line.setReason(UciCodes.reason(row.get("description")));
    line.setCondition(Condition.SELLABLE);
    line.setLocationId(LOCATION);
    return line;
  }

  private static String eventId(CSVRecord first) {
    return "uci-" + first.get("invoice_no") + "-" + first.get("seq");
  }

  private static Instant time(CSVRecord row) {
    return Instant.parse(row.get("event_time"));
  }

  private static int number(CSVRecord row) {
    return Integer.parseInt(row.get("seq"));
  }

  private static Money amount(BigDecimal price, long quantity) {
    return Amounts.money(price.multiply(BigDecimal.valueOf(quantity)), GBP);
  }

  private static Money total(List<Money> amounts) {
    return Amounts.money(amounts.stream().mapToLong(Money::getMinor).sum(), GBP);
  }

  private enum UciKind {
    SALE,
    BAD_DEBT,
    CANCEL,
    STOCK_ADJUST
  }
}
