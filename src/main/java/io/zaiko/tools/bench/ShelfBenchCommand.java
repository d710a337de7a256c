package io.zaiko.tools.bench;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import io.zaiko.tools.house.EngineRest;
import io.zaiko.tools.house.Home;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench shelf}: what a movement costs on a shelf that has moved a lot, and on one that has
 * not.
 */
@Command(
    name = "shelf",
    description = {
      "Move the units of one shelf 1,000 times a minute for three days, as fast as the job takes",
      "them, and print the time that the stage of the shelves needs for a movement, its ledger",
      "entry and its image, every six hours; before and after, the same over 10,000 shelves that",
      "move seldom. The stock it makes up stays: use a fresh house, started by bin/zaiko up."
    },
    mixinStandardHelpOptions = true)
public final class ShelfBenchCommand implements Callable<Integer> {
  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "how many hours of movements (default: ${DEFAULT-VALUE})",
      defaultValue = "72")
  private int hours;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    int atOnce = ShelfBench.HOURS_AT_ONCE;
    if (hours < atOnce || hours > 72 || hours % atOnce != 0) {
      throw new UserError("--hours is a multiple of " + atOnce + ", at most 72");
    }
    Instant began = Instant.now().minus(Duration.ofHours(hours));
    Instant late = began.plus(Duration.ofHours(hours - atOnce));
    try (ShelfBench bench =
        new ShelfBench(endpoints, new EngineRest(Home.addresses().dashboard()))) {
      bench.measure("warming up", late, atOnce, ShelfBench::quiet);
      measure(bench, "10,000 quiet shelves", late, ShelfBench::quiet);
      for (int hour = 0; hour < hours; hour += atOnce) {
        measure(
            bench,
            "one shelf, hours %d to %d".formatted(hour + 1, hour + atOnce),
            began.plus(Duration.ofHours(hour)),
            ShelfBench::busy);
      }
      measure(bench, "10,000 quiet shelves", late, ShelfBench::quiet);
    }
    return 0;
  }

  private void measure(ShelfBench bench, String what, Instant from, IntUnaryOperator shelfOfLine) {
    double micros = bench.measure(what, from, ShelfBench.HOURS_AT_ONCE, shelfOfLine);
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, "%-26s %6.1f us for a movement", what, micros));
    out.flush();
  }
}
