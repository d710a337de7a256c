package io.zaiko.codec;

import io.zaiko.avro.AmountAdjustment;
import io.zaiko.avro.AmountAdjustmentKind;
import io.zaiko.avro.Money;
import io.zaiko.avro.Return;
import io.zaiko.avro.ReturnLine;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Tender;
import io.zaiko.domain.money.Amounts;
import io.zaiko.domain.payment.Bill;
import io.zaiko.domain.payment.Bill.Settlement;
import io.zaiko.domain.stock.GoodsEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a sale and a return say of money. Nothing in it is a reason to refuse a record whose goods
 * moved: amounts that cannot be are as if they were not stated.
 */
final class BillMapping {

  private BillMapping() {}

  static GoodsEvent sale(Sale sale, Arrival arrival) throws Refusal {
    Map<Integer, Money> lines = new HashMap<>();
    for (SaleLine line : sale.getLines()) {
      lines.put(line.getLineNo(), line.getAmount());
    }
    Amount amounts = new Amount(lines, sale.getAdjustments(), sale.getTotal(), sale.getTenders());
    return GoodsMapping.sale(sale, arrival).with(amounts.bill(null));
  }

  static GoodsEvent returned(Return back, Arrival arrival) throws Refusal {
    Map<Integer, Money> lines = new HashMap<>();
    for (ReturnLine line : back.getLines()) {
      lines.put(line.getLineNo(), line.getAmount());
    }
    Amount amounts = new Amount(lines, back.getAdjustments(), back.getTotal(), back.getTenders());
    String order = back.getOriginalOrderRef();
    return GoodsMapping.returned(back, arrival)
        .with(amounts.bill(order == null || order.isBlank() ? null : order));
  }

  /** All amounts of a record. */
  private record Amount(
      Map<Integer, @Nullable Money> lines,
      List<AmountAdjustment> adjustments,
      @Nullable Money total,
      List<Tender> tenders) {

    Bill bill(@Nullable String originalOrderRef) {
      List<Bill.Tender> paid = tenders.stream().map(BillMapping::tender).toList();
      Set<String> currencies = new HashSet<>();
      List<Money> all = new ArrayList<>(lines.values());
      adjustments.forEach(each -> all.add(each.getAmount()));
      tenders.forEach(each -> all.add(each.getAmount()));
      all.add(total);
      boolean isUsable = true;
      for (Money money : all) {
        if (money != null) {
          currencies.add(money.getCurrency());
          isUsable &= PaymentMapping.isUsable(money);
        }
      }
      if (!isUsable || currencies.size() != 1) {
        return new Bill("", Bill.NOT_STATED, Bill.NOT_STATED, 0, Map.of(), paid, originalOrderRef);
      }
      long parts = partsMinor();
      return new Bill(
          currencies.iterator().next(),
          total == null ? parts : total.getMinor(),
          parts,
          sharedMinor(),
          lineMinors(),
          paid,
          originalOrderRef);
    }

    private long partsMinor() {
      long minor = 0;
      for (Money line : lines.values()) {
        if (line == null) {
          return Bill.NOT_STATED;
        }
        minor = Amounts.sum(minor, line.getMinor());
      }
      for (AmountAdjustment each : adjustments) {
        minor = Amounts.sum(minor, each.getAmount().getMinor());
      }
      return minor;
    }

    private long sharedMinor() {
      long minor = 0;
      for (AmountAdjustment each : adjustments) {
        boolean isShared =
            each.getKind() == AmountAdjustmentKind.TAX
                || each.getKind() == AmountAdjustmentKind.DISCOUNT;
        minor = Amounts.sum(minor, isShared ? each.getAmount().getMinor() : 0);
      }
      return minor;
    }

    private Map<Integer, Long> lineMinors() {
      Map<Integer, Long> minors = new TreeMap<>();
      lines.forEach(
          (lineNo, money) -> {
            if (money != null) {
              minors.put(lineNo, money.getMinor());
            }
          });
      return minors;
    }
  }

  private static Bill.Tender tender(Tender tender) {
    return new Bill.Tender(
        settlementOf(tender),
        tender.getAmount().getMinor(),
        stated(tender.getProvider()),
        stated(tender.getPaymentRef()),
        tender.getDueAt() == null
            ? Bill.NOT_STATED
            : TimeUnit.SECONDS.toMicros(tender.getDueAt().getEpochSecond())
                + TimeUnit.NANOSECONDS.toMicros(tender.getDueAt().getNano()),
        tender.getOffline());
  }

  private static @Nullable String stated(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static Settlement settlementOf(Tender tender) {
    return switch (tender.getKind()) {
      case CASH, RETURN_VALUE, PARTNER_COLLECTED -> Settlement.BY_ITSELF;
      case INVOICE, ON_DELIVERY -> Settlement.BY_ITSELF_UNLESS_TOLD;
      case CARD, WALLET, QR, INSTALMENT -> Settlement.BY_A_PROVIDER;
      case STORED_VALUE -> Settlement.BY_STORED_VALUE;
    };
  }
}
