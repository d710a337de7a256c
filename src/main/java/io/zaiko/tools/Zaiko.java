package io.zaiko.tools;

import io.zaiko.tools.bench.BenchCommand;
import io.zaiko.tools.house.DemoCommand;
import io.zaiko.tools.house.DownCommand;
import io.zaiko.tools.house.InitCommand;
import io.zaiko.tools.house.StatusCommand;
import io.zaiko.tools.house.UpCommand;
import io.zaiko.tools.orders.OrdersCommand;
import io.zaiko.tools.publish.PublishCommand;
import io.zaiko.tools.read.ReadCommand;
import io.zaiko.tools.replay.ReplayCommand;
import io.zaiko.tools.reserve.CommitCommand;
import io.zaiko.tools.reserve.ExtendCommand;
import io.zaiko.tools.reserve.ReleaseCommand;
import io.zaiko.tools.reserve.ReserveCommand;
import io.zaiko.tools.rules.RulesCommand;
import io.zaiko.tools.simulate.SimulateCommand;
import io.zaiko.tools.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code bin/zaiko}: exit code 0 when all went well, 1 when a check failed, 2 for wrong use. */
@Command(
    name = "zaiko",
    description = "Real-time inventory for retailers who sell through many channels.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "zaiko 0.1.0",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      PublishCommand.class,
      ReadCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      RulesCommand.class,
      ReserveCommand.class,
      ExtendCommand.class,
      CommitCommand.class,
      ReleaseCommand.class,
      OrdersCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      InitCommand.class,
      HelpCommand.class
    },
    footer = {"", "Exit codes: 0 done, 1 a check failed, 2 wrong use."})
public final class Zaiko {

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and answers with its exit code. */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Zaiko());
    line.setParameterExceptionHandler(Zaiko::refuse);
    line.setExecutionExceptionHandler((failure, at, parsed) -> report(failure, at));
    if (args.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static int refuse(CommandLine.ParameterException failure, String[] args) {
    CommandLine at = failure.getCommandLine();
    at.getErr()
        .println(
            "zaiko: "
                + oneLine(failure)
                + "; see bin/zaiko help "
                + (at.getCommandName().equals("zaiko") ? "" : at.getCommandName()).trim());
    return CommandLine.ExitCode.USAGE;
  }

  private static int report(Exception failure, CommandLine at) {
    at.getErr().println("zaiko: " + oneLine(failure));
    if (System.getenv("ZAIKO_DEBUG") != null) {
      failure.printStackTrace(at.getErr());
    } else if (!(failure instanceof UserError)) {
      at.getErr().println("zaiko: set ZAIKO_DEBUG=1 to see where this comes from");
    }
    // 1 is kept for a check that failed: an absent broker or registry is no verdict.
    return CommandLine.ExitCode.USAGE;
  }

  private static String oneLine(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().findFirst().orElse(failure.toString());
  }
}
