package io.zaiko.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.avro.Item;
import io.zaiko.avro.Sale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas on disk: whole, or absent. */
class DiskSchemaCacheTest {
  private static final Schema SALE = Sale.getClassSchema();

  @TempDir private Path folder;

  @Test
  void a_kept_schema_is_found_by_another_process() {
    new DiskSchemaCache(folder.resolve("made/on/use")).keep(5, SALE);
    assertThat(new DiskSchemaCache(folder.resolve("made/on/use")).find(5)).contains(SALE);
  }

  @Test
  void an_id_never_kept_is_absent() {
    assertThat(new DiskSchemaCache(folder).find(5)).isEmpty();
  }

  @Test
  void a_schema_kept_again_is_replaced_and_leaves_no_drafts() throws IOException {
    DiskSchemaCache cache = new DiskSchemaCache(folder);
    cache.keep(5, SALE);
    cache.keep(5, Item.getClassSchema());
    assertThat(cache.find(5)).contains(Item.getClassSchema());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("5.avsc");
    }
  }

  @Test
  void a_file_that_does_not_hold_together_is_absent() throws IOException {
    DiskSchemaCache cache = new DiskSchemaCache(folder);
    cache.keep(5, SALE);
    Path file = folder.resolve("5.avsc");
    String whole = Files.readString(file);
    for (String broken :
        new String[] {
          "", "\n", whole.substring(0, whole.length() / 2), whole.replace("order_ref", "order_rEf")
        }) {
      Files.writeString(file, broken);
      assertThat(cache.find(5)).as("%.20s", broken).isEmpty();
    }
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(cache.find(5)).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_written_costs_the_cache_only() throws IOException {
    Path file = Files.createFile(folder.resolve("in-the-way"));
    DiskSchemaCache cache = new DiskSchemaCache(file);
    cache.keep(5, SALE);
    assertThat(cache.find(5)).isEmpty();
  }
}
