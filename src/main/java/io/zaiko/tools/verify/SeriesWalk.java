package io.zaiko.tools.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one series in the order in which its records came, and judges the refusals that
 * depend on that order. A source's records of one kind lie in one partition as long as they go to
 * one topic; where they do not, the broker's times stand for the order, and less can be proven.
 */
final class SeriesWalk {
  /** The job remembers so many ranges of a series; beyond, it gives up the oldest gap. */
  private static final int RANGES_AT_MOST = 256;

  private static final Comparator<Step> BY_TIME =
      Comparator.<Step>comparingLong(step -> step.at().brokerMillis())
          .thenComparing(step -> step.at().address().topic())
          .thenComparing(step -> step.at().address().partition())
          .thenComparing(step -> step.at().address().offset());

  private final List<Step> steps = new ArrayList<>();
  private final NumberRanges received = new NumberRanges();
  private final NumberRanges lost = new NumberRanges();
  private long highestAtMicros;
  private boolean isInOnePartition = true;
  private boolean isAsked;

  /**
   * One record of the series.
   *
   * @param refused why it was refused for its number; null where it was applied
   */
  private record Step(long number, Arrival at, @Nullable String refused) {}

  void applied(long number, Arrival at) {
    add(new Step(number, at, null));
  }

  void refused(long number, Arrival at, String reason) {
    add(new Step(number, at, reason));
    isAsked = true;
  }

  private void add(Step step) {
    isInOnePartition &= steps.isEmpty() || step.at().isInPartitionOf(steps.get(0).at());
    steps.add(step);
  }

  /** Judges the refusals; all records of the series must be known. */
  void judge(Differences differences) {
    if (!isAsked) {
      return;
    }
    if (!isInOnePartition) {
      steps.sort(BY_TIME);
    }
    for (Step step : steps) {
      if (step.refused() == null) {
        take(step);
        continue;
      }
      String objection =
          step.refused().equals("SEQUENCE_REUSED") ? notReused(step) : notExpired(step);
      differences.expect(
          objection == null,
          Check.REFUSALS,
          () -> step.at().address() + ": " + step.refused() + ", but " + objection);
    }
  }

  private void take(Step step) {
    if (received.isEmpty() || step.number() > received.highest()) {
      highestAtMicros = step.at().occurredAtMicros();
    }
    received.put(step.number(), step.number());
    while (received.size() > RANGES_AT_MOST) {
      Map.Entry<Long, Long> gap = received.closeFirstGap();
      lost.put(gap.getKey(), gap.getValue());
      if (lost.size() > RANGES_AT_MOST) {
        lost.closeFirstGap();
      }
    }
  }

  private @Nullable String notReused(Step step) {
    if (!isInOnePartition) {
      return null;
    }
    if (!received.holds(step.number())) {
      return "its number was not applied before";
    }
    return step.at().occurredAtMicros() > highestAtMicros
        ? null
        : "it did not happen after the highest number";
  }

  private @Nullable String notExpired(Step step) {
    if (lost.holds(step.number())) {
      return null;
    }
    if (received.holds(step.number())) {
      return "its number was applied, and its gap was never given up";
    }
    boolean isBelow = !received.isEmpty() && step.number() < received.lowest();
    boolean mayBeLost = !isInOnePartition && !lost.isEmpty();
    return isBelow || mayBeLost
        ? null
        : "its number is neither below the series nor in a gap that was given up";
  }
}
