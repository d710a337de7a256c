package io.zaiko.operators;

import io.zaiko.domain.stock.Cause;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a checkpoint knows to be swept still, and with it which changes of what shelves tell are
 * known to it: what an earlier release told otherwise is swept once.
 *
 * <p>Operator state: at most twice {@link Changes#NAMED_AT_MOST} for each subtask, and a mark.
 */
final class LeftToSweep {

  private final ListState<ToSweep> unswept;
  private final ListState<Boolean> groupOrders;

  LeftToSweep(OperatorStateStore store) throws Exception {
    unswept = store.getUnionListState(new ListStateDescriptor<>("unswept", ToSweep.class));
    groupOrders =
        store.getUnionListState(new ListStateDescriptor<>("told-of-group-orders", Types.BOOLEAN));
  }

  /** Takes over the state of a job that is restored. */
  void restore(World world, ControlAtStart start) throws Exception {
    if (!unswept.get().iterator().hasNext()) {
      // A state from before there were sweeps: whatever changed then was never answered, and the
      // locations were read and not kept.
      world.placesOf(start);
      unswept.add(ToSweep.everything(Cause.item("items")));
    } else if (!groupOrders.get().iterator().hasNext()) {
      // Orders that asked a group were shown as those of a shop, and not added to the group.
      for (String group : world.groups()) {
        unswept.add(ToSweep.location(group, Cause.location("locations")));
      }
    }
  }

  List<ToSweep> list() throws Exception {
    List<ToSweep> list = new ArrayList<>();
    for (ToSweep left : unswept.get()) {
      if (!left.equals(ToSweep.NOTHING)) {
        list.add(left);
      }
    }
    return list;
  }

  void keep(List<ToSweep> left) throws Exception {
    unswept.update(left.isEmpty() ? List.of(ToSweep.NOTHING) : left);
    groupOrders.update(List.of(true));
  }
}
