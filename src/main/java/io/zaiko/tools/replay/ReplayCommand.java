package io.zaiko.tools.replay;

import io.zaiko.codec.OutputTopic;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.board.Bar;
import io.zaiko.tools.clients.CommittedScan;
import io.zaiko.tools.clients.Connections;
import io.zaiko.tools.clients.ValueReader;
import io.zaiko.tools.house.Addresses;
import io.zaiko.tools.house.Home;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay DATASET}: a real data set through the whole path, compared with its answers. */
@Command(
    name = "replay",
    description = {
      "Send a data set through the job, wait until it has caught up, and compare the ledger with",
      "the answers published for the set. Exit code 1 on any difference."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "uci, uci-december (bundled), foodmart, tpcds")
  private String dataset = "";

  @Option(
      names = "--opening",
      paramLabel = "N",
      description = "receive N units on every shelf the day before")
  private long opening;

  @Option(
      names = "--pace",
      paramLabel = "LINES",
      description = "lines a second (default: as fast as it goes)")
  private long pace;

  @Option(names = "--shuffle", description = "send in random order; needs --no-sequence")
  private boolean shuffle;

  @Option(names = "--seed", paramLabel = "S", description = "of the random order (default: 1)")
  private long seed = 1;

  @Option(
      names = "--no-sequence",
      description = "sources do not number their records: they are known by event_id")
  private boolean unnumbered;

  @Option(
      names = "--counts",
      description = "tpcds only: send its weekly snapshots of stock as counts")
  private boolean counts;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the data sets (default: ZAIKO_DATA, else ../shared/data)")
  private @Nullable Path data;

  @Option(names = "--limit", paramLabel = "LINES", description = "stop after so many lines")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--from", paramLabel = "DATE", description = "events from that day on")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "events before that day")
  private @Nullable LocalDate to;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Dataset set = Dataset.of(dataset);
    if (!endpoints.replayMode()) {
      throw new UserError(
          "the house is live and history would move its clock; run bin/zaiko down, then bin/zaiko"
              + " up --replay");
    }
    ReplayPlan plan = plan(set);
    PrintWriter out = spec.commandLine().getOut();
    CommittedScan scan = new CommittedScan(endpoints.kafka(), PATIENCE);
    Map<TopicPartition, Long> duplicatesBefore = scan.ends(OutputTopic.DUPLICATES.topic());
    Map<TopicPartition, Long> refusedBefore = scan.ends(OutputTopic.DEAD_LETTERS.topic());
    DatasetAnswers answers = counts ? Dataset.answersWithCounts(data) : set.answers(data, opening);
    Replay.Sent sent = send(plan, answers.lines());
    Instant caughtUp = catchUp(sent);

    OutputTally tally = new OutputTally(scan, values(), answers, sent.start());
    tally.read();
    Speeds speeds = new Speeds(out, set.word());
    speeds.print(sent, caughtUp, tally);
    PutAside aside =
        new PutAside(
            count(scan, OutputTopic.DUPLICATES, duplicatesBefore),
            count(scan, OutputTopic.DEAD_LETTERS, refusedBefore));
    speeds.printAside(aside);
    if (counts) {
      Variances.read(scan, values()).print(out);
    }
    speeds.printMemory(Home.locate().running().map(Addresses::pid));
    if (!plan.isWhole()) {
      out.println("A part of the set was sent: its published answers say nothing about it.");
      return 0;
    }
    int wrong =
        new ResultTable(out).print(answers, tally)
            + aside.compare(tally.appliedBefore(sent.eventIds()), answers.toBeRefused(), out)
            + (counts ? compareSnapshots(plan, out) : 0);
    out.println(wrong == 0 ? "All answers met." : String.format("%d answers are not met.", wrong));
    out.flush();
    return wrong == 0 ? 0 : 1;
  }

  private ReplayPlan plan(Dataset set) {
    if (opening < 0 || pace < 0 || limit < 1) {
      throw new UserError("--opening and --pace are 0 or more, --limit is 1 or more");
    }
    if (shuffle && !unnumbered) {
      throw new UserError(
          "a source that numbers its records cannot send them in random order: its window of"
              + " numbers would overflow; add --no-sequence");
    }
    ReplayPlan plan =
        ReplayPlan.whole(set.adapter(data, !unnumbered, counts), !unnumbered)
            .withOpening(opening)
            .withPace(pace)
            .within(limit, midnight(from), midnight(to));
    return shuffle ? plan.shuffled(seed) : plan;
  }

  private static int compareSnapshots(ReplayPlan plan, PrintWriter out) {
    try (Stream<Outgoing> events = plan.adapter().events()) {
      return SnapshotAnswers.compare(events, out);
    }
  }

  private static @Nullable Instant midnight(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Replay.Sent send(ReplayPlan plan, long lines) {
    Replay replay = new Replay(endpoints.kafka(), endpoints.registry(), plan);
    long expected = Math.min(lines, plan.limit());
    try (Bar bar = new Bar()) {
      replay.onProgress(
          read -> bar.at("reading " + dataset, read, expected, "lines"),
          sent -> bar.at("sending " + dataset, sent, expected, "lines"));
      return replay.send();
    }
  }

  private Instant catchUp(Replay.Sent sent) {
    try (Admin admin = Admin.create(endpoints.kafka());
        Bar bar = new Bar()) {
      new CatchUp(admin)
          .await(
              sent.topics(),
              left -> {
                long read = Math.max(0, sent.records() - left);
                bar.at("the job catches up", read, sent.records(), "records");
              });
    }
    return Instant.now();
  }

  private ValueReader values() {
    return new ValueReader(Connections.registry(endpoints.registry())::byId);
  }

  private static long count(
      CommittedScan scan, OutputTopic topic, Map<TopicPartition, Long> before) {
    AtomicLong count = new AtomicLong();
    scan.read(topic.topic(), before, record -> count.incrementAndGet());
    return count.get();
  }
}
