package io.zaiko.tools.publish.from;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adyen's {@code additionalData.hmacSignature}: HMAC-SHA256 in base64 over eight fields parted by
 * colons. The fields are joined as they are, as Adyen's own libraries do for notifications; only
 * its older payment pages escape colons.
 */
final class AdyenSignature {
  private final List<byte[]> keys;

  /**
   * Any of the keys may have signed; none: nothing is checked.
   *
   * @param hexKeys as the Customer Area shows them
   * @throws IllegalArgumentException where one is not hexadecimal
   */
  AdyenSignature(List<String> hexKeys) {
    this.keys = hexKeys.stream().map(AdyenSignature::bytes).toList();
  }

  private static byte[] bytes(String hexKey) {
    try {
      return HexFormat.of().parseHex(hexKey);
    } catch (IllegalArgumentException e) {
      // Without its cause, which shows characters of the key.
      throw new IllegalArgumentException(
          "the HMAC key is not hexadecimal; copy it from Adyen's Customer Area");
    }
  }

  boolean isAsked() {
    return !keys.isEmpty();
  }

  /** Whether the signature in an item is of this item. */
  boolean matches(Body item) {
    String given = item.object("additionalData").text("hmacSignature");
    if (given == null) {
      return false;
    }
    byte[] signature = given.getBytes(StandardCharsets.UTF_8);
    String signed = signed(item);
    boolean isAny = false;
    for (byte[] key : keys) {
      isAny |= MessageDigest.isEqual(Base64.getEncoder().encode(Hmac.of(key, signed)), signature);
    }
    return isAny;
  }

  static String signed(Body item) {
    Body amount = item.object("amount");
    return String.join(
        ":",
        orEmpty(item.text("pspReference")),
        orEmpty(item.text("originalReference")),
        orEmpty(item.text("merchantAccountCode")),
        orEmpty(item.text("merchantReference")),
        orEmpty(amount.text("value")),
        orEmpty(amount.text("currency")),
        orEmpty(item.text("eventCode")),
        orEmpty(item.text("success")));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
