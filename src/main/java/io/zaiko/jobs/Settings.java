package io.zaiko.jobs;

import io.zaiko.codec.RecordDecoder;
import io.zaiko.connectors.RegistryUrl;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.reservation.CheckoutPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs are told, read once and refused early. Engine settings are Flink's and stand in
 * {@code flink-conf}.
 *
 * @param mode {@code mode}: {@code live} or {@code replay}
 * @param registryUrl {@code registry.url}: base address of the Confluent API
 * @param schemaCacheDir {@code schema.cache.dir}: folder that keeps schemas by id
 * @param lateness {@code lateness}: how far records of one partition may be out of order in time
 * @param lateHorizon {@code late.horizon}: how late a count may come, and how long after a source's
 *     first record lower numbers are new
 * @param dedupRetention {@code dedup.retention}: wall-clock time for which an event id is known
 * @param orderRetention {@code order.retention}: business time for which an order is known after
 *     its newest event
 * @param clockSkewMax {@code clock.skew.max}: how far a source's clock may be off before the times
 *     it tells are set right; zero leaves every clock alone
 * @param transferLateness {@code transfer.lateness}: how long the shipment of a receipt may be
 *     booked after it before people are told that it is missing
 * @param countVarianceLateness {@code count.variance.lateness}: how long after a count its variance
 *     is only suspected, because late records may still explain it; so is, after the time of
 *     collection, that units were not collected
 * @param gapTimeout {@code source.gap.timeout}: how long a gap is open before people are told
 * @param silenceTimeout {@code source.silence.timeout}: in how much time of a location's opening
 *     hours a source should be heard; zero: silence is not watched
 * @param discoveryInterval {@code discovery.interval}: how often new topics are looked for
 * @param idleness {@code source.idle.after}: how long a partition that was read to its end is
 *     silent before time goes on without it
 * @param linger {@code output.linger}: how long an output waits for others to share its batch;
 *     bought throughput, paid in latency
 * @param lowStockAt {@code low.stock.at}: LOW_STOCK at this many units and below
 * @param reservationRetention {@code reservation.retention}: how long a reservation that has ended
 *     is remembered, and answered as it was
 * @param checkoutPolicy {@code hold.*}: how long a checkout waits for what
 * @param paymentRetention {@code payment.retention}: how long a payment and an alert are known
 *     after they were last spoken of
 * @param actionPatience {@code alert.action.patience}: how long an action waits for its alert
 * @param paymentTerms {@code payment.*} and {@code amount.tolerance}: by what measure payments are
 *     judged
 * @param kafka {@code kafka.*}, without the prefix: properties of every Kafka client
 * @param registry {@code registry.*} but the address: properties of the registry's client
 */
public record Settings(
    Mode mode,
    String registryUrl,
    String schemaCacheDir,
    Duration lateness,
    Duration lateHorizon,
    Duration dedupRetention,
    Duration orderRetention,
    Duration clockSkewMax,
    Duration transferLateness,
    Duration countVarianceLateness,
    Duration gapTimeout,
    Duration silenceTimeout,
    Duration discoveryInterval,
    Duration idleness,
    Duration linger,
    long lowStockAt,
    Duration reservationRetention,
    CheckoutPolicy checkoutPolicy,
    Duration paymentRetention,
    Duration actionPatience,
    PaymentTerms paymentTerms,
    Map<String, String> kafka,
    Map<String, String> registry) {

  private static final Duration WHOLE_HISTORY = Duration.ofDays(36_500);

  /**
   * Reads the file that a job is started with.
   *
   * @param job its class
   * @param args {@code --settings FILE}
   * @throws SettingsException naming what to change
   */
  static Settings of(String job, String[] args) {
    if (args.length != 2 || !args[0].equals("--settings")) {
      throw new SettingsException(job + " takes --settings FILE and nothing else");
    }
    Properties properties = new Properties();
    try (java.io.Reader reader = Files.newBufferedReader(Path.of(args[1]))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new SettingsException("The settings file " + args[1] + " cannot be read: " + e);
    }
    return from(properties);
  }

  /**
   * Reads the settings.
   *
   * @throws SettingsException naming the key, its value and what to change
   */
  public static Settings from(Properties properties) {
    return new Reader(properties).read();
  }

  /** Kafka's addresses. */
  public String bootstrapServers() {
    return kafka.getOrDefault("bootstrap.servers", "");
  }

  /** Without values that may be secret. */
  @Override
  public String toString() {
    return "Settings[mode="
        + mode
        + ", kafka="
        + bootstrapServers()
        + ", registry="
        + RegistryUrl.shown(registryUrl)
        + "]";
  }

  private static final class Reader {
    private static final String KAFKA = "kafka.";
    private static final String REGISTRY = "registry.";
    private static final String BY_METHOD = "hold.pending.extension.";
    private static final String BY_PROVIDER = "payment.lateness.";
    private static final String BY_CURRENCY = "amount.tolerance.";
    private static final String BY_ACCOUNT = "payment.over.capture.";
    private static final String MINOR = "minor units";
    private static final long MOST_PERCENT = 1_000;

    private final TreeMap<String, String> left = new TreeMap<>();
    private final List<String> known = new ArrayList<>();

    Reader(Properties properties) {
      properties.stringPropertyNames().forEach(key -> left.put(key, properties.getProperty(key)));
    }

    Settings read() {
      String registryUrl = required("registry.url");
      Map<String, String> kafka = takePrefixed(KAFKA);
      if (kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
        throw missing("kafka.bootstrap.servers");
      }
      Mode mode = mode();
      Duration forget = mode == Mode.REPLAY ? WHOLE_HISTORY : Duration.ofDays(120);
      Duration remembered = mode == Mode.REPLAY ? WHOLE_HISTORY : Duration.ofDays(7);
      Duration ofPayments = mode == Mode.REPLAY ? WHOLE_HISTORY : Duration.ofDays(180);
      Duration horizon = mode == Mode.REPLAY ? WHOLE_HISTORY : Duration.ofHours(72);
      Duration linger = Duration.ofMillis(mode == Mode.REPLAY ? 20 : 2);
      Duration idleness = Duration.ofSeconds(mode == Mode.REPLAY ? 5 : 1);
      Duration lateness = Duration.ofSeconds(mode == Mode.REPLAY ? 5 : 1);
      Duration silence = Duration.ofMinutes(mode == Mode.REPLAY ? 0 : 30);
      Settings settings =
          new Settings(
              mode,
              registryUrl,
              required("schema.cache.dir"),
              duration("lateness", lateness, Duration.ZERO),
              duration("late.horizon", horizon, Duration.ofMinutes(1)),
              duration("dedup.retention", Duration.ofDays(7), Duration.ofHours(1)),
              duration("order.retention", forget, Duration.ofDays(1)),
              duration("clock.skew.max", RecordDecoder.USUAL_CLOCK_SKEW_MAX, Duration.ZERO),
              duration("transfer.lateness", Duration.ofHours(24), Duration.ZERO),
              duration("count.variance.lateness", Duration.ofHours(1), Duration.ZERO),
              duration("source.gap.timeout", Duration.ofMinutes(10), Duration.ofSeconds(1)),
              duration("source.silence.timeout", silence, Duration.ZERO),
              duration("discovery.interval", Duration.ofSeconds(10), Duration.ofSeconds(1)),
              duration("source.idle.after", idleness, Duration.ofSeconds(1)),
              duration("output.linger", linger, Duration.ZERO),
              whole("low.stock.at", 3, "units"),
              duration("reservation.retention", remembered, Duration.ofHours(1)),
              checkoutPolicy(),
              duration("payment.retention", ofPayments, Duration.ofDays(1)),
              duration("alert.action.patience", Duration.ofMinutes(10), Duration.ZERO),
              paymentTerms(),
              kafka,
              takePrefixed(REGISTRY));
      if (!left.isEmpty()) {
        throw new SettingsException(
            "Setting %s is not known; known are %s, kafka.* and registry.*"
                .formatted(left.firstKey(), String.join(", ", known)));
      }
      return settings;
    }

    private CheckoutPolicy checkoutPolicy() {
      Map<String, Long> byMethod = byName(BY_METHOD, key -> micros(key, Duration.ZERO));
      return new CheckoutPolicy(
          micros("hold.pending.extension", Duration.ofMinutes(15)),
          byMethod,
          micros("hold.retry.grace", Duration.ofMinutes(5)),
          micros("hold.payment.grace", Duration.ofMinutes(2)),
          micros("hold.without.order.after", Duration.ofHours(24)),
          micros("reservation.unknown.after", Duration.ofSeconds(10)));
    }

    private PaymentTerms paymentTerms() {
      Map<String, Long> byProvider = byName(BY_PROVIDER, key -> micros(key, Duration.ZERO));
      Map<String, Long> byCurrency = byName(BY_CURRENCY, key -> whole(key, 0, MINOR));
      Map<String, Long> byAccount = byName(BY_ACCOUNT, this::percent);
      return new PaymentTerms(
          micros("payment.lateness", Duration.ofMinutes(15)),
          byProvider,
          whole("amount.tolerance", 1, MINOR),
          byCurrency,
          percent("payment.over.capture"),
          byAccount,
          instantMicros("payment.complete.from"),
          micros("payment.unseen.window", Duration.ofDays(1)));
    }

    private long percent(String key) {
      long percent = whole(key, 0, "percent");
      if (percent > MOST_PERCENT) {
        throw new SettingsException(
            "Setting %s is %d; write a percentage from 0 to %d"
                .formatted(key, percent, MOST_PERCENT));
      }
      return percent;
    }

    private long instantMicros(String key) {
      String text = take(key);
      if (text == null) {
        return 0;
      }
      try {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text.strip()));
      } catch (DateTimeParseException e) {
        throw new SettingsException(
            "Setting %s is '%s'; write a time in UTC such as 2026-11-23T00:00:00Z"
                .formatted(key, text));
      }
    }

    private Map<String, Long> byName(String prefix, ToLongFunction<String> read) {
      Map<String, Long> byName = new TreeMap<>();
      for (String key : List.copyOf(left.keySet())) {
        if (key.startsWith(prefix)) {
          byName.put(key.substring(prefix.length()), read.applyAsLong(key));
        }
      }
      return byName;
    }

    private long micros(String key, Duration absent) {
      return TimeUnit.MILLISECONDS.toMicros(duration(key, absent, Duration.ZERO).toMillis());
    }

    private Mode mode() {
      String text = take("mode");
      if (text == null) {
        return Mode.LIVE;
      }
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "live" -> Mode.LIVE;
        case "replay" -> Mode.REPLAY;
        default ->
            throw new SettingsException("Setting mode is '" + text + "'; write live or replay");
      };
    }

    private Duration duration(String key, Duration absent, Duration least) {
      String text = take(key);
      if (text == null) {
        return absent;
      }
      Duration duration = parse(key, text);
      if (duration.compareTo(least) < 0 || duration.compareTo(WHOLE_HISTORY) > 0) {
        throw new SettingsException(
            "Setting %s is %s; write a duration from %s to %s"
                .formatted(key, text, least, WHOLE_HISTORY));
      }
      return duration;
    }

    private static Duration parse(String key, String text) {
      try {
        return Duration.parse(text.strip());
      } catch (DateTimeParseException e) {
        throw new SettingsException(
            "Setting %s is '%s'; write an ISO-8601 duration such as PT5S, PT72H or P7D"
                .formatted(key, text));
      }
    }

    private long whole(String key, long absent, String of) {
      String text = take(key);
      if (text == null) {
        return absent;
      }
      try {
        long number = Long.parseLong(text.strip());
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException e) {
        // refused below, with the same words
      }
      throw new SettingsException(
          "Setting %s is '%s'; write a whole number of %s, 0 or more".formatted(key, text, of));
    }

    private String required(String key) {
      String text = take(key);
      if (text == null || text.isBlank()) {
        throw missing(key);
      }
      return text.strip();
    }

    private static SettingsException missing(String key) {
      return new SettingsException("Setting " + key + " is missing; add it to the settings file");
    }

    private @Nullable String take(String key) {
      known.add(key);
      return left.remove(key);
    }

    private Map<String, String> takePrefixed(String prefix) {
      Map<String, String> taken = new TreeMap<>();
      left.keySet()
          .removeIf(
              key -> {
                if (!key.startsWith(prefix)) {
                  return false;
                }
                taken.put(key.substring(prefix.length()), left.get(key));
                return true;
              });
      return taken;
    }
  }
}
