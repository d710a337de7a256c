package io.zaiko.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zaiko.tools.Zaiko;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, from its words to its files. */
class SimulateCommandTest {
  @TempDir private Path folder;

  private int simulate(String... more) {
    List<String> words = new ArrayList<>(List.of("simulate", "--seed", "5"));
    words.addAll(List.of("--rate", "400", "--stores", "3"));
    words.addAll(List.of(more));
    return Zaiko.run(words.toArray(String[]::new));
  }

  @Test
  void each_topic_has_a_file_of_its_lines_and_the_truth_stands_beside() throws IOException {
    Path out = folder.resolve("world");
    assertThat(simulate("--out", out.toString())).isZero();
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(out)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertThat(names)
        .contains("sales.pos.jsonl", "sales.web.jsonl", "sales.marketplace.jsonl", "truth.jsonl")
        .contains("payments.nordpay.jsonl", "payments.harbor.jsonl", "payments.tillbank.jsonl")
        .contains("payments.scanpay.jsonl", "restocks.dc.jsonl", "returns.pos.jsonl");
    ObjectMapper json = new ObjectMapper();
    String told = Files.readString(out.resolve("payments.harbor.jsonl"));
    for (String line : Files.readAllLines(out.resolve("truth.jsonl"))) {
      JsonNode truth = json.readTree(line);
      assertThat(Fault.valueOf(truth.get("fault").asText()).check())
          .isEqualTo(truth.get("check").asText());
      for (JsonNode id : truth.get("payment_ids")) {
        assertThat(id.asText().startsWith("hb_") && !told.contains(id.asText())).isFalse();
      }
    }
  }

  @Test
  void a_check_is_the_name_of_all_its_faults() throws IOException {
    Path out = folder.resolve("two");
    assertThat(simulate("--faults", "MONEY_KEPT,DOUBLE_LOSS", "--out", out.toString())).isZero();
    String truth = Files.readString(out.resolve("truth.jsonl"));
    assertThat(truth.lines()).hasSize(3);
    assertThat(truth).contains("MONEY_KEPT_AFTER_RETURN", "MONEY_KEPT_AFTER_CANCEL", "DOUBLE_LOSS");
  }

  @Test
  void wrong_words_are_refused_and_no_folder_is_written_over() throws IOException {
    Path out = folder.resolve("kept");
    assertThat(simulate("--faults", "no-such", "--out", out.toString())).isEqualTo(2);
    assertThat(simulate("--days", "0", "--out", out.toString())).isEqualTo(2);
    assertThat(simulate("--delivery", "sideways", "--out", out.toString())).isEqualTo(2);
    assertThat(out).doesNotExist();
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine"), "mine");
    assertThat(simulate("--out", out.toString())).isEqualTo(2);
    assertThat(out.toFile().list()).containsExactly("mine");
  }
}
