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

/** {@code bench payments}: how many payments the job judges, and how soon it speaks. */
@Command(
    name = "payments",
    description = {
      "Sell orders and pay for them at a steady rate, charge one in a hundred twice, and measure",
      "how many events of payments pass through the job, and the time from the sending of the",
      "second capture until its DUPLICATE_CHARGE can be read, as a preview and committed. The",
      "stock and the orders it makes up stay: use a fresh house in live mode."
    },
    mixinStandardHelpOptions = true)
public final class PaymentBenchCommand implements Callable<Integer> {
  @Option(
      names = "--rate",
      paramLabel = "EVENTS",
      description =
          "events of payments a second, with half as many sales beside (default: ${DEFAULT-VALUE})",
      defaultValue = "2000")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "how long, after 10 s of warming up (default: ${DEFAULT-VALUE})",
      defaultValue = "60")
  private int seconds;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    demand("--rate", rate, 100, 100_000);
    demand("--seconds", seconds, 1, 3_600);
    if (endpoints.replayMode()) {
      throw new UserError(
          "in replay mode no clock ticks until the end; start the house with bin/zaiko up");
    }
    PrintWriter out = spec.commandLine().getOut();
    PaymentBench.Measured measured = new PaymentBench(endpoints, rate, seconds).run(out);
    print(
        out,
        "%,d orders, %,d events of payments sent in %.1f s, the last one's state committed %.1f s"
            + " later: %,.0f events a second",
        measured.orders(),
        measured.events(),
        measured.sendingSeconds(),
        measured.lagSeconds(),
        measured.eventsPerSecond());
    print(
        out,
        "charged twice after warming up: %,d orders, told %,d",
        measured.faults(),
        measured.faults() - measured.unseen());
    print(out, "from the second capture to the alert in preview: %s", measured.preview());
    print(out, "from the second capture to the alert committed:  %s", measured.committed());
    return measured.unseen() == 0 ? 0 : 1;
  }

  private static void demand(String name, int given, int least, int most) {
    if (given < least || given > most) {
      throw new UserError(
          String.format(Locale.ROOT, "%s is %,d; give %,d to %,d", name, given, least, most));
    }
  }

  private static void print(PrintWriter out, String format, Object... words) {
    out.println(String.format(Locale.ROOT, format, words));
    out.flush();
  }
}
