package io.zaiko.domain.stock;

import io.zaiko.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether units that were set aside are collected in time.
 *
 * <pre>
 *   UNCOLLECTED   (none) -&gt; SUSPECTED      units are set aside, and their time has come
 *                 SUSPECTED -&gt; CONFIRMED   and no hand-over was booked within the lateness
 *                 (any) -&gt; SUSPECTED       those that were sure left, and others are overdue
 *                 (any) -&gt; RESOLVED        they left later
 *                 (any) -&gt; RETRACTED       all of them had left by their time: it was booked late
 * </pre>
 */
final class CollectedInTime {

  private final List<OrderLine> allocated;
  private final List<FulfilmentStatement> statements;
  private final Allocation allocation;
  private final long nowMicros;
  private final long latenessMicros;

  /**
   * @param sold each line sold under one number, of one item
   * @param fold of those that allocate, and of the statements
   */
  CollectedInTime(
      List<OrderLine> sold,
      List<FulfilmentStatement> statements,
      LineFold fold,
      long nowMicros,
      long latenessMicros) {
    this.allocated = sold.stream().filter(line -> line.line().isAllocated()).toList();
    this.statements = statements;
    this.allocation = fold.allocation();
    this.nowMicros = nowMicros;
    this.latenessMicros = latenessMicros;
  }

  /** What is to be said of it. */
  ToldUnits told(ToldUnits before) {
    long units = allocation.overdueAt(nowMicros);
    if (units > 0) {
      boolean isSure = allocation.overdueAt(sureByMicros()) > 0;
      return before.next(units, isSure ? Alert.Status.CONFIRMED : Alert.Status.SUSPECTED);
    }
    if (before.revision() == 0) {
      return before;
    }
    return before.next(0, someLeftLate() ? Alert.Status.RESOLVED : Alert.Status.RETRACTED);
  }

  /** When there is more to say, if nothing else happens; null for never. */
  @Nullable Long dueMicros() {
    Long due = allocation.nextDueAfter(nowMicros);
    Long unsure = allocation.nextDueAfter(sureByMicros());
    if (unsure == null) {
      return due;
    }
    long sure = unsure + latenessMicros;
    return due == null ? sure : Math.min(due, sure);
  }

  /** What was to be collected by then is surely told if it was. */
  private long sureByMicros() {
    return nowMicros < Long.MIN_VALUE + latenessMicros
        ? Long.MIN_VALUE
        : nowMicros - latenessMicros;
  }

  /** Whether units were still set aside at their time and are not now. */
  private boolean someLeftLate() {
    return statements.stream()
        .map(FulfilmentStatement::collectUntilMicros)
        .distinct()
        .anyMatch(until -> until != null && dueAt(until, asOf(until)) > dueAt(until, allocation));
  }

  private static long dueAt(long untilMicros, Allocation some) {
    return some.overdueAt(untilMicros) - some.overdueAt(untilMicros - 1);
  }

  /** What was set aside at a time, by what is known of it now. */
  private Allocation asOf(long micros) {
    List<OrderLine> lines =
        allocated.stream()
            .map(
                line ->
                    line.with(
                        line.voids().stream()
                            .filter(each -> each.occurredAtMicros() <= micros)
                            .toList()))
            .toList();
    return LineFold.of(
            lines, statements.stream().filter(each -> each.occurredAtMicros() <= micros).toList())
        .allocation();
  }
}
