package io.zaiko.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.tools.Zaiko;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code simulate} writes is what {@code publish} takes. */
class SimulatedLinesTest {
  @TempDir private Path folder;

  @Test
  void no_line_of_a_made_up_world_is_refused() throws IOException, RefusedLine {
    String out = folder.resolve("world").toString();
    assertThat(Zaiko.run("simulate", "--seed", "3", "--rate", "1000", "--out", out)).isZero();
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(out))) {
      files = all.filter(file -> !file.endsWith("truth.jsonl")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      String topic = file.getFileName().toString().replaceFirst("\\.jsonl$", "");
      JsonToAvro json = new JsonToAvro(TopicRecord.of(topic).orElseThrow().schema());
      for (String line : Files.readAllLines(file)) {
        assertThat(json.convert(line).getSchema()).as(topic).isNotNull();
      }
    }
  }
}
