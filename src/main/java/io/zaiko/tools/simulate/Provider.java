package io.zaiko.tools.simulate;

import java.util.Locale;

/** Who moves the money. None of them is real. */
enum Provider {
  /** Online gateway: captures when the goods are shipped, numbers its events. */
  NORDPAY("np_", true, false),
  /** Online gateway: captures at once, stamps whole seconds. */
  HARBOR("hb_", false, true),
  /** Acquirer of the terminals in the shops; stamps whole seconds. */
  TILLBANK("tb_", false, true),
  /** Wallet that is paid by QR code: it knows no authorisation. */
  SCANPAY("sp_", true, false),
  /** Keeps the balances of the gift cards. */
  GIFTLEDGER("gl_", true, false);

  private final String prefix;
  private final boolean numbersEvents;
  private final boolean wholeSeconds;

  Provider(String prefix, boolean numbersEvents, boolean wholeSeconds) {
    this.prefix = prefix;
    this.numbersEvents = numbersEvents;
    this.wholeSeconds = wholeSeconds;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String topic() {
    return "payments." + text();
  }

  /** What the ids of its payments begin with. */
  String prefix() {
    return prefix;
  }

  boolean numbersEvents() {
    return numbersEvents;
  }

  /** The time it states for what happened at a time, in microseconds. */
  long stamp(long micros) {
    return wholeSeconds ? micros - Math.floorMod(micros, Micros.SECOND) : micros;
  }
}
