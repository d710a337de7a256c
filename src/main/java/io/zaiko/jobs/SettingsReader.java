package io.zaiko.jobs;

import io.zaiko.codec.RecordDecoder;
import io.zaiko.domain.payment.PaymentTerms;
import io.zaiko.domain.reservation.CheckoutPolicy;
import io.zaiko.domain.settlement.OrderTerms;
import io.zaiko.domain.settlement.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings, each key once, and refuses what is left. */
final class SettingsReader {
  private static final String KAFKA = "kafka.";
  private static final String REGISTRY = "registry.";
  private static final String BY_METHOD = "hold.pending.extension.";
  private static final String BY_PROVIDER = "payment.lateness.";
  private static final String BY_CURRENCY = "amount.tolerance.";
  private static final String BY_ACCOUNT = "payment.over.capture.";
  private static final String BY_CHANNEL = "payment.profile.";
  private static final String REASONS = "GOODWILL,PRICE_ADJUSTMENT,KEEP_ITEM";
  private static final String MINOR = "minor units";
  private static final long MOST_PERCENT = 1_000;

  private final TreeMap<String, String> left = new TreeMap<>();
  private final List<String> known = new ArrayList<>();

  SettingsReader(Properties properties) {
    properties.stringPropertyNames().forEach(key -> left.put(key, properties.getProperty(key)));
  }

  Settings read() {
    String registryUrl = required("registry.url");
    Map<String, String> kafka = takePrefixed(KAFKA);
    if (kafka.getOrDefault("bootstrap.servers", "").isBlank()) {
      throw missing("kafka.bootstrap.servers");
    }
    Mode mode = mode();
    Duration forget = mode == Mode.REPLAY ? Settings.WHOLE_HISTORY : Duration.ofDays(120);
    Duration remembered = mode == Mode.REPLAY ? Settings.WHOLE_HISTORY : Duration.ofDays(7);
    Duration ofPayments = mode == Mode.REPLAY ? Settings.WHOLE_HISTORY : Duration.ofDays(180);
    Duration horizon = mode == Mode.REPLAY ? Settings.WHOLE_HISTORY : Duration.ofHours(72);
    Duration linger = Duration.ofMillis(mode == Mode.REPLAY ? 20 : 2);
    Duration idleness = Duration.ofSeconds(mode == Mode.REPLAY ? 5 : 1);
    Duration lateness = Duration.ofSeconds(mode == Mode.REPLAY ? 5 : 1);
    Duration silence = Duration.ofMinutes(mode == Mode.REPLAY ? 0 : 30);
    PaymentTerms paymentTerms = paymentTerms();
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
            paymentTerms,
            orderTerms(paymentTerms),
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

  private OrderTerms orderTerms(PaymentTerms payments) {
    Map<String, Profile> profiles = byName(BY_CHANNEL, this::profile);
    return new OrderTerms(
        payments,
        profiles,
        names("payment.refund.reasons", REASONS),
        micros("payment.reversal.window", Duration.ofMinutes(15)),
        micros("payment.return.window", Duration.ofHours(24)),
        micros("payment.refund.due", Duration.ofDays(5)),
        micros("payment.hold.max", Duration.ofHours(72)),
        new OrderTerms.TellHeld(
            micros("payment.hold.told.after", Duration.ofMinutes(15)),
            Math.max(1, whole("payment.hold.told.checks", 10, "checks"))),
        new OrderTerms.SaleWindows(
            micros("payment.sale.window", Duration.ofMinutes(15)),
            micros("payment.sale.window.pos", Duration.ofMinutes(5)),
            micros("payment.sale.window.offline", Duration.ofHours(24))),
        new OrderTerms.CaptureWindows(
            micros("payment.capture.window", Duration.ofMinutes(15)),
            micros("payment.capture.window.shipped", Duration.ofHours(24)),
            micros("payment.capture.window.offline", Duration.ofHours(24))),
        micros("payment.repeat.window", Duration.ofMinutes(5)));
  }

  private Profile profile(String key) {
    String text = take(key);
    for (Profile profile : Profile.values()) {
      if (profile.name().equalsIgnoreCase(text == null ? "" : text.strip())) {
        return profile;
      }
    }
    throw new SettingsException(
        "Setting %s is '%s'; write LINKED, PARTNER or UNLINKED".formatted(key, text));
  }

  private Set<String> names(String key, String absent) {
    String text = take(key);
    return Stream.of((text == null ? absent : text).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
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

  private <T> Map<String, T> byName(String prefix, Function<String, T> read) {
    Map<String, T> byName = new TreeMap<>();
    for (String key : List.copyOf(left.keySet())) {
      if (key.startsWith(prefix)) {
        byName.put(key.substring(prefix.length()), read.apply(key));
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
    if (duration.compareTo(least) < 0 || duration.compareTo(Settings.WHOLE_HISTORY) > 0) {
      throw new SettingsException(
          "Setting %s is %s; write a duration from %s to %s"
              .formatted(key, text, least, Settings.WHOLE_HISTORY));
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
