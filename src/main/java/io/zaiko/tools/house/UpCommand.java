package io.zaiko.tools.house;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/zaiko up}: runs the house in the foreground until Ctrl-C or {@code bin/zaiko down}.
 */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts broker, registry and engine on this machine and the inventory job on them.",
      "Runs until Ctrl-C or bin/zaiko down; the next up continues from the state."
    })
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--replay",
      description = "take time from the records alone, to replay history (fixed until --fresh)")
  private boolean replay;

  @Option(names = "--fresh", description = "delete topics, schemas and checkpoints first")
  private boolean fresh;

  @Mixin private HouseOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Home home = Home.locate();
    try (House house = new House(home, Distribution.locate(), line -> print(out, line))) {
      Addresses addresses = house.start(replay ? Addresses.REPLAY : Addresses.LIVE, fresh, options);
      printAddresses(out, addresses);
      print(out, "  " + addresses.mode() + " mode; everything is kept in " + home.root());
      print(out, "");
      print(out, "Zaiko is up. Stop it with Ctrl-C or bin/zaiko down.");
      house.awaitEnd();
    }
    return 0;
  }

  static void printAddresses(PrintWriter out, Addresses addresses) {
    print(out, "");
    print(out, "  dashboard  " + addresses.dashboard());
    print(out, "  broker     " + addresses.bootstrap());
    print(out, "  registry   " + addresses.registry());
  }

  static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
