package io.zaiko.operators;

import io.zaiko.domain.freshness.SignOfLife;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the newest sign of each source and location, and sends it on when business time has moved
 * by {@link #GRAIN_MILLIS}, before each checkpoint and at the end: so a till that sells a thousand
 * times a second is heard of a few times, no sign outlives the time it tells of, and none is lost.
 * Chained to what emits the signs, so that only what it sends on crosses the network.
 *
 * <p>No state: it is empty whenever a checkpoint passes. At most {@link #MAX_SIGNS} signs are held.
 */
public final class GatherSigns extends AbstractStreamOperator<SignOfLife>
    implements OneInputStreamOperator<SignOfLife, SignOfLife>, BoundedOneInput {

  /** Signs beyond this many are sent on at once. */
  static final int MAX_SIGNS = 10_000;

  static final long GRAIN_MILLIS = 1_000;

  private static final long serialVersionUID = 1L;

  /** By source, then by location; heartbeats under null. */
  private transient Map<String, Map<String, SignOfLife>> held;

  private transient int count;
  private transient long sentAtMillis;

  @SuppressWarnings("NullAway.Init") // transient fields are set in open()
  public GatherSigns() {}

  @Override
  public void open() throws Exception {
    super.open();
    held = new HashMap<>();
    sentAtMillis = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<SignOfLife> element) {
    SignOfLife sign = element.getValue();
    Map<String, SignOfLife> ofSource = held.get(sign.sourceId());
    if (ofSource == null) {
      ofSource = new HashMap<>();
      held.put(sign.sourceId(), ofSource);
    }
    SignOfLife known = ofSource.get(sign.locationId());
    if (known == null || known.timeMicros() < sign.timeMicros()) {
      ofSource.put(sign.locationId(), sign);
      count += known == null ? 1 : 0;
    }
    if (count >= MAX_SIGNS) {
      send();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long millis = mark.getTimestamp();
    if (sentAtMillis == Long.MIN_VALUE || millis - sentAtMillis >= GRAIN_MILLIS) {
      sentAtMillis = millis;
      send();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    send();
  }

  @Override
  public void endInput() {
    send();
  }

  private void send() {
    for (Map<String, SignOfLife> ofSource : held.values()) {
      for (SignOfLife sign : ofSource.values()) {
        output.collect(new StreamRecord<>(sign));
      }
    }
    held.clear();
    count = 0;
  }
}
