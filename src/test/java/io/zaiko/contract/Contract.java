package io.zaiko.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;

/** The schemas under {@code avro/}: the current ones, and every version ever released of each. */
final class Contract {
  static final Path HOME = Path.of("avro");
  private static final String CHECKSUMS = "CHECKSUMS";

  private final Path home;

  Contract(Path home) {
    this.home = home;
  }

  /** The current records by simple name, shared records inlined. */
  SortedMap<String, Schema> current() throws IOException {
    SchemaParser parser = new SchemaParser();
    List<SchemaParser.ParseResult> records = new ArrayList<>();
    for (Path file : schemasIn(home.resolve("shared"))) {
      parser.parse(file);
    }
    for (Path file : schemasIn(home)) {
      records.add(parser.parse(file));
    }
    SortedMap<String, Schema> byName = new TreeMap<>();
    for (SchemaParser.ParseResult parsed : records) {
      Schema schema = parsed.mainSchema();
      byName.put(schema.getName(), schema);
    }
    return byName;
  }

  /**
   * The released versions of a record by number, oldest first; empty where it was never released.
   */
  SortedMap<Integer, Schema> released(String record) throws IOException {
    SortedMap<Integer, Schema> versions = new TreeMap<>();
    for (Path file : schemasIn(releases().resolve(record))) {
      String name = file.getFileName().toString();
      int number = Integer.parseInt(name.substring(1, name.length() - ".avsc".length()));
      versions.put(number, new SchemaParser().parse(file).mainSchema());
    }
    return versions;
  }

  /** The records that have a folder of released versions, also those no longer in the contract. */
  List<String> releasedRecords() throws IOException {
    if (!Files.isDirectory(releases())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(releases())) {
      return folders
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /**
   * The checksums written when each version was released: path below {@code released/} to SHA-256.
   */
  SortedMap<String, String> writtenChecksums() throws IOException {
    SortedMap<String, String> checksums = new TreeMap<>();
    for (String line : Files.readAllLines(releases().resolve(CHECKSUMS))) {
      checksums.put(line.substring(66), line.substring(0, 64));
    }
    return checksums;
  }

  /** The checksums of the released files as they are now. */
  SortedMap<String, String> actualChecksums() throws IOException {
    SortedMap<String, String> checksums = new TreeMap<>();
    for (String record : releasedRecords()) {
      for (Path file : schemasIn(releases().resolve(record))) {
        checksums.put(record + "/" + file.getFileName(), sha256(Files.readAllBytes(file)));
      }
    }
    return checksums;
  }

  /** Writes a released version and its checksum. */
  void release(String record, int version, Schema schema) throws IOException {
    Path file = releases().resolve(record).resolve("v" + version + ".avsc");
    Files.createDirectories(file.getParent());
    Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
    SortedMap<String, String> checksums =
        Files.exists(releases().resolve(CHECKSUMS)) ? writtenChecksums() : new TreeMap<>();
    checksums.put(record + "/" + file.getFileName(), sha256(Files.readAllBytes(file)));
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> entry : checksums.entrySet()) {
      lines.append(entry.getValue()).append("  ").append(entry.getKey()).append('\n');
    }
    Files.writeString(releases().resolve(CHECKSUMS), lines, StandardCharsets.UTF_8);
  }

  private Path releases() {
    return home.resolve("released");
  }

  private static List<Path> schemasIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
