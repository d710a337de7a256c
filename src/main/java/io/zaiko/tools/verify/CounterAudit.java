package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.PaymentAlert;
import io.zaiko.tools.verify.NaiveCounters.Matter;
import io.zaiko.tools.verify.NaiveCounters.Repeats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what is told to have been paid too often at counters against what was accepted. */
final class CounterAudit {
  private final Differences differences;
  private final OrderMeasures measures;
  private final Map<Matter, PaymentAlert> told = new HashMap<>();

  CounterAudit(Differences differences, OrderMeasures measures) {
    this.differences = differences;
    this.measures = measures;
  }

  /** Whether an alert is of a counter, and of no order. */
  static boolean isOfCounter(PaymentAlert alert) {
    return alert.getCheck().equals("DUPLICATE_CHARGE") && alert.getFacts().containsKey("payments");
  }

  void alert(PaymentAlert alert) {
    told.put(new Matter(alert.getKey(), alert.getEpisode()), alert);
  }

  void compare(NaiveCounters counters, ProvenTime time) {
    Set<Matter> all = new HashSet<>(counters.found().keySet());
    all.addAll(told.keySet());
    for (Matter matter : all) {
      if (!counters.isUndecided(matter)) {
        compare(matter, counters.found().get(matter), told.get(matter), time);
      }
    }
  }

  private void compare(
      Matter matter, @Nullable Repeats due, @Nullable PaymentAlert said, ProvenTime time) {
    AlertStatus status = said == null ? AlertStatus.RETRACTED : said.getStatus();
    if (due == null) {
      expect(status == AlertStatus.RETRACTED, matter, "is " + status + ", expected nothing");
      return;
    }
    long wait =
        HoldSettings.micros(measures.reversalWindow()) + HoldSettings.micros(measures.holdMax());
    boolean isWhole = time.hasPassed(due.latestSinceMicros() + wait);
    if (!isWhole) {
      return; // a part of it, or nothing, may have been told
    }
    AlertStatus expected = due.standing() > 0 ? AlertStatus.CONFIRMED : AlertStatus.RESOLVED;
    expect(
        status == expected
            || (!due.isSure()
                && (status == AlertStatus.CONFIRMED || status == AlertStatus.RESOLVED)),
        matter,
        "is " + (said == null ? "not told" : status) + ", expected " + expected);
    if (said == null || (status != expected && due.isSure())) {
      return;
    }
    compare(matter, said, "amount", minor(matter));
    compare(matter, said, "payments", due.payments());
    compare(matter, said, "sales", due.sales());
    if (due.isSure()) {
      long often = due.standing() > 0 ? due.standing() : due.payments() - due.sales();
      compare(matter, said, "excess", often * minor(matter));
    }
    expect(
        said.getSeverity() == due.severity(time.micros())
            || said.getSeverity() == due.severity(time.atMostMicros()),
        matter,
        "is " + said.getSeverity());
  }

  /** What each payment took, as the key says before the instrument. */
  private static long minor(Matter matter) {
    String[] parts = matter.key().split("\\|", -1);
    return Long.parseLong(parts[parts.length - 2]);
  }

  private void compare(Matter matter, PaymentAlert said, String fact, long number) {
    Long saidNumber = said.getFacts().get(fact);
    expect(
        saidNumber != null && saidNumber == number,
        matter,
        "tells of " + fact + ' ' + saidNumber + ", expected " + number);
  }

  private void expect(boolean holds, Matter matter, String otherwise) {
    differences.expect(
        holds, Check.PAYMENTS, () -> matter.key() + ": DUPLICATE_CHARGE " + otherwise);
  }
}
