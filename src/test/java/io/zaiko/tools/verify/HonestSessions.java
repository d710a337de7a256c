package io.zaiko.tools.verify;

import io.zaiko.avro.CountLine;
import io.zaiko.avro.CountScope;
import io.zaiko.avro.StockCount;
import io.zaiko.tools.verify.HonestOutputs.Booking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counting sessions: told again in full whenever a record comes after they were complete. */
final class HonestSessions {
  private static final long HORIZON_MICROS = 72 * 3_600_000_000L;

  private final HonestShelves shelves;
  private long newest;
  private final Map<String, List<Part>> sessions = new HashMap<>();

  private record Part(StockCount record, Booking booking, String rank) {
    long at() {
      return booking.movedAtMicros();
    }
  }

  private record Line(Part part, CountLine text) {}

  private static final Comparator<Part> EARLIER =
      Comparator.comparingLong(Part::at).thenComparing(Part::rank);

  HonestSessions(HonestShelves shelves) {
    this.shelves = shelves;
  }

  /** Takes a record; its booking bears the time that was counted. */
  void count(StockCount record, Booking booking) {
    Part part = new Part(record, booking, rank(record));
    if (record.getCountId() == null) {
      for (CountLine line : record.getLines()) {
        long at = Math.min(part.at(), booking.asOfMicros());
        shelves.look(shelf(part, line), line.getArea(), at, part.rank(), line.getQuantity());
      }
      wait(part, "EVIDENCE");
      return;
    }
    List<Part> session =
        sessions.computeIfAbsent(
            record.getLocationId() + '|' + record.getCountId(), first -> new ArrayList<>());
    newest = Math.max(newest, booking.asOfMicros());
    if (session.stream().anyMatch(any -> any.at() < newest - HORIZON_MICROS)) {
      wait(part, "TOO_LATE");
      return;
    }
    session.add(part);
    wait(part, "AWAITS_COMPLETE");
    if (session.stream().anyMatch(any -> any.record().getComplete())) {
      tell(session);
    }
  }

  private void wait(Part part, String outcome) {
    for (CountLine line : part.record().getLines()) {
      Booking booking = part.booking().line(line.getLineNo());
      shelves.book(shelf(part, line), booking, outcome, unchanged -> {});
    }
  }

  private void tell(List<Part> session) {
    session.sort(EARLIER);
    Map<ShelfKey, List<Line>> byShelf = new LinkedHashMap<>();
    for (Part part : session) {
      List<CountLine> lines = new ArrayList<>(part.record().getLines());
      lines.sort(Comparator.comparing(CountLine::getLineNo));
      for (CountLine line : lines) {
        byShelf
            .computeIfAbsent(shelf(part, line), first -> new ArrayList<>())
            .add(new Line(part, line));
      }
    }
    boolean sellable = session.get(session.size() - 1).record().getScope() == CountScope.SELLABLE;
    byShelf.forEach((shelf, lines) -> tell(shelf, lines, session.get(0).at(), sellable));
  }

  private void tell(ShelfKey shelf, List<Line> lines, long at, boolean sellable) {
    Line last = lines.get(lines.size() - 1);
    Map<String, Line> standing = new HashMap<>();
    if (last.text().getArea() == null) {
      standing.put("", last);
    } else {
      lines.stream()
          .filter(line -> line.text().getArea() != null)
          .forEach(line -> standing.put(line.text().getArea(), line));
    }
    long quantity = 0;
    Map<String, Long> stated = new HashMap<>();
    for (Line line : standing.values()) {
      quantity += line.text().getQuantity();
      if (line.text().getUnavailable() != null) {
        line.text().getUnavailable().forEach((reason, n) -> stated.merge(reason, n, Long::sum));
      }
    }
    HonestShelf.Count count =
        new HonestShelf.Count(at, last.part().rank(), quantity, stated, sellable);
    String countId = last.part().record().getCountId();
    Booking booking = last.part().booking().line(last.text().getLineNo());
    shelves.shelf(shelf).count(countId, count);
    boolean isOld = shelves.shelf(shelf).isSuperseded(countId);
    shelves.book(
        shelf,
        new Booking(
            booking.eventId(),
            booking.lineNo(),
            booking.kind(),
            at,
            Math.min(at, booking.asOfMicros())),
        isOld ? "SUPERSEDED" : "APPLIED",
        counted -> counted.count(countId, count));
  }

  private static ShelfKey shelf(Part part, CountLine line) {
    return new ShelfKey(part.record().getLocationId(), line.getSku());
  }

  private static String rank(StockCount record) {
    var source = record.getSource();
    Long number = source.getSequence();
    return String.format(
        "%s\0%020d\0%020d\0%s",
        source.getId(),
        source.getEpoch() == null ? 0 : source.getEpoch(),
        number == null ? 0 : number + 1,
        record.getEventId());
  }
}
