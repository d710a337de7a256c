package io.zaiko.operators;

import io.zaiko.codec.GroupEncoder;
import io.zaiko.codec.Outbound;
import io.zaiko.codec.SchemaIds;
import io.zaiko.domain.group.Contribution;
import io.zaiko.domain.group.GroupImage;
import io.zaiko.domain.group.GroupStep;
import io.zaiko.domain.group.GroupSum;
import io.zaiko.domain.group.Member;
import io.zaiko.domain.group.Members;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Adds up what shelves contribute to groups of locations, and tells of each sum that changed.
 *
 * <p>State, by {@code group|sku}: one {@link GroupSum}, and one {@link Member} for each open
 * location of the group that has an image, at most as many as there are locations, and one for
 * orders that ask the group itself. A member dies when its shelf takes its share back; the sum
 * without members by timer, {@link #MEMORY} later at the earliest and not before a later epoch, for
 * within one the versions of a group grow however long it was empty. Until then it has one timer
 * for each {@link #MEMORY}. Operator state: the {@link AttemptEpoch}.
 */
public final class SumGroups extends KeyedProcessFunction<String, Contribution, Outbound>
    implements CheckpointedFunction {

  /** Business time for which the version of a group without members is known at least. */
  static final Duration MEMORY = Duration.ofDays(1);

  private static final long serialVersionUID = 1L;

  private final SchemaIds schemaIds;
  private final long lowStockAt;

  private transient ValueState<GroupSum> sum;
  private transient Members members;
  private transient GroupEncoder encoder;

  @SuppressWarnings("NullAway.Init") // set in initializeState()
  private transient AttemptEpoch attempt;

  private transient long epoch;

  /**
   * @param lowStockAt LOW_STOCK at this many units of a group and below
   */
  @SuppressWarnings("NullAway.Init") // transient fields are set in initializeState() and open()
  public SumGroups(SchemaIds schemaIds, long lowStockAt) {
    this.schemaIds = schemaIds;
    this.lowStockAt = lowStockAt;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    attempt = new AttemptEpoch(context.getOperatorStateStore(), System.currentTimeMillis());
    epoch = attempt.millis();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    attempt.keep();
  }

  @Override
  public void open(OpenContext context) {
    sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", GroupSum.class));
    members =
        new KeptMembers(
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "members", Types.STRING, TypeInformation.of(Member.class))));
    encoder = new GroupEncoder(schemaIds);
  }

  @Override
  public void processElement(Contribution contribution, Context context, Collector<Outbound> out)
      throws Exception {
    GroupSum stored = sum.value();
    long watermark = context.timerService().currentWatermark();
    GroupStep step =
        (stored == null ? GroupSum.EMPTY : stored)
            .apply(contribution, members, epoch, BusinessTime.micros(watermark), lowStockAt);
    GroupImage image = step.image();
    if (image == null) {
      return;
    }
    sum.update(step.next());
    out.collect(encoder.image(image, WallClock.nowMicros()));
    if (image.withdrawn()) {
      context.timerService().registerEventTimeTimer(deathMillis(step.next()));
    }
  }

  /** Forgets a group that nobody has joined since, or looks again where its epoch goes on. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outbound> out)
      throws Exception {
    GroupSum stored = sum.value();
    if (stored == null || !stored.isEmpty() || deathMillis(stored) > timestamp) {
      return;
    }
    long watermark = context.timerService().currentWatermark();
    boolean hasEnded = watermark == Watermark.MAX_WATERMARK.getTimestamp();
    if (stored.publishedEpoch() < epoch || hasEnded) {
      sum.clear();
    } else {
      context
          .timerService()
          .registerEventTimeTimer(BusinessTime.millisAfter(BusinessTime.micros(watermark), MEMORY));
    }
  }

  private static long deathMillis(GroupSum empty) {
    return BusinessTime.millisAfter(empty.toldMicros(), MEMORY);
  }
}
