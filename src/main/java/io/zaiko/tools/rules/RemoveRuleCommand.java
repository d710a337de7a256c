package io.zaiko.tools.rules;

import io.zaiko.domain.rule.RuleScope;
import io.zaiko.domain.rule.StockRule;
import io.zaiko.tools.Endpoints;
import io.zaiko.tools.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules remove}: takes a rule back. */
@Command(
    name = "remove",
    description = {
      "Take a rule back; what it stated is decided by the next more general one.",
      "Without --location and --sku: the default."
    },
    mixinStandardHelpOptions = true)
public final class RemoveRuleCommand implements Callable<Integer> {
  @Mixin private ScopeOptions of = new ScopeOptions();
  @Mixin private Endpoints endpoints = new Endpoints();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RuleScope scope = of.scope();
    RuleTopic topic = new RuleTopic(endpoints);
    StockRule rule =
        topic
            .read()
            .of(scope)
            .orElseThrow(
                () ->
                    new UserError(
                        "there is no rule of "
                            + RuleWords.scope(scope)
                            + "; bin/zaiko rules list shows those there are"));
    topic.remove(scope);
    PrintWriter out = spec.commandLine().getOut();
    out.println("taken back: " + RuleWords.name(rule) + ": " + RuleWords.content(rule));
    out.flush();
    return 0;
  }
}
