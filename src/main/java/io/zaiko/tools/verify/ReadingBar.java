package io.zaiko.tools.verify;

import java.util.Collection;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar while topics are read, where a person watches. */
final class ReadingBar implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  private ReadingBar(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  static ReadingBar open(Collection<String> topics, long records) {
    if (System.console() == null || records == 0) {
      return new ReadingBar(null);
    }
    String what = topics.size() == 1 ? topics.iterator().next() : topics.size() + " topics";
    return new ReadingBar(
        new ProgressBarBuilder()
            .setTaskName("reading " + what)
            .setInitialMax(records)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .build());
  }

  void step() {
    if (bar != null) {
      bar.step();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
