package io.zaiko.tools.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zaiko.tools.clients.ValueReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka records as lines of JSON: address, key and value, or what is wrong with the value. */
final class RecordLines {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ValueReader values;
  private final LeftOut without;

  /**
   * A writer of lines.
   *
   * @param without fields of the values that are left out
   */
  RecordLines(ValueReader values, Set<String> without) {
    this.values = values;
    this.without = new LeftOut(without);
  }

  /**
   * Looks at all records before the first is shown.
   *
   * @throws io.zaiko.tools.UserError where no value has a field that is to be left out
   */
  void judge(Collection<ConsumerRecord<byte[], byte[]>> all) {
    Set<Schema> schemas = new LinkedHashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : all) {
      byte[] value = record.value();
      if (value != null) {
        try {
          schemas.add(values.schema(value));
        } catch (ValueReader.UnreadableException e) {
          continue; // it is shown with its bytes
        }
      }
    }
    without.judge(schemas);
  }

  /** Address, key and value. */
  String line(ConsumerRecord<byte[], byte[]> record) {
    ObjectNode line = JSON.objectNode();
    line.put("key", text(record.key()));
    line.put("partition", record.partition());
    line.put("offset", record.offset());
    line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
    return withValue(line, record.value());
  }

  /** Key and value, wherever the record stands. */
  String content(ConsumerRecord<byte[], byte[]> record) {
    return withValue(JSON.objectNode().put("key", text(record.key())), record.value());
  }

  private String withValue(ObjectNode line, byte @Nullable [] value) {
    if (value == null) {
      return line.putNull("value").toString();
    }
    try {
      GenericRecord read = values.read(value);
      ObjectNode fields = AvroToJson.record(read);
      without.takeFrom(fields, read.getSchema());
      line.set("value", fields);
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
