package io.zaiko.tools.read;

import java.util.Collection;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last record of each key: what a compacted topic says, however often it said otherwise before.
 * A tombstone takes its key away. Holds one record for each key.
 */
final class LastOfKey {
  private final TreeMap<String, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();

  /** Takes the next record of its partition. One without a key belongs to no key. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    String key = RecordLines.text(record.key());
    if (key == null) {
      return;
    }
    if (record.value() == null) {
      records.remove(key);
    } else {
      records.put(key, record);
    }
  }

  /** Sorted by key. */
  Collection<ConsumerRecord<byte[], byte[]>> records() {
    return records.values();
  }
}
