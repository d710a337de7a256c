package io.zaiko.tools.rules;

import io.zaiko.avro.Availability;
import io.zaiko.domain.rule.EffectiveRule;
import io.zaiko.domain.rule.RuleBook;
import io.zaiko.domain.rule.RuleFault;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.domain.rule.Thresholds;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules explain LOCATION SKU}: the numbers of a shelf in their parts. */
@Command(
    name = "explain",
    description = {
      "Show what may be sold of a shelf in parts, and which rule each part comes from: the last",
      "committed image under the rules as they stand now."
    },
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
  /** Never shown: where no rule states thresholds, those of the job's settings hold. */
  private static final Thresholds OF_SETTINGS = Thresholds.at(0);

  @Parameters(index = "0", paramLabel = "LOCATION", description = "the location")
  private String location = "";

  @Parameters(index = "1", paramLabel = "SKU", description = "the item")
  private String sku = "";

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String key = location + "|" + sku;
    RuleFault fault = RuleScope.faultOfKey(key);
    if (fault != null || location.isEmpty() || sku.isEmpty() || location.contains("|")) {
      throw new UserError(
          fault == null ? "explain needs one location and one item; name both" : fault.text());
    }
    Availability image = LastImage.of(key, endpoints);
    if (image == null) {
      throw new UserError(
          "nothing is published of "
              + sku
              + " at "
              + location
              + "; a shelf appears with its first movement, and items without stock never do");
    }
    EffectiveRule rule = rule(new RuleTopic(endpoints).read());
    PrintWriter out = spec.commandLine().getOut();
    new Explanation(image, rule).print(out);
    out.flush();
    return 0;
  }

  private EffectiveRule rule(StandingRules rules) {
    RuleBook book = new RuleBook(OF_SETTINGS);
    for (StockRule rule : rules.all()) {
      if (rule.scope().isGeneral()) {
        book.put(rule);
      }
    }
    StockRule ofShelf = rules.of(new RuleScope(location, sku)).orElse(null);
    return book.resolve(location, sku, ofShelf);
  }
}
