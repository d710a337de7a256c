package io.zaiko.operators;

import io.zaiko.domain.stock.Buckets;
import io.zaiko.domain.stock.Search;
import io.zaiko.domain.stock.Shelf;
import io.zaiko.domain.stock.Shown;
import io.zaiko.domain.stock.Trading;
import io.zaiko.domain.stock.Trail;
import java.util.List;
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
 * State as the first release left it, when a process function kept the shelves: names and types are
 * written down here a second time, so that nobody changes them unawares.
 */
final class ShelvesBeforeSweeps
    extends KeyedBroadcastProcessFunction<String, String, String, String>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private ShelvesBeforeSweeps() {}

  /** Two published shelves, {@code shop|mug} and {@code shop|POST}; POST is a non-stock item. */
  static OperatorSubtaskState state() throws Exception {
    try (var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new ShelvesBeforeSweeps(), List.of(NonStockItems.SKUS, ReadAtStart.READ_UP_TO)),
            key -> key,
            null,
            Types.STRING)) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
      harness.open();
      harness.processElement1(new StreamRecord<>("shop|mug"));
      harness.processElement1(new StreamRecord<>("shop|POST"));
      harness.processElement2(new StreamRecord<>("POST"));
      return harness.snapshot(1, 1);
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    context
        .getOperatorStateStore()
        .getUnionListState(new ListStateDescriptor<>("epoch", Types.LONG))
        .add(1L);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // the epoch stands
  }

  @Override
  public void processElement(String key, ReadOnlyContext context, Collector<String> out)
      throws Exception {
    getRuntimeContext()
        .getState(new ValueStateDescriptor<>("shelf", Shelf.class))
        .update(
            new Shelf(
                new Buckets(5, 0, 0, 0, 0, 0, 0),
                10,
                1,
                1,
                5,
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
  public void processBroadcastElement(String sku, Context context, Collector<String> out)
      throws Exception {
    context.getBroadcastState(NonStockItems.SKUS).put(sku, true);
  }
}
