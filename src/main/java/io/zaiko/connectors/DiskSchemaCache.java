package io.zaiko.connectors;

import io.zaiko.codec.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas by id on disk, one file each, so that a restart during a registry outage reads on. A file
 * is a checksum line and the schema; one that does not hold together counts as absent. A disk that
 * fails costs the cache, not the job.
 */
final class DiskSchemaCache {
  private static final Logger LOG = LoggerFactory.getLogger(DiskSchemaCache.class);

  private final Path folder;

  DiskSchemaCache(Path folder) {
    this.folder = folder;
  }

  /** The schema of an id, where it is kept and whole. */
  Optional<Schema> find(int schemaId) {
    Path file = fileOf(schemaId);
    try {
      String text = Files.readString(file);
      int end = text.indexOf('\n');
      String json = text.substring(end + 1);
      if (end < 0 || !text.substring(0, end).equals(checksum(json))) {
        throw new SchemaParseException("the checksum does not fit");
      }
      return Optional.of(WireFormat.parseSchema(json));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | SchemaParseException e) {
      LOG.warn("Schema cache: {} cannot be used and is fetched again: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Keeps a schema: a reader sees the whole file or none. */
  void keep(int schemaId, Schema schema) {
    String json = schema.toString();
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "schema-", ".draft");
      try {
        Files.writeString(draft, checksum(json) + '\n' + json);
        Files.move(
            draft,
            fileOf(schemaId),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      LOG.warn("Schema cache: schema {} is not kept in {}: {}", schemaId, folder, e.toString());
    }
  }

  private Path fileOf(int schemaId) {
    return folder.resolve(schemaId + ".avsc");
  }

  private static String checksum(String json) {
    CRC32 crc = new CRC32();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
