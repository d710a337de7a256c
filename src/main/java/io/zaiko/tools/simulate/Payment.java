package io.zaiko.tools.simulate;

import io.zaiko.avro.AmountKind;
import io.zaiko.avro.EntryMode;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.Money;
import io.zaiko.avro.PaymentEvent;
import io.zaiko.avro.PaymentType;
import io.zaiko.avro.StoredValue;
import io.zaiko.avro.Tender;
import io.zaiko.avro.TenderKind;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One payment at one provider, told step by step. Times are microseconds, amounts minor units. */
final class Payment {
  private static final String AUTHORISATION = "auth";

  private final Story story;
  private final Provider provider;
  private final String id;
  private final Instrument instrument;
  private final EntryMode entry;
  private @Nullable String orderRef;
  private @Nullable String terminal;
  private @Nullable Long wholeOrder;
  private @Nullable StoredValue storedValue;
  private boolean isOffline;
  private long said;
  private long captures;
  private long refunds;

  Payment(Story story, Provider provider, Instrument instrument, EntryMode entry) {
    this.story = story;
    this.provider = provider;
    this.id = story.nextPaymentId(provider);
    this.instrument = instrument;
    this.entry = entry;
  }

  /** At the terminal of an order's till, which knows the order or stands alone. */
  Payment of(Order order) {
    terminal = order.terminal();
    return story.channel() == Channel.COUNTER ? this : ofOrder(order.ref());
  }

  /** Of an order that may never become a sale. */
  Payment ofOrder(String ref) {
    orderRef = ref;
    return this;
  }

  /** It pays a part of what a checkout comes to. */
  Payment partOf(long whole) {
    wholeOrder = whole;
    return this;
  }

  /** It moves the balance of a gift card. */
  Payment onAccount(String account, @Nullable String fundingPayment) {
    storedValue = new StoredValue(account, story.currency(), fundingPayment);
    return this;
  }

  /** It was taken without a connection. */
  Payment offline() {
    isOffline = true;
    return this;
  }

  String id() {
    return id;
  }

  Provider provider() {
    return provider;
  }

  /** The tender that it settles. */
  Tender tender(TenderKind kind, Money amount, @Nullable Instant due) {
    return new Tender(kind, amount, provider.text(), id, due, isOffline);
  }

  void pending(long at, long minor) {
    say(PaymentType.PENDING, AUTHORISATION, at, minor);
  }

  void authorised(long at, long minor) {
    say(PaymentType.AUTHORISED, AUTHORISATION, at, minor);
  }

  /** It arrives behind the capture that came some seconds later. */
  void authorisedAndOvertaken(long at, long minor) {
    say(PaymentType.AUTHORISED, AUTHORISATION, at, minor, null, 90 * Micros.SECOND);
  }

  /** A new total of what is authorised. */
  void adjusted(long at, long minor) {
    say(PaymentType.AUTHORISATION_ADJUSTED, AUTHORISATION, at, minor);
  }

  void declined(long at, long minor) {
    say(PaymentType.DECLINED, AUTHORISATION, at, minor);
  }

  void voided(long at, long minor) {
    say(PaymentType.VOIDED, AUTHORISATION, at, minor);
  }

  void expired(long at, long minor) {
    say(PaymentType.EXPIRED, AUTHORISATION, at, minor);
  }

  void captured(long at, long minor) {
    captures++;
    say(PaymentType.CAPTURED, "cap" + captures, at, minor);
  }

  /** Each refund is an operation of its own. */
  void refunded(long at, long minor) {
    refunded(at, minor, null);
  }

  void refunded(long at, long minor, @Nullable String reason) {
    refunds++;
    say(PaymentType.REFUNDED, "ref" + refunds, at, minor, reason, 0);
  }

  void chargedBack(long at, long minor) {
    say(PaymentType.CHARGEBACK_RECEIVED, "dispute", at, minor);
  }

  void chargebackReversed(long at, long minor) {
    say(PaymentType.CHARGEBACK_REVERSED, "dispute", at, minor);
  }

  void loaded(long at, long minor, @Nullable String reason) {
    say(PaymentType.STORED_VALUE_LOADED, "load", at, minor, reason, 0);
  }

  void redeemed(long at, long minor) {
    say(PaymentType.STORED_VALUE_REDEEMED, "redeem", at, minor);
  }

  private void say(PaymentType type, String operation, long at, long minor) {
    say(type, operation, at, minor, null, 0);
  }

  private void say(
      PaymentType type,
      String operation,
      long at,
      long minor,
      @Nullable String reason,
      long lateBy) {
    long stated = provider.stamp(at);
    PaymentEvent event = new PaymentEvent();
    event.setEventId(story.nextEventId());
    event.setOccurredAt(Micros.instant(stated));
    event.setSource(Story.source("adapter/" + provider.text()));
    event.setProvider(provider.text());
    event.setProviderAccount(account());
    event.setProviderEventId(id + "-ev" + said);
    event.setProviderPaymentId(id);
    event.setProviderSequence(provider.numbersEvents() ? said : null);
    event.setOperationId(id + '-' + operation);
    event.setType(type);
    event.setAmount(new Money(minor, story.currency()));
    event.setAmountKind(type == PaymentType.AUTHORISATION_ADJUSTED ? AmountKind.TOTAL : null);
    event.setOrderAmount(wholeOrder == null ? null : new Money(wholeOrder, story.currency()));
    event.setOrderRef(orderRef);
    event.setResponseCode(type == PaymentType.DECLINED ? "insufficient_funds" : null);
    event.setReasonCode(reason);
    describe(event);
    said++;
    story.tell(provider, stated, lateBy, event);
  }

  private void describe(PaymentEvent event) {
    event.setChannel(story.channel().text());
    event.setEntryMode(entry);
    event.setOffline(isOffline);
    event.setInstrument(instrument);
    event.setStoredValue(storedValue);
    if (story.channel().inShop()) {
      event.setLocationId(story.store().id());
      event.setTerminalId(terminal);
    } else {
      event.setCustomerRef(story.shopper().ref());
      event.setDeviceId(story.shopper().device());
      event.setIpPrefix(story.shopper().network());
    }
  }

  /** One for each shop at the acquirer, one for each currency elsewhere. */
  private String account() {
    return provider == Provider.TILLBANK
        ? story.store().id()
        : story.currency().toLowerCase(Locale.ROOT);
  }
}
