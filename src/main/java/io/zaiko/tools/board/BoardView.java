package io.zaiko.tools.board;

import io.zaiko.avro.Availability;
import io.zaiko.avro.StockStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the board shows: totals and the shelves that changed last. Holds one status per shelf. */
final class BoardView {
  private static final int SHELVES_SHOWN = 14;
  private static final int DESCRIPTION_WIDTH = 30;
  private static final long WINDOW_NANOS = 3_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final Map<String, Availability> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Availability> eldest) {
          return size() > SHELVES_SHOWN;
        }
      };

  private final Map<String, StockStatus> statuses = new HashMap<>();
  private final Map<String, String> descriptions = new HashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long applied;
  private long duplicates;
  private long deadLetters;

  void applied() {
    applied++;
  }

  void duplicate() {
    duplicates++;
  }

  void deadLetter() {
    deadLetters++;
  }

  void describe(String sku, @Nullable String description) {
    if (description != null) {
      descriptions.put(sku, description);
    }
  }

  /** A shelf's newest image; null where it was withdrawn. */
  void shelf(String key, @Nullable Availability image) {
    latest.remove(key);
    if (image == null) {
      statuses.remove(key);
    } else {
      latest.put(key, image);
      statuses.put(key, image.getStatus());
    }
  }

  /** Applied lines a second over the last few seconds. */
  long linesPerSecond(long nowNanos) {
    samples.addLast(new Sample(nowNanos, applied));
    while (samples.size() > 2 && nowNanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    long nanos = nowNanos - first.nanos();
    return nanos == 0 ? 0 : (applied - first.applied()) * 1_000_000_000L / nanos;
  }

  /** One line of totals. */
  String totals(long linesPerSecond) {
    return String.format(
        "%,d lines applied (%,d/s)   %,d duplicates   %,d dead letters",
        applied, linesPerSecond, duplicates, deadLetters);
  }

  /** One line on all shelves. */
  String shelves() {
    Map<StockStatus, Integer> counts = new EnumMap<>(StockStatus.class);
    statuses.values().forEach(status -> counts.merge(status, 1, Integer::sum));
    return String.format(
        "%,d shelves: %,d in stock, %,d low, %,d out",
        statuses.size(),
        counts.getOrDefault(StockStatus.IN_STOCK, 0),
        counts.getOrDefault(StockStatus.LOW_STOCK, 0),
        counts.getOrDefault(StockStatus.OUT_OF_STOCK, 0));
  }

  /** The head of the table that {@link #rows} fills. */
  static String head() {
    return String.format(
        "%-16s %-10s %-" + DESCRIPTION_WIDTH + "s %9s %10s %9s  %-12s %s",
        "location",
        "sku",
        "item",
        "on hand",
        "ATS before",
        "ATS now",
        "status",
        "as of (UTC)");
  }

  /** The shelves that changed last, newest first. */
  List<String> rows(boolean coloured) {
    List<Availability> images = new ArrayList<>(latest.values());
    Collections.reverse(images);
    return images.stream().map(image -> row(image, coloured)).toList();
  }

  private String row(Availability image, boolean coloured) {
    Long before = image.getPreviousAvailableToSell();
    String status = String.format("%-12s", image.getStatus());
    return String.format(
        "%-16s %-10s %-" + DESCRIPTION_WIDTH + "s %,9d %10s %,9d  %s %s",
        cut(image.getLocationId(), 16),
        cut(image.getSku(), 10),
        cut(descriptions.getOrDefault(image.getSku(), ""), DESCRIPTION_WIDTH),
        image.getOnHand(),
        before == null ? "new" : String.format("%,d", before),
        image.getAvailableToSell(),
        coloured ? colour(image.getStatus()) + status + Screen.PLAIN : status,
        time(image.getAsOf()));
  }

  private static String colour(StockStatus status) {
    return switch (status) {
      case IN_STOCK -> Screen.GREEN;
      case LOW_STOCK -> Screen.YELLOW;
      case OUT_OF_STOCK -> Screen.RED;
    };
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "~";
  }

  private record Sample(long nanos, long applied) {}
}
