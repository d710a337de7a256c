package io.zaiko.tools.verify;

import io.zaiko.avro.Disposition;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.Return;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import io.zaiko.avro.Void;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Payments without an order and sales without a payment, by {@code place|currency|minor units}. */
final class CounterThings {

  private static final Set<TenderKind> BY_PROVIDER =
      Set.of(
          TenderKind.CARD,
          TenderKind.WALLET,
          TenderKind.QR,
          TenderKind.INSTALMENT,
          TenderKind.STORED_VALUE);

  /**
   * A payment.
   *
   * @param instrument what it was paid with, so that nobody can tell what that is; null where
   *     nothing is stated
   * @param goneMicros since when nothing of it is held; {@link Long#MAX_VALUE} where it stands
   * @param isCredit whether it only gave back
   * @param isLinked whether its sale must be told
   */
  record Paid(
      String id,
      @Nullable String instrument,
      long atMicros,
      long goneMicros,
      boolean isCredit,
      boolean isAtShop,
      boolean isOffline,
      boolean isLinked) {
    Paid gone(long micros) {
      return new Paid(id, instrument, atMicros, micros, isCredit, isAtShop, isOffline, isLinked);
    }
  }

  /**
   * A sale, or a tender of one.
   *
   * @param isTakenBack whether all of it came back
   */
  record Sold(String id, long atMicros, boolean isTakenBack) {}

  /** What is held against each other. */
  record Counter(List<Paid> payments, List<Sold> sales, List<Long> times) {
    Counter() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final OrderMeasures measures;
  private final PaymentMeasures all;
  private final Map<String, Counter> counters = new TreeMap<>();

  /**
   * Sorts what was accepted.
   *
   * @param withoutOrder payments that belong to no order, by their ids
   */
  CounterThings(
      Map<String, NaiveOrder> orders,
      Map<String, NaiveLife> withoutOrder,
      PaymentMeasures measures) {
    this.all = measures;
    this.measures = measures.orders();
    withoutOrder.forEach(this::take);
    orders.values().forEach(this::take);
  }

  Map<String, Counter> counters() {
    return counters;
  }

  private Counter at(String place, String currency, long minor) {
    return counters.computeIfAbsent(place + '|' + currency + '|' + minor, key -> new Counter());
  }

  private void take(String id, NaiveLife life) {
    List<NaivePayment.Said> inOrder = NaivePayment.inOrder(life.statements());
    NaivePayment whole = life.whole();
    long most = 0;
    long took = Long.MIN_VALUE;
    long gone = Long.MAX_VALUE;
    long gaveBack = Long.MIN_VALUE;
    for (int end = 1; end <= inOrder.size(); end++) {
      NaivePayment then = NaivePayment.of(inOrder.subList(0, end));
      long at = inOrder.get(end - 1).atMicros();
      most = Math.max(most, then.sums().captured());
      took = took == Long.MIN_VALUE && then.sums().captured() > 0 ? at : took;
      gaveBack = gaveBack == Long.MIN_VALUE && then.sums().refunded() > 0 ? at : gaveBack;
      boolean isHeld = took == Long.MIN_VALUE || then.netMinor() > 0;
      gone = isHeld ? Long.MAX_VALUE : Math.min(gone, at);
    }
    boolean isCredit = most <= 0;
    boolean isMoved = isCredit ? whole.sums().refunded() > 0 : !life.isUnseen(all);
    if (!isMoved || OrderPayment.isForeign(life, whole.currency())) {
      return;
    }
    String shop = life.first(event -> said(event.getLocationId()));
    String channel = inOrder.get(0).event().getChannel();
    long last = whole.sums().captured();
    long minor = isCredit ? whole.sums().refunded() : last > 0 ? last : most;
    Counter counter = at(shop == null ? channel : shop, whole.currency(), minor);
    counter.times().add(life.newestMicros());
    counter
        .payments()
        .add(
            new Paid(
                id,
                instrument(inOrder),
                isCredit ? gaveBack : took,
                isCredit ? Long.MAX_VALUE : gone,
                isCredit,
                shop != null,
                inOrder.stream().anyMatch(said -> said.event().getOffline()),
                measures.isLinked(channel)));
  }

  private static @Nullable String said(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static @Nullable String instrument(List<NaivePayment.Said> inOrder) {
    for (NaivePayment.Said said : inOrder) {
      Instrument stated = said.event().getInstrument();
      String name = stated == null ? null : name(stated);
      if (name != null) {
        return hash(name);
      }
    }
    return null;
  }

  private static @Nullable String name(Instrument stated) {
    String account = LongName.brief(stated.getPar());
    String print = LongName.brief(stated.getFingerprint());
    String token = LongName.brief(stated.getToken());
    return account != null
        ? "par " + account
        : print != null ? "fingerprint " + print : token == null ? null : "token " + token;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private void take(NaiveOrder order) {
    boolean isPaid =
        order.payments().values().stream().anyMatch(life -> life.whole().sums().captured() > 0);
    if (order.sales().isEmpty()) {
      return;
    }
    String first = order.sales().get(0).said().getSource().getId();
    for (GoodsRecord<Sale> sale : order.sales()) {
      String profile = measures.profileByChannel().get(sale.channel().toUpperCase(Locale.ROOT));
      boolean isOurs = first.equals(sale.said().getSource().getId()) && !"PARTNER".equals(profile);
      take(sale, order, isOurs && !isPaid && !isUndone(sale, order));
    }
  }

  /** Also what is no sale of a counter any more was spoken of there. */
  private void take(GoodsRecord<Sale> sale, NaiveOrder order, boolean counts) {
    StatedTotal stated = StatedTotal.of(sale.said());
    String currency = stated.currency();
    if (currency == null) {
      return;
    }
    List<Long> amounts = new ArrayList<>();
    Long total = stated.minor();
    if (stated.tenders().isEmpty() && total != null) {
      amounts.add(total);
    }
    for (Tender tender : stated.tenders()) {
      boolean isNamed = said(tender.getProvider()) != null || said(tender.getPaymentRef()) != null;
      if (!isNamed && BY_PROVIDER.contains(tender.getKind())) {
        amounts.add(tender.getAmount().getMinor());
      }
    }
    String shop =
        sale.said().getLines().stream()
            .filter(line -> line.getFulfilment() == FulfilmentKind.CARRY_OUT)
            .map(SaleLine::getLocationId)
            .findFirst()
            .orElse(sale.channel());
    boolean isTakenBack = isTakenBack(sale, order);
    for (int i = 0; i < amounts.size(); i++) {
      if (amounts.get(i) > 0) {
        Counter counter = at(shop, currency, amounts.get(i));
        if (counts) {
          counter.sales().add(new Sold(sale.eventId() + '#' + i, sale.atMicros(), isTakenBack));
        }
        counter.times().addAll(order.times(false));
      }
    }
  }

  private static long units(Sale sale) {
    return sale.getLines().stream().mapToLong(SaleLine::getQuantity).sum();
  }

  private boolean isUndone(GoodsRecord<Sale> sale, NaiveOrder order) {
    long soonMicros = sale.atMicros() + HoldSettings.micros(measures.reversalWindow());
    long undone = 0;
    for (GoodsRecord<Void> each : order.voids()) {
      undone += each.atMicros() <= soonMicros ? voided(each, sale) : 0;
    }
    return undone > 0 && undone >= units(sale.said());
  }

  private static long voided(GoodsRecord<Void> undone, GoodsRecord<Sale> sale) {
    String original = said(undone.said().getOriginalEventId());
    return original == null || original.equals(sale.eventId())
        ? undone.said().getLines().stream().mapToLong(line -> line.getQuantity()).sum()
        : 0;
  }

  private static boolean isTakenBack(GoodsRecord<Sale> sale, NaiveOrder order) {
    long back = 0;
    for (GoodsRecord<Void> each : order.voids()) {
      back += voided(each, sale);
    }
    for (GoodsRecord<Return> each : order.returns()) {
      List<Tender> tenders = each.said().getTenders();
      if (tenders.isEmpty() || tenders.stream().anyMatch(t -> BY_PROVIDER.contains(t.getKind()))) {
        back +=
            each.said().getLines().stream()
                .filter(line -> line.getDisposition() != Disposition.NOT_RETURNED)
                .mapToLong(line -> line.getQuantity())
                .sum();
      }
    }
    return back > 0 && back >= units(sale.said());
  }
}
