package io.zaiko.tools.verify;

import io.zaiko.avro.AlertStatus;
import io.zaiko.avro.FulfilmentKind;
import io.zaiko.avro.Heartbeat;
import io.zaiko.avro.Sale;
import io.zaiko.avro.SaleLine;
import io.zaiko.avro.Source;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.identity.IdentityAlerts;
import io.zaiko.domain.identity.RememberedHash;
import io.zaiko.domain.identity.SequenceWindow;
import io.zaiko.domain.identity.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A till whose sales come by and by, and the job's own window that tells what is missing. */
final class SimulatedNumbering {
  static final String KEY = "till|0|SALE";
  private static final long TIMEOUT_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final long FOR_EVER = TimeUnit.DAYS.toMicros(36_500);

  private final HonestBooks books = new HonestBooks();
  private final HonestOutputs out = new HonestOutputs(books.topics());
  private final TreeSet<Long> timers = new TreeSet<>();
  private SequenceWindow window = SequenceWindow.UNOPENED;
  private long reachedMicros = Long.MIN_VALUE / 2;
  private long newestMicros = Long.MIN_VALUE / 2;

  MemoryTopics topics() {
    return books.topics();
  }

  /** A sale comes. */
  void hear(String topic, long number, Instant at) {
    Sale sale = sale(number, at);
    long atMicros = NaiveStock.micros(at);
    Verdict verdict =
        window.judge(number, 1, atMicros, new RememberedHash(number, 1), reachedMicros, FOR_EVER);
    if (verdict == Verdict.EXPIRED) {
      new Refusals(topics()).refuse(topic, null, TestSchemas.encode(sale), "SEQUENCE_EXPIRED");
      return;
    }
    books.publish(topic, sale);
    if (verdict == Verdict.NEW) {
      newestMicros = Math.max(newestMicros, atMicros);
      SequenceWindow next = window.with(number, atMicros, reachedMicros);
      if (window.waitsForAnotherGap(next)) {
        timers.add(next.gapSinceMicros() + TIMEOUT_MICROS + 1_000);
      }
      window = next;
      if (window.gapIsHealed()) {
        tell(atMicros);
      }
    }
  }

  /** The job's time comes so far. */
  void reach(Instant time) {
    reachedMicros = Math.max(reachedMicros, NaiveStock.micros(time));
    while (!timers.isEmpty() && timers.first() <= reachedMicros) {
      long now = timers.pollFirst();
      if (window.gapIsOverdue(now, TIMEOUT_MICROS)) {
        tell(now);
      }
    }
  }

  /** All is quiet: another source shows how late it is, and the job is seconds behind. */
  void restAt(Instant time) {
    Heartbeat beat = new Heartbeat();
    beat.setEventId("beat at " + time);
    beat.setOccurredAt(time);
    beat.setSource(Source.newBuilder().setId("clock").build());
    topics().append("heartbeats.store", time.toEpochMilli(), null, TestSchemas.encode(beat));
    newestMicros = Math.max(newestMicros, NaiveStock.micros(time));
    reach(HonestOutputs.instant(newestMicros - TimeUnit.SECONDS.toMicros(5)));
  }

  Instant reached() {
    return HonestOutputs.instant(reachedMicros);
  }

  private void tell(long nowMicros) {
    window = window.alerted();
    Alert alert = IdentityAlerts.gap(window, KEY, nowMicros);
    out.alert(alert.check().name(), KEY, AlertStatus.valueOf(alert.status().name()), alert.facts());
  }

  /** One that sells nothing. */
  static Sale sale(long number, Instant at) {
    return Sale.newBuilder()
        .setEventId("sale-" + number)
        .setOccurredAt(at)
        .setSource(Source.newBuilder().setId("till").setSequence(number).setEpoch(0L).build())
        .setOrderRef("order-" + number)
        .setLines(
            List.of(
                SaleLine.newBuilder()
                    .setLineNo(1)
                    .setSku("A")
                    .setLocationId("s1")
                    .setQuantity(0L)
                    .setFulfilment(FulfilmentKind.CARRY_OUT)
                    .build()))
        .build();
  }
}
