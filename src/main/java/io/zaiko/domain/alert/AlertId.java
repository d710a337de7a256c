package io.zaiko.domain.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names an alert by what it is about, so that a replay names it the same. */
final class AlertId {

  private static final int BYTES = 16;

  private AlertId() {}

  static String of(Alert.Check check, String key, long episode) {
    byte[] text = (check.name() + '\n' + key + '\n' + episode).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
