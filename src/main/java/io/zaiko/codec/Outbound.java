package io.zaiko.codec;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param topic the topic, one of {@link OutputTopic}
 * @param key its Kafka key
 * @param value its Kafka value; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it goes straight to Kafka
public record Outbound(String topic, byte[] key, byte @Nullable [] value) {}
