package io.zaiko.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.junit.jupiter.api.Test;

/** Which partitions wait for which. */
class BusinessTimeTest {

  @Test
  void in_replay_no_partition_runs_further_ahead_of_the_others_than_the_setting_says() {
    WatermarkAlignmentParams alignment = alignment("replay", "P9D");
    assertThat(alignment.isEnabled()).isTrue();
    assertThat(alignment.getMaxAllowedWatermarkDrift()).isEqualTo(Duration.ofDays(9).toMillis());
  }

  @Test
  void live_a_channel_whose_clock_is_wrong_holds_up_nobody() {
    assertThat(alignment("live", "P9D").isEnabled()).isFalse();
  }

  private static WatermarkAlignmentParams alignment(String mode, String drift) {
    Properties properties = new Properties();
    properties.setProperty("mode", mode);
    properties.setProperty("replay.drift", drift);
    properties.setProperty("kafka.bootstrap.servers", "broker:9092");
    properties.setProperty("registry.url", "http://registry");
    properties.setProperty("schema.cache.dir", "/cache");
    return InventoryJob.businessTime(Settings.from(properties)).getAlignmentParameters();
  }
}
