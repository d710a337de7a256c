package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A record of master data, or its refusal. One flat record for both topics, as it crosses an
 * operator.
 *
 * @param origin where it lies in Kafka
 * @param topic which master data
 * @param id the sku or the location_id; empty in a refusal
 * @param forgotten true for a tombstone: whatever was said of the id is taken back
 * @param nonStock for an item, whether it is no stock: its books are kept and nothing is published
 * @param open for a location, whether it trades; true for an item
 * @param refusal the record as a dead letter needs it; null where it was accepted
 */
public record ControlRecord(
    Origin origin,
    ControlTopic topic,
    String id,
    boolean forgotten,
    boolean nonStock,
    boolean open,
    @Nullable Inbound refusal) {}
