package io.zaiko.tools.bench;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench reservations}: how long the answer to a reservation takes. */
@Command(
    name = "reservations",
    description = {
      "Fill shelves, ask for two items of a store at a time at a steady rate, commit a quarter of",
      "these carts a second later and release another, and measure from the sending of a request",
      "until its decision can be read, as a preview and committed. Then let some run out on quiet",
      "shelves. The stock and the orders it makes up stay: use a fresh house in live mode."
    },
    mixinStandardHelpOptions = true)
public final class ReservationBenchCommand implements Callable<Integer> {
  @Option(
      names = "--rate",
      paramLabel = "CARTS",
      description = "PLACE requests a second (default: ${DEFAULT-VALUE})",
      defaultValue = "500")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "how long, after 10 s of warming up (default: ${DEFAULT-VALUE})",
      defaultValue = "60")
  private int seconds;

  @Option(
      names = "--stores",
      paramLabel = "N",
      description = "how many locations (default: ${DEFAULT-VALUE})",
      defaultValue = "50")
  private int stores;

  @Option(
      names = "--skus",
      paramLabel = "N",
      description = "how many items in each (default: ${DEFAULT-VALUE})",
      defaultValue = "200")
  private int skus;

  @Option(
      names = "--units",
      paramLabel = "N",
      description =
          "units on each shelf at first; few of them: more is refused (default: ${DEFAULT-VALUE})",
      defaultValue = "6")
  private int units;

  @Option(
      names = "--expiring",
      paramLabel = "N",
      description = "reservations left to run out after 5 s (default: ${DEFAULT-VALUE})",
      defaultValue = "500")
  private int expiring;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    demand("--rate", rate, 1, 20_000);
    demand("--seconds", seconds, 1, 3_600);
    demand("--stores", stores, 1, 10_000);
    demand("--skus", skus, 2, 10_000);
    demand("--units", units, 1, 1_000_000);
    demand("--expiring", expiring, 0, 100_000);
    if (endpoints.replayMode()) {
      throw new UserError(
          "in replay mode no deadline comes until the end; start the house with bin/zaiko up");
    }
    PrintWriter out = spec.commandLine().getOut();
    ReservationBench.Size size = new ReservationBench.Size(rate, seconds, stores, skus, units);
    ReservationBench.Measured measured = new ReservationBench(endpoints, size, expiring).run(out);
    print(
        out,
        "%,d carts at %,d a second for %d s, two items each, %,d shelves of %,d units; a quarter"
            + " committed, a quarter released after 1 s",
        measured.carts(),
        rate,
        seconds,
        stores * skus,
        units);
    print(
        out,
        "requests sent %,d, answered %,d, without an answer %,d; carts granted %,d, refused %,d",
        measured.requests(),
        measured.committed().count(),
        measured.unanswered(),
        measured.granted(),
        measured.refused());
    print(out, "from sending to provisional: %s", precise(measured.provisional()));
    print(out, "from sending to committed:   %s", precise(measured.committed()));
    print(
        out,
        "from the deadline to EXPIRED, %,d reservations, provisional: %s",
        measured.expiredAhead().count(),
        precise(measured.expiredAhead()));
    print(
        out,
        "from the deadline to EXPIRED, %,d reservations, committed:   %s",
        measured.expired().count(),
        precise(measured.expired()));
    return measured.unanswered() == 0 ? 0 : 1;
  }

  private static void demand(String name, int given, int least, int most) {
    if (given < least || given > most) {
      throw new UserError(
          String.format(Locale.ROOT, "%s is %,d; give %,d to %,d", name, given, least, most));
    }
  }

  private static String precise(Latencies took) {
    return String.format(
        Locale.ROOT,
        "p50 %,.1f ms, p99 %,.1f ms, p99.9 %,.1f ms, longest %,.1f ms",
        took.millisAt(0.5),
        took.millisAt(0.99),
        took.millisAt(0.999),
        took.millisAt(1));
  }

  private static void print(PrintWriter out, String format, Object... words) {
    out.println(String.format(Locale.ROOT, format, words));
    out.flush();
  }
}
