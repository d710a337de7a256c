package io.zaiko.tools.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: what is fast, measured on the running house. */
@Command(
    name = "bench",
    description = "Measure the running house with made-up stock; use a fresh one.",
    synopsisSubcommandLabel = "WHAT",
    mixinStandardHelpOptions = true,
    subcommands = {
      RuleBenchCommand.class,
      ShelfBenchCommand.class,
      ReservationBenchCommand.class,
      PaymentBenchCommand.class
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to measure: rules, shelf, reservations or payments");
  }
}
