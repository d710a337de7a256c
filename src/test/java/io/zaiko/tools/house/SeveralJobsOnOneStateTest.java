package io.zaiko.tools.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zaiko.testkit.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that continue one from the other with the settings of {@code flink-conf}: state in RocksDB's
 * files and in the log after them, of this job and of earlier ones.
 */
class SeveralJobsOnOneStateTest {
  private static final int KEYS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** How far the numbers have come, and how many did not find what those before them had left. */
  private static final AtomicLong REACHED = new AtomicLong();

  private static final AtomicLong ASTRAY = new AtomicLong();

  @TempDir private Path folder;

  @Test
  void each_finds_the_state_that_those_before_it_left_although_their_waste_is_deleted()
      throws Exception {
    Checkpoints checkpoints = new Checkpoints(folder);
    String first = "";
    for (int generation = 0; generation < 3; generation++) {
      long before = REACHED.get();
      try (RunningJob job = continued(checkpoints)) {
        first = first.isEmpty() ? job.id() : first;
        long since = checkpoints.newest().map(Checkpoints.Completed::number).orElse(0L);
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    newestOf(checkpoints, job.id()) >= since + Checkpoints.LET_GO_AFTER
                        && REACHED.get() > before
                        && hasFiles(job.id(), "taskowned")
                        && hasFiles(job.id(), "dstl"));
        checkpoints.forgetJobsBefore(job.id());
        assertThat(newestOf(checkpoints, first) > 0).isEqualTo(first.equals(job.id()));
      }
    }
    assertThat(ASTRAY).hasValue(0);
  }

  private RunningJob continued(Checkpoints checkpoints) throws Exception {
    Configuration settings = new Configuration();
    settings.set(StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, Duration.ofSeconds(1));
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO); // all in files
    checkpoints
        .newest()
        .ifPresent(
            from ->
                settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from.path().toUri().toString()));
    return RunningJob.start(SeveralJobsOnOneStateTest::define, folder, settings);
  }

  private static void define(StreamExecutionEnvironment env) {
    env.fromSource(
            new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(2_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Count up")
        .uid("count-up")
        .setParallelism(1)
        .keyBy(number -> number % KEYS)
        .process(new Follow())
        .uid("follow")
        .sinkTo(new DiscardingSink<>())
        .uid("discard");
  }

  private static long newestOf(Checkpoints checkpoints, String job) {
    return checkpoints.newestFirst().stream()
        .filter(one -> one.jobId().equals(job))
        .mapToLong(Checkpoints.Completed::number)
        .max()
        .orElse(0);
  }

  private boolean hasFiles(String job, String kind) {
    String[] files = folder.resolve(job).resolve(kind).toFile().list();
    return files != null && files.length > 0;
  }

  /** Of each key one number in so many comes, in order; the first leaves a mark that stays. */
  private static final class Follow extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> last;
    private transient ValueState<Long> mark;

    @Override
    public void open(OpenContext context) {
      last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
      mark = getRuntimeContext().getState(new ValueStateDescriptor<>("mark", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
      Long before = last.value();
      if (number < KEYS) {
        mark.update(number);
      } else if (before == null || before != number - KEYS || mark.value() == null) {
        ASTRAY.incrementAndGet();
      }
      last.update(number);
      REACHED.accumulateAndGet(number, Math::max);
    }
  }
}
