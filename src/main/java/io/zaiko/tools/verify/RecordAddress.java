package io.zaiko.tools.verify;

import io.zaiko.avro.Address;

/**
 * Where an input record lies.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
record RecordAddress(String topic, int partition, long offset) {
  static RecordAddress of(Address address) {
    return new RecordAddress(address.getTopic(), address.getPartition(), address.getOffset());
  }

  @Override
  public String toString() {
    return topic + '|' + partition + '|' + offset;
  }
}
