package io.zaiko.operators;

import io.zaiko.domain.stock.Cause;
import io.zaiko.domain.stock.ShelfId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits the shelves that changes of the world concern, a slice at a time between other work.
 *
 * <p>at rest - change, after {@link #GATHER_MILLIS} - pass (slice, pause, slice, ... over the keys
 * there were at its beginning) - another pass where more changes came meanwhile, else at rest.
 *
 * <p>A visit goes by what is known when it happens, so the newest change wins, and a shelf that has
 * already told of it by itself has nothing more to say. What is not done yet is in the checkpoint;
 * after a restore the pass begins anew.
 */
final class Sweep implements AutoCloseable {

  /** Changes that come together are answered together. */
  static final int GATHER_MILLIS = 100;

  /** A slice ends after so much time, as soon as the visit under way is over. */
  static final int SLICE_MILLIS = 10;

  /** A slice makes at most so many visits; keys that are passed over do not count. */
  static final int VISITS_AT_MOST = 250;

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** What is done at a shelf. */
  @FunctionalInterface
  interface Visitor {
    void visit(String key, ShelfId shelf, Cause cause) throws Exception;
  }

  private final Supplier<Stream<String>> allKeys;
  private final Visitor visitor;
  private final ProcessingTimeService timers;
  private final Counter sweptKeys;

  private Changes current = new Changes();
  private Changes next = new Changes();
  private @Nullable Pass pass;
  private boolean isScheduled;
  private long longestNanos;

  /** One walk over the keys. */
  private static final class Pass {
    private final Stream<String> keys;
    private final Iterator<String> left;
    private final long beganNanos = System.nanoTime();
    private long walked;
    private long visited;
    private long longestNanos;

    Pass(Stream<String> keys) {
      this.keys = keys;
      this.left = keys.iterator();
    }
  }

  /**
   * @param allKeys opens the keys of all shelves, each of which may change while they are read
   * @param timers run the slices in the task's thread
   */
  Sweep(
      Supplier<Stream<String>> allKeys,
      Visitor visitor,
      ProcessingTimeService timers,
      MetricGroup metrics) {
    this.allKeys = allKeys;
    this.visitor = visitor;
    this.timers = timers;
    this.sweptKeys = metrics.counter("sweptKeys");
    metrics.gauge("sweepUnderWay", () -> isAtRest() ? 0 : 1);
    metrics.gauge("sweepLongestSliceMillis", () -> TimeUnit.NANOSECONDS.toMillis(longestNanos));
  }

  /** Answers a change: with the next pass, for the one under way has been at some shelves. */
  void answer(ToSweep change) {
    next.add(change);
    schedule(GATHER_MILLIS);
  }

  /** What is not done yet, for a checkpoint. */
  List<ToSweep> unfinished() {
    List<ToSweep> unfinished = new ArrayList<>(current.list());
    unfinished.addAll(next.list());
    return unfinished;
  }

  /** Does what is left, at the end of a bounded input: no other work waits. */
  void finish() throws Exception {
    while (!isAtRest()) {
      slice();
    }
  }

  private boolean isAtRest() {
    return current.isEmpty() && next.isEmpty();
  }

  private void schedule(long delayMillis) {
    if (!isScheduled) {
      isScheduled = true;
      var unused =
          timers.registerTimer(
              timers.getCurrentProcessingTime() + delayMillis,
              at -> {
                isScheduled = false;
                slice();
              });
    }
  }

  private void slice() throws Exception {
    if (isAtRest()) {
      return;
    }
    long began = System.nanoTime();
    Pass running = pass == null ? begin() : pass;
    boolean isDone = walk(running, began + TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS));
    long nanos = System.nanoTime() - began;
    running.longestNanos = Math.max(running.longestNanos, nanos);
    longestNanos = Math.max(longestNanos, nanos);
    if (isDone) {
      end(running);
    }
    if (!isAtRest()) {
      // One and a half times as long for other work: a sweep may take its time, records may not.
      schedule(1 + TimeUnit.NANOSECONDS.toMillis(nanos * 3 / 2));
    }
  }

  private Pass begin() {
    current = next;
    next = new Changes();
    Pass begun = new Pass(allKeys.get());
    pass = begun;
    LOG.info("A sweep begins: {}", current);
    return begun;
  }

  /** Walks on; returns whether the last key is behind. */
  private boolean walk(Pass running, long untilNanos) throws Exception {
    int visits = 0;
    while (running.left.hasNext()) {
      if (visits >= VISITS_AT_MOST || System.nanoTime() - untilNanos >= 0) {
        return false;
      }
      String key = running.left.next();
      running.walked++;
      sweptKeys.inc();
      ShelfId shelf = ShelfId.ofKey(key);
      Cause cause = current.of(shelf);
      if (cause != null) {
        Cause newer = next.of(shelf);
        visitor.visit(key, shelf, newer == null ? cause : newer);
        running.visited++;
        visits++;
      }
    }
    return true;
  }

  private void end(Pass ended) {
    close();
    current = new Changes();
    LOG.info(
        "A sweep ended: {} keys, {} of them visited, in {} ms, the longest slice {} ms",
        ended.walked,
        ended.visited,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended.beganNanos),
        TimeUnit.NANOSECONDS.toMillis(ended.longestNanos));
  }

  /** Lets go of the keys; what is unfinished stays so. */
  @Override
  public void close() {
    if (pass != null) {
      pass.keys.close();
      pass = null;
    }
  }
}
