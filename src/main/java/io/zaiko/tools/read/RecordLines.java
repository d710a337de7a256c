package io.zaiko.tools.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka records as lines of JSON: address, key and value, or what is wrong with the value. */
final class RecordLines {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ValueReader values;

  RecordLines(ValueReader values) {
    this.values = values;
  }

  String line(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.objectNode();
    line.put("key", text(record.key()));
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    byte[] value = record.value();
    if (value == null) {
      return line.putNull("value").toString();
    }
    try {
      GenericRecord read = values.read(value);
      line.set("value", AvroToJson.json(read, read.getSchema()));
    } catch (ValueReader.UnreadableException e) {
      line.put("error", e.getMessage());
      line.put("bytes", Base64.getEncoder().encodeToString(value));
    }
    return line.toString();
  }

  static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }
}
