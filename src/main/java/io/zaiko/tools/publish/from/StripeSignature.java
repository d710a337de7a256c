package io.zaiko.tools.publish.from;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Stripe's {@code Stripe-Signature: t=..,v1=..}: HMAC-SHA256 over the time, a point and the raw
 * body. How old the time is does not matter here: deliveries may have been stored.
 */
final class StripeSignature {
  private static final String TIME = "t=";
  private static final String SIGNATURE = "v1=";

  private final List<byte[]> keys;

  /** Any of the secrets may have signed; none: nothing is checked. */
  StripeSignature(List<String> secrets) {
    this.keys = secrets.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
  }

  boolean isAsked() {
    return !keys.isEmpty();
  }

  /** Whether one of the header's signatures is of this body. */
  boolean matches(String header, String body) {
    String time = null;
    List<byte[]> given = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      String element = part.strip();
      if (element.startsWith(TIME)) {
        time = element.substring(TIME.length());
      } else if (element.startsWith(SIGNATURE)) {
        given.add(element.substring(SIGNATURE.length()).getBytes(StandardCharsets.UTF_8));
      }
    }
    return time != null && matches(time + '.' + body, given);
  }

  private boolean matches(String signed, List<byte[]> given) {
    boolean isAny = false;
    for (byte[] key : keys) {
      byte[] hex = HexFormat.of().formatHex(Hmac.of(key, signed)).getBytes(StandardCharsets.UTF_8);
      for (byte[] signature : given) {
        isAny |= MessageDigest.isEqual(hex, signature);
      }
    }
    return isAny;
  }
}
