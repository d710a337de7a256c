package io.zaiko.tools.simulate;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record on its way to a topic.
 *
 * @param topic where it goes
 * @param occurredMicros its {@code occurred_at}
 * @param arrivesMicros when it arrives, not earlier
 * @param record a record of the contract
 */
public record Told(String topic, long occurredMicros, long arrivesMicros, SpecificRecord record) {}
