package io.zaiko.tools.replay;

import io.zaiko.avro.BaseUnit;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Item;
import io.zaiko.avro.ItemKind;
import io.zaiko.avro.Location;
import io.zaiko.avro.LocationKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * FoodMart: two years of 24 stores, and what warehouses shipped to them.
 *
 * <p>What a customer bought in a store on a day is one sale, what a warehouse shipped to a store on
 * a day one receipt there; shipments of nothing stay as zero lines. The set knows days only, and
 * says so in {@code time_precision}. Of a day, shipments come first.
 */
final class FoodMartAdapter implements Adapter {
  private static final String USD = "USD";
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1000;
  private static final int PRICE_DIGITS = 10;

  private final Function<String, Rows.Origin> files;
  private final boolean numbered;

  FoodMartAdapter(Function<String, Rows.Origin> files, boolean numbered) {
    this.files = files;
    this.numbered = numbered;
  }

  @Override
  public String name() {
    return "foodmart";
  }

  @Override
  public Stream<Outgoing> controls() {
    Stream<CSVRecord> stores = Rows.of(files.apply("stores.csv.gz"));
    Stream<CSVRecord> products = Rows.of(files.apply("products.csv.gz"));
    return Stream.concat(
        stores
            // Head office sells and stores nothing.
            .filter(row -> !row.get("store_type").equals("HeadQuarters"))
            .map(FoodMartAdapter::location)
            .map(store -> Outgoing.control("locations", store.getLocationId(), store)),
        products
            .map(FoodMartAdapter::item)
            .map(item -> Outgoing.control("items", item.getSku(), item)));
  }

  private static Location location(CSVRecord row) {
    Location store = new Location();
    store.setLocationId(store(row));
    store.setName(row.get("store_name") + ", " + row.get("city"));
    store.setKind(LocationKind.STORE);
    store.setOpen(true);
    store.setOpeningHours(List.of());
    store.setGroups(List.of(row.get("country")));
    return store;
  }

  private static Item item(CSVRecord row) {
    Item item = new Item();
    item.setSku(row.get("product_id"));
    item.setKind(ItemKind.STOCK);
    item.setBaseUnit(BaseUnit.PIECE);
    item.setDescription(row.get("product_name"));
    return item;
  }

  @Override
  public Stream<Outgoing> events() {
    Sequences sequences = new Sequences(numbered);
    Stream<Outgoing> shipments =
        Rows.runs(
                files.apply("warehouse_to_store_shipments.csv.gz"),
                row -> row.get("event_time") + '|' + row.get("warehouse_id") + '|' + store(row))
            .map(rows -> restock(rows, sequences));
    Stream<Outgoing> sales =
        Rows.runs(
                files.apply("sales.csv.gz"),
                row -> row.get("event_time") + '|' + store(row) + '|' + row.get("customer_id"))
            .map(rows -> sale(rows, sequences));
    return Rows.stream(new ByTime(shipments.iterator(), sales.iterator()))
        .onClose(shipments::close)
        .onClose(sales::close);
  }

  private static Outgoing restock(List<CSVRecord> rows, Sequences sequences) {
    CSVRecord first = rows.get(0);
    String source = "foodmart/warehouse-" + first.get("warehouse_id");
    Restock restock = new Restock();
    restock.setEventId("foodmart-shipment-" + first.get("seq"));
    restock.setOccurredAt(time(first));
    restock.setSource(dayPrecise(sequences.next(source, "RESTOCK")));
    restock.setSupplierRef("warehouse-" + first.get("warehouse_id"));
    restock.setLines(rows.stream().map(FoodMartAdapter::restockLine).toList());
    return new Outgoing(
        "restocks.warehouse", source, restock, restock.getOccurredAt(), rows.size());
  }

  private static RestockLine restockLine(CSVRecord row) {
    RestockLine line = new RestockLine();
    line.setLineNo(Integer.parseInt(row.get("seq")));
    line.setSku(row.get("product_id"));
    line.setQuantity(Long.parseLong(row.get("units_shipped")));
    line.setLocationId(store(row));
    return line;
  }

  private static Outgoing sale(List<CSVRecord> rows, Sequences sequences) {
    CSVRecord first = rows.get(0);
    String source = "foodmart/" + store(first);
    Sale sale = new Sale();
    sale.setEventId("foodmart-sale-" + first.get("seq"));
    sale.setOccurredAt(time(first));
    sale.setSource(dayPrecise(sequences.next(source, "SALE")));
    sale.setOrderRef(sale.getEventId());
    sale.setSoldAtLocationId(store(first));
    sale.setCustomerRef(first.get("customer_id"));
    sale.setLines(rows.stream().map(FoodMartAdapter::saleLine).toList());
    sale.setAdjustments(List.of());
    long total = sale.getLines().stream().map(SaleLine::getAmount).mapToLong(Money::getMinor).sum();
    sale.setTotal(Amounts.money(total, USD));
    sale.setTenders(List.of());
    return new Outgoing("sales.pos", source, sale, sale.getOccurredAt(), rows.size());
  }

  private static SaleLine saleLine(CSVRecord row) {
    long units = Long.parseLong(row.get("units"));
    BigDecimal amount = new BigDecimal(row.get("store_sales_usd"));
    SaleLine line = new SaleLine();
    line.setLineNo(Integer.parseInt(row.get("seq")));
    line.setSku(row.get("product_id"));
    line.setQuantity(units);
    line.setUnitPrice(
        Amounts.price(
            amount.divide(BigDecimal.valueOf(units), PRICE_DIGITS, RoundingMode.HALF_UP)));
    line.setAmount(Amounts.money(amount, USD));
    line.setFulfilment(FulfilmentKind.CARRY_OUT);
    line.setLocationId(store(row));
    return line;
  }

  private static String store(CSVRecord row) {
    return "store-" + row.get("store_id");
  }

  private static Instant time(CSVRecord row) {
    return Instant.parse(row.get("event_time"));
  }

  private static Source dayPrecise(Source source) {
    source.setTimePrecision(DAY_MICROS);
    return source;
  }
}
