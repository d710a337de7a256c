package io.zaiko.operators;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.StockAlert;
import io.zaiko.codec.ControlRecord;
import io.zaiko.codec.ControlTopic;
import io.zaiko.codec.Inbound;
import io.zaiko.codec.Outbound;
import io.zaiko.domain.freshness.SignOfLife;
import io.zaiko.domain.freshness.SourceNews;
import io.zaiko.domain.identity.Origin;
import io.zaiko.domain.place.OpenSpan;
import io.zaiko.domain.place.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** Watches sources in a harness, and says what came of it. */
final class RunningWatch implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofMinutes(30);

  private KeyedTwoInputStreamOperatorTestHarness<String, SignOfLife, ControlRecord, SourceNews>
      harness;

  RunningWatch(Duration timeout, ControlAtStart start) throws Exception {
    harness = harness(timeout, start);
    harness.open();
  }

  static RunningWatch started() throws Exception {
    return new RunningWatch(TIMEOUT, ControlAtStart.NOTHING);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** Goes on from a state, as of a job that read so much of the control topics at its start. */
  void restored(OperatorSubtaskState state, ControlAtStart start) throws Exception {
    harness.close();
    harness = harness(TIMEOUT, start);
    harness.initializeState(state);
    harness.open();
  }

  int entries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  List<SourceNews> news() {
    return harness.extractOutputValues();
  }

  static ControlAtStart atStart(long readUpTo, Place... places) {
    return new ControlAtStart(
        Set.of(), List.of(), null, List.of(places), Map.of("locations|0", readUpTo));
  }

  void hear(String source, @Nullable String location, String time) throws Exception {
    harness.processElement1(new SignOfLife(source, location, micros(time)), 0);
  }

  void timeIs(String time) throws Exception {
    long millis = TimeUnit.MICROSECONDS.toMillis(micros(time));
    harness.processBothWatermarks(new org.apache.flink.streaming.api.watermark.Watermark(millis));
  }

  void locationIs(Place place) throws Exception {
    locationIs(place, 0);
  }

  void locationIs(Place place, long offset) throws Exception {
    harness.processElement2(
        new ControlRecord(
            ControlTopic.LOCATIONS,
            place.locationId(),
            false,
            false,
            place.open(),
            new Inbound(
                new Origin("locations", 0, offset, 0),
                new byte[] {1},
                new byte[] {1},
                5,
                null,
                null,
                null,
                null),
            place,
            null),
        0);
  }

  static Place place(String id, boolean open, OpenSpan... hours) {
    return new Place(id, open, Place.UTC, List.of(hours), List.of());
  }

  List<SourceNews> news(SourceNews.Kind kind) {
    return harness.extractOutputValues().stream().filter(news -> news.kind() == kind).toList();
  }

  List<AlertStatus> statuses() {
    return alerts().stream().map(StockAlert::getStatus).toList();
  }

  List<StockAlert> alerts() {
    List<Outbound> sent = new ArrayList<>();
    var records = harness.getSideOutput(WatchSources.ALERTS);
    if (records != null) {
      records.forEach(record -> sent.add(record.getValue()));
    }
    return Decoded.of(StockAlert.class, sent, "stock-alerts");
  }

  static long micros(String time) {
    return TimeUnit.MILLISECONDS.toMicros(Instant.parse(time).toEpochMilli());
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, SignOfLife, ControlRecord, SourceNews>
      harness(Duration timeout, ControlAtStart start) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new WatchSources(Decoded.IDS, timeout, start), List.of(WatchSources.broadcastStates())),
        SignOfLife::sourceId,
        null,
        Types.STRING);
  }
}
