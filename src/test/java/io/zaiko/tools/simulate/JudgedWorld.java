package io.zaiko.tools.simulate;

import io.zaiko.codec.Inbound;
import io.zaiko.codec.RecordDecoder;
import io.zaiko.codec.WireFormat;
import io.zaiko.domain.alert.Alert;
import io.zaiko.domain.payment.AlertFile;
import io.zaiko.domain.payment.MoneyAlert;
import io.zaiko.domain.payment.PaymentLife;
import io.zaiko.domain.payment.PaymentLifeStep;
import io.zaiko.domain.payment.PaymentStatement;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.settlement.CounterBook;
import io.zaiko.domain.settlement.CounterNews;
import io.zaiko.domain.settlement.HeldNews;
import io.zaiko.domain.settlement.JudgedBalances;
import io.zaiko.domain.settlement.OrderAccount;
import io.zaiko.domain.settlement.OrderNews;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.OrderWord;
import io.zaiko.domain.settlement.Profile;
import io.zaiko.domain.settlement.Silence;
import io.zaiko.domain.settlement.SourceVoices;
import io.zaiko.domain.stock.GoodsEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;

/**
 * What the payments job has told of a world when time is over, by the state machines of its
 * operators joined as the job joins them.
 */
final class JudgedWorld {
  private static final long BEGAN_MICROS =
      TimeUnit.SECONDS.toMicros(java.time.Instant.parse("2026-01-05T00:00:00Z").getEpochSecond());

  static final OrderTerms TERMS =
      new OrderTerms(
          new PaymentTerms(
              micros(Duration.ofMinutes(15)),
              Map.of(),
              1,
              Map.of(),
              0,
              Map.of(),
              BEGAN_MICROS,
              micros(Duration.ofDays(1))),
          Map.of(
              "pos", Profile.LINKED,
              "web", Profile.LINKED,
              "app", Profile.LINKED,
              "marketplace", Profile.PARTNER),
          Set.of("GOODWILL"),
          micros(Duration.ofMinutes(15)),
          micros(Duration.ofHours(24)),
          micros(Duration.ofDays(5)),
          micros(Duration.ofDays(3)),
          new OrderTerms.TellHeld(micros(Duration.ofMinutes(15)), 10),
          new OrderTerms.SaleWindows(
              micros(Duration.ofMinutes(15)),
              micros(Duration.ofMinutes(5)),
              micros(Duration.ofHours(24))),
          new OrderTerms.CaptureWindows(
              micros(Duration.ofMinutes(15)),
              micros(Duration.ofHours(24)),
              micros(Duration.ofHours(24))),
          micros(Duration.ofMinutes(5)));

  private static final long LONG_AFTER = Long.MAX_VALUE / 2;
  private static final long AFTERWARDS_MICROS = TimeUnit.DAYS.toMicros(30);

  private final List<Schema> schemas = new ArrayList<>();
  private final RecordDecoder decoder =
      new RecordDecoder(schemas::get, Duration.ofMinutes(5), true);
  private final Map<String, PaymentLife> payments = new HashMap<>();
  private final Map<String, OrderWord> words = new HashMap<>();
  private final Map<String, OrderAccount> orders = new HashMap<>();
  private final Map<String, CounterBook> counters = new HashMap<>();
  private final Map<String, AlertFile> alerts = new HashMap<>();
  private final Set<String> accepted = new HashSet<>();
  private final Deque<OrderNews> news = new ArrayDeque<>();
  private final Map<String, SourceVoices> sources = new HashMap<>();
  private final Map<String, Long> heardUntil = new HashMap<>();
  private final TreeMap<Long, Set<String>> due = new TreeMap<>();
  private final Map<String, Alert> everTold = new TreeMap<>();
  private final Map<String, Long> firstTold = new HashMap<>();
  private final Map<String, Silence> silences = new HashMap<>();
  private final JudgedBalances balances =
      new JudgedBalances(TERMS, this::heardUntil, this::tell, this::hold);
  private long nowMicros = Long.MIN_VALUE;

  private static long micros(Duration duration) {
    return TimeUnit.MILLISECONDS.toMicros(duration.toMillis());
  }

  /** Hears a record as it arrives. */
  void hear(Told told) {
    Schema schema = told.record().getSchema();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    byte[] value = WireFormat.encode(schemas.indexOf(schema), told.record());
    byte[] key = "key".getBytes(StandardCharsets.UTF_8);
    long arrives = TimeUnit.MICROSECONDS.toMillis(told.arrivesMicros());
    Inbound read = decoder.decode(told.topic(), 0, 0, arrives, key, value);
    if (told.arrivesMicros() > nowMicros) {
      timePasses(told.arrivesMicros());
    }
    GoodsEvent event = Objects.requireNonNull(read.event(), read.message());
    if (!accepted.add(event.eventId())) {
      return; // a redelivery
    }
    SourceVoices.Step heard =
        sources.getOrDefault(event.source().id(), SourceVoices.SILENT).heard(event);
    sources.put(event.source().id(), heard.next());
    heard.news().forEach(each -> heardUntil.merge(each.voice(), each.untilMicros(), Math::max));
    PaymentStatement payment = event.payment();
    if (payment == null) {
      news.addAll(OrderNews.of(event));
    } else {
      pay(payment, event.asOfMicros());
    }
    while (!news.isEmpty()) {
      pass(news.poll());
    }
  }

  /** Timers of all fire in their order. */
  private void timePasses(long untilMicros) {
    while (nextDueMicros() < untilMicros) {
      long next = nextDueMicros();
      nowMicros = Math.max(nowMicros, next + 1);
      balances.timePasses(next + 1);
      for (String key : Objects.requireNonNullElse(due.remove(next), Set.<String>of())) {
        wake(key, next);
      }
    }
    nowMicros = untilMicros;
  }

  private long nextDueMicros() {
    return Math.min(due.isEmpty() ? Long.MAX_VALUE : due.firstKey(), balances.nextDueMicros());
  }

  private void wake(String key, long dueMicros) {
    OrderAccount order = orders.get(key);
    if (order != null && order.dueMicros() == dueMicros) {
      settle(key, order, nowMicros);
    }
    CounterBook book = counters.get(key);
    if (book != null && book.dueMicros() == dueMicros) {
      watch(key, book, nowMicros);
    }
    PaymentLife life = payments.get(key);
    if (life != null && life.dueMicros() == dueMicros) {
      PaymentLifeStep step = life.timeCame(TERMS.payments(), nowMicros);
      payments.put(key, step.next());
      wakeAt(step.next().dueMicros(), key);
      step.alerts().forEach(this::tell);
      step.takenBack(key).forEach(this::tell);
    }
  }

  private void wakeAt(long dueMicros, String key) {
    if (dueMicros != OrderAccount.NOT_DUE) {
      due.computeIfAbsent(dueMicros, at -> new TreeSet<>()).add(key);
    }
  }

  private void pay(PaymentStatement said, long asOfMicros) {
    PaymentLife before = payments.getOrDefault(said.paymentKey(), PaymentLife.UNHEARD);
    PaymentLifeStep step = before.heard(said, asOfMicros, TERMS.payments(), nowMicros);
    payments.put(said.paymentKey(), step.next());
    wakeAt(step.next().dueMicros(), said.paymentKey());
    OrderNews next = OrderNews.of(step.next().part(TERMS.payments(), TERMS.refundReasons()), true);
    if (before.events() > 0) {
      OrderNews was = OrderNews.of(before.part(TERMS.payments(), TERMS.refundReasons()), false);
      if (!was.key().equals(next.key())) {
        news.add(was);
      }
    }
    news.add(next);
    balances.hear(before, step.next(), asOfMicros, nowMicros);
    step.alerts().forEach(this::tell);
    step.takenBack(said.paymentKey()).forEach(this::tell);
  }

  private void pass(OrderNews said) {
    if (said.isForOrder()) {
      OrderAccount before = orders.getOrDefault(said.key(), OrderAccount.EMPTY);
      OrderAccount heard =
          said.entry() == null
              ? before.heard(Objects.requireNonNull(said.part()), said.path(), said.isOfIt())
              : before.heard(said.entry(), said.asOfMicros());
      settle(said.key(), heard, nowMicros);
      CounterNews.between(said.key(), before, heard, TERMS).forEach(this::atCounter);
      return;
    }
    OrderWord.Kind kind =
        said.isForTender() ? OrderWord.Kind.OF_TENDER : OrderWord.Kind.OF_CHECKOUT;
    OrderWord.Step step = words.getOrDefault(said.key(), OrderWord.UNHEARD).heard(said, kind);
    words.put(said.key(), step.next());
    news.addAll(step.news());
  }

  private void settle(String key, OrderAccount heard, long now) {
    OrderAccount.Step step = heard.judged(OrderNews.orderOf(key), TERMS, this::heardUntil, now);
    orders.put(key, step.next());
    wakeAt(step.next().dueMicros(), key);
    step.alerts().forEach(alert -> tell(alert.by(key)));
    step.held().forEach(this::hold);
  }

  private long heardUntil(String voice) {
    return heardUntil.getOrDefault(voice, Long.MIN_VALUE);
  }

  private void hold(HeldNews said) {
    Silence.Step step = silences.getOrDefault(said.key(), Silence.NONE).heard(said, TERMS);
    silences.put(said.key(), step.next());
    if (step.alert() != null) {
      tell(step.alert());
    }
  }

  private void atCounter(CounterNews said) {
    CounterBook before = counters.getOrDefault(said.key(), CounterBook.EMPTY);
    watch(said.key(), before.heard(said), nowMicros);
  }

  private void watch(String key, CounterBook heard, long now) {
    CounterBook.Step step = heard.judged(key, TERMS, this::heardUntil, now);
    counters.put(key, step.next());
    wakeAt(step.next().dueMicros(), key);
    step.alerts().forEach(this::tell);
    step.held().forEach(this::hold);
  }

  private void tell(MoneyAlert alert) {
    if (alert.alert().status() != Alert.Status.RETRACTED) {
      firstTold.putIfAbsent(alert.alert().alertId(), nowMicros);
      everTold.merge(
          alert.alert().alertId(),
          alert.alert(),
          (first, again) -> again.severity().compareTo(first.severity()) > 0 ? again : first);
    }
    alerts.merge(
        alert.alert().alertId(),
        AlertFile.EMPTY.heard(alert).next(),
        (file, none) -> file.heard(alert).next());
  }

  /** Each alert that was ever told, be it taken back, at its gravest. */
  Collection<Alert> everTold() {
    return everTold.values();
  }

  /** When an alert was first told, business time: how far it had come. */
  long firstToldMicros(Alert alert) {
    return Objects.requireNonNull(firstTold.get(alert.alertId()), "it was told");
  }

  /** The alerts that stand when nothing more is to come. */
  List<Alert> inTheEnd() {
    timePasses(nowMicros + AFTERWARDS_MICROS);
    Map.copyOf(orders).forEach((key, account) -> settle(key, account, LONG_AFTER));
    balances.timeCame(LONG_AFTER);
    Map.copyOf(counters).forEach((key, book) -> watch(key, book, LONG_AFTER));
    Map.copyOf(payments)
        .forEach(
            (key, life) -> {
              PaymentLifeStep step = life.timeCame(TERMS.payments(), LONG_AFTER);
              step.alerts().forEach(this::tell);
              step.takenBack(key).forEach(this::tell);
            });
    return alerts.values().stream()
        .map(AlertFile::told)
        .filter(Objects::nonNull)
        .map(MoneyAlert::alert)
        .filter(alert -> alert.status() != Alert.Status.RETRACTED)
        .toList();
  }
}
