package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.domain.rule.RuleFault;
import io.zaiko.domain.rule.RuleIntake;
import io.zaiko.domain.rule.StockRule;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets those rules pass that change something, and turns those into refusals that must not stand:
 * an older version, a version that said something else, one general rule too many. Other master
 * data passes by. One subtask does it, in the order of the topics, so that all that hear of a rule
 * hear the same.
 *
 * <p>State, all under the key {@link #BOOK}: the standing rule of each scope, until it is taken
 * back, at most {@link RuleIntake#MAX_GENERAL} general ones and one for each shelf; and the number
 * of the general ones.
 */
public final class AcceptRules extends KeyedProcessFunction<String, ControlRecord, ControlRecord> {

  /** The key of every record: there is one book of rules. */
  public static final String BOOK = "rules";

  private static final long serialVersionUID = 1L;

  private transient MapState<String, StockRule> standing;
  private transient ValueState<Integer> general;

  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public AcceptRules() {}

  @Override
  public void open(OpenContext context) {
    standing =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "standing-rules", Types.STRING, TypeInformation.of(StockRule.class)));
    general = getRuntimeContext().getState(new ValueStateDescriptor<>("general-rules", Types.INT));
  }

  @Override
  public void processElement(ControlRecord control, Context context, Collector<ControlRecord> out)
      throws Exception {
    if (control.topic() != ControlTopic.STOCK_RULES || control.isRefused()) {
      out.collect(control);
      return;
    }
    StockRule before = standing.get(control.id());
    StockRule rule = control.rule();
    if (rule == null) {
      takeBack(before);
      out.collect(control);
      return;
    }
    RuleIntake intake = RuleIntake.of(rule, before, count());
    RuleFault fault = intake.fault();
    if (fault != null) {
      out.collect(refused(control, fault));
    } else if (intake.changes()) {
      enter(rule, before == null);
      out.collect(control);
    }
  }

  private void enter(StockRule rule, boolean isFirst) throws Exception {
    standing.put(rule.scope().key(), rule);
    if (isFirst && rule.scope().isGeneral()) {
      general.update(count() + 1);
    }
  }

  private void takeBack(@Nullable StockRule rule) throws Exception {
    if (rule != null) {
      standing.remove(rule.scope().key());
      if (rule.scope().isGeneral()) {
        general.update(count() - 1);
      }
    }
  }

  private int count() throws Exception {
    Integer counted = general.value();
    return counted == null ? 0 : counted;
  }

  private static ControlRecord refused(ControlRecord control, RuleFault fault) {
    return new ControlRecord(
        control.topic(),
        "",
        false,
        false,
        true,
        control.inbound().refused(fault.reason(), fault.text()));
  }
}
