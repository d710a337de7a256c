package io.zaiko.tools.simulate;

/** Where the chain sells. */
enum Channel {
  /** Tills with an integrated terminal: every card payment names its order. */
  POS("pos"),
  /** Coffee counters with a stand-alone terminal: a payment knows no order, a sale no tender. */
  COUNTER("counter"),
  WEB("web"),
  APP("app"),
  /** Somebody else's shop, which collects the money itself. */
  MARKETPLACE("marketplace");

  private final String text;

  Channel(String text) {
    this.text = text;
  }

  /** The second part of the names of its topics. */
  String text() {
    return text;
  }

  /** Whether it is in a shop: it has tills there, which number what they write. */
  boolean inShop() {
    return this == POS || this == COUNTER;
  }

  String topic(String kind) {
    return kind + '.' + text;
  }
}
