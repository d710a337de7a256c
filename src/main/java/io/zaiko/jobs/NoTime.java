package io.zaiko.jobs;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Master data has no business time and holds back nobody's: its watermark is always at the end. */
final class NoTime<T> implements WatermarkGenerator<T> {

  private static final Watermark END = new Watermark(Long.MAX_VALUE - 1);

  static <T> WatermarkStrategy<T> strategy() {
    return WatermarkStrategy.forGenerator(context -> new NoTime<>());
  }

  @Override
  public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
    output.emitWatermark(END);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(END);
  }
}
