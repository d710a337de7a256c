package io.zaiko.domain.identity;

/**
 * Where an input record lies in Kafka.
 *
 * @param topic the topic
 * @param partition 0 or more
 * @param offset 0 or more
 * @param timestampMicros the broker's time of the record, microseconds since 1970 UTC
 */
public record Origin(String topic, int partition, long offset, long timestampMicros) {

  /** The address as one word: the key of dead letters and duplicates. */
  public String address() {
    return topic + '|' + partition + '|' + offset;
  }
}
