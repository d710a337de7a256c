package io.zaiko.tools.publish;

import io.zaiko.tools.clients.RecordEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Sends the good lines of a text and names the bad ones. Blank lines are passed over. */
final class LinePublisher {
  private final String topic;
  private final TopicRecord kind;
  private final LineReader reader;
  private final RecordEncoder encoder;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long skipped;
  private Consumer<String> refusals = line -> {};

  LinePublisher(
      String topic,
      TopicRecord kind,
      LineReader reader,
      RecordEncoder encoder,
      Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.kind = kind;
    this.reader = reader;
    this.encoder = encoder;
    this.producer = producer;
  }

  /** Where each refusal goes, as one line of text; may be called from the producer's thread. */
  void onRefusal(Consumer<String> to) {
    this.refusals = to;
  }

  void publish(BufferedReader lines) throws IOException {
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String name = "line " + number;
      try {
        LineReader.Read read = reader.read(number == 1 ? withoutMark(line) : line);
        skipped += read.skipped();
        for (SpecificRecord record : read.records()) {
          send(name, kind.key(record), encoder.encode(record));
        }
      } catch (RefusedLine e) {
        refuse(name, e.text());
      }
    }
  }

  /** Sends an empty value for a key. */
  void forget(String key) {
    send("the tombstone of " + key, key, null);
  }

  private void send(String name, String key, byte @Nullable [] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
            (written, failure) -> {
              if (failure == null) {
                published.incrementAndGet();
              } else if (failure instanceof RecordTooLargeException) {
                refuse(name, "is larger than the broker takes; split it into several events");
              } else {
                refuse(
                    name, "was not taken by Kafka (" + failure.getMessage() + "); send it again");
              }
            });
  }

  private void refuse(String name, String why) {
    refused.incrementAndGet();
    refusals.accept(name + ": " + why);
  }

  /** Editors on Windows put a byte order mark before the first line. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  void flush() {
    producer.flush();
  }

  long published() {
    return published.get();
  }

  long refused() {
    return refused.get();
  }

  /** How many events said nothing that belongs into the topic. */
  long skipped() {
    return skipped;
  }
}
