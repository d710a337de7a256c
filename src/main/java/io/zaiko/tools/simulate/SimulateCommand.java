package io.zaiko.tools.simulate;

import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: days of a chain of shops, and what is wrong in them. */
@Command(
    name = "simulate",
    description = {
      "Make up days of a chain of shops, with planted faults and the truth.",
      "One file of JSON lines a topic, and truth.jsonl; the same options give the same bytes.",
      "docs/simulator.md says what is honest traffic and what each fault is."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  bin/zaiko simulate --seed 1 --days 3 --stores 20 --rate 10000 --out /tmp/world",
      "  bin/zaiko publish sales.pos /tmp/world/sales.pos.jsonl",
      "  bin/zaiko simulate --seed 1 --faults none --out /tmp/honest",
      "  bin/zaiko simulate --seed 1 --faults MONEY_KEPT,OVER_REFUND --out /tmp/two",
      "  bin/zaiko simulate --seed 1 --out /tmp/sent --publish"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "N",
      required = true,
      description = "another seed is another world")
  private long seed;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "1",
      description = "days that are sold on, 1 to 366 (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--stores",
      paramLabel = "S",
      defaultValue = "10",
      description = "shops, 1 to 999 (default: ${DEFAULT-VALUE})")
  private int stores;

  @Option(
      names = "--rate",
      paramLabel = "ORDERS",
      defaultValue = "5000",
      description = "honest orders of the whole chain in a day, about (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      defaultValue = "2026-01-05",
      description = "the first day, UTC (default: ${DEFAULT-VALUE})")
  private LocalDate from = LocalDate.EPOCH;

  @Option(
      names = "--faults",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "all",
      description = "all, none, or names of faults and checks (default: ${DEFAULT-VALUE})")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--delivery",
      paramLabel = "ORDER",
      defaultValue = "business-time",
      description =
          "order of the lines: business-time, as-arrived (offline shops and silent providers late)"
              + " or shuffled, with some lines twice (default: ${DEFAULT-VALUE})")
  private String delivery = "";

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "a new folder for the files")
  private Path out = Path.of("");

  @Option(names = "--publish", description = "send every record too; use a fresh house")
  private boolean publish;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Terms terms = terms();
    try (Folder folder = Folder.open(out)) {
      if (publish) {
        runAndSend(terms, folder);
      } else {
        new Simulation(terms).run(folder::write, folder::write);
      }
      PrintWriter words = spec.commandLine().getOut();
      folder
          .lines()
          .forEach((topic, lines) -> words.println(String.format("%,9d %s", lines, topic)));
      words.println(String.format("%,9d faults in truth.jsonl", folder.truths()));
      words.flush();
    }
    return 0;
  }

  private void runAndSend(Terms terms, Folder folder) {
    try (ToKafka kafka = new ToKafka(endpoints)) {
      Consumer<Told> write = folder::write;
      new Simulation(terms).run(write.andThen(kafka::send), folder::write);
      kafka.flush();
    }
  }

  private Terms terms() {
    try {
      return new Terms(seed, days, stores, rate, from, faultsAsked(), deliveryAsked());
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + "; see bin/zaiko help simulate", e);
    }
  }

  private Set<Fault> faultsAsked() {
    Set<Fault> asked = EnumSet.noneOf(Fault.class);
    for (String name : faults) {
      Set<Fault> named = Fault.named(name);
      if (named.isEmpty() && !name.equals("none")) {
        throw new UserError(
            "no fault is named " + name + "; use all, none or " + String.join(", ", Fault.names()));
      }
      asked.addAll(named);
    }
    return asked;
  }

  private Delivery deliveryAsked() {
    for (Delivery known : Delivery.values()) {
      if (known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(delivery)) {
        return known;
      }
    }
    throw new UserError("--delivery is business-time, as-arrived or shuffled, not " + delivery);
  }
}
