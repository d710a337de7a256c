package io.zaiko.operators;

import io.zaiko.codec.Inbound;
import io.zaiko.domain.identity.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits for a schema, as it rests in state: its address and its bytes, so that it can
 * be decoded as if it came from Kafka only then.
 *
 * @param timestampMillis the broker's time of the record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WaitingRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  /** What a record takes beside its bytes, roughly: objects, names and places in lists. */
  static final int OVERHEAD_BYTES = 256;

  static WaitingRecord of(Inbound inbound) {
    Origin origin = inbound.origin();
    return new WaitingRecord(
        origin.topic(),
        origin.partition(),
        origin.offset(),
        inbound.brokerTimeMillis(),
        inbound.key(),
        inbound.value());
  }

  /** What it takes in memory. */
  long sizeBytes() {
    return OVERHEAD_BYTES + lengthOf(key) + lengthOf(value);
  }

  private static long lengthOf(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
