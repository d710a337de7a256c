package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.identity.Reason;
import io.zaiko.domain.stock.GoodsEvent;
import org.jspecify.annotations.Nullable;

/**
 * An input record as the source hands it on: an event, a refusal with its reason, or neither while
 * its schema cannot be had. The raw bytes travel along, so that an operator that refuses it later
 * can still write a whole dead letter.
 *
 * @param origin where it lies in Kafka
 * @param key the Kafka key as it was
 * @param value the Kafka value as it was
 * @param schemaId the schema id its header names; {@link #NO_SCHEMA_ID} where it has no header
 * @param event what it says; null for a refusal and for a record that waits
 * @param reason why it was refused; null for an event and for a record that waits
 * @param message what is wrong and what to change, for people; null where there is no reason
 * @param eventId its event_id, where it could be read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the bytes only travel along
public record Inbound(
    Origin origin,
    byte @Nullable [] key,
    byte @Nullable [] value,
    int schemaId,
    @Nullable GoodsEvent event,
    @Nullable Reason reason,
    @Nullable String message,
    @Nullable String eventId) {

  /** Stands for a header that could not be read. */
  public static final int NO_SCHEMA_ID = -1;

  /** The event time of a record that moves no clock. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** A record whose schema cannot be had at present: nothing is known of it but its bytes. */
  static Inbound awaitingSchema(Origin origin, byte @Nullable [] key, byte[] value) {
    return new Inbound(origin, key, value, WireFormat.schemaId(value), null, null, null, null);
  }

  /** Whether it waits for its schema. Asked of goods; master data has no event in any case. */
  public boolean awaitsSchema() {
    return event == null && reason == null;
  }

  /** The same record, refused. */
  public Inbound refused(Reason why, String text) {
    return new Inbound(origin, key, value, schemaId, null, why, text, eventId);
  }

  /** The broker's time of the record in milliseconds. */
  public long brokerTimeMillis() {
    return Math.floorDiv(origin.timestampMicros(), 1_000L);
  }

  /**
   * Event time in milliseconds: the business time, never ahead of the broker's clock; {@link
   * #NO_TIME} for what has no event.
   */
  public long eventTimeMillis() {
    return event == null ? NO_TIME : Math.floorDiv(event.asOfMicros(), 1_000L);
  }
}
