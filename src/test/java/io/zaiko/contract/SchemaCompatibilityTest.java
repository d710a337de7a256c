package io.zaiko.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A released schema is a promise: whoever wrote or read by it goes on doing so. */
class SchemaCompatibilityTest {
  private static final Contract CONTRACT = new Contract(Contract.HOME);

  static Stream<Schema> records() throws IOException {
    return CONTRACT.current().values().stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_record_is_compatible_with_every_released_version(Schema current) throws IOException {
    assertThat(CONTRACT.released(current.getName())).isNotEmpty();
    assertThat(SchemaRelease.breaks(CONTRACT, current)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_record_is_as_its_newest_released_version(Schema current) throws IOException {
    SortedMap<Integer, Schema> released = CONTRACT.released(current.getName());
    assertThat(current).isEqualTo(released.get(released.lastKey()));
  }

  @Test
  void a_released_record_stays_in_the_contract() throws IOException {
    assertThat(CONTRACT.current().keySet()).containsAll(CONTRACT.releasedRecords());
  }

  @Test
  void released_files_never_change() throws IOException {
    assertThat(CONTRACT.actualChecksums()).isNotEmpty().isEqualTo(CONTRACT.writtenChecksums());
  }

  @Test
  void versions_of_a_record_are_numbered_without_a_hole() throws IOException {
    for (String record : CONTRACT.releasedRecords()) {
      int newest = CONTRACT.released(record).lastKey();
      assertThat(CONTRACT.released(record)).as(record).hasSize(newest).containsKey(1);
    }
  }

  @Test
  void an_input_that_demands_a_new_field_is_refused(@TempDir Path home) throws IOException {
    Contract planted = planted(home, "Sale", "\"a\"");
    write(home, "Sale", "\"a\", \"b\"");
    assertThat(refusal(planted)).contains("Sale against v1: READER_FIELD_MISSING_DEFAULT_VALUE");
  }

  @Test
  void an_output_that_drops_a_field_is_refused(@TempDir Path home) throws IOException {
    Contract planted = planted(home, "Availability", "\"a\", \"b\"");
    write(home, "Availability", "\"a\"");
    assertThat(refusal(planted)).contains("Availability against v1");
  }

  @Test
  void an_older_version_still_counts_when_a_newer_one_is_released(@TempDir Path home)
      throws IOException {
    Contract planted = planted(home, "Availability", "\"a\"");
    write(home, "Availability", "\"a\", \"b\"");
    assertThat(SchemaRelease.release(planted, quiet())).isTrue();
    assertThat(planted.released("Availability")).hasSize(2);
    write(home, "Availability", "\"b\"");
    assertThat(refusal(planted)).contains("against v1").contains("against v2");
  }

  @Test
  void an_unchanged_contract_is_not_released_again(@TempDir Path home) throws IOException {
    Contract planted = planted(home, "Sale", "\"a\"");
    assertThat(SchemaRelease.release(planted, quiet())).isTrue();
    assertThat(planted.released("Sale")).hasSize(1);
  }

  @Test
  void a_released_file_that_was_touched_is_found(@TempDir Path home) throws IOException {
    Contract planted = planted(home, "Sale", "\"a\"");
    assertThat(planted.actualChecksums()).isEqualTo(planted.writtenChecksums());
    Path released = home.resolve("released/Sale/v1.avsc");
    Files.writeString(released, Files.readString(released) + "\n");
    assertThat(planted.actualChecksums()).isNotEqualTo(planted.writtenChecksums());
  }

  private static Contract planted(Path home, String record, String fields) throws IOException {
    write(home, record, fields);
    Contract contract = new Contract(home);
    assertThat(SchemaRelease.release(contract, quiet())).isTrue();
    assertThat(contract.released(record)).hasSize(1);
    return contract;
  }

  private static void write(Path home, String record, String names) throws IOException {
    StringBuilder fields = new StringBuilder();
    for (String name : names.split(", ", -1)) {
      fields.append(fields.isEmpty() ? "" : ",");
      fields.append("{\"name\":").append(name).append(",\"type\":\"long\",\"doc\":\"Planted.\"}");
    }
    Files.writeString(
        home.resolve(record + ".avsc"),
        "{\"type\":\"record\",\"name\":\"" + record + "\",\"fields\":[" + fields + "]}");
  }

  private static String refusal(Contract contract) throws IOException {
    Map<String, String> before = contract.actualChecksums();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertThat(
            SchemaRelease.release(contract, new PrintStream(printed, true, StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(contract.actualChecksums()).as("a refused release writes nothing").isEqualTo(before);
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream quiet() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }
}
