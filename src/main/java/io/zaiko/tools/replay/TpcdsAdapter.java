package io.zaiko.tools.replay;

import io.zaiko.avro.BaseUnit;
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
import io.zaiko.avro.Source;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Eight weeks of TPC-DS (scale 1): stores, catalogue and web over stores and warehouses.
 *
 * <p>Each row is a record with the identity the set gives it. Catalogue and web orders are carried
 * out of their warehouse like those of the stores: the set has no shipments, so a SHIP line would
 * stay allocated for ever. Rows without quantity or location are sent as they are; the job refuses
 * them. They carry no sequence, so that they leave no gaps. The item's number is the line's, which
 * names a line within its order, also in returns.
 */
final class TpcdsAdapter implements Adapter {
  static final String SNAPSHOTS = "inventory_snapshots.csv.gz";

  private static final String USD = "USD";
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1000;
  private static final List<Integer> STORES = List.of(1, 2, 4, 7, 8, 10);
  private static final Sequences UNNUMBERED = new Sequences(false);
  private static final int WAREHOUSES = 5;

  private final Function<String, Rows.Origin> files;
  private final boolean numbered;
  private final boolean counted;

  /**
   * The set.
   *
   * @param counted whether the weekly snapshots are sent as counts
   */
  TpcdsAdapter(Function<String, Rows.Origin> files, boolean numbered, boolean counted) {
    this.files = files;
    this.numbered = numbered;
    this.counted = counted;
  }

  @Override
  public String name() {
    return "tpcds";
  }

  @Override
  public Stream<Outgoing> controls() {
    Stream<Location> stores =
        STORES.stream().map(id -> location("store-" + id, LocationKind.STORE));
    Stream<Location> warehouses =
        IntStream.rangeClosed(1, WAREHOUSES)
            .mapToObj(id -> location("warehouse-" + id, LocationKind.WAREHOUSE));
    return Stream.concat(
        Stream.concat(stores, warehouses)
            .map(location -> Outgoing.control("locations", location.getLocationId(), location)),
        Rows.of(files.apply("items.csv.gz"))
            .map(TpcdsAdapter::item)
            .map(item -> Outgoing.control("items", item.getSku(), item)));
  }

  private static Location location(String id, LocationKind kind) {
    Location location = new Location();
    location.setLocationId(id);
    location.setKind(kind);
    location.setOpen(true);
    location.setOpeningHours(List.of());
    location.setGroups(List.of());
    return location;
  }

  private static Item item(CSVRecord row) {
    Item item = new Item();
    item.setSku(row.get("item_sk"));
    item.setKind(ItemKind.STOCK);
    item.setBaseUnit(BaseUnit.PIECE);
    item.setDescription(Rows.text(row, "item_desc"));
    return item;
  }

  @Override
  public Stream<Outgoing> events() {
    Sequences sequences = new Sequences(numbered);
    Stream<Outgoing> moved =
        Rows.of(files.apply("events.csv.gz"))
            .map(row -> isSale(row) ? sale(row, sequences) : giveBack(row, sequences));
    if (!counted) {
      return moved;
    }
    Stream<Outgoing> counts = new TpcdsSnapshots(files.apply(SNAPSHOTS), numbered).events();
    return Rows.stream(new ByTime(counts.iterator(), moved.iterator()))
        .onClose(counts::close)
        .onClose(moved::close);
  }

  private static boolean isSale(CSVRecord row) {
    return row.get("event_kind").equals("SALE");
  }

  private static Outgoing sale(CSVRecord row, Sequences sequences) {
    Sale sale = new Sale();
    sale.setEventId(row.get("event_id"));
    sale.setOccurredAt(time(row));
    sale.setSource(source(row, sequences, "SALE"));
    sale.setOrderRef(orderRef(row));
    sale.setSoldAtLocationId(row.get("location_kind").equals("STORE") ? location(row) : null);
    sale.setCustomerRef(Rows.text(row, "customer_id"));
    SaleLine line = new SaleLine();
    line.setLineNo(lineNo(row));
    line.setSku(row.get("item_id"));
    line.setQuantity(quantity(row, 1));
    line.setUnitPrice(Amounts.price(Rows.text(row, "unit_price")));
    line.setAmount(money(row, "amount", 1));
    line.setFulfilment(FulfilmentKind.CARRY_OUT);
    line.setLocationId(location(row));
    sale.setLines(List.of(line));
    sale.setAdjustments(List.of());
    sale.setTotal(line.getAmount());
    sale.setTenders(List.of());
    return new Outgoing("sales." + channel(row), till(row), sale, sale.getOccurredAt(), 1);
  }

  private static Outgoing giveBack(CSVRecord row, Sequences sequences) {
    Return given = new Return();
    given.setEventId(row.get("event_id"));
    given.setOccurredAt(time(row));
    given.setSource(source(row, sequences, "RETURN"));
    given.setReturnRef(row.get("event_id"));
    given.setOriginalOrderRef(orderRef(row));
    given.setCustomerRef(Rows.text(row, "customer_id"));
    ReturnLine line = new ReturnLine();
    line.setLineNo(lineNo(row));
    line.setSku(row.get("item_id"));
    line.setQuantity(quantity(row, -1));
    line.setUnitPrice(Amounts.price(Rows.text(row, "unit_price")));
    line.setAmount(money(row, "amount", -1));
    line.setDisposition(Disposition.RESTOCK);
    line.setOriginalLineNo(lineNo(row));
    line.setLocationId(location(row));
    given.setLines(List.of(line));
    given.setAdjustments(List.of());
    given.setTotal(line.getAmount());
    given.setTenders(tenders(row));
    return new Outgoing("returns." + channel(row), till(row), given, given.getOccurredAt(), 1);
  }

  private static List<Tender> tenders(CSVRecord row) {
    List<Tender> tenders = new ArrayList<>();
    refund(row, "refunded_cash", TenderKind.CASH, tenders);
    refund(row, "reversed_charge", TenderKind.CARD, tenders);
    refund(row, "store_credit", TenderKind.STORED_VALUE, tenders);
    return tenders;
  }

  private static void refund(CSVRecord row, String column, TenderKind kind, List<Tender> to) {
    Money amount = money(row, column, 1);
    if (amount != null && amount.getMinor() != 0) {
      Tender tender = new Tender();
      tender.setKind(kind);
      tender.setAmount(amount);
      to.add(tender);
    }
  }

  private static Source source(CSVRecord row, Sequences sequences, String kind) {
    boolean isNumbered = TpcdsRefusals.canStand(row);
    Source source = (isNumbered ? sequences : UNNUMBERED).next(till(row), kind);
    if (row.get("time_known").equals("0")) {
      source.setTimePrecision(DAY_MICROS);
    }
    return source;
  }

  private static String till(CSVRecord row) {
    return "tpcds/" + channel(row);
  }

  private static String channel(CSVRecord row) {
    return row.get("channel").toLowerCase(Locale.ROOT);
  }

  private static String orderRef(CSVRecord row) {
    return channel(row) + "-" + row.get("order_no");
  }

  private static Instant time(CSVRecord row) {
    return Instant.parse(row.get("event_time"));
  }

  private static int lineNo(CSVRecord row) {
    return Integer.parseInt(row.get("item_id"));
  }

  private static @Nullable String location(CSVRecord row) {
    String id = Rows.text(row, "location_id");
    return id == null ? null : row.get("location_kind").toLowerCase(Locale.ROOT) + "-" + id;
  }

  private static @Nullable Long quantity(CSVRecord row, int sign) {
    String quantity = Rows.text(row, "quantity");
    return quantity == null ? null : sign * Long.parseLong(quantity);
  }

  private static @Nullable Money money(CSVRecord row, String column, int sign) {
    String amount = Rows.text(row, column);
    return amount == null
        ? null
        : Amounts.money(new BigDecimal(amount).multiply(BigDecimal.valueOf(sign)), USD);
  }
}
