package io.zaiko.tools.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.zaiko.connectors.RegistryClient;
import io.zaiko.testkit.EmbeddedBroker;
import io.zaiko.testkit.EmbeddedRegistry;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.publish.PublishCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code read --without} against a real broker and registry. */
class ReadWithoutTest {
  private static final String BEATS =
      """
      {"event_id":"b1","occurred_at":"2026-01-31T12:00:00Z","source":{"id":"till"}}
      {"event_id":"b2","occurred_at":"2026-01-31T12:01:00Z","source":{"id":"till"}}
      """;

  private static String bootstrap = "";
  private static String registry = "";

  private final StringWriter complaints = new StringWriter();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @BeforeAll
  static void publish(@TempDir Path folder) throws Exception {
    bootstrap = EmbeddedBroker.shared().bootstrap();
    registry = EmbeddedRegistry.shared().url();
    Path file = Files.writeString(folder.resolve("beats.json"), BEATS);
    ReadWithoutTest publisher = new ReadWithoutTest();
    int sent = publisher.run(new PublishCommand(), "heartbeats.without", file.toString());
    assertThat(sent).as(publisher.complaints.toString()).isZero();
  }

  @Test
  void a_field_that_is_there_is_left_out_of_each_value() {
    assertThat(read("--from-beginning", "--max", "2", "--without", "source,occurred_at")).isZero();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("{\"event_id\":\"b1\"", "{\"event_id\":\"b2\"")
        .doesNotContain("source", "occurred_at");
  }

  @Test
  void a_mistyped_field_is_refused_before_anything_is_shown() {
    for (List<String> way :
        List.of(List.of("--from-beginning", "--max", "2"), List.of("--final"))) {
      List<String> arguments = new ArrayList<>(way);
      arguments.addAll(List.of("--without", "occured_at"));
      assertThat(read(arguments.toArray(String[]::new))).isNotZero();
      assertThat(complaints.toString()).contains("did you mean occurred_at?");
      assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  @Test
  void what_only_a_later_record_has_is_no_mistake_where_all_are_known() throws Exception {
    EmbeddedBroker.shared().createTopic("parcels", 1);
    RegistryClient schemas = RegistryClient.connect(registry);
    try (KafkaProducer<byte[], byte[]> producer =
        Connections.producer(Endpoints.kafka(bootstrap))) {
      for (Schema written :
          List.of(parcel().endRecord(), parcel().optionalString("note").endRecord())) {
        int id = schemas.register("parcels", written);
        byte[] nothing = new byte[written.getFields().size()]; // 0, and an absent note
        byte[] value =
            ByteBuffer.allocate(5 + nothing.length).put((byte) 0).putInt(id).put(nothing).array();
        byte[] key = {(byte) ('a' + written.getFields().size())};
        producer.send(new ProducerRecord<>("parcels", key, value)).get();
      }
    }
    assertThat(run(new ReadCommand(), "parcels", "--final", "--without", "note")).isZero();
    assertThat(run(new ReadCommand(), "parcels", "--final", "--without", "nope")).isNotZero();
  }

  private static SchemaBuilder.FieldAssembler<Schema> parcel() {
    return SchemaBuilder.record("io.shop.Parcel").fields().requiredLong("weight");
  }

  private int read(String... more) {
    List<String> arguments = new ArrayList<>(List.of("heartbeats.without", "--committed"));
    arguments.addAll(List.of(more));
    PrintStream before = System.out;
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      return run(new ReadCommand(), arguments.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
  }

  private int run(Callable<Integer> command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", bootstrap, "--registry", registry));
    return new CommandLine(command)
        .setErr(new PrintWriter(complaints, true))
        .execute(all.toArray(String[]::new));
  }
}
