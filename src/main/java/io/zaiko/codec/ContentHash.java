package io.zaiko.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, in 64 bits: the first eight bytes of the SHA-256 of its fields by name. Left
 * out are the times of its transport, which differ between redeliveries, and every field that says
 * no more than its absence would: so a field that a later version of the contract adds changes no
 * hash of what was sent before. Not for several threads.
 */
final class ContentHash {
  private static final Set<String> TRANSPORT = Set.of("sent_at", "received_at");

  private final MessageDigest sha256 = sha256();
  // One entry for each record type of the contract.
  private final Map<Schema, List<Named>> fields = new IdentityHashMap<>();
  private ByteBuffer buffer = ByteBuffer.allocate(4096);

  /** A field whose name is at hand in bytes. */
  private record Named(Schema.Field field, byte[] name, @Nullable Object absent) {
    static Named of(Schema.Field field) {
      Object absent = field.hasDefaultValue() ? field.defaultVal() : null;
      boolean isNull = absent == null || absent == JsonProperties.NULL_VALUE;
      byte[] name = field.name().getBytes(StandardCharsets.UTF_8);
      return new Named(field, name, isNull ? null : absent);
    }
  }

  /** The hash of all fields as they are now. */
  long of(IndexedRecord record) {
    buffer.clear();
    put(record);
    sha256.update(buffer.array(), 0, buffer.position());
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private void put(IndexedRecord record) {
    for (Named named : fields.computeIfAbsent(record.getSchema(), ContentHash::hashed)) {
      Object value = record.get(named.field().pos());
      if (!saysNothing(value, named.absent())) {
        put(named.name());
        put(value);
      }
    }
    room(1).put((byte) '.'); // ends the record, so that neighbours cannot run together
  }

  private static List<Named> hashed(Schema schema) {
    return schema.getFields().stream()
        .filter(field -> !TRANSPORT.contains(field.name()))
        .map(Named::of)
        .toList();
  }

  private static boolean saysNothing(@Nullable Object value, @Nullable Object absent) {
    return value == null
        || value instanceof Collection<?> items && items.isEmpty()
        || value instanceof Map<?, ?> entries && entries.isEmpty()
        || absent != null && value.toString().equals(absent.toString());
  }

  private void put(Object value) {
    if (value instanceof String text) {
      put(text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Long number) {
      room(Long.BYTES).putLong(number);
    } else if (value instanceof Integer number) {
      room(Integer.BYTES).putInt(number);
    } else if (value instanceof Instant time) {
      room(Long.BYTES + Integer.BYTES).putLong(time.getEpochSecond()).putInt(time.getNano());
    } else if (value instanceof IndexedRecord record) {
      put(record);
    } else if (value instanceof List<?> items) {
      room(Integer.BYTES).putInt(items.size());
      items.forEach(this::put);
    } else if (value instanceof Map<?, ?> entries) {
      room(Integer.BYTES).putInt(entries.size());
      entries.entrySet().stream()
          .sorted(Comparator.comparing(entry -> entry.getKey().toString())) // sent in any order
          .forEach(
              entry -> {
                put(entry.getKey());
                put(entry.getValue());
              });
    } else if (value instanceof BigDecimal number) {
      room(Integer.BYTES).putInt(number.scale());
      put(number.unscaledValue().toByteArray());
    } else {
      put(value.toString().getBytes(StandardCharsets.UTF_8)); // enums, booleans, doubles
    }
  }

  private void put(byte[] bytes) {
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int capacity = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
    return buffer;
  }
}
