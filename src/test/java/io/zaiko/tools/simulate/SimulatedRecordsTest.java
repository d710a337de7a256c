package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.Restock;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every record, and of how many there are of a kind. */
class SimulatedRecordsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_product_refuses_none(long seed) {
    List<Schema> schemas = new ArrayList<>();
    RecordDecoder decoder = new RecordDecoder(schemas::get);
    for (Told told : Worlds.live(Worlds.terms(seed, Worlds.ALL)).told()) {
      Schema schema = told.record().getSchema();
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
      byte[] value = WireFormat.encode(schemas.indexOf(schema), told.record());
      byte[] key = "key".getBytes(StandardCharsets.UTF_8);
      Inbound read = decoder.decode(told.topic(), 0, 0, told.occurredMicros() / 1_000, key, value);
      assertThat(read.event()).as("%s: %s, seed %d", told, read.message(), seed).isNotNull();
    }
    assertThat(schemas).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void amounts_add_up(long seed) {
    Worlds.Lived world = Worlds.live(Worlds.terms(seed, Set.of()));
    Set<String> currencies = new TreeSet<>();
    sales(world)
        .forEach(
            sale -> {
              long lines = sale.getLines().stream().mapToLong(at -> minor(at.getAmount())).sum();
              long total = minor(sale.getTotal());
              assertThat(lines + sum(sale.getAdjustments())).as("%s", sale).isEqualTo(total);
              currencies.add(sale.getTotal().getCurrency());
              if (!sale.getTenders().isEmpty()) {
                assertThat(tendered(sale.getTenders())).as("%s", sale).isEqualTo(total);
              }
            });
    returns(world)
        .forEach(
            back -> {
              long lines = back.getLines().stream().mapToLong(at -> minor(at.getAmount())).sum();
              long total = minor(back.getTotal());
              assertThat(lines + sum(back.getAdjustments())).as("%s", back).isEqualTo(total);
              assertThat(tendered(back.getTenders())).as("%s", back).isEqualTo(total);
            });
    assertThat(currencies).containsExactly("EUR", "GBP", "JPY");
  }

  private static long minor(Money money) {
    return money.getMinor();
  }

  private static long sum(List<AmountAdjustment> adjustments) {
    return adjustments.stream().mapToLong(part -> minor(part.getAmount())).sum();
  }

  private static long tendered(List<Tender> tenders) {
    assertThat(tenders).allMatch(tender -> minor(tender.getAmount()) > 0);
    return tenders.stream().mapToLong(tender -> minor(tender.getAmount())).sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void an_order_is_sold_once_and_a_tender_names_a_payment_that_is_told(long seed) {
    Worlds.Lived world = Worlds.live(Worlds.terms(seed, Set.of()));
    Set<String> payments = new HashSet<>();
    events(world).forEach(event -> payments.add(event.getProviderPaymentId()));
    Set<String> refs = new HashSet<>();
    sales(world)
        .forEach(
            sale -> {
              assertThat(refs.add(sale.getOrderRef())).as("%s", sale).isTrue();
              sale.getTenders().stream()
                  .filter(tender -> tender.getProvider() != null)
                  .forEach(tender -> assertThat(payments).contains(tender.getPaymentRef()));
            });
  }

  /** Whatever comes back: so that a house that plays a world raises no alert of stock. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void no_shelf_sells_more_than_it_received(long seed) {
    Map<String, Long> shelves = new HashMap<>();
    for (Told told : Worlds.live(Worlds.terms(seed, Worlds.ALL)).told()) {
      if (told.record() instanceof Restock restock) {
        restock
            .getLines()
            .forEach(
                line ->
                    shelves.merge(
                        line.getLocationId() + '|' + line.getSku(), line.getQuantity(), Long::sum));
      } else if (told.record() instanceof Sale sale) {
        for (SaleLine line : sale.getLines()) {
          String shelf = line.getLocationId() + '|' + line.getSku();
          assertThat(shelves.merge(shelf, -line.getQuantity(), Long::sum))
              .as("%s, seed %d", shelf, seed)
              .isNotNegative();
        }
      }
    }
    assertThat(shelves).hasSizeGreaterThan(13 * PriceList.ITEMS);
  }

  @Test
  void half_is_paid_in_cash_and_one_sale_in_twenty_is_an_exchange() {
    Worlds.Lived world = Worlds.live(Worlds.terms(1, Set.of()));
    double all = sales(world).count();
    assertThat(sales(world).filter(at -> has(at, TenderKind.CASH)).count() / all)
        .isCloseTo(0.50, within(0.03));
    assertThat(sales(world).filter(at -> has(at, TenderKind.RETURN_VALUE)).count() / all)
        .isCloseTo(0.05, within(0.01));
  }

  private static boolean has(Sale sale, TenderKind kind) {
    return sale.getTenders().stream().anyMatch(tender -> tender.getKind() == kind);
  }

  @Test
  void honest_traffic_holds_every_oddity_of_the_budget() {
    Worlds.Lived world = Worlds.live(Worlds.terms(1, Set.of()));
    Set<String> seen = new TreeSet<>();
    sales(world)
        .forEach(
            sale -> {
              sale.getAdjustments().forEach(part -> seen.add(part.getKind().name()));
              sale.getTenders().forEach(tender -> seen.add(tender.getKind().name()));
              seen.add(sale.getTenders().size() > 1 ? "SPLIT" : "WHOLE");
              seen.add(sale.getTenders().stream().anyMatch(Tender::getOffline) ? "OFFLINE" : "");
            });
    events(world).forEach(event -> seen.add(event.getType().name()));
    events(world).forEach(event -> seen.add(event.getOrderRef() == null ? "UNLINKED" : ""));
    assertThat(seen)
        .contains("TAX", "DISCOUNT", "DELIVERY", "TIP", "ROUNDING")
        .contains("CARD", "QR", "CASH", "STORED_VALUE", "RETURN_VALUE", "PARTNER_COLLECTED")
        .contains("INVOICE", "INSTALMENT", "SPLIT", "OFFLINE", "UNLINKED")
        .contains("PENDING", "DECLINED", "VOIDED", "EXPIRED", "REFUNDED", "CHARGEBACK_RECEIVED");
  }

  private static Stream<Sale> sales(Worlds.Lived world) {
    return records(world, Sale.class);
  }

  private static Stream<Return> returns(Worlds.Lived world) {
    return records(world, Return.class);
  }

  private static Stream<PaymentEvent> events(Worlds.Lived world) {
    return records(world, PaymentEvent.class);
  }

  private static <T> Stream<T> records(Worlds.Lived world, Class<T> kind) {
    return world.told().stream().map(Told::record).filter(kind::isInstance).map(kind::cast);
  }
}
