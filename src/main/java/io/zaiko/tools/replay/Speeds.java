package io.zaiko.tools.replay;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How fast a replay went and what became of its records, for people. */
final class Speeds {
  private final PrintWriter out;
  private final String dataset;

  Speeds(PrintWriter out, String dataset) {
    this.out = out;
    this.dataset = dataset;
  }

  void print(Replay.Sent sent, Instant caughtUp, OutputTally tally) {
    Duration sending = Duration.between(sent.start(), sent.finish());
    Duration all = Duration.between(sent.start(), caughtUp);
    out.printf(
        "%s: %,d lines in %,d records, sent in %s (%s)%n",
        dataset, sent.lines(), sent.records(), seconds(sending), rate(sent.lines(), sending));
    out.printf(
        "applied and committed %s after the first was sent: %s end to end%n",
        seconds(all), rate(sent.lines(), all));
    if (tally.appliedNow() > 0) {
      out.printf(
          "the job applied %,d lines in %s: %s while it worked%n",
          tally.appliedNow(), seconds(tally.working()), rate(tally.appliedNow(), tally.working()));
    }
  }

  void printAside(PutAside aside) {
    out.printf(
        "duplicates: %,d records; dead letters: %,d records%n",
        aside.duplicates(), aside.deadLetters());
  }

  void printMemory(Optional<Long> supervisor) {
    supervisor
        .map(TaskManagerMemory::peakMebibytes)
        .ifPresent(
            peak ->
                peak.ifPresent(
                    mebibytes ->
                        out.printf(
                            "task manager: at most %,d MiB resident since it started%n",
                            mebibytes)));
  }

  private static String seconds(Duration time) {
    return String.format("%.1f s", time.toMillis() / 1000.0);
  }

  private static String rate(long lines, Duration time) {
    return time.toMillis() == 0
        ? "too short to measure"
        : String.format("%,d lines/s", lines * 1000 / time.toMillis());
  }
}
