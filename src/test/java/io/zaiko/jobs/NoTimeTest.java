package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class NoTimeTest {

  private final List<String> said = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add("watermark " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          said.add("idle");
        }

        @Override
        public void markActive() {
          said.add("active");
        }
      };

  @Test
  void master_data_neither_holds_back_nor_drives_on_the_time_of_others() {
    NoTime<String> noTime = new NoTime<>();
    noTime.onPeriodicEmit(output);
    noTime.onEvent("item", 1, output);
    noTime.onPeriodicEmit(output);
    assertThat(said).containsOnly("idle");
  }
}
