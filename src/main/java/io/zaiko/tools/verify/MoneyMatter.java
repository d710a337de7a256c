package io.zaiko.tools.verify;

import io.zaiko.avro.AlertSeverity;
import io.zaiko.avro.AlertStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a check has to say of an order, a payment or a record.
 *
 * @param key what it speaks of
 * @param mainFact the number of which, once it was made good, the greatest is told; null for none
 * @param ways in which it may be wrong, the worst first
 */
record MoneyMatter(String check, String key, @Nullable String mainFact, List<Way> ways) {
  /**
   * A way in which it may be wrong.
   *
   * @param isToldAtOnce whether it is told as suspected before it has lasted
   * @param waitMicros after which it is told at the latest, whoever is silent
   * @param facts the numbers that are told while it stands
   */
  record Way(
      AlertSeverity severity,
      boolean isToldAtOnce,
      long waitMicros,
      Lasting lasting,
      Map<String, Long> facts) {
    boolean isDue(ProvenTime time) {
      return time.hasPassed(lasting.sinceMicros() + waitMicros);
    }
  }

  /** The statuses that may be told; {@code RETRACTED}, if any, stands for nothing told as well. */
  Set<AlertStatus> expected(ProvenTime time) {
    Set<AlertStatus> expected = EnumSet.noneOf(AlertStatus.class);
    for (Way way : ways) {
      if (way.lasting().stands()) {
        expected.add(AlertStatus.CONFIRMED);
        if (way.isDue(time)) {
          return expected;
        }
        expected.add(AlertStatus.SUSPECTED);
        if (way.isToldAtOnce()) {
          return expected;
        }
      }
    }
    if (ways.stream().anyMatch(way -> way.lasting().wasLong())) {
      expected.add(AlertStatus.RESOLVED);
    }
    if (ways.stream().noneMatch(way -> way.lasting().wasSurelyTold())) {
      expected.add(AlertStatus.RETRACTED);
    }

    return expected;
  }

  /** The worst way in which it stands, and of which people must have been told, if of any. */
  @Nullable Way standing(ProvenTime time) {
    Way first = null;
    for (Way way : ways) {
      if (way.lasting().stands()) {
        if (way.isToldAtOnce() || way.isDue(time)) {
          return way;
        }
        first = first == null ? way : first;
      }
    }
    return first;
  }

  /** The most it came to while it lasted, in the worst way that it did. */
  long most() {
    return ways.stream()
        .filter(way -> way.lasting().wasLong())
        .map(way -> way.lasting().mostFact())
        .findFirst()
        .orElse(0L);
  }
}
