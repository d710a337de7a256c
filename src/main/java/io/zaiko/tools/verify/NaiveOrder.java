package io.zaiko.tools.verify;

import io.zaiko.avro.Fulfilment;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.Tender;
import io.zaiko.avro.Void;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** All that was accepted of one order, kept as it was said. */
final class NaiveOrder {
  /** The one told first comes first. */
  private static final Comparator<GoodsRecord<?>> IN_ORDER =
      Comparator.<GoodsRecord<?>>comparingLong(GoodsRecord::atMicros)
          .thenComparing(GoodsRecord::eventId);

  private final List<GoodsRecord<Sale>> sales = new ArrayList<>(1);
  private final List<GoodsRecord<Void>> voids = new ArrayList<>(0);
  private final List<GoodsRecord<Fulfilment>> fulfilments = new ArrayList<>(0);
  private final List<GoodsRecord<Return>> returns = new ArrayList<>(0);
  private final Map<String, NaiveLife> payments = new TreeMap<>();

  /** The order that a record speaks of; null where it speaks of none. */
  static @Nullable String refOf(SpecificRecord record) {
    String ref = null;
    if (record instanceof Sale sale) {
      ref = sale.getOrderRef();
    } else if (record instanceof Void undone) {
      ref = undone.getOrderRef();
    } else if (record instanceof Fulfilment step) {
      ref = step.getOrderRef();
    } else if (record instanceof Return back) {
      ref = back.getOriginalOrderRef();
    }
    return ref == null || ref.isBlank() ? null : ref;
  }

  /** Takes a record that speaks of it. */
  void hear(SpecificRecord record, String channel, long atMicros) {
    if (record instanceof Sale sale) {
      sales.add(new GoodsRecord<>(sale, channel, atMicros));
      sales.sort(IN_ORDER);
    } else if (record instanceof Void undone) {
      voids.add(new GoodsRecord<>(undone, channel, atMicros));
    } else if (record instanceof Fulfilment step) {
      fulfilments.add(new GoodsRecord<>(step, channel, atMicros));
    } else if (record instanceof Return back) {
      returns.add(new GoodsRecord<>(back, channel, atMicros));
    }
  }

  void hear(String paymentId, NaiveLife payment) {
    payments.put(paymentId, payment);
  }

  /** Its sales, the earliest first. */
  List<GoodsRecord<Sale>> sales() {
    return sales;
  }

  List<GoodsRecord<Void>> voids() {
    return voids;
  }

  List<GoodsRecord<Fulfilment>> fulfilments() {
    return fulfilments;
  }

  List<GoodsRecord<Return>> returns() {
    return returns;
  }

  /** Its payments by their ids. */
  Map<String, NaiveLife> payments() {
    return payments;
  }

  /**
   * Every time at which something of it was, the earliest first.
   *
   * @param withDues those too at which a tender falls due
   */
  SortedSet<Long> times(boolean withDues) {
    SortedSet<Long> times = new TreeSet<>();
    for (GoodsRecord<Sale> sale : sales) {
      times.add(sale.atMicros());
      for (Tender tender : sale.said().getTenders()) {
        if (withDues && tender.getDueAt() != null) {
          times.add(NaiveStock.micros(tender.getDueAt()));
        }
      }
    }
    voids.forEach(each -> times.add(each.atMicros()));
    fulfilments.forEach(each -> times.add(each.atMicros()));
    returns.forEach(each -> times.add(each.atMicros()));
    payments.values().forEach(life -> life.statements().forEach(s -> times.add(s.atMicros())));
    return times;
  }
}
