package io.zaiko.tools.simulate;

import io.zaiko.tools.UserError;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A file of JSON lines for each topic, and one for the truth. */
final class Folder implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final Map<String, JsonLines> files = new TreeMap<>();
  private final Map<String, Long> lines = new TreeMap<>();
  private final Writer truth;
  private long truths;

  private Folder(Path path) throws IOException {
    this.path = path;
    this.truth = Files.newBufferedWriter(path.resolve("truth.jsonl"));
  }

  /** A new folder, or one that is empty: lines of two worlds in one folder would be no world. */
  static Folder open(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UserError(path + " is a file; name a folder for --out");
    }
    Files.createDirectories(path);
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.findAny().isPresent()) {
        throw new UserError(path + " is not empty; name a new folder for --out");
      }
    }
    return new Folder(path);
  }

  void write(Told told) {
    try {
      file(told.topic()).write(told.record());
      lines.merge(told.topic(), 1L, Long::sum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonLines file(String topic) throws IOException {
    JsonLines open = files.get(topic);
    if (open == null) {
      open =
          new JsonLines(
              new BufferedOutputStream(
                  Files.newOutputStream(path.resolve(topic + ".jsonl")), BUFFER_BYTES));
      files.put(topic, open);
    }
    return open;
  }

  void write(Truth planted) {
    try {
      truth.write(planted.json());
      truth.write('\n');
      truths++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines by topic. */
  Map<String, Long> lines() {
    return lines;
  }

  long truths() {
    return truths;
  }

  @Override
  public void close() throws IOException {
    for (JsonLines file : files.values()) {
      file.close();
    }
    truth.close();
  }
}
