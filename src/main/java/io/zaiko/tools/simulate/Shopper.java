package io.zaiko.tools.simulate;

import io.zaiko.avro.Instrument;
import io.zaiko.avro.InstrumentKind;

/**
 * Somebody who buys, in person in one shop only: nobody travels faster than he can.
 *
 * @param store the number of that shop
 * @param number who of its customers, 0 and up
 */
record Shopper(int store, int number) {
  private String name() {
    return "s" + store + "c" + number;
  }

  String ref() {
    return "cust-" + name();
  }

  String device() {
    return "dev-" + name();
  }

  /** A network of 24 bits out of the range that carriers share among customers. */
  String network() {
    return "100." + (64 + store % 64) + '.' + number % 256 + ".0/24";
  }

  Instrument card(Provider provider) {
    return instrument(provider, InstrumentKind.CARD, number % 3 == 0 ? "mastercard" : "visa");
  }

  Instrument wallet(Provider provider) {
    return instrument(provider, InstrumentKind.QR, "scanpay");
  }

  /** One account over providers, another token and fingerprint at each. */
  Instrument instrument(Provider provider, InstrumentKind kind, String brand) {
    Instrument instrument = new Instrument();
    instrument.setToken("tok_" + provider.prefix() + name());
    instrument.setFingerprint("fp_" + provider.prefix() + name());
    instrument.setKind(kind);
    instrument.setBrand(brand);
    if (kind == InstrumentKind.CARD) {
      instrument.setPar("par_" + name());
      int digits = Math.floorMod(store * 7919 + number * 104_729, 10_000);
      instrument.setLast4(String.valueOf(10_000 + digits).substring(1));
    }
    return instrument;
  }
}
