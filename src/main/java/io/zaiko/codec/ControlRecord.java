package io.zaiko.codec;

/**
 * A record of master data, or its refusal. One flat record for both topics, as it crosses an
 * operator.
 *
 * @param topic which master data
 * @param id the sku or the location_id; empty in a refusal and while it waits for its schema
 * @param forgotten true for a tombstone: whatever was said of the id is taken back
 * @param nonStock for an item, whether it is no stock: its books are kept and nothing is published
 * @param open for a location, whether it trades; true for an item
 * @param inbound the record as it came, without an event; with a reason where it was refused
 */
public record ControlRecord(
    ControlTopic topic,
    String id,
    boolean forgotten,
    boolean nonStock,
    boolean open,
    Inbound inbound) {

  /** Whether it was not understood. */
  public boolean isRefused() {
    return inbound.reason() != null;
  }

  /** Whether it waits for its schema: nothing is known of it but its bytes. */
  public boolean awaitsSchema() {
    return id.isEmpty() && !isRefused();
  }
}
