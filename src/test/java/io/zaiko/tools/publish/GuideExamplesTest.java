package io.zaiko.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zaiko.codec.ControlDecoder;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The integrator guide promises that its examples are accepted as they stand. */
class GuideExamplesTest {
  private static final Path DOCS = Path.of("docs");
  private static final Instant BROKER_CLOCK = Instant.parse("2026-04-01T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sales",
        "voids",
        "returns",
        "restocks",
        "adjustments",
        "counts",
        "transfers",
        "fulfilments",
        "reservations",
        "payments",
        "gift-cards",
        "heartbeats"
      })
  void an_example_is_accepted_by_the_job(String kind) throws Exception {
    String topic = (kind.equals("gift-cards") ? "payments" : kind) + ".guide";
    for (SpecificRecord record : examples(kind, topic)) {
      byte[] value = WireFormat.encode(1, record);
      Inbound inbound =
          new RecordDecoder(id -> record.getSchema())
              .decode(topic, 0, 0, BROKER_CLOCK.toEpochMilli(), null, value);
      assertThat(inbound.reason()).as(inbound.message()).isNull();
      assertThat(inbound.event()).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"items", "locations", "stock-rules"})
  void an_example_of_master_data_is_accepted_under_the_key_that_publish_writes(String topic)
      throws Exception {
    TopicRecord kind = TopicRecord.of(topic).orElseThrow();
    ControlTopic control =
        Arrays.stream(ControlTopic.values())
            .filter(c -> c.topic().equals(topic))
            .findAny()
            .orElseThrow();
    for (SpecificRecord record : examples(topic, topic)) {
      byte[] key = kind.key(record).getBytes(StandardCharsets.UTF_8);
      byte[] value = WireFormat.encode(1, record);
      ControlRecord decoded =
          new ControlDecoder(id -> record.getSchema())
              .decode(control, 0, 0, BROKER_CLOCK.toEpochMilli(), key, value);
      assertThat(decoded.isRefused()).as(decoded.inbound().message()).isFalse();
    }
  }

  @Test
  void the_guide_shows_what_lies_in_the_examples() throws Exception {
    List<JsonNode> files = new ArrayList<>();
    for (String kind :
        List.of(
            "sales",
            "voids",
            "returns",
            "restocks",
            "adjustments",
            "heartbeats",
            "items",
            "locations",
            "counts",
            "transfers",
            "fulfilments",
            "reservations",
            "payments",
            "gift-cards",
            "stock-rules")) {
      for (String line : lines(kind)) {
        files.add(MAPPER.readTree(line));
      }
    }
    assertThat(shownInGuide()).isEqualTo(files);
  }

  private static List<JsonNode> shownInGuide() throws IOException {
    String guide = Files.readString(DOCS.resolve("integrator-guide.md"));
    Matcher blocks = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(guide);
    List<JsonNode> shown = new ArrayList<>();
    while (blocks.find()) {
      try (MappingIterator<JsonNode> values =
          MAPPER.readerFor(JsonNode.class).readValues(blocks.group(1))) {
        values.forEachRemaining(shown::add);
      }
    }
    return shown;
  }

  private static List<SpecificRecord> examples(String file, String topic) throws Exception {
    JsonToAvro converter = new JsonToAvro(TopicRecord.of(topic).orElseThrow().schema());
    List<SpecificRecord> records = new ArrayList<>();
    for (String line : lines(file)) {
      records.add(converter.convert(line));
    }
    assertThat(records).isNotEmpty();
    return records;
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(DOCS.resolve("examples").resolve(file + ".jsonl"));
  }
}
