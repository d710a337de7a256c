package io.zaiko.tools.verify;

import io.zaiko.avro.StockLedgerEntry;
import io.zaiko.tools.verify.NaiveOrderLine.Sale;
import io.zaiko.tools.verify.NaiveOrderLine.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges what the ledger says of order lines that are fulfilled. What each record did is held
 * against {@link NaiveFulfilment}, line by line; here are the outcomes, and the lines of which
 * arrival decides: those with more records than the job remembers, and those it forgot meanwhile.
 */
final class FulfilmentAudit {
  private final FromArrival fromArrival;
  private final long retentionMicros;
  private final Map<AppliedLine, Last> last = new HashMap<>();

  /**
   * The last entry of a line on a shelf.
   *
   * @param writtenMicros when the job wrote it
   */
  private record Last(String outcome, long writtenMicros) {}

  /**
   * @param retention {@code order.retention}
   */
  FulfilmentAudit(FromArrival fromArrival, Duration retention) {
    this.fromArrival = fromArrival;
    this.retentionMicros = retention.toSeconds() * 1_000_000L;
  }

  /** Takes an entry of the ledger, in the order of its shelf. */
  void entry(StockLedgerEntry entry, AppliedLine line) {
    if (line.order() != null) {
      String outcome = entry.getOutcome().intern();
      last.put(line, new Last(outcome, NaiveStock.micros(entry.getEmittedAt())));
    }
  }

  /**
   * Compares, once the whole ledger is read; first believes it where arrival decides.
   *
   * @param counted which shelves may have seen a step before a count
   */
  void compare(NaiveOrders orders, CountedLedger counted, Differences differences) {
    OrderMemory memory =
        new OrderMemory(orders, retentionMicros, this::isWaiting, this::writtenMicros);
    orders
        .lines()
        .forEach(
            (name, line) -> {
              if (line.isFulfilled()) {
                String objection = line.isCrowded() ? null : objection(line);
                if (line.isCrowded()
                    || (objection != null && mayBeForgotten(name, line, memory))
                    || (!memory.isKept(name, line)
                        && (objection != null || !agrees(line, counted)))) {
                  fromArrival.add(line.isCrowded() ? "crowded order line" : "forgotten order line");
                  objection = beyondMemory(line, counted);
                }
                String sentence = name + ": " + objection;
                differences.expect(objection == null, Check.LINES, () -> sentence);
              }
            });
  }

  /** Whether its steps did what they should have, if all of it was said of one order. */
  private static boolean agrees(NaiveOrderLine line, CountedLedger counted) {
    return line.steps().stream()
        .allMatch(
            step ->
                step.event().lines().stream()
                    .filter(there -> there.lineNo() == step.line().lineNo())
                    .allMatch(there -> counted.agrees(step.event(), there, false)));
  }

  /** When a line was last booked; {@link Long#MIN_VALUE} where that is not known. */
  long writtenMicros(AppliedLine line) {
    Last said = last.get(line);
    return said == null ? Long.MIN_VALUE : said.writtenMicros();
  }

  /** What is wrong with the outcomes; null for nothing. */
  private @Nullable String objection(NaiveOrderLine line) {
    for (NaiveFulfilment.Deed deed : line.fold().deeds()) {
      Set<String> said = outcomes(deed.step());
      if (deed.step().isAllocated()
          && !said.isEmpty()
          && !said.contains(deed.outcome())
          && !isOfTheShelf(said, deed.outcome())) {
        return deed.step().event().eventId() + " is " + said + ", expected " + deed.outcome();
      }
    }
    return null;
  }

  /** A shelf may have more to say than what became of the record. */
  private static boolean isOfTheShelf(Set<String> said, String expected) {
    return said.contains("OUT_OF_RANGE")
        || (said.contains("ABSORBED") && expected.equals("APPLIED"));
  }

  /** The last outcome on each shelf that the ledger names: on one of them it is the last of all. */
  private Set<String> outcomes(Step step) {
    Set<String> outcomes = new TreeSet<>();
    for (AppliedLine line : step.event().lines()) {
      Last said = line.lineNo() == step.line().lineNo() ? last.get(line) : null;
      if (said != null) {
        outcomes.add(said.outcome());
      }
    }
    return outcomes;
  }

  /** Whether so much lies between a sale and a step that waits for it, whichever came first. */
  private boolean mayBeForgotten(
      NaiveOrderLine.Name name, NaiveOrderLine line, OrderMemory memory) {
    for (Step step : line.steps()) {
      Last said = last.get(step.line());
      if (said != null && isWaiting(step.line())) {
        for (Sale sale : line.sales()) {
          Last sold = last.get(sale.line());
          long saleWritten = sold == null ? Long.MIN_VALUE / 2 : sold.writtenMicros();
          if (said.writtenMicros() >= memory.keptUntilMicros(name.orderRef(), sale.event())
              || saleWritten - retentionMicros >= step.event().asOfMicros()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isWaiting(AppliedLine line) {
    Last said = last.get(line);
    return said != null && said.outcome().equals("AWAITS_SALE");
  }

  /**
   * Believes the ledger of a line.
   *
   * @return what cannot be, whatever arrived when; null where it may stand
   */
  private @Nullable String beyondMemory(NaiveOrderLine line, CountedLedger counted) {
    Units all = Units.ZERO;
    String objection = null;
    for (Step step : line.steps()) {
      if (step.isAllocated()) {
        BelievedStep believed = believed(step, counted);
        all = all.plus(believed.did());
        objection = objection == null ? objection(step, believed) : objection;
      }
    }
    long sold = line.sold();
    boolean isHeld =
        all.allocated() <= 0
            && sold + all.allocated() >= Math.max(0, all.staged())
            && all.staged() >= 0
            && all.notFound() >= 0
            && sold + all.onHand() >= 0;
    return isHeld ? objection : "of " + sold + " units sold, voids and fulfilments make " + all;
  }

  private static @Nullable String objection(Step step, BelievedStep believed) {
    String eventId = step.event().eventId();
    if (believed.isWaiting() && !believed.did().equals(Units.ZERO)) {
      return eventId + " waits for its sale, and makes " + believed.did();
    }
    return believed.isPossible()
        ? null
        : eventId + " of " + step.units() + " units does what it does not say: " + believed.did();
  }

  /** What a step did on all shelves, as the ledger says. */
  private BelievedStep believed(Step step, CountedLedger counted) {
    BelievedStep believed = new BelievedStep(step, outcomes(step));
    for (AppliedLine there : step.event().lines()) {
      if (there.lineNo() == step.line().lineNo()) {
        believed.believe(there, counted.mayBeAbsorbed(step.event(), there, false));
      }
    }
    return believed;
  }
}
