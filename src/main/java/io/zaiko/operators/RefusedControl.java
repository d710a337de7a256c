package io.zaiko.operators;

import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.Inbound;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Picks the control records that were not understood, for dead letters. */
public final class RefusedControl implements FlatMapFunction<ControlRecord, Inbound> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(ControlRecord control, Collector<Inbound> out) {
    if (control.isRefused()) {
      out.collect(control.inbound());
    }
  }
}
