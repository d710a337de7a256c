package io.zaiko.domain.settlement;

import io.zaiko.domain.payment.PaymentPart;
import org.jspecify.annotations.Nullable;

/**
 * Until when somebody was heard of whom something may be missing.
 *
 * @param voice who
 * @param untilMicros business time of the newest that it told
 */
public record Heard(String voice, long untilMicros) {
  private static final char BETWEEN = '|';
  private static final String PROVIDER = "provider|";
  private static final String CHANNEL = "channel|";
  private static final String PAID = "paid|";

  /** Knows until when each voice was heard. */
  @FunctionalInterface
  public interface Ears {
    /** {@link Long#MIN_VALUE} where it was never heard. */
    long untilMicros(String voice);
  }

  /** Whatever account. */
  static String provider(String provider) {
    return PROVIDER + provider;
  }

  static String provider(String provider, String account) {
    return PROVIDER + provider + '|' + account;
  }

  /** Who would tell of the captures and refunds of a payment. */
  static String providerOf(PaymentPart payment) {
    return provider(payment.provider(), payment.account());
  }

  static String channel(String channel) {
    return CHANNEL + channel;
  }

  static String shop(String channel, String locationId) {
    return CHANNEL + channel + '|' + locationId;
  }

  /** Whoever tells of payments of a channel, or of one of its shops. */
  static String payer(String channel, @Nullable String shop) {
    return shop == null ? PAID + channel : PAID + channel + '|' + shop;
  }

  /** Who stands for it where silence is told: a provider, or all shops of a channel. */
  static String groupOf(String voice) {
    int part = partAt(voice);
    return part < 0 ? voice : voice.substring(0, part);
  }

  /** Which account or shop of its group it is; empty where it is the whole. */
  static String partOf(String voice) {
    int part = partAt(voice);
    return part < 0 ? "" : voice.substring(part + 1);
  }

  private static int partAt(String voice) {
    return voice.indexOf(BETWEEN, voice.indexOf(BETWEEN) + 1);
  }

  /** What a group would tell of, as in "checks wait for ...". */
  static String inWords(String group) {
    String name = group.substring(group.indexOf(BETWEEN) + 1);
    if (group.startsWith(PROVIDER)) {
      return "payments of provider " + name;
    }
    return (group.startsWith(PAID) ? "payments" : "sales and returns") + " of channel " + name;
  }

  /** Who would tell of the sale of a payment: its shop, and online its channel. */
  static String sellerOf(PaymentPart payment) {
    @Nullable String shop = payment.locationId();
    return shop == null ? channel(payment.channel()) : shop(payment.channel(), shop);
  }
}
