package io.zaiko.testkit;

import io.zaiko.domain.stock.FulfilmentAct;
import io.zaiko.domain.stock.GoodsEvent;
import io.zaiko.domain.stock.GoodsLine;
import java.util.Comparator;
import java.util.List;

/**
 * Fulfilments of an order that has one line, sold and fulfilled at one place, and no voids: unit
 * counts by state, step by step in the order of their times.
 */
final class NaiveSteps {
  private static final int ON_HAND = 0;
  private static final int NOT_FOUND = 4;
  private static final int ALLOCATED = 5;
  private static final int STAGED = 6;

  private long open;
  private long staged;
  private long ended;

  /** What a step changes, by bucket as in {@link NaiveFold}. */
  interface Steps {
    void step(GoodsEvent event, long[] change);
  }

  private NaiveSteps() {}

  /**
   * Goes through the steps.
   *
   * @param sales of the order; steps of an order without any change nothing
   */
  static void of(List<GoodsEvent> sales, List<GoodsEvent> steps, Steps each) {
    NaiveSteps line = new NaiveSteps();
    sales.forEach(sale -> line.open += sale.lines().get(0).quantity());
    steps.stream()
        .sorted(
            Comparator.comparingLong(GoodsEvent::occurredAtMicros)
                .thenComparingInt(step -> turn(step.lines().get(0).terms().act()))
                .thenComparing(GoodsEvent::eventId))
        .forEach(step -> each.step(step, line.take(step.lines().get(0))));
  }

  /** Whose turn it is of those of one instant. */
  private static int turn(FulfilmentAct act) {
    return switch (act) {
      case SHORT_PICKED -> 1;
      case ASSIGNED, READY -> 2;
      case CANCELLED -> 3;
      case SHIPPED, PICKED_UP -> 4;
    };
  }

  private long[] take(GoodsLine step) {
    long[] change = new long[NaiveFold.BUCKETS];
    for (long i = 0; i < step.quantity(); i++) {
      one(step.terms().act(), change);
    }
    return change;
  }

  private void one(FulfilmentAct act, long[] change) {
    switch (act) {
      case READY -> {
        if (open > 0) {
          open--;
          staged++;
          change[STAGED]++;
        }
      }
      case SHIPPED, PICKED_UP -> {
        if (release(true, change)) {
          change[ON_HAND]--;
        } else if (ended > 0) {
          ended--;
          change[ON_HAND]--;
        }
      }
      case CANCELLED -> ended += release(false, change) ? 1 : 0;
      case SHORT_PICKED -> {
        if (release(false, change)) {
          ended++;
          change[NOT_FOUND]++;
        }
      }
      case ASSIGNED -> throw new AssertionError("one place supplies all");
    }
  }

  /** Takes a unit that is promised, if there is one. */
  private boolean release(boolean isStagedFirst, long[] change) {
    boolean isStaged = staged > 0 && (isStagedFirst || open == 0);
    if (!isStaged && open == 0) {
      return false;
    }
    change[ALLOCATED]--;
    if (isStaged) {
      staged--;
      change[STAGED]--;
    } else {
      open--;
    }
    return true;
  }
}
