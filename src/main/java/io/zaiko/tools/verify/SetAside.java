package io.zaiko.tools.verify;

import io.zaiko.avro.DeadLetter;
import io.zaiko.avro.Duplicate;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records that the job did not apply, by address: dead letters and duplicates. */
final class SetAside {
  private final OutputReader reader;
  private final Differences differences;
  private final boolean partial;
  private final Map<RecordAddress, Refused> deadLetters = new HashMap<>();
  private final Set<RecordAddress> duplicates = new HashSet<>();

  /**
   * What a dead letter says of its record.
   *
   * @param reason why it was refused
   * @param writtenMillis when the job said so
   * @param size of its value in bytes; -1 for none
   * @param sha256 of its value; null for none
   */
  record Refused(String reason, long writtenMillis, long size, @Nullable String sha256) {
    boolean holds(byte @Nullable [] value) {
      return value == null ? size == -1 : size == value.length && sha256Of(value).equals(sha256);
    }
  }

  SetAside(OutputReader reader, Differences differences, boolean partial) {
    this.reader = reader;
    this.differences = differences;
    this.partial = partial;
  }

  void deadLetter(RawRecord raw) {
    DeadLetter letter = reader.read(raw, DeadLetter.class, Check.INPUTS);
    if (letter == null) {
      return;
    }
    RecordAddress address = RecordAddress.of(letter.getOrigin());
    ByteBuffer value = letter.getValue();
    String sha256 = letter.getSha256();
    if (value != null) {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      sha256 = sha256Of(bytes);
    }
    Refused refused =
        new Refused(letter.getReason().intern(), raw.timestampMillis(), letter.getSize(), sha256);
    differences.expect(
        deadLetters.put(address, refused) == null,
        Check.INPUTS,
        () -> address + " is in dead-letters twice");
  }

  void duplicate(RawRecord raw) {
    Duplicate duplicate = reader.read(raw, Duplicate.class, Check.INPUTS);
    if (duplicate == null) {
      return;
    }
    RecordAddress address = RecordAddress.of(duplicate.getOrigin());
    differences.expect(
        duplicates.add(address), Check.INPUTS, () -> address + " is in duplicates twice");
  }

  /** What was said of a refused record, which is struck off; null where it was not refused. */
  @Nullable Refused strikeDeadLetter(RecordAddress address) {
    return deadLetters.remove(address);
  }

  /** Strikes off a duplicate; false where the record is none. */
  boolean strikeDuplicate(RecordAddress address) {
    return duplicates.remove(address);
  }

  /** What was not struck off names no input record. Compacted topics forget theirs. */
  void compare() {
    if (partial) {
      return;
    }
    for (RecordAddress address : deadLetters.keySet()) {
      differences.expect(
          Topics.CONTROL.contains(address.topic()) || Topics.isOfPayments(address.topic()),
          Check.INPUTS,
          () -> address + " is in dead-letters, but no such record is in the input");
    }
    for (RecordAddress address : duplicates) {
      differences.expect(
          Topics.isOfPayments(address.topic()),
          Check.INPUTS,
          () -> address + " is in duplicates, but no such record is in the input");
    }
  }

  private static String sha256Of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
