package io.zaiko.tools.verify;

/**
 * How an input record came.
 *
 * @param address where it lies
 * @param brokerMillis the broker's time of it
 * @param occurredAtMicros business time
 */
record Arrival(RecordAddress address, long brokerMillis, long occurredAtMicros) {
  boolean isInPartitionOf(Arrival other) {
    return address.partition() == other.address.partition()
        && address.topic().equals(other.address.topic());
  }
}
