package io.zaiko.tools.rules;

import io.zaiko.domain.rule.RuleDraft;
import io.zaiko.domain.rule.RuleFault;
import io.zaiko.domain.rule.RuleScope;
import io.zaiko.tools.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which shelves a rule speaks of, as the options say. */
final class ScopeOptions {
  @Option(
      names = {"-l", "--location"},
      paramLabel = "L",
      description = "one location (default: all)")
  private @Nullable String location;

  @Option(
      names = {"-s", "--sku"},
      paramLabel = "S",
      description = "one item (default: all)")
  private @Nullable String sku;

  @Nullable String location() {
    return location;
  }

  @Nullable String sku() {
    return sku;
  }

  /** The scope; a location or SKU that cannot be is refused. */
  RuleScope scope() {
    RuleDraft nothing = new RuleDraft(location, sku, 0, null, null, null, null, null);
    RuleFault fault = nothing.fault();
    if (fault != null) {
      throw new UserError(fault.text());
    }
    return nothing.rule().scope();
  }
}
