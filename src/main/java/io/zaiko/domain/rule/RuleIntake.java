package io.zaiko.domain.rule;

import io.zaiko.domain.identity.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a rule that arrives while another stands in its scope: the version must grow.
 *
 * @param fault why it is refused, and the standing one goes on; null where it is not
 * @param changes whether something is other than before
 */
public record RuleIntake(@Nullable RuleFault fault, boolean changes) {

  /** General rules beyond this many are refused, for each subtask holds them all in memory. */
  public static final int MAX_GENERAL = 100_000;

  private static final RuleIntake TAKEN = new RuleIntake(null, true);
  private static final RuleIntake UNCHANGED = new RuleIntake(null, false);

  /**
   * Judges a rule.
   *
   * @param standing of its scope; null where there is none, or it was taken back, which forgets its
   *     version
   * @param general how many general rules stand
   */
  public static RuleIntake of(StockRule arriving, @Nullable StockRule standing, int general) {
    if (standing == null) {
      return arriving.scope().isGeneral() && general >= MAX_GENERAL ? noRoom() : TAKEN;
    }
    if (arriving.equals(standing)) {
      return UNCHANGED;
    }
    return arriving.version() > standing.version() ? TAKEN : outdated(arriving, standing);
  }

  private static RuleIntake noRoom() {
    return new RuleIntake(
        new RuleFault(
            Reason.CONTROL_LIMIT,
            "more than "
                + MAX_GENERAL
                + " rules speak of more than one shelf; take back those no longer used, or state"
                + " rules of single shelves"),
        false);
  }

  private static RuleIntake outdated(StockRule arriving, StockRule standing) {
    boolean same = arriving.version() == standing.version();
    return new RuleIntake(
        new RuleFault(
            Reason.RULE_VERSION,
            "version %d of the rule %s is %s; send it with version %d or more"
                .formatted(
                    arriving.version(),
                    RuleFault.shown(arriving.scope().key()),
                    same
                        ? "that of the one that stands, which says something else"
                        : "lower than " + standing.version() + ", which stands",
                    standing.version() + 1)),
        false);
  }
}
