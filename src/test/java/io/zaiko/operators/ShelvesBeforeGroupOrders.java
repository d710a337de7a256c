package io.zaiko.operators;

import io.zaiko.domain.place.Place;
import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Search;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.Shown;
import io.zaiko.domain.stock.Trading;
import io.zaiko.domain.stock.Trail;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/**
 * State as a release left it that swept, and took orders of a group to be those of a shop: names
 * and types are written down here a second time, so that nobody changes them unawares.
 */
final class ShelvesBeforeGroupOrders
    extends KeyedBroadcastProcessFunction<String, String, String, String>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private transient ListState<Long> epochs;
  private transient ListState<ToSweep> unswept;

  private ShelvesBeforeGroupOrders() {}

  /** The published shelf {@code north|mug}, with 3 units allocated; a shop is in north. */
  static OperatorSubtaskState state() throws Exception {
    try (var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new ShelvesBeforeGroupOrders(), List.of(Places.PLACES)),
            key -> key,
            null,
            Types.STRING)) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
      harness.open();
      harness.processElement1(new StreamRecord<>("north|mug"));
      harness.processElement2(new StreamRecord<>("shop"));
      return harness.snapshot(1, 1);
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    var store = context.getOperatorStateStore();
    epochs = store.getUnionListState(new ListStateDescriptor<>("epoch", Types.LONG));
    unswept = store.getUnionListState(new ListStateDescriptor<>("unswept", ToSweep.class));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    epochs.update(List.of(1L));
    unswept.update(List.of(ToSweep.NOTHING));
  }

  @Override
  public void processElement(String key, ReadOnlyContext context, Collector<String> out)
      throws Exception {
    getRuntimeContext()
        .getState(new ValueStateDescriptor<>("shelf", Shelf.class))
        .update(
            new Shelf(
                new Buckets(0, 0, 0, 0, 0, 3, 0),
                10,
                1,
                1,
                -3,
                true,
                false,
                0,
                Trail.NONE,
                Shown.NOTHING,
                null,
                Trading.NONE,
                Search.NONE));
  }

  @Override
  public void processBroadcastElement(String shop, Context context, Collector<String> out)
      throws Exception {
    context
        .getBroadcastState(Places.PLACES)
        .put(shop, new Place(shop, true, Place.UTC, List.of(), List.of("north")));
  }
}
