package io.zaiko.tools.read;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.Consumers;
import io.zaiko.tools.clients.ValueReader;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code read TOPIC}: a topic as JSON lines. */
@Command(
    name = "read",
    description = {
      "Show a topic as JSON lines: key, partition, offset and the value as plain JSON.",
      "Without --committed this is a preview: it may show what an aborted transaction wrote."
    },
    mixinStandardHelpOptions = true)
public final class ReadCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Parameters(index = "0", paramLabel = "TOPIC", description = "availability, stock-ledger, ...")
  private String topic = "";

  @Option(names = "--committed", description = "the truth, once per checkpoint, not the preview")
  private boolean committed;

  @Option(names = "--from-beginning", description = "all that is kept, not only what comes")
  private boolean fromBeginning;

  @Option(
      names = "--until-idle",
      paramLabel = "5s",
      converter = SpanConverter.class,
      description = "end when nothing came for so long (default: go on until interrupted)")
  private @Nullable Duration untilIdle;

  @Option(
      names = "--final",
      description = {
        "only the last committed record of each key, sorted by key and without its address, so",
        "that diff can compare two; ends at what had been written when it began"
      })
  private boolean last;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "FIELD",
      description = "leave these fields of the values out; one that no value has is refused")
  private Set<String> without = Set.of();

  @Option(names = "--key", paramLabel = "K", description = "only records of this key")
  private @Nullable String key;

  @Option(names = "--max", paramLabel = "N", description = "end after so many records")
  private long max = Long.MAX_VALUE;

  @Mixin private Endpoints endpoints = new Endpoints();

  @Override
  public Integer call() {
    if (max < 1) {
      throw new UserError("--max is " + max + "; give 1 or more");
    }
    ValueReader values = new ValueReader(Connections.registry(endpoints.registry())::byId);
    RecordLines lines = new RecordLines(values, without);
    if (last) {
      printLast(lines);
      return 0;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = Consumers.open(endpoints.kafka(), committed)) {
      List<TopicPartition> partitions = Consumers.partitions(consumer, topic);
      demandTopic(!partitions.isEmpty());
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
      }
      print(consumer, lines);
    }
    return 0;
  }

  private void demandTopic(boolean exists) {
    if (!exists) {
      throw new UserError("there is no topic " + topic + "; bin/zaiko status lists them");
    }
  }

  private void printLast(RecordLines lines) {
    CommittedScan scan = new CommittedScan(endpoints.kafka(), PATIENCE);
    demandTopic(!scan.ends(topic).isEmpty());
    LastOfKey records = new LastOfKey();
    scan.read(topic, records::take);
    lines.judge(records.records());
    PrintStream out = output();
    records.records().stream()
        .filter(this::wanted)
        .limit(max)
        .map(lines::content)
        .forEach(out::println);
    out.flush();
  }

  /** UTF-8 whatever the locale says, and flushed once a poll, not once a line. */
  private static PrintStream output() {
    return new PrintStream(
        new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
  }

  private void print(KafkaConsumer<byte[], byte[]> consumer, RecordLines lines) {
    PrintStream out = output();
    long shown = 0;
    long heard = System.nanoTime();
    while (shown < max && !out.checkError() && !System.out.checkError()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        heard = System.nanoTime();
        if (shown < max && wanted(record)) {
          out.println(lines.line(record));
          shown++;
        }
      }
      if (untilIdle != null && System.nanoTime() - heard > untilIdle.toNanos()) {
        break;
      }
    }
    out.flush();
  }

  private boolean wanted(ConsumerRecord<byte[], byte[]> record) {
    return key == null || key.equals(RecordLines.text(record.key()));
  }
}
