package io.zaiko.tools.publish.from;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.PaymentEvent;
import org.jspecify.annotations.Nullable;

/** What was paid with, as Stripe tells it. Stripe tells no full number. */
final class StripeInstrument {
  private StripeInstrument() {}

  /**
   * Adds what is known.
   *
   * @param details an object with a {@code type}, and under that name what is known of it
   * @param token the payment method's name
   */
  static void add(PaymentEvent.Builder said, Body details, @Nullable String token) {
    String type = details.text("type");
    if (type == null) {
      addToken(said, token);
      return;
    }
    Body known = details.object(type);
    String brand = known.text("brand");
    said.setInstrument(
        Instrument.newBuilder()
            .setToken(token)
            .setFingerprint(known.text("fingerprint"))
            .setBin(Digits.bin(known.text("iin")))
            .setLast4(Digits.last4(known.text("last4")))
            .setKind(known.object("wallet").isMissing() ? kind(type) : InstrumentKind.WALLET)
            .setBrand(brand == null && kind(type) != InstrumentKind.CARD ? type : brand)
            .build());
    said.setEntryMode(entryMode(type, known));
    said.setOffline(known.object("offline").has("stored_at"));
  }

  /** Adds the token alone, of a kind nobody told. */
  static void addToken(PaymentEvent.Builder said, @Nullable String token) {
    if (token != null) {
      said.setInstrument(
          Instrument.newBuilder().setToken(token).setKind(InstrumentKind.OTHER).build());
    }
  }

  private static @Nullable EntryMode entryMode(String type, Body known) {
    String read = known.text("read_method");
    if (read == null) {
      return kind(type) == InstrumentKind.CARD ? EntryMode.ECOMMERCE : null;
    }
    return switch (read) {
      case "contact_emv" -> EntryMode.CHIP;
      case "contactless_emv", "contactless_magstripe_mode" -> EntryMode.CONTACTLESS;
      case "magnetic_stripe_track2", "magnetic_stripe_fallback" -> EntryMode.MAGSTRIPE;
      default -> EntryMode.OTHER; // Stripe adds to them
    };
  }

  private static InstrumentKind kind(String type) {
    return switch (type) {
      case "card", "card_present", "interac_present" -> InstrumentKind.CARD;
      case "alipay",
          "amazon_pay",
          "cashapp",
          "grabpay",
          "kakao_pay",
          "link",
          "mobilepay",
          "naver_pay",
          "paypal",
          "revolut_pay",
          "samsung_pay",
          "twint" ->
          InstrumentKind.WALLET;
      case "paynow", "pix", "promptpay", "wechat_pay" -> InstrumentKind.QR;
      case "bancontact",
          "blik",
          "customer_balance",
          "eps",
          "fpx",
          "giropay",
          "ideal",
          "p24",
          "pay_by_bank",
          "sofort" ->
          InstrumentKind.BANK_TRANSFER;
      case "boleto", "konbini", "multibanco", "oxxo" -> InstrumentKind.BANK_SLIP;
      case "acss_debit", "au_becs_debit", "bacs_debit", "sepa_debit", "us_bank_account" ->
          InstrumentKind.DIRECT_DEBIT;
      case "affirm", "afterpay_clearpay", "klarna", "zip" -> InstrumentKind.INSTALMENT;
      default -> InstrumentKind.OTHER; // Stripe adds to them
    };
  }
}
