package io.zaiko.tools.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.read.ReadCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The two commands against a real broker and registry. */
class PublishAndReadTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINE =
      """
      {"event_id":"%s","occurred_at":"2026-01-31T12:00:00.123456Z","source":{"id":"pos/7"},\
      "order_ref":"o-\u00e9","lines":[{"line_no":1,"sku":"A","quantity":%s,"unit_price":1000.5,\
      "fulfilment":"CARRY_OUT","location_id":"s1"}]}
      """;

  private static String bootstrap = "";
  private static String registry = "";

  @TempDir private Path folder;
  private final StringWriter complaints = new StringWriter();

  @BeforeAll
  static void start() {
    bootstrap = EmbeddedBroker.shared().bootstrap();
    registry = EmbeddedRegistry.shared().url();
  }

  @Test
  void what_is_read_can_be_published_again_and_reads_the_same() throws Exception {
    assertThat(publish("sales.first-trip", LINE.formatted("e1", 3))).isZero();
    List<JsonNode> first = read("sales.first-trip");
    assertThat(first).hasSize(1);
    assertThat(first.get(0).get("key").textValue()).isEqualTo("pos/7");
    assertThat(first.get(0).get("offset").longValue()).isZero();
    JsonNode value = first.get(0).get("value");
    assertThat(value.get("order_ref").textValue()).isEqualTo("o-\u00e9");
    assertThat(value.get("occurred_at").textValue()).isEqualTo("2026-01-31T12:00:00.123456Z");
    assertThat(value.get("lines").get(0).get("unit_price").toString()).startsWith("1000.5");

    assertThat(publish("sales.second-trip", value.toString() + "\n")).isZero();
    assertThat(read("sales.second-trip").get(0).get("value")).isEqualTo(value);
  }

  @Test
  void a_bad_line_is_named_and_refused_and_the_others_are_sent() throws Exception {
    String text =
        LINE.formatted("e1", 1) + "\n" + LINE.formatted("e2", "0.435") + LINE.formatted("e3", 2);
    assertThat(publish("sales.partly", text)).isEqualTo(1);
    assertThat(complaints.toString())
        .contains("line 3: lines[0].quantity is 0.435: ")
        .contains("2 published to sales.partly, 1 refused");
    assertThat(read("sales.partly"))
        .extracting(line -> line.get("value").get("event_id").textValue())
        .containsExactly("e1", "e3");
  }

  @Test
  void a_tombstone_reads_as_null() throws Exception {
    String item = "{\"sku\":\"trip-item\",\"kind\":\"STOCK\"}";
    assertThat(publish("items", item)).isZero();
    assertThat(run(new PublishCommand(), "items", "--tombstone", "trip-item")).isZero();
    List<JsonNode> lines = read("items", "--key", "trip-item");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("value").get("base_unit").textValue()).isEqualTo("PIECE");
    assertThat(lines.get(1).get("value").isNull()).isTrue();
  }

  @Test
  void the_last_word_on_each_key_is_what_final_shows_sorted_and_without_addresses()
      throws Exception {
    String items =
        """
        {"sku":"final-b","kind":"NON_STOCK","description":"first"}
        {"sku":"final-a","kind":"STOCK","description":"only"}
        {"sku":"final-gone","kind":"STOCK","description":"forgotten"}
        {"sku":"final-b","kind":"STOCK","description":"last"}
        """;
    assertThat(publish("items", items)).isZero();
    assertThat(run(new PublishCommand(), "items", "--tombstone", "final-gone")).isZero();

    assertThat(read("items", "--final", "--without", "base_unit,kind"))
        .map(JsonNode::toString)
        .filteredOn(line -> line.contains("final-"))
        .containsExactly(
            "{\"key\":\"final-a\",\"value\":{\"sku\":\"final-a\",\"description\":\"only\"}}",
            "{\"key\":\"final-b\",\"value\":{\"sku\":\"final-b\",\"description\":\"last\"}}");
  }

  @Test
  void a_value_that_is_no_record_is_shown_with_its_bytes() throws Exception {
    assertThat(publish("sales.garbled", LINE.formatted("e1", 1)))
        .as(complaints.toString())
        .isZero();
    try (KafkaProducer<byte[], byte[]> producer =
        Connections.producer(Endpoints.kafka(bootstrap))) {
      byte[] key = "pos/7".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("sales.garbled", key, new byte[] {7})).get();
      producer.send(new ProducerRecord<>("sales.garbled", key, new byte[] {0, 1, 1, 1, 1})).get();
    }
    List<JsonNode> lines = read("sales.garbled");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).get("error").textValue()).contains("wire format");
    assertThat(lines.get(1).get("bytes").textValue()).isEqualTo("Bw==");
    assertThat(lines.get(2).get("error").textValue()).contains("no schema for id 16843009");
  }

  @Test
  void an_output_topic_takes_no_input() throws Exception {
    assertThat(publish("availability", "{}")).isNotZero();
    assertThat(complaints.toString())
        .contains(
            "availability takes no input; use sales.<name>, voids.<name>, returns.<name>,"
                + " restocks.<name>, adjustments.<name>, counts.<name>, transfers.<name>,"
                + " heartbeats.<name>, fulfilments.<name>, reservations.<name>, payments.<name>,"
                + " alert-actions.<name>,"
                + " items, locations or stock-rules");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reservations", "payments", "reservation.web", "payments."})
  void a_name_that_is_almost_a_topic_is_answered_with_the_right_ones(String topic)
      throws Exception {
    assertThat(publish(topic, "{}")).isNotZero();
    assertThat(complaints.toString())
        .contains(topic + " takes no input; use sales.<name>")
        .contains("reservations.<name>, payments.<name>")
        .doesNotContain("hold-releases");
  }

  @Test
  void what_the_job_says_to_itself_is_written_by_nobody_else() throws Exception {
    assertThat(publish("hold-releases.x", "{}")).isNotZero();
    assertThat(complaints.toString()).contains("hold-releases.x is written by the job alone");
  }

  private int publish(String topic, String lines) throws IOException {
    Path file = folder.resolve("lines.json");
    Files.writeString(file, lines);
    return run(new PublishCommand(), topic, file.toString());
  }

  private List<JsonNode> read(String topic, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(topic, "--committed", "--from-beginning", "--until-idle", "2s"));
    arguments.addAll(List.of(more));
    PrintStream before = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      assertThat(run(new ReadCommand(), arguments.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(before);
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : shown.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isBlank()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  private int run(Callable<Integer> command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", bootstrap, "--registry", registry));
    return new CommandLine(command)
        .setErr(new PrintWriter(complaints, true))
        .execute(all.toArray(String[]::new));
  }
}
