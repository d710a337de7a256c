package io.zaiko.tools.replay;

import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Source;
import io.zaiko.tools.Endpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Sends a data set: items and locations, the opening stock, the events, and at the end a heartbeat
 * far ahead that lets the timers of open gaps fire.
 */
public final class Replay {
  private static final String END_TOPIC = "heartbeats.replay";
  private static final String END_SOURCE = "replay-end";
  private static final Duration PAST_EVERY_TIMER = Duration.ofDays(400);
  private static final long DEMO_OPENING = 200;

  private final Properties kafka;
  private final String registry;
  private final ReplayPlan plan;
  private LongConsumer reading = lines -> {};
  private LongConsumer sending = lines -> {};
  private volatile boolean stopped;
  private long lines;
  private long records;
  private final Set<String> eventIds = new HashSet<>();
  private Instant last = Instant.EPOCH;

  Replay(Properties kafka, String registry, ReplayPlan plan) {
    this.kafka = kafka;
    this.registry = registry;
    this.plan = plan;
  }

  /**
   * The bundled month, with an opening stock of 200 units a shelf, for a demonstration.
   *
   * @param bootstrap the broker
   * @param registry URL of the registry's Confluent API
   * @param linesPerSecond how fast; 0 for as fast as it goes
   */
  public static Replay bundled(String bootstrap, String registry, int linesPerSecond) {
    Adapter adapter = Dataset.UCI_DECEMBER.adapter(null, true);
    return new Replay(
        Endpoints.kafka(bootstrap),
        registry,
        ReplayPlan.whole(adapter, true).withOpening(DEMO_OPENING).withPace(linesPerSecond));
  }

  /** Told how many lines are read, then sent, so far, after each record. */
  void onProgress(LongConsumer whileReading, LongConsumer whileSending) {
    this.reading = whileReading;
    this.sending = whileSending;
  }

  /** Sends all of it; returns when Kafka has it or {@link #stop} was called. */
  public void run() {
    send();
  }

  /** Ends a run early; may be called from another thread. */
  public void stop() {
    stopped = true;
  }

  Sent send() {
    try (Sender sender = new Sender(kafka, registry)) {
      try (Stream<Outgoing> controls = plan.adapter().controls()) {
        controls.forEach(control -> sender.send(sender.prepare(control)));
      }
      sender.flush();
      Set<String> controls = sender.topics();
      sender.open(END_TOPIC);
      // Reading and encoding the set is no part of the measured way.
      List<Sender.Prepared> opening = opening(sender);
      List<Sender.Prepared> events = plan.inOrderOfSending(events(sender));
      Instant start = Instant.now();
      opening.forEach(receipt -> send(sender, receipt));
      send(sender, events);
      sender.flush();
      Instant finish = Instant.now();
      sender.sendToAll(end(last.plus(PAST_EVERY_TIMER)));
      sender.flush();
      List<String> topics =
          sender.topics().stream().filter(topic -> !controls.contains(topic)).toList();
      return new Sent(lines, records, start, finish, topics, eventIds);
    }
  }

  private List<Sender.Prepared> opening(Sender sender) {
    if (plan.opening() == 0) {
      return List.of();
    }
    return Opening.of(plan.adapter(), plan.opening(), plan.numbered()).stream()
        .peek(receipt -> eventIds.add(eventId(receipt)))
        .map(sender::prepare)
        .toList();
  }

  private List<Sender.Prepared> events(Sender sender) {
    List<Sender.Prepared> prepared = new ArrayList<>();
    long taken = 0;
    try (Stream<Outgoing> stream = plan.adapter().events()) {
      Iterator<Outgoing> events = stream.iterator();
      while (events.hasNext() && taken < plan.limit() && !stopped) {
        Outgoing event = events.next();
        if (plan.takes(event)) {
          taken += event.lines();
          last = event.occurredAt().isAfter(last) ? event.occurredAt() : last;
          eventIds.add(eventId(event));
          prepared.add(sender.prepare(event));
          reading.accept(taken);
        }
      }
    }
    return prepared;
  }

  private void send(Sender sender, List<Sender.Prepared> events) {
    Pace pace = new Pace(plan.pace(), lines);
    for (Sender.Prepared event : events) {
      if (stopped) {
        return;
      }
      send(sender, event);
      pace.keep(lines, () -> stopped);
    }
  }

  private void send(Sender sender, Sender.Prepared record) {
    sender.send(record);
    lines += record.lines();
    records++;
    sending.accept(lines);
  }

  private static String eventId(Outgoing event) {
    Schema.Field field = event.record().getSchema().getField("event_id");
    return String.valueOf(event.record().get(field.pos()));
  }

  private static Outgoing end(Instant at) {
    Source source = new Source();
    source.setId(END_SOURCE);
    Heartbeat heartbeat = new Heartbeat();
    heartbeat.setEventId(END_SOURCE + "-" + Instant.now());
    heartbeat.setOccurredAt(at);
    heartbeat.setSource(source);
    return new Outgoing(END_TOPIC, END_SOURCE, heartbeat, at, 0);
  }

  /**
   * What was sent.
   *
   * @param start when the first event was sent
   * @param finish when Kafka had the last
   * @param topics the input topics it went to, the heartbeats' too
   * @param eventIds of all events
   */
  record Sent(
      long lines,
      long records,
      Instant start,
      Instant finish,
      List<String> topics,
      Set<String> eventIds) {}
}
