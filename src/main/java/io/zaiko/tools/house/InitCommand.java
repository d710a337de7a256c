package io.zaiko.tools.house;

import io.zaiko.tools.Endpoints;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bin/zaiko init}: prepares a Kafka and a registry that Zaiko does not run itself. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Registers the schemas and creates the topics (up does this by itself).")
public final class InitCommand implements Callable<Integer> {
  @Mixin private Endpoints endpoints;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    House.furnish(endpoints.bootstrap(), endpoints.registry());
    UpCommand.print(spec.commandLine().getOut(), "Schemas are registered and topics created.");
    return 0;
  }
}
