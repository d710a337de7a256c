package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Topics of one partition each, in memory, which a test can tamper with. */
final class MemoryTopics implements Topics {
  private static final Schemas SCHEMAS = TestSchemas.ALL;

  private final Map<String, List<RawRecord>> records = new TreeMap<>();
  private boolean partial;

  RawRecord append(
      String topic, long timestampMillis, byte @Nullable [] key, byte @Nullable [] value) {
    List<RawRecord> log = log(topic);
    RawRecord record = new RawRecord(topic, 0, log.size(), timestampMillis, key, value);
    log.add(record);
    return record;
  }

  /** The records of a topic that can be decoded. */
  <T extends SpecificRecord> List<T> all(String topic, Class<T> type) {
    List<T> all = new ArrayList<>();
    for (RawRecord raw : log(topic)) {
      T record = decode(raw, type);
      if (record != null) {
        all.add(record);
      }
    }
    return all;
  }

  /** Takes out the first record that fits; there must be one. */
  <T extends SpecificRecord> void remove(String topic, Class<T> type, Predicate<T> which) {
    log(topic).remove(find(topic, type, which));
  }

  /** Writes the first record that fits once more, at the end. */
  <T extends SpecificRecord> void repeat(String topic, Class<T> type, Predicate<T> which) {
    RawRecord raw = log(topic).get(find(topic, type, which));
    append(topic, raw.timestampMillis(), raw.key(), raw.value());
  }

  /** Changes the first record that fits; there must be one. */
  <T extends SpecificRecord> void change(
      String topic, Class<T> type, Predicate<T> which, Consumer<T> change) {
    int place = find(topic, type, which);
    RawRecord raw = log(topic).get(place);
    T record = Objects.requireNonNull(decode(raw, type));
    change.accept(record);
    byte[] value = TestSchemas.encode(record);
    log(topic)
        .set(
            place,
            new RawRecord(
                topic, raw.partition(), raw.offset(), raw.timestampMillis(), raw.key(), value));
  }

  /** Changes the bytes of the first record that fits, in place; there must be one. */
  <T extends SpecificRecord> void rewrite(
      String topic, Class<T> type, Predicate<T> which, Consumer<byte[]> change) {
    change.accept(Objects.requireNonNull(log(topic).get(find(topic, type, which)).value()));
  }

  /** As if there were no such topic. */
  void forget(String topic) {
    records.remove(topic);
  }

  void leaveOutOlderRecords() {
    partial = true;
  }

  private <T extends SpecificRecord> int find(String topic, Class<T> type, Predicate<T> which) {
    List<RawRecord> log = log(topic);
    for (int place = 0; place < log.size(); place++) {
      T record = decode(log.get(place), type);
      if (record != null && which.test(record)) {
        return place;
      }
    }
    throw new AssertionError("no such record in " + topic);
  }

  private static <T extends SpecificRecord> @Nullable T decode(RawRecord raw, Class<T> type) {
    Schema schema = TestSchemas.of(type);
    return type.cast(new WireReader(SCHEMAS).read(raw.value(), schema).record());
  }

  private List<RawRecord> log(String topic) {
    return records.computeIfAbsent(topic, none -> new ArrayList<>());
  }

  @Override
  public Set<String> names() {
    return records.keySet();
  }

  @Override
  public void read(Collection<String> topics, Consumer<RawRecord> each) {
    topics.forEach(topic -> List.copyOf(log(topic)).forEach(each));
  }

  @Override
  public boolean isPartial() {
    return partial;
  }
}
