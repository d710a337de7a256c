package io.zaiko.operators;

import io.zaiko.domain.settlement.Heard;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Until when each voice was heard, the same at every task: for who waits for what may be missing.
 */
public final class HeardVoices {
  /** Business time, microseconds, by voice. */
  public static final MapStateDescriptor<String, Long> UNTIL =
      new MapStateDescriptor<>("heard", Types.STRING, Types.LONG);

  private HeardVoices() {}

  /** Hears one. */
  static void hear(Heard heard, BroadcastState<String, Long> until) throws Exception {
    Long before = until.get(heard.voice());
    if (before == null || before < heard.untilMicros()) {
      until.put(heard.voice(), heard.untilMicros());
    }
  }

  /** Asks the state. */
  static Heard.Ears in(ReadOnlyBroadcastState<String, Long> until) {
    return voice -> {
      try {
        Long micros = until.get(voice);
        return micros == null ? Long.MIN_VALUE : micros;
      } catch (Exception e) {
        throw new IllegalStateException("the state of " + voice + " cannot be read", e);
      }
    };
  }
}
