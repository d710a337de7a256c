package io.zaiko.tools.publish;

import io.zaiko.domain.identity.RecordKind;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.RecordEncoder;
import io.zaiko.tools.topics.TopicCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish TOPIC [FILE]}: JSON lines to events. */
@Command(
    name = "publish",
    description = {
      "Send JSON lines as events: plain JSON, unions without wrappers, times as ISO-8601.",
      "A line that does not fit is named by number and field and refused; the others are sent.",
      "With --from, the lines are what a payment provider or a terminal said, see the integrator"
          + " guide.",
      "Exit code 1 when a line was refused."
    },
    mixinStandardHelpOptions = true)
public final class PublishCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "TOPIC",
      description = "sales.web, returns.store, restocks.dc1, items, locations, ...")
  private String topic = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "JSON lines (default: standard input)")
  private @Nullable Path file;

  @Option(
      names = "--tombstone",
      paramLabel = "KEY",
      description = "send an empty value: forget this sku (items) or location (locations)")
  private @Nullable String tombstone;

  @Mixin private FromOptions from = new FromOptions();
  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (RecordKind.ofTopic(topic).equals(Optional.of(RecordKind.HOLD_RELEASE))) {
      throw new UserError(
          topic + " is written by the job alone; send a RELEASE to reservations.<channel> instead");
    }
    TopicRecord kind =
        TopicRecord.of(topic)
            .orElseThrow(
                () -> new UserError(topic + " takes no input; use " + TopicCatalogue.inputNames()));
    if (tombstone != null && !kind.control()) {
      throw new UserError(
          "--tombstone forgets master data only; "
              + topic
              + " keeps every event, publish a void or an adjustment instead");
    }
    LineReader reader = from.reader(topic).orElseGet(() -> json(kind));
    try (Admin admin = Admin.create(endpoints.kafka())) {
      TopicCatalogue.ensureInput(admin, topic);
    }
    try (KafkaProducer<byte[], byte[]> producer = Connections.producer(endpoints.kafka())) {
      RecordEncoder encoder = new RecordEncoder(Connections.registry(endpoints.registry()));
      LinePublisher publisher = new LinePublisher(topic, kind, reader, encoder, producer);
      publisher.onRefusal(line -> complain(line));
      if (tombstone != null) {
        publisher.forget(tombstone);
      } else {
        publishLines(publisher);
      }
      return finish(publisher);
    }
  }

  private static LineReader json(TopicRecord kind) {
    JsonToAvro json = new JsonToAvro(kind.schema());
    return line -> LineReader.Read.of(json.convert(line));
  }

  private void publishLines(LinePublisher publisher) throws IOException {
    Path given = file;
    if (given == null) {
      // Not closed: standard input belongs to the process.
      publisher.publish(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
      return;
    }
    if (!Files.isReadable(given) || Files.isDirectory(given)) {
      throw new UserError("cannot read " + given + "; name a file of lines");
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(given), StandardCharsets.UTF_8))) {
      publisher.publish(lines);
    }
  }

  private Integer finish(LinePublisher publisher) {
    publisher.flush();
    complain(
        String.format(
                "%,d published to %s, %,d refused",
                publisher.published(), topic, publisher.refused())
            + (from.isGiven()
                ? String.format(", %,d skipped (nothing of a payment)", publisher.skipped())
                : ""));
    return publisher.refused() == 0 ? 0 : 1;
  }

  private void complain(String line) {
    spec.commandLine().getErr().println(line);
  }
}
