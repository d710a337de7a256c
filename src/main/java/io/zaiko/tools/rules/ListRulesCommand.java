package io.zaiko.tools.rules;

import io.zaiko.domain.rule.StockRule;
import io.zaiko.tools.Endpoints;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules list}: the rules that stand, as a table. */
@Command(
    name = "list",
    description = {
      "Show the rules that stand, from the most general to the most specific.",
      "* speaks of all; - is not stated and decided by the next more general rule."
    },
    mixinStandardHelpOptions = true)
public final class ListRulesCommand implements Callable<Integer> {
  private static final String ALL = "*";

  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    StandingRules rules = new RuleTopic(endpoints).read();
    PrintWriter out = spec.commandLine().getOut();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "location", "sku", "version", "safety stock", "low at", "in at", "buffers", "fences"));
    rules.all().forEach(rule -> rows.add(row(rule)));
    Columns.print(rows, out);
    if (rules.all().isEmpty()) {
      out.println("no rules: all that is available to sell may be sold on every channel");
    }
    rules.refused().forEach(why -> out.println("refused: " + why));
    out.flush();
    return 0;
  }

  private static List<String> row(StockRule rule) {
    String location = rule.scope().locationId();
    String sku = rule.scope().sku();
    return List.of(
        location.isEmpty() ? ALL : location,
        sku.isEmpty() ? ALL : sku,
        Long.toString(rule.version()),
        RuleWords.units(rule.safetyStock()),
        RuleWords.units(rule.lowStockAt()),
        RuleWords.units(rule.inStockAt()),
        RuleWords.buffers(rule.buffers()),
        RuleWords.fences(rule.fences()));
  }
}
