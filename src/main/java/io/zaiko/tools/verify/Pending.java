package io.zaiko.tools.verify;

import java.util.Arrays;

/**
 * What differs in a way in which it may while the job has more to tell: it answers a declaration
 * for all the shelves it concerns by a sweep, which may take many checkpoints; and for a moment
 * after it has caught up it does not know yet that time has passed.
 *
 * @param shelves of items that were declared, and stand published or not as before
 * @param offers of shelves whose rules or locations changed
 * @param alerts of orders in locations that closed or opened: missing, or not yet taken back; and
 *     those that time alone brings: missing
 * @param groups whether groups differ, and locations were stated
 */
record Pending(long shelves, long offers, long alerts, boolean groups) {
  /** Safety stock, channels and status of a shelf are compared each for itself. */
  private static final int OFFER_PARTS = 3;

  /** Whether what is still to be told would explain all that differs. */
  boolean explains(Differences differences) {
    boolean isAny = groups || shelves + offers + alerts > 0;
    return isAny
        && Arrays.stream(Check.values())
            .allMatch(check -> differences.differentBy(check) <= most(check));
  }

  /** A shelf that waits for a sweep differs itself, and so may its alert and its groups. */
  private long most(Check check) {
    return switch (check) {
      case SHELVES -> shelves;
      case ALERTS -> shelves + alerts;
      case RULES -> OFFER_PARTS * offers;
      case GROUPS -> Long.MAX_VALUE;
      case INPUTS, REFUSALS, DUPLICATES, LINES, LEDGER, RESERVATIONS, PAYMENTS, IMAGES, FRESHNESS ->
          0;
    };
  }
}
