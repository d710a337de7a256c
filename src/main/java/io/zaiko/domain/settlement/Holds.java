package io.zaiko.domain.settlement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What is due at one desk and is not told, as long as one who may yet tell of what is missing has
 * not been heard since; at most {@code payment.hold.max}. Nobody calls when that one is heard
 * again, so it is looked at every minute, and the longer it waits the more seldom: in an outage of
 * a day half a million orders may wait.
 */
final class Holds {
  private static final long SOONEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final long LATEST_MICROS = TimeUnit.MINUTES.toMicros(15);

  /** It is looked at again after this part of the time that it has waited. */
  private static final int PART = 16;

  private final OrderTerms terms;
  private final Heard.Ears ears;
  private final long nowMicros;
  private final TreeMap<String, Long> waits = new TreeMap<>();
  private final TreeSet<String> unheard = new TreeSet<>();
  private long lookAgainMicros = OrderAccount.NOT_DUE;

  /**
   * Nothing is held yet.
   *
   * @param ears until when each is heard of whom something may be missing
   * @param nowMicros how far business time has come
   */
  Holds(OrderTerms terms, Heard.Ears ears, long nowMicros) {
    this.terms = terms;
    this.ears = ears;
    this.nowMicros = nowMicros;
  }

  /**
   * Whether a check that is due waits.
   *
   * @param dueMicros when it became due, before now
   * @param voices who may yet tell of what is missing
   */
  boolean isHeld(long dueMicros, Collection<String> voices) {
    Set<String> silent = silent(dueMicros, voices);
    if (silent.isEmpty()) {
      return false;
    }
    if (nowMicros - terms.holdMaxMicros() > dueMicros) {
      unheard.addAll(silent);
      return false;
    }
    lookAgainMicros = Math.min(lookAgainMicros, lookAgainMicros(dueMicros));
    if (nowMicros - terms.tellHeld().afterMicros() > dueMicros) {
      silent.forEach(voice -> waits.merge(voice, 1L, Long::sum));
    }
    return true;
  }

  private long lookAgainMicros(long dueMicros) {
    long after = (nowMicros - dueMicros) / PART;
    long next = nowMicros + Math.max(SOONEST_MICROS, Math.min(LATEST_MICROS, after));
    long end = dueMicros + terms.holdMaxMicros() + 1;
    return end > nowMicros ? Math.min(next, end) : next;
  }

  /** Of each group the first that is silent: a check waits for it once. */
  private Set<String> silent(long dueMicros, Collection<String> voices) {
    Set<String> groups = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (String voice : new TreeSet<>(voices)) {
      if (ears.untilMicros(voice) <= dueMicros && groups.add(Heard.groupOf(voice))) {
        silent.add(voice);
      }
    }
    return silent;
  }

  /** When to look again; {@link OrderAccount#NOT_DUE} where nothing is held. */
  long dueMicros() {
    return lookAgainMicros;
  }

  /** For whom checks wait, longer than {@code payment.hold.told.after}. */
  List<Wait> waits() {
    List<Wait> all = new ArrayList<>();
    waits.forEach((voice, checks) -> all.add(new Wait(voice, checks)));
    return all;
  }

  /** What changed since it was last told for whom checks wait. */
  List<HeldNews> since(List<Wait> told) {
    TreeMap<String, Long> changes = new TreeMap<>(waits);
    told.forEach(wait -> changes.merge(wait.voice(), -wait.checks(), Long::sum));
    List<HeldNews> news = new ArrayList<>();
    changes.forEach(
        (voice, change) -> {
          if (change != 0) {
            boolean isUnheard = change < 0 && unheard.contains(voice);
            news.add(new HeldNews(voice, change, isUnheard, ears.untilMicros(voice), nowMicros));
          }
        });
    return news;
  }
}
