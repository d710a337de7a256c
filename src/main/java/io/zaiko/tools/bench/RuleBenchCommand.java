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

/** {@code bench rules}: how long a new default rule takes to reach every shelf. */
@Command(
    name = "rules",
    description = {
      "Fill shelves, sell at a steady rate, change the default rule, and wait until every shelf",
      "tells of it. Everything is read as a preview, in milliseconds. The stock it makes up stays:",
      "use a fresh house. The default rule of before is set again at the end."
    },
    mixinStandardHelpOptions = true)
public final class RuleBenchCommand implements Callable<Integer> {
  @Option(
      names = "--shelves",
      paramLabel = "N",
      description = "how many shelves (default: ${DEFAULT-VALUE})",
      defaultValue = "1000000")
  private int shelves;

  @Option(
      names = "--flow",
      paramLabel = "LINES",
      description = "sales a second beside it (default: ${DEFAULT-VALUE})",
      defaultValue = "500")
  private int flow;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (shelves < 1 || shelves > 10_000_000) {
      throw new UserError("--shelves is 1 to 10,000,000");
    }
    if (flow < 1 || flow > 10_000) {
      throw new UserError("--flow is 1 to 10,000 lines a second");
    }
    PrintWriter out = spec.commandLine().getOut();
    RuleBench.Measured measured = new RuleBench(endpoints, shelves, flow).run(out);
    print(
        out,
        "the rule reached %,d shelves in %.1f s (%,.0f a second), with %,d sales meanwhile",
        shelves,
        measured.seconds(),
        shelves / measured.seconds(),
        measured.meanwhile().took().count());
    print(out, "from sale to ledger before: %s", measured.before());
    print(out, "from sale to ledger meanwhile: %s", measured.meanwhile());
    return 0;
  }

  private static void print(PrintWriter out, String format, Object... words) {
    out.println(String.format(Locale.ROOT, format, words));
    out.flush();
  }
}
