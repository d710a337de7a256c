package io.zaiko.tools.rules;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules set|remove|list|explain}: what may be sold of what there is. */
@Command(
    name = "rules",
    description = {
      "State what may be sold of what there is: safety stock, buffers, ring-fences, thresholds.",
      "For each field the most specific rule that states it decides: shelf, item, location,"
          + " default."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SetRuleCommand.class,
      RemoveRuleCommand.class,
      ListRulesCommand.class,
      ExplainCommand.class
    },
    mixinStandardHelpOptions = true)
public final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "rules needs a command: set, remove, list or explain");
  }
}
