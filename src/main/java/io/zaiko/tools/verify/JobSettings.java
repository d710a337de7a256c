package io.zaiko.tools.verify;

import io.zaiko.tools.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the job is set, as far as no topic tells: what an option says, else what the house here gave
 * the job, else what a job takes that was given nothing.
 */
final class JobSettings {
  private final Map<String, String> given;

  /**
   * @param given settings of the job by their keys, in its own notation
   */
  JobSettings(Map<String, String> given) {
    this.given = given;
  }

  /**
   * A duration.
   *
   * @param option what was given on the command line, as {@code --} and the key with hyphens
   * @param usual where nothing says otherwise
   */
  Duration duration(String key, @Nullable String option, Duration usual) {
    if (option != null) {
      return parse(nameOf(key), option);
    }
    String text = given.get(key);
    return text == null ? usual : parse(key, text);
  }

  /** Durations by what follows a prefix of their keys, in capitals. */
  Map<String, Duration> durations(String prefix) {
    Map<String, Duration> byName = new HashMap<>();
    given.forEach(
        (key, text) -> {
          if (key.startsWith(prefix)) {
            String name = key.substring(prefix.length()).toUpperCase(Locale.ROOT);
            byName.put(name, parse(key, text));
          }
        });
    return byName;
  }

  /** Whole numbers, 0 or more, by what follows a prefix of their keys. */
  Map<String, Long> numbers(String prefix) {
    Map<String, Long> byName = new HashMap<>();
    for (String key : given.keySet()) {
      if (key.startsWith(prefix)) {
        byName.put(key.substring(prefix.length()), units(key, null, 0));
      }
    }
    return byName;
  }

  /** Words by what follows a prefix of their keys, all in capitals. */
  Map<String, String> words(String prefix) {
    Map<String, String> byName = new HashMap<>();
    given.forEach(
        (key, text) -> {
          if (key.startsWith(prefix)) {
            String name = key.substring(prefix.length()).toUpperCase(Locale.ROOT);
            byName.put(name, text.strip().toUpperCase(Locale.ROOT));
          }
        });
    return byName;
  }

  /** Names with commas between them. */
  Set<String> names(String key, Set<String> usual) {
    String text = given.get(key);
    return text == null
        ? usual
        : Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  /** A time in UTC. */
  Instant instant(String key, Instant usual) {
    String text = given.get(key);
    try {
      return text == null ? usual : Instant.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new UserError(key + " is no time: " + text + "; write 2026-11-23T00:00:00Z", e);
    }
  }

  /** Whole units, 0 or more. */
  long units(String key, @Nullable Long option, long usual) {
    if (option != null) {
      return atLeastZero(nameOf(key), option);
    }
    String text = given.get(key);
    try {
      return text == null ? usual : atLeastZero(key, Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw new UserError(key + " is no number: " + text + "; give 0 or more", e);
    }
  }

  private static long atLeastZero(String name, long units) {
    if (units < 0) {
      throw new UserError(name + " is " + units + "; give 0 or more");
    }
    return units;
  }

  private static String nameOf(String key) {
    return "--" + key.replace('.', '-');
  }

  /** {@code 90s}, {@code 5m}, {@code 1h}, or as settings have it, {@code PT30M}, {@code P7D}. */
  static Duration parse(String name, String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new UserError(name + " is no duration: " + text + "; write 90s, 5m, 1h or PT30M", e);
    }
  }
}
