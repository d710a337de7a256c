package io.zaiko.tools.verify;

import io.zaiko.avro.Address;
import io.zaiko.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes records that the job, true or false, refused. */
final class Refusals {
  static final Instant BROKER_TIME = Instant.parse("2026-06-01T00:00:00Z");

  private final MemoryTopics topics;

  Refusals(MemoryTopics topics) {
    this.topics = topics;
  }

  void refuse(String topic, @Nullable String key, byte @Nullable [] value, String reason) {
    refuse(topic, key, value, reason, BROKER_TIME);
  }

  /** Refuses a record at once when it comes. */
  void refuse(
      String topic, @Nullable String key, byte @Nullable [] value, String reason, Instant at) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    RawRecord raw = topics.append(topic, at.toEpochMilli(), keyBytes, value);
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setOrigin(new Address(topic, 0, raw.offset(), at))
            .setValue(value == null ? null : ByteBuffer.wrap(value))
            .setSize(value == null ? -1 : value.length)
            .setReason(reason)
            .setMessage("")
            .build();
    topics.append("dead-letters", at.toEpochMilli(), null, TestSchemas.encode(letter));
    ToldRefusals.tell(topics, raw, reason);
  }
}
