package io.zaiko.tools.replay;

import io.zaiko.avro.Restock;
import io.zaiko.avro.RestockLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The same number of units on every shelf that a set touches, received the day before it begins.
 */
final class Opening {
  private static final String TOPIC = "restocks.opening";
  private static final int LINES_A_RECORD = 1_000;

  private Opening() {}

  /** The receipts, for shelves in the order in which they appear. */
  static List<Outgoing> of(Adapter adapter, long units, boolean numbered) {
    Set<Shelf> shelves = new LinkedHashSet<>();
    List<Instant> first = new ArrayList<>(1);
    try (Stream<Outgoing> events = adapter.events()) {
      events.forEach(
          event -> {
            if (first.isEmpty()) {
              first.add(event.occurredAt());
            }
            MovedLine.of(event.record()).forEach(line -> touch(line, shelves));
          });
    }
    if (first.isEmpty()) {
      return List.of();
    }
    Instant before = first.get(0).truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
    return receipts(adapter.name(), List.copyOf(shelves), units, before, new Sequences(numbered));
  }

  private static List<Outgoing> receipts(
      String name, List<Shelf> shelves, long units, Instant at, Sequences sequences) {
    String source = name + "/opening";
    List<Outgoing> receipts = new ArrayList<>();
    for (int from = 0; from < shelves.size(); from += LINES_A_RECORD) {
      List<Shelf> part = shelves.subList(from, Math.min(from + LINES_A_RECORD, shelves.size()));
      Restock receipt = new Restock();
      receipt.setEventId(name + "-opening-" + receipts.size());
      receipt.setOccurredAt(at);
      receipt.setSource(sequences.next(source, "RESTOCK"));
      receipt.setLines(lines(part, units));
      receipts.add(new Outgoing(TOPIC, source, receipt, at, part.size()));
    }
    return receipts;
  }

  private static List<RestockLine> lines(List<Shelf> shelves, long units) {
    List<RestockLine> lines = new ArrayList<>(shelves.size());
    for (Shelf shelf : shelves) {
      lines.add(new RestockLine(lines.size(), shelf.sku(), units, shelf.location()));
    }
    return lines;
  }

  private static void touch(MovedLine line, Set<Shelf> shelves) {
    String location = line.locationId();
    String sku = line.sku();
    if (location != null && sku != null) {
      shelves.add(new Shelf(location, sku));
    }
  }

  private record Shelf(String location, String sku) {}
}
