package io.zaiko.tools.rules;

import io.zaiko.domain.rule.RingFence;
import io.zaiko.domain.rule.RuleDraft;
import io.zaiko.domain.rule.RuleFault;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rules set}: states a rule in the place of what was said of its scope. */
@Command(
    name = "set",
    description = {
      "State a rule in the place of the whole rule of the same scope. What it does",
      "not state is decided by the next more general one. Without --location and",
      "--sku: the default."
    },
    footer = {
      "",
      "Example: zaiko rules set --location store-12 --sku MUG-BLUE --safety-stock 3",
      "  --buffer pos=1 --fence web=4 --fence app=50%%:2",
      "  --low-stock-at 5 --in-stock-at 8"
    },
    mixinStandardHelpOptions = true)
public final class SetRuleCommand implements Callable<Integer> {
  @Mixin private ScopeOptions of = new ScopeOptions();

  @Option(
      names = "--safety-stock",
      paramLabel = "UNITS",
      description = "withheld from sale on every channel")
  private @Nullable Long safetyStock;

  @Option(
      names = "--buffer",
      paramLabel = "CHANNEL=UNITS",
      converter = StatedBuffer.Converter.class,
      description = "withheld from one channel; 0 only names the channel, so that it is published")
  private @Nullable List<StatedBuffer> buffers;

  @Option(names = "--no-buffers", description = "no buffers here, whatever more general rules say")
  private boolean noBuffers;

  @Option(
      names = "--fence",
      paramLabel = "CHANNEL=UNITS|PERCENT%[:PRIORITY]",
      converter = FenceConverter.class,
      description = "kept free for one channel; the lowest priority is served first (default: 0)")
  private @Nullable List<RingFence> fences;

  @Option(names = "--no-fences", description = "no fences here, whatever more general rules say")
  private boolean noFences;

  @Option(
      names = "--low-stock-at",
      paramLabel = "UNITS",
      description = "LOW_STOCK at this many units and below")
  private @Nullable Long lowStockAt;

  @Option(
      names = "--in-stock-at",
      paramLabel = "UNITS",
      description = "back to IN_STOCK at this many and above (default: one more than low-stock-at)")
  private @Nullable Long inStockAt;

  @Option(names = "--note", paramLabel = "TEXT", description = "for people")
  private @Nullable String note;

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RuleScope scope = of.scope();
    judged(1); // before anything is read, let alone sent
    RuleTopic topic = new RuleTopic(endpoints);
    StandingRules rules = topic.read();
    StockRule rule = judged(rules.nextVersion(scope));
    topic.set(rule, note);
    requireStands(rule, topic.read());
    PrintWriter out = spec.commandLine().getOut();
    out.println(RuleWords.name(rule) + ": " + RuleWords.content(rule));
    rules
        .of(scope)
        .ifPresent(
            old ->
                out.println(
                    "it replaces version " + old.version() + ": " + RuleWords.content(old)));
    out.flush();
    return 0;
  }

  /** Two who set a rule at the same time give it the same version: only one of them is heard. */
  static void requireStands(StockRule sent, StandingRules rules) {
    Optional<StockRule> standing = rules.of(sent.scope());
    if (standing.isEmpty()) {
      throw new UserError(
          "the "
              + RuleWords.name(sent)
              + " was sent and does not stand: it was refused, or somebody took it back; see"
              + " bin/zaiko rules list, then set it again");
    }
    if (!standing.get().equals(sent)) {
      throw new UserError(
          "somebody else set the rule of "
              + RuleWords.scope(sent.scope())
              + " at the same time, and theirs stands; see bin/zaiko rules list, then set it"
              + " again");
    }
  }

  private StockRule judged(long version) {
    RuleDraft draft =
        new RuleDraft(
            of.location(),
            of.sku(),
            version,
            safetyStock,
            statedBuffers(),
            statedFences(),
            lowStockAt,
            inStockAt);
    RuleFault fault = draft.fault();
    if (fault != null) {
      throw new UserError(fault.text());
    }
    StockRule rule = draft.rule();
    if (RuleWords.content(rule).equals("nothing")) {
      throw new UserError(
          "the rule states nothing; give --safety-stock, --buffer, --fence or --low-stock-at, or"
              + " take a rule back with rules remove");
    }
    return rule;
  }

  private @Nullable Map<String, Long> statedBuffers() {
    if (buffers == null) {
      return noBuffers ? Map.of() : null;
    }
    if (noBuffers) {
      throw new UserError("--buffer and --no-buffers contradict each other; give one of them");
    }
    Map<String, Long> byChannel = new TreeMap<>();
    for (StatedBuffer buffer : buffers) {
      if (byChannel.put(buffer.channel(), buffer.units()) != null) {
        throw new UserError(
            "the buffer of " + buffer.channel() + " is stated twice; give one for each channel");
      }
    }
    return byChannel;
  }

  private @Nullable List<RingFence> statedFences() {
    if (fences != null && noFences) {
      throw new UserError("--fence and --no-fences contradict each other; give one of them");
    }
    return noFences ? List.of() : fences;
  }
}
