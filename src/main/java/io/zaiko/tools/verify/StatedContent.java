package io.zaiko.tools.verify;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a decoded record states, as a hash. It is never written again: what can be read need not be
 * writable. A field that says no more than its absence would does not count.
 */
final class StatedContent {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long hash = FNV_OFFSET;

  private StatedContent() {}

  static long of(IndexedRecord record) {
    StatedContent content = new StatedContent();
    content.value(record);
    return content.hash;
  }

  private void value(@Nullable Object value) {
    if (value instanceof IndexedRecord record) {
      fields(record);
    } else if (value instanceof List<?> items) {
      number(items.size());
      items.forEach(this::value);
    } else if (value instanceof Map<?, ?> entries) {
      long sum = 0;
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        sum += ofEntry(entry); // whatever order they come in
      }
      number(sum);
    } else {
      text(String.valueOf(value));
    }
  }

  private static long ofEntry(Map.Entry<?, ?> entry) {
    StatedContent content = new StatedContent();
    content.text(String.valueOf(entry.getKey()));
    content.value(entry.getValue());
    return content.hash;
  }

  private void fields(IndexedRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (!isLikeAbsent(value, field)) {
        number(field.pos());
        value(value);
      }
    }
    number(-1);
  }

  private static boolean isLikeAbsent(@Nullable Object value, Schema.Field field) {
    if (value == null
        || (value instanceof Collection<?> items && items.isEmpty())
        || (value instanceof Map<?, ?> entries && entries.isEmpty())) {
      return true;
    }
    Object otherwise = field.hasDefaultValue() ? field.defaultVal() : null;
    return otherwise != null
        && otherwise != JsonProperties.NULL_VALUE
        && otherwise.toString().equals(value.toString());
  }

  private void text(String text) {
    number(text.length());
    text.chars().forEach(this::add);
  }

  private void number(long number) {
    add(number);
    add(number >>> 32);
  }

  private void add(long part) {
    hash = (hash ^ (part & 0xffffffffL)) * FNV_PRIME;
  }
}
