package io.zaiko.codec;

import io.zaiko.domain.identity.Origin;

/**
 * What is known of a readable record beside what it says.
 *
 * @param origin where it lies in Kafka
 * @param contentHash hash of all it says but the times of its transport
 * @param bearableSkewMillis how far its source's clock may be off before its times are set right; 0
 *     leaves them alone
 */
record Arrival(Origin origin, long contentHash, long bearableSkewMillis) {}
