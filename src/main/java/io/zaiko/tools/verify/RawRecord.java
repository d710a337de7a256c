package io.zaiko.tools.verify;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it lies there.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param timestampMillis the broker's time of it
 * @param key its key; null where it has none
 * @param value its value; null where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  RecordAddress address() {
    return new RecordAddress(topic, partition, offset);
  }

  /** The part of the topic's name before the dot: {@code sales} of {@code sales.web}. */
  String topicPrefix() {
    int dot = topic.indexOf('.');
    return dot < 0 ? topic : topic.substring(0, dot);
  }
}
