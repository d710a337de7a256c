package io.zaiko.tools.publish.from;

import io.zaiko.avro.EntryMode;
import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;
import io.zaiko.avro.PaymentEvent;
import org.jspecify.annotations.Nullable;

/** What was paid with, as Adyen tells it in {@code additionalData} where it is switched on. */
final class AdyenInstrument {
  private AdyenInstrument() {}

  static void add(PaymentEvent.Builder said, Body item) {
    Body more = item.object("additionalData");
    said.setEntryMode(entryMode(more.text("shopperInteraction")));
    String method = item.text("paymentMethod");
    if (method == null) {
      return;
    }
    said.setInstrument(
        Instrument.newBuilder()
            .setToken(
                more.firstText(
                    "tokenization.storedPaymentMethodId", "recurring.recurringDetailReference"))
            .setFingerprint(more.text("alias"))
            .setPar(more.firstText("paymentAccountReference", "PaymentAccountReference"))
            .setBin(Digits.bin(more.firstText("cardBin", "issuerBin")))
            .setLast4(Digits.last4(more.text("cardSummary")))
            .setKind(kind(method))
            .setBrand(method)
            .build());
  }

  private static @Nullable EntryMode entryMode(@Nullable String interaction) {
    return switch (interaction == null ? "" : interaction) {
      case "Ecommerce" -> EntryMode.ECOMMERCE;
      case "ContAuth" -> EntryMode.STORED_CREDENTIAL;
      case "Moto" -> EntryMode.MANUAL;
      default -> null;
    };
  }

  /** Wallets name the card behind them, as {@code visa_applepay}. */
  static InstrumentKind kind(@Nullable String method) {
    if (method == null) {
      return InstrumentKind.OTHER;
    }
    if (method.endsWith("_applepay") || method.endsWith("_googlepay")) {
      return InstrumentKind.WALLET;
    }
    if (method.startsWith("klarna") || method.startsWith("afterpay")) {
      return InstrumentKind.INSTALMENT;
    }
    if (method.startsWith("boleto") || method.startsWith("econtext")) {
      return InstrumentKind.BANK_SLIP;
    }
    return switch (method) {
      case "amex",
          "bcmc",
          "cartebancaire",
          "cup",
          "diners",
          "discover",
          "eftpos_australia",
          "electron",
          "elo",
          "girocard",
          "interac",
          "jcb",
          "maestro",
          "mc",
          "visa",
          "visadankort",
          "vpay" ->
          InstrumentKind.CARD;
      case "alipay",
          "applepay",
          "googlepay",
          "mbway",
          "mobilepay",
          "paypal",
          "swish",
          "twint",
          "vipps" ->
          InstrumentKind.WALLET;
      case "pix", "promptpay", "paynow", "wechatpayQR", "bcmc_mobile" -> InstrumentKind.QR;
      case "bankTransfer_IBAN", "blik", "eps", "giropay", "ideal", "onlineBanking_PL", "trustly" ->
          InstrumentKind.BANK_TRANSFER;
      case "multibanco", "oxxo" -> InstrumentKind.BANK_SLIP;
      case "ach", "directdebit_GB", "sepadirectdebit" -> InstrumentKind.DIRECT_DEBIT;
      case "givex", "svs", "valuelink" -> InstrumentKind.STORED_VALUE;
      default -> InstrumentKind.OTHER; // Adyen adds to them
    };
  }
}
