package io.zaiko.tools.board;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** One progress bar after the other on a terminal, a line every few seconds elsewhere. */
public final class Bar implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;
  private static final long LINE_NANOS = 5_000_000_000L;

  private final boolean terminal = Terminal.present();
  private String task = "";
  private @Nullable ProgressBar bar;
  private long shown = System.nanoTime();

  /** How far a task is: ends the bar of the task before. What was not foreseen moves the end. */
  public void at(String now, long done, long expected, String unit) {
    if (!terminal) {
      line(now, done, expected, unit);
      return;
    }
    ProgressBar current = bar;
    if (current == null || !task.equals(now)) {
      close();
      current = begin(now, expected, unit);
      bar = current;
      task = now;
    }
    current.maxHint(Math.max(expected, done));
    current.stepTo(done);
  }

  private void line(String now, long done, long expected, String unit) {
    if (System.nanoTime() - shown > LINE_NANOS) {
      shown = System.nanoTime();
      System.err.printf("%s: %,d of %,d %s%n", now, done, expected, unit);
    }
  }

  private static ProgressBar begin(String task, long expected, String unit) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(expected)
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" " + unit, 1)
        .showSpeed()
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
