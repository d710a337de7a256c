package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {
  private static final List<Class<?>> KNOWN =
      List.of(
          CheckpointingOptions.class,
          CoreOptions.class,
          ExecutionOptions.class,
          FsStateChangelogOptions.class,
          HeartbeatManagerOptions.class,
          JobManagerOptions.class,
          PipelineOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          RocksDBConfigurableOptions.class,
          RocksDBOptions.class,
          StateBackendOptions.class,
          StateChangelogOptions.class,
          StateRecoveryOptions.class,
          TaskManagerOptions.class,
          WebOptions.class);

  private final Configuration settings =
      GlobalConfiguration.loadConfiguration(Path.of("flink-conf").toAbsolutePath().toString());

  @Test
  void every_key_is_one_the_engine_knows() throws IllegalAccessException {
    Set<String> keys = new TreeSet<>(settings.keySet());
    keys.removeIf(key -> key.startsWith("metrics.reporter.prom."));
    assertThat(keys).hasSizeGreaterThan(50);

    for (Class<?> options : KNOWN) {
      for (Field field : options.getFields()) {
        if (field.getType() == ConfigOption.class) {
          keys.remove(((ConfigOption<?>) field.get(null)).key());
        }
      }
    }
    assertThat(keys).as("keys that would be ignored without a word").isEmpty();
  }

  @Test
  void a_task_manager_stays_within_two_and_three_quarter_gibibytes() {
    MemorySize process =
        TaskExecutorProcessUtils.processSpecFromConfig(settings).getTotalProcessMemorySize();

    assertThat(process).isLessThanOrEqualTo(MemorySize.ofMebiBytes(2_816));
  }

  @Test
  void values_are_of_the_kind_the_engine_expects() {
    assertThat(settings.get(CheckpointingOptions.CHECKPOINTING_INTERVAL).toSeconds()).isEqualTo(2);
    assertThat(settings.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat((long) settings.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS))
        .isLessThan(Checkpoints.LET_GO_AFTER);
    assertThat(settings.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(5);
    assertThat(settings.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(720);
    assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(settings.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(settings.get(ExecutionOptions.BUFFER_TIMEOUT)).isZero();
    assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("exponential-delay");
  }

  @Test
  void lengths_that_lie_are_limited_in_every_process_of_the_engine() {
    assertThat(EngineProcesses.words(settings.get(CoreOptions.FLINK_JVM_OPTIONS)))
        .contains(
            "-Dorg.apache.avro.limits.string.maxLength=1048576",
            "-Dorg.apache.avro.limits.bytes.maxLength=1048576",
            "-Dorg.apache.avro.limits.collectionItems.maxLength=100000",
            "--add-opens=java.base/java.util=ALL-UNNAMED");
  }
}
