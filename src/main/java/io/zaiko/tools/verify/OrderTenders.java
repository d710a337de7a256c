package io.zaiko.tools.verify;

import io.zaiko.avro.Return;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How an order's sales and returns were paid, as far as they say; all but the time of a return. */
final class OrderTenders {
  /** Others may also be what a payment tells of. */
  private static final Set<TenderKind> IN_FULL =
      Set.of(TenderKind.CASH, TenderKind.RETURN_VALUE, TenderKind.PARTNER_COLLECTED);

  private static final Set<TenderKind> WITHOUT_PROVIDER =
      Set.of(
          TenderKind.CASH,
          TenderKind.RETURN_VALUE,
          TenderKind.PARTNER_COLLECTED,
          TenderKind.INVOICE,
          TenderKind.ON_DELIVERY);

  private final NaiveOrder order;
  private final OrderTotal total;
  private final OrderMeasures measures;

  OrderTenders(NaiveOrder order, OrderTotal total, OrderMeasures measures) {
    this.order = order;
    this.total = total;
    this.measures = measures;
  }

  /** Paid without a provider, for certain. */
  long settled() {
    return tenders().stream()
        .filter(each -> settlesByItself(each.tender(), each.channel()))
        .filter(each -> IN_FULL.contains(each.tender().getKind()))
        .mapToLong(each -> each.tender().getAmount().getMinor())
        .sum();
  }

  /** Paid without a provider, as far as nothing else has paid it. */
  long filling() {
    long stated =
        tenders().stream()
            .filter(each -> settlesByItself(each.tender(), each.channel()))
            .filter(each -> !IN_FULL.contains(each.tender().getKind()))
            .mapToLong(each -> each.tender().getAmount().getMinor())
            .sum();
    for (OrderTotal.Part part : total.parts()) {
      boolean isLinked = measures.isLinked(part.sale().channel());
      if (part.sale().said().getTenders().isEmpty() && !isLinked && part.minor() != null) {
        stated += Math.max(0, part.minor());
      }
    }
    return stated;
  }

  /** What providers are to settle later than a time. */
  long dueAfter(long atMicros) {
    return tenders().stream()
        .filter(each -> !settlesByItself(each.tender(), each.channel()))
        .filter(each -> each.tender().getDueAt() != null)
        .filter(each -> NaiveStock.micros(each.tender().getDueAt()) > atMicros)
        .mapToLong(each -> each.tender().getAmount().getMinor())
        .sum();
  }

  boolean isAnyOffline() {
    return tenders().stream().anyMatch(each -> each.tender().getOffline());
  }

  /** Given back without a provider by a time. */
  long refunded(long atMicros) {
    long sum = 0;
    for (GoodsRecord<Return> back : order.returns()) {
      for (Tender tender : back.said().getTenders()) {
        if (back.atMicros() <= atMicros && settlesByItself(tender, back.channel())) {
          sum += tender.getAmount().getMinor();
        }
      }
    }
    return sum;
  }

  /**
   * What may have been given back by a time though nobody says so: by a desk of which payments are
   * not known, and on stored value, which is told as a load.
   */
  long perhapsRefunded(long atMicros) {
    long sum = 0;
    for (GoodsRecord<Return> back : order.returns()) {
      Long minor = StatedTotal.of(back.said()).minor();
      boolean isSilent = back.said().getTenders().isEmpty() && !measures.isLinked(back.channel());
      if (back.atMicros() <= atMicros && isSilent && minor != null) {
        sum += Math.max(0, minor);
      }
      if (back.atMicros() <= atMicros) {
        sum += putBack(back);
      }
    }
    return sum;
  }

  private long putBack(GoodsRecord<Return> back) {
    return back.said().getTenders().stream()
        .filter(tender -> tender.getKind() == TenderKind.STORED_VALUE)
        .filter(tender -> !settlesByItself(tender, back.channel()))
        .mapToLong(tender -> Math.max(0, tender.getAmount().getMinor()))
        .sum();
  }

  private record OfChannel(Tender tender, String channel) {}

  /** Of the sales that have lines of their own. */
  private List<OfChannel> tenders() {
    List<OfChannel> all = new ArrayList<>();
    for (OrderTotal.Part part : total.parts()) {
      for (Tender tender : part.sale().said().getTenders()) {
        all.add(new OfChannel(tender, part.sale().channel()));
      }
    }
    return all;
  }

  private boolean settlesByItself(Tender tender, String channel) {
    return tender.getProvider() == null
        && tender.getPaymentRef() == null
        && (WITHOUT_PROVIDER.contains(tender.getKind()) || !measures.isLinked(channel));
  }
}
